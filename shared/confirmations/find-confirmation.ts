import { sql } from "drizzle-orm";
import { confirmations } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { besideConfirmation, type Confirmation, type ConfirmationKey } from "./confirmation.ts";

export async function findConfirmation(
  db: D1Database,
  key: ConfirmationKey,
): Promise<Confirmation | undefined> {
  return rowsOf<Confirmation>(await selectConfirmation(db, key).all())[0];
}

/** The statement that reads one confirmation. */
export function selectConfirmation(
  db: D1Database,
  { subjectKey, policy, commitment, scope }: ConfirmationKey,
): D1PreparedStatement {
  return statement(
    db,
    sql`SELECT ${columnsOf(confirmations, besideConfirmation)} FROM confirmations WHERE subject_key = ${subjectKey}
          AND policy = ${policy} AND commitment = ${commitment} AND scope = ${scope}`,
  );
}
