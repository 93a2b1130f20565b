import { sql } from "drizzle-orm";
import { confirmations } from "#shared/db/shard.schema.ts";
import { upsert } from "#shared/db/upsert.ts";
import type { SignedDocument } from "#shared/documents/signed-document.ts";
import { besideConfirmation, type Confirmation } from "./confirmation.ts";

/**
 * The statement that stores a confirmation as it now is; a guard in the same batch protects it.
 *
 * @param document the document of the decision; without one, that of an earlier decision stays
 */
export function storeConfirmation(
  db: D1Database,
  confirmation: Confirmation,
  document?: SignedDocument,
): D1PreparedStatement {
  return upsert(
    db,
    confirmations,
    [confirmations.subjectKey, confirmations.policy, confirmations.commitment, confirmations.scope],
    JSON.stringify([{ ...confirmation, document: JSON.stringify(document) }]),
    sql`1`,
    document === undefined ? besideConfirmation : [],
  );
}
