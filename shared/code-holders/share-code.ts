import { sql } from "drizzle-orm";
import { byShard, databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { codeSharings } from "#shared/db/codes.schema.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";

/** Who agrees, and who may then show the code. */
export interface Sharing {
  readonly subjectKey: string;
  readonly shownBy: string;
}

/** Somebody agrees that a relative shows the own code, until it is taken back. */
export async function shareCode(
  shards: Shards,
  { subjectKey, shownBy }: Sharing,
  now: Date,
): Promise<void> {
  await statement(
    databaseOf(shards, shardOf(shownBy)),
    sql`INSERT INTO ${codeSharings} (shown_by, subject_key, since_at)
        VALUES (${shownBy}, ${subjectKey}, ${now.getTime()}) ON CONFLICT DO NOTHING`,
  ).run();
}

export async function endSharing(shards: Shards, { subjectKey, shownBy }: Sharing): Promise<void> {
  await statement(
    databaseOf(shards, shardOf(shownBy)),
    sql`DELETE FROM ${codeSharings} WHERE shown_by = ${shownBy} AND subject_key = ${subjectKey}`,
  ).run();
}

/** Which of these relatives may show the code of somebody. */
export async function sharedWith(
  shards: Shards,
  subjectKey: string,
  among: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    byShard(among, (key) => key).map(async ([shard, ofShard]) =>
      statement(
        databaseOf(shards, shard),
        sql`SELECT shown_by AS "shownBy" FROM ${codeSharings}
            WHERE subject_key = ${subjectKey}
              AND shown_by IN (SELECT value FROM json_each(${JSON.stringify(ofShard)}))`,
      ).all(),
    ),
  );
  const rows = found.flatMap((result) => rowsOf<{ shownBy: string }>(result));
  return new Set(rows.map(({ shownBy }) => shownBy));
}
