import { sql } from "drizzle-orm";
import { chunkedJson } from "#shared/db/chunked-json.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { Copy } from "./known-relative.ts";

/** Who wants which facts of whom, named without a period. */
export interface Wish {
  readonly otherKey: string;
  readonly followerKey: string;
  readonly facts: readonly string[];
}

/** What is known of wished facts, and the version of the profile that it is from. */
export type Told = Pick<Copy, "version" | "sources">;

/**
 * On the shard of the others: remembers who wants to hear of which facts, and reads them; one round trip. Where a
 * wish is new, the other's profile gets another version in the same batch: whoever decides upon it at the moment
 * without having seen the follower loses, reads again, and tells the follower. A wish that is known changes nothing.
 *
 * @returns what is known of each other one, of the facts that anybody here wishes
 */
export async function followOthers(
  db: D1Database,
  wishes: readonly Wish[],
): Promise<Map<string, Told>> {
  const results = await db.batch(chunkedJson(wishes).flatMap((chunk) => statementsFor(db, chunk)));
  return new Map(
    results
      .flatMap((result) => rowsOf<ToldRow>(result))
      .map((row) => [row.otherKey, { version: row.version, sources: sourcesOf(row.sources) }]),
  );
}

function statementsFor(db: D1Database, wishes: string): D1PreparedStatement[] {
  return [
    statement(
      db,
      sql`UPDATE profiles SET version = version + 1 WHERE subject_key IN (
            SELECT wish.value ->> '$.otherKey' FROM json_each(${wishes}) AS wish
            WHERE EXISTS (SELECT 1 FROM json_each(wish.value -> '$.facts') AS fact WHERE NOT EXISTS (
              SELECT 1 FROM followers, json_each(followers.facts) AS known
              WHERE followers.subject_key = wish.value ->> '$.otherKey'
                AND followers.follower_key = wish.value ->> '$.followerKey' AND known.value = fact.value)))`,
    ),
    statement(
      db,
      sql`INSERT INTO followers (subject_key, follower_key, facts)
          SELECT value ->> '$.otherKey', value ->> '$.followerKey', value -> '$.facts' FROM json_each(${wishes}) WHERE 1
          ON CONFLICT (subject_key, follower_key) DO UPDATE SET facts = (
            SELECT json_group_array(value) FROM (
              SELECT value FROM json_each(followers.facts) UNION SELECT value FROM json_each(excluded.facts)))
          WHERE EXISTS (SELECT 1 FROM json_each(excluded.facts)
            WHERE value NOT IN (SELECT value FROM json_each(followers.facts)))`,
    ),
    statement(
      db,
      sql`WITH wished AS (
            SELECT DISTINCT wish.value ->> '$.otherKey' AS subject_key, fact.value AS fact
            FROM json_each(${wishes}) AS wish, json_each(wish.value -> '$.facts') AS fact)
          SELECT profiles.subject_key AS "otherKey", profiles.version,
            (SELECT json_group_object(source.key, json(source.value)) FROM json_each(profiles.sources) AS source
             WHERE substr(source.key, 1, instr(source.key || '@', '@') - 1) IN (
               SELECT fact FROM wished WHERE wished.subject_key = profiles.subject_key)) AS sources
          FROM profiles WHERE profiles.subject_key IN (SELECT subject_key FROM wished)`,
    ),
  ];
}

interface ToldRow {
  otherKey: string;
  version: number;
  /** JSON */
  sources: string;
}

/** Guarantee: the column holds what `profileToStored` wrote. */
function sourcesOf(text: string): Told["sources"] {
  return JSON.parse(text) as Told["sources"];
}
