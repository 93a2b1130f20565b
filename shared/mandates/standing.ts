import { sql } from "drizzle-orm";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { mandates } from "#shared/db/mandates.schema.ts";
import { databaseOf, findShardOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { hasChild } from "./has-child.ts";
import { lifeOf } from "#shared/subjects/life-of.ts";
import type { Mandate, MandateEnd } from "./mandate.ts";

/** A mandate as it stands now; `end` where it is of no effect. */
export interface Standing {
  readonly mandate: Mandate;
  readonly end: MandateEnd | undefined;
}

interface FoundMandate extends Mandate {
  readonly hasLeft: number;
}

/** The mandate under this id, as it stands; undefined where there is none. */
export async function findMandate(
  shards: Shards,
  id: string,
  now: Date,
): Promise<Standing | undefined> {
  const shard = findShardOf(id);
  if (shard === undefined) return undefined;
  const result = await statement(
    databaseOf(shards, shard),
    sql`SELECT ${columnsOf(mandates)},
          EXISTS (SELECT 1 FROM successors WHERE successors.subject_key = mandates.subject_key) AS "hasLeft"
        FROM mandates WHERE id = ${id}`,
  ).all();
  const [found] = rowsOf<FoundMandate>(result);
  if (found === undefined) return undefined;
  const { hasLeft, ...mandate } = found;
  return { mandate, end: hasLeft === 1 ? "joined" : await endOf(shards, mandate, now) };
}

/** Why a mandate is of no effect on a day; undefined while it is in force. */
export async function endOf(
  shards: Shards,
  { subjectKey, agentKey, kind, fromOn, untilOn, endedAt }: Mandate,
  now: Date,
): Promise<MandateEnd | undefined> {
  const today = shanghaiDay(now);
  if (endedAt !== null) return "ended";
  if (today < fromOn || today > untilOn) return "expired";
  const [grantor, agent] = await Promise.all(
    [subjectKey, agentKey].map(async (key) => lifeOf(databaseOf(shards, shardOf(key)), key)),
  );
  if (grantor?.isDead === true || agent?.isDead === true) return "death";
  if (kind === "parent" && !(await hasChild(shards, agentKey, subjectKey, today)))
    return "no-parent";
  return undefined;
}
