import { sql } from "drizzle-orm";
import { stages } from "#shared/db/city.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { enterStage } from "./enter-stage.ts";
import { chainStage, type StageEntry } from "./stage-entry.ts";

/** Who halts a pilot: nobody need approve it, two persons must let it go on. */
const actor = "system:sweep";

/**
 * Pauses a pilot, unless it has left the stage meanwhile that was measured.
 *
 * @param figures JSON of what has turned bad, kept with the stage
 * @returns whether it was this call that paused it
 */
export async function haltPilot(
  city: D1Database,
  measured: { readonly policy: string; readonly number: number },
  reason: string,
  figures: string,
  now: Date,
): Promise<boolean> {
  const newest = await findNewestStage(city, measured.policy);
  if (newest === undefined || newest.number !== measured.number || newest.stage !== "pilot")
    return false;
  const entry = await chainStage({
    policy: newest.policy,
    number: newest.number + 1,
    stage: "paused",
    pilot: newest.pilot,
    reason,
    figures,
    proposedBy: actor,
    decidedBy: actor,
    sinceAt: now.getTime(),
    previous: newest.hash,
  });
  const [entered] = await city.batch([enterStage(city, entry)]);
  return (entered?.results.length ?? 0) > 0;
}

async function findNewestStage(city: D1Database, policy: string): Promise<StageEntry | undefined> {
  const result = await statement(
    city,
    sql`SELECT ${columnsOf(stages)} FROM policy_stages WHERE policy = ${policy} ORDER BY number DESC LIMIT 1`,
  ).all();
  return rowsOf<StageEntry>(result)[0];
}
