import { sql } from "drizzle-orm";
import type { ConfirmationKey } from "#shared/confirmations/confirmation.ts";
import { statement } from "#shared/db/statement.ts";

/** The statement that keeps the document of the decision so far, before another takes its place. No row, where there is none. */
export function keepSuperseded(
  db: D1Database,
  { subjectKey, policy, commitment, scope }: ConfirmationKey,
): D1PreparedStatement {
  return statement(
    db,
    sql`INSERT INTO superseded_documents (number, subject_key, document)
        SELECT document ->> '$.document.number', subject_key, document FROM confirmations
        WHERE subject_key = ${subjectKey} AND policy = ${policy} AND commitment = ${commitment} AND scope = ${scope}
          AND document IS NOT NULL
        ON CONFLICT DO NOTHING`,
  );
}
