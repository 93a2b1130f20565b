import { sql } from "drizzle-orm";
import { byShard, databaseOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import { headsOf } from "#shared/subjects/heads.ts";
import type { Bearer } from "./load-bearer.ts";

type LoadedBearer = Pick<Bearer, "person" | "subjectKey" | "profile">;

/**
 * Who has these subjects' keys, by the key as a code names it; one round trip a shard, and one more for those who were
 * joined with another number. Without their relatives: what rests on relatives is then not known.
 */
export async function loadBearers(
  shards: Shards,
  keys: readonly string[],
): Promise<ReadonlyMap<string, LoadedBearer>> {
  const heads = await headsOf(shards, new Set(keys));
  const found = await Promise.all(
    byShard([...new Set(heads.values())], (key) => key).map(async ([shard, ofShard]) => {
      const db = databaseOf(shards, shard);
      const rows = await statement(
        db,
        sql`SELECT subject_key AS "subjectKey", json(sources) AS sources FROM profiles
            WHERE subject_key IN (SELECT value FROM json_each(${JSON.stringify(ofShard)}))`,
      ).all();
      return rowsOf<{ subjectKey: string; sources: string }>(rows);
    }),
  );
  const sources = new Map(found.flat().map((row) => [row.subjectKey, sourcesFrom(row.sources)]));
  return new Map(
    [...heads].map(([key, head]) => [
      key,
      {
        person: head,
        subjectKey: head,
        profile: { sources: sources.get(head) ?? {}, relatives: [] },
      },
    ]),
  );
}

/** Guarantee: `profileToStored` wrote the column, and it has no other writer. */
function sourcesFrom(text: string): Profile["sources"] {
  return JSON.parse(text) as Profile["sources"];
}
