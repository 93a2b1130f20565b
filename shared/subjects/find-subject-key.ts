import { sql } from "drizzle-orm";
import { chunkedJson } from "#shared/db/chunked-json.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { type IndexKeys, indexesOf } from "./indexes.ts";

/** The opaque key of a subject, and its shard; undefined when nothing was ever reported of it. */
export async function findSubjectKey(
  shards: Shards,
  keys: IndexKeys,
  subject: SubjectReference,
): Promise<string | undefined> {
  const { bucket, blindIndexes } = await indexesOf(keys, subject);
  const found = await findSubjectKeys(databaseOf(shards, shardOf(bucket)), blindIndexes);
  return [...found.values()][0];
}

/** The subject keys of one shard by blind index, as far as they are known; one round trip. */
export async function findSubjectKeys(
  db: D1Database,
  blindIndexes: readonly string[],
): Promise<Map<string, string>> {
  const results = await db.batch(
    chunkedJson(blindIndexes).map((indexes) =>
      statement(
        db,
        sql`SELECT blind_index AS "blindIndex", subject_key AS "subjectKey" FROM aliases
            WHERE blind_index IN (SELECT value FROM json_each(${indexes}))`,
      ),
    ),
  );
  return new Map(
    results
      .flatMap((result) => rowsOf<{ blindIndex: string; subjectKey: string }>(result))
      .map(({ blindIndex, subjectKey }) => [blindIndex, subjectKey]),
  );
}
