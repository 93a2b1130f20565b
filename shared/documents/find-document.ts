import { sql } from "drizzle-orm";
import type { ConfirmationKey } from "#shared/confirmations/confirmation.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { SignedDocument } from "./signed-document.ts";

/** The document of the decision that stands; undefined while nothing was decided. */
export async function findDocument(
  db: D1Database,
  { subjectKey, policy, commitment, scope }: ConfirmationKey,
): Promise<SignedDocument | undefined> {
  const result = await statement(
    db,
    sql`SELECT document FROM confirmations WHERE subject_key = ${subjectKey} AND policy = ${policy}
          AND commitment = ${commitment} AND scope = ${scope} AND document ->> '$.document.number' = receipt`,
  ).all();
  const text = rowsOf<{ document: string }>(result)[0]?.document;
  return text === undefined ? undefined : documentOf(text);
}

/** Guarantee: `storeConfirmation` wrote it, and the column has no other writer. */
function documentOf(text: string): SignedDocument {
  return JSON.parse(text) as SignedDocument;
}
