import { sql, type SQL } from "drizzle-orm";
import { chunkedJson } from "#shared/db/chunked-json.ts";
import { statement } from "#shared/db/statement.ts";
import type { StoredConfirmation } from "./luggage.ts";

/**
 * The document of a decision goes along where the decision does; the receipt tells. Of two decisions on the same offer
 * the document of the one that no longer stands is kept beside, as when it is changed.
 */
export function documentsOf(
  db: D1Database,
  subjectKey: string,
  left: readonly StoredConfirmation[],
  committed: SQL,
): D1PreparedStatement[] {
  const rows = left
    .filter(({ document }) => document !== null)
    .map((one) => ({ ...one, subjectKey }));
  const isSame = sql`own.subject_key = moved.value ->> '$.subjectKey' AND own.policy = moved.value ->> '$.policy'
    AND own.commitment = moved.value ->> '$.commitment' AND own.scope = moved.value ->> '$.scope'`;
  const stands = sql`own.receipt = moved.value ->> '$.receipt'`;
  return chunkedJson(rows).flatMap((chunk) => {
    const moved = sql`(SELECT value FROM json_each(${chunk}) WHERE ${committed}) AS moved`;
    const keep = (document: SQL, which: SQL): D1PreparedStatement =>
      statement(
        db,
        sql`INSERT INTO superseded_documents (number, subject_key, document)
            SELECT ${document} ->> '$.document.number', ${subjectKey}, ${document}
            FROM ${moved} JOIN confirmations AS own ON ${isSame} WHERE ${which} ON CONFLICT DO NOTHING`,
      );
    return [
      keep(sql`own.document`, sql`${stands} AND own.document IS NOT NULL`),
      keep(
        sql`(moved.value ->> '$.document')`,
        sql`own.receipt IS NOT moved.value ->> '$.receipt'`,
      ),
      statement(
        db,
        sql`UPDATE confirmations AS own SET document = moved.value ->> '$.document'
            FROM ${moved} WHERE ${isSame} AND ${stands}`,
      ),
    ];
  });
}
