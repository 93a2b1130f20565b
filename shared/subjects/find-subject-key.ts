import { sql } from "drizzle-orm";
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
  const result = await statement(
    databaseOf(shards, shardOf(bucket)),
    sql`SELECT subject_key AS "subjectKey" FROM aliases
        WHERE blind_index IN (SELECT value FROM json_each(${JSON.stringify(blindIndexes)})) LIMIT 1`,
  ).all();
  return rowsOf<{ subjectKey: string }>(result)[0]?.subjectKey;
}
