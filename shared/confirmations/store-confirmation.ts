import { sql } from "drizzle-orm";
import { confirmations } from "#shared/db/shard.schema.ts";
import { upsert } from "#shared/db/upsert.ts";
import type { Confirmation } from "./confirmation.ts";

/** The statement that stores a confirmation as it now is; a guard in the same batch protects it. */
export function storeConfirmation(db: D1Database, confirmation: Confirmation): D1PreparedStatement {
  return upsert(
    db,
    confirmations,
    [confirmations.subjectKey, confirmations.policy, confirmations.commitment, confirmations.scope],
    JSON.stringify([confirmation]),
    sql`1`,
  );
}
