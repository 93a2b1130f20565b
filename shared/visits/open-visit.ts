import { sql } from "drizzle-orm";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { visits } from "#shared/db/counter.schema.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { randomId } from "#shared/sealing/digest.ts";
import type { Clerk, Visit } from "./visit.ts";

/**
 * Records that a clerk saw somebody's card, and serves them from now on.
 *
 * @param mandate by which the one who came decides for the subject; null where the subject came
 */
export async function openVisit(
  shards: Shards,
  subjectKey: string,
  { person, department }: Clerk,
  mandate: string | null,
  now: Date,
): Promise<Visit> {
  const visit: Visit = {
    id: subjectKey.slice(0, 2) + randomId(),
    subjectKey,
    clerk: person,
    department: department ?? "",
    openedOn: shanghaiDay(now),
    openedAt: now.getTime(),
    mandate,
  };
  await statement(
    databaseOf(shards, shardOf(subjectKey)),
    sql`INSERT INTO visits (${targetsOf(visits)}) SELECT ${valuesOf(visits)}
        FROM json_each(${JSON.stringify([visit])})`,
  ).run();
  return visit;
}
