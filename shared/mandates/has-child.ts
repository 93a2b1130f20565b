import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { relatives } from "#shared/db/shard.schema.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { readRelationOn } from "#shared/relatives/read-relation.ts";
import { relativeFromStored, type StoredRelative } from "#shared/relatives/stored-relative.ts";

/** Whether a department has reported one to be the other one's child, on either of the two, and it holds on a day. */
export async function hasChild(
  shards: Shards,
  parentKey: string,
  childKey: string,
  on: CivilDate,
): Promise<boolean> {
  const [told, toldBack] = await Promise.all([
    relationOf(shards, parentKey, "child", childKey),
    relationOf(shards, childKey, "parent", parentKey),
  ]);
  // Where the two registers differ, it is not sure enough to decide for a child.
  return [...told, ...toldBack].length > 0
    ? [...told, ...toldBack].every((one) => readRelationOn(one, on).state === "holds")
    : false;
}

async function relationOf(shards: Shards, subjectKey: string, relation: string, otherKey: string) {
  const result = await statement(
    databaseOf(shards, shardOf(subjectKey)),
    sql`SELECT ${columnsOf(relatives)} FROM relatives
        WHERE subject_key = ${subjectKey} AND relation = ${relation} AND other_key = ${otherKey}`,
  ).all();
  return rowsOf<StoredRelative>(result).map(relativeFromStored);
}
