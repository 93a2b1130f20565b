import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { byShard, databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { relatives } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { idOfRelative } from "#shared/relatives/read-relatives.ts";
import { readRelationOn } from "#shared/relatives/read-relation.ts";
import { relativeFromStored, type StoredRelative } from "#shared/relatives/stored-relative.ts";
import { type Holder, isAged, readHolders } from "./read-holders.ts";

/** Until then the parents show a child's code, and nobody has to agree. */
const adultYears = 18;
/** More relatives than this nobody has at hand. */
const shownRelatives = 60;

const familyRelations = ["child", "spouse", "parent"] as const;
type FamilyRelation = (typeof familyRelations)[number];

/** A relative, by what the registers say today. */
export interface FamilyMember extends Holder {
  /** Names the relative in an address; opaque. */
  readonly id: string;
  /** What the other one is to the subject. */
  readonly relation: FamilyRelation;
  /** Not of age, by a birth that is known for certain. */
  readonly isMinor: boolean;
}

/** Whose code somebody may show beside the own: children who are not of age, and relatives who have agreed. */
export interface Shown extends FamilyMember {
  readonly class: "child" | "family";
}

/** The living relatives of a subject of whom something is known. That they are relatives the registers say, on either side. */
export async function listFamily(
  shards: Shards,
  subjectKey: string,
  on: CivilDate,
): Promise<FamilyMember[]> {
  const db = databaseOf(shards, shardOf(subjectKey));
  const rows = rowsOf<StoredRelative>(
    await statement(
      db,
      sql`SELECT ${columnsOf(relatives)} FROM relatives
          WHERE subject_key = ${subjectKey} AND relation IN ('child', 'spouse', 'parent') LIMIT ${shownRelatives}`,
    ).all(),
  );
  const known = rows
    .map(relativeFromStored)
    .filter((one) => readRelationOn(one, on).state === "holds");
  const holders = await readHolders(
    shards,
    known.map(({ otherKey }) => otherKey),
  );
  return known.flatMap(({ otherKey, relation }) => {
    const holder = holders.get(otherKey);
    const of = familyRelations.find((one) => one === relation);
    if (holder === undefined || of === undefined || holder.isDead) return [];
    const isMinor = of === "child" && isAged(holder, adultYears, on) === false;
    return [{ ...holder, id: idOfRelative(otherKey), relation: of, isMinor }];
  });
}

/** Whose codes a person may show beside the own. */
export async function listShown(
  shards: Shards,
  subjectKey: string,
  on: CivilDate,
): Promise<Shown[]> {
  const [family, agreed] = await Promise.all([
    listFamily(shards, subjectKey, on),
    agreedWith(shards, subjectKey),
  ]);
  const own = family.flatMap((member): Shown[] => {
    if (member.isMinor) return [{ ...member, class: "child" }];
    return agreed.has(member.subjectKey) ? [{ ...member, class: "family" }] : [];
  });
  const known = new Set(family.map((member) => member.subjectKey));
  const others = [...agreed].filter((key) => !known.has(key));
  return [...own, ...(await onTheirSide(shards, subjectKey, others, on))];
}

/** Those who have agreed, and of whom only their own register says that they are relatives. */
async function onTheirSide(
  shards: Shards,
  subjectKey: string,
  keys: readonly string[],
  on: CivilDate,
): Promise<Shown[]> {
  if (keys.length === 0) return [];
  const found = await Promise.all(
    byShard(keys, (key) => key).map(async ([shard, ofShard]) =>
      statement(
        databaseOf(shards, shard),
        sql`SELECT ${columnsOf(relatives)} FROM relatives
            WHERE subject_key IN (SELECT value FROM json_each(${JSON.stringify(ofShard)}))
              AND other_key = ${subjectKey} AND relation IN ('child', 'spouse', 'parent')`,
      ).all(),
    ),
  );
  const rows = found.flatMap((result) => rowsOf<StoredRelative>(result));
  const holding = rows.filter(
    (row) => readRelationOn(relativeFromStored(row), on).state === "holds",
  );
  const holders = await readHolders(
    shards,
    holding.map((row) => row.subjectKey),
  );
  return holding.flatMap((row) => {
    const holder = holders.get(row.subjectKey);
    const theirs = familyRelations.find((one) => one === row.relation);
    if (holder === undefined || theirs === undefined || holder.isDead) return [];
    const id = idOfRelative(row.subjectKey);
    return [
      { ...holder, id, relation: opposite[theirs], isMinor: false, class: "family" as const },
    ];
  });
}

const opposite = { child: "parent", parent: "child", spouse: "spouse" } as const;

/** The keys of those who have agreed that this one shows their codes. */
async function agreedWith(shards: Shards, shownBy: string): Promise<ReadonlySet<string>> {
  const rows = rowsOf<{ subjectKey: string }>(
    await statement(
      databaseOf(shards, shardOf(shownBy)),
      sql`SELECT subject_key AS "subjectKey" FROM code_sharings WHERE shown_by = ${shownBy} LIMIT ${shownRelatives}`,
    ).all(),
  );
  return new Set(rows.map(({ subjectKey }) => subjectKey));
}
