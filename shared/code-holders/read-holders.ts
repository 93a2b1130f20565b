import { sql } from "drizzle-orm";
import { ageOn } from "#shared/calendar/age.ts";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { byShard, databaseOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { type Life, lifeColumns, lifeFrom, type StoredLife } from "#shared/subjects/life-of.ts";

/** What must be known of somebody before a code is made for them. */
export interface Holder extends Life {
  readonly subjectKey: string;
  readonly nameMasked: string | undefined;
}

interface StoredHolder extends StoredLife {
  readonly subjectKey: string;
  readonly nameMasked: string | null;
}

/** Those of them of whom something was ever reported, by their keys; one round trip a shard. */
export async function readHolders(
  shards: Shards,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Holder>> {
  const found = await Promise.all(
    byShard([...new Set(keys)], (key) => key).map(async ([shard, ofShard]) =>
      statement(
        databaseOf(shards, shard),
        sql`SELECT p.subject_key AS "subjectKey", s.name_masked AS "nameMasked", ${lifeColumns}
            FROM profiles AS p LEFT JOIN subjects AS s ON s.subject_key = p.subject_key
              LEFT JOIN hot_facts AS h ON h.subject_key = p.subject_key
            WHERE p.subject_key IN (SELECT value FROM json_each(${JSON.stringify(ofShard)}))`,
      ).all(),
    ),
  );
  const holders = found.flatMap((result) => rowsOf<StoredHolder>(result)).map(holderFrom);
  return new Map(holders.map((holder) => [holder.subjectKey, holder]));
}

const holderFrom = ({ subjectKey, nameMasked, ...life }: StoredHolder): Holder => ({
  subjectKey,
  nameMasked: nameMasked ?? undefined,
  ...lifeFrom(life),
});

/** Whether somebody has this age on a day; undefined where nobody knows. */
export function isAged({ bornOn }: Holder, years: number, on: CivilDate): boolean | undefined {
  return bornOn === undefined ? undefined : ageOn(bornOn, on) >= years;
}
