import { sql } from "drizzle-orm";
import { chunkedJson } from "#shared/db/chunked-json.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { headsOf } from "./heads.ts";
import { type IndexKeys, indexesOf } from "./indexes.ts";

/**
 * The opaque key of a subject, and its shard, which need not be that of its number's bucket: another number of the same
 * subject may have been joined with it. Undefined when nothing was ever reported of it.
 */
export async function findSubjectKey(
  shards: Shards,
  keys: IndexKeys,
  subject: SubjectReference,
): Promise<string | undefined> {
  const { bucket, blindIndexes } = await indexesOf(keys, subject);
  const found = await findSubjectKeys(shards, shardOf(bucket), blindIndexes);
  return [...found.values()][0];
}

/**
 * The keys of subjects whose numbers lead to one shard, by blind index, as far as they are known; one round trip, and
 * more only for those that were joined with others.
 */
export async function findSubjectKeys(
  shards: Shards,
  shard: number,
  blindIndexes: readonly string[],
): Promise<Map<string, string>> {
  const db = databaseOf(shards, shard);
  const results = await db.batch(
    chunkedJson(blindIndexes).map((indexes) =>
      statement(
        db,
        sql`SELECT blind_index AS "blindIndex", aliases.subject_key AS "subjectKey", s.successor_key AS "successorKey"
            FROM aliases LEFT JOIN successors AS s ON s.subject_key = aliases.subject_key
            WHERE blind_index IN (SELECT value FROM json_each(${indexes}))`,
      ),
    ),
  );
  const rows = results.flatMap((result) => rowsOf<FoundRow>(result));
  const heads = await headsOf(
    shards,
    rows.flatMap(({ successorKey }) => successorKey ?? []),
  );
  return new Map(
    rows.map(({ blindIndex, subjectKey, successorKey }) => [
      blindIndex,
      successorKey === null ? subjectKey : (heads.get(successorKey) ?? successorKey),
    ]),
  );
}

interface FoundRow {
  readonly blindIndex: string;
  readonly subjectKey: string;
  readonly successorKey: string | null;
}
