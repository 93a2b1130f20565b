import { sql } from "drizzle-orm";
import { ageOn } from "#shared/calendar/age.ts";
import { type CivilDate, civilDate } from "#shared/calendar/civil-date.ts";
import { byShard, databaseOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";

/** What must be known of somebody before a code is made for them. */
export interface Holder {
  readonly subjectKey: string;
  readonly nameMasked: string | undefined;
  /** Undefined where nobody has said, or two have said different things. */
  readonly bornOn: CivilDate | undefined;
  /** None of the three registers of death knows them. */
  readonly isAlive: boolean;
}

interface StoredHolder {
  readonly subjectKey: string;
  readonly nameMasked: string | null;
  readonly bornOn: string | null;
  readonly died: number;
}

/** Those of them of whom something was ever reported, by their keys; one round trip a shard. */
export async function readHolders(
  shards: Shards,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Holder>> {
  const isDay = (column: string) => sql.raw(`coalesce(h.${column} GLOB '????-??-??', 0)`);
  const found = await Promise.all(
    byShard([...new Set(keys)], (key) => key).map(async ([shard, ofShard]) =>
      statement(
        databaseOf(shards, shard),
        sql`SELECT p.subject_key AS "subjectKey", s.name_masked AS "nameMasked", h.birth_date AS "bornOn",
              ${isDay("death_date")} OR ${isDay("death_certified_on")} OR ${isDay("cremated_on")} AS died
            FROM profiles AS p LEFT JOIN subjects AS s ON s.subject_key = p.subject_key
              LEFT JOIN hot_facts AS h ON h.subject_key = p.subject_key
            WHERE p.subject_key IN (SELECT value FROM json_each(${JSON.stringify(ofShard)}))`,
      ).all(),
    ),
  );
  const holders = found.flatMap((result) => rowsOf<StoredHolder>(result)).map(holderFrom);
  return new Map(holders.map((holder) => [holder.subjectKey, holder]));
}

const holderFrom = ({ subjectKey, nameMasked, bornOn, died }: StoredHolder): Holder => ({
  subjectKey,
  nameMasked: nameMasked ?? undefined,
  bornOn: bornOn === null ? undefined : civilDate(bornOn),
  isAlive: died !== 1,
});

/** Whether somebody has this age on a day; undefined where nobody knows. */
export function isAged({ bornOn }: Holder, years: number, on: CivilDate): boolean | undefined {
  return bornOn === undefined ? undefined : ageOn(bornOn, on) >= years;
}
