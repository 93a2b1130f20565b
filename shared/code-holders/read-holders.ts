import { sql } from "drizzle-orm";
import { type CivilDate, civilDate, monthsBetween } from "#shared/calendar/civil-date.ts";
import { byShard, databaseOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { FactName } from "#shared/facts/dictionary.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import { readFactOn } from "#shared/profiles/read-fact.ts";

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
  readonly birth: string | null;
  readonly deaths: string;
}

const deaths = ["deathDate", "deathCertifiedOn", "crematedOn"] as const satisfies FactName[];

/** Those of them of whom something was ever reported, by their keys; one round trip a shard. */
export async function readHolders(
  shards: Shards,
  keys: readonly string[],
  on: CivilDate,
): Promise<ReadonlyMap<string, Holder>> {
  const found = await Promise.all(
    byShard([...new Set(keys)], (key) => key).map(async ([shard, ofShard]) =>
      statement(
        databaseOf(shards, shard),
        sql`SELECT p.subject_key AS "subjectKey", s.name_masked AS "nameMasked",
              json(p.sources -> '$.birthDate') AS birth,
              json_array(json(p.sources -> '$.deathDate'), json(p.sources -> '$.deathCertifiedOn'), json(p.sources -> '$.crematedOn')) AS deaths
            FROM profiles AS p LEFT JOIN subjects AS s ON s.subject_key = p.subject_key
            WHERE p.subject_key IN (SELECT value FROM json_each(${JSON.stringify(ofShard)}))`,
      ).all(),
    ),
  );
  const holders = found.flatMap((result) => rowsOf<StoredHolder>(result)).map(holderFrom(on));
  return new Map(holders.map((holder) => [holder.subjectKey, holder]));
}

const holderFrom =
  (on: CivilDate) =>
  ({ subjectKey, nameMasked, birth, deaths: dead }: StoredHolder): Holder => {
    const died = timelinesFrom(dead);
    return {
      subjectKey,
      nameMasked: nameMasked ?? undefined,
      bornOn: dayOf("birthDate", timelinesFrom(`[${birth ?? "null"}]`)[0], on),
      isAlive: deaths.every((name, place) => {
        const reading = readFactOn(name, died[place] ?? [], nothing, on);
        return reading.state !== "known" && reading.state !== "conflict";
      }),
    };
  };

type Timeline = Profile["sources"][string];
const nothing: ReadonlySet<string> = new Set();

/** Guarantee: the columns hold what profiles keep of one fact each. */
function timelinesFrom(text: string): readonly (Timeline | null)[] {
  return JSON.parse(text) as (Timeline | null)[];
}

function dayOf(name: FactName, timeline: Timeline | null | undefined, on: CivilDate) {
  const reading = readFactOn(name, timeline ?? [], nothing, on);
  return reading.state === "known" && typeof reading.value === "string"
    ? civilDate(reading.value)
    : undefined;
}

/** Whether somebody has this age on a day; undefined where nobody knows. */
export function isAged({ bornOn }: Holder, years: number, on: CivilDate): boolean | undefined {
  return bornOn === undefined ? undefined : monthsBetween(bornOn, on) >= years * 12;
}
