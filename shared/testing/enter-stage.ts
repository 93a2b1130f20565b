import { sql } from "drizzle-orm";
import { statement } from "#shared/db/statement.ts";
import type { Pilot, Stage } from "#shared/stages/stage.ts";
import { insertStage } from "./all-live.ts";

/** A policy enters a stage as if two persons had decided it, and whom it may concern is due to be judged again. */
export async function enterStage(
  city: D1Database,
  policy: string,
  stage: Stage,
  pilot?: Pilot,
): Promise<void> {
  const scope = pilot === undefined ? {} : { pilot };
  await insertStage(city, policy, { stage, reason: "测试", sinceAt: 0, ...scope });
  await statement(
    city,
    sql`INSERT INTO re_evaluations (policy, cause, created_at)
        SELECT policy, 'stage ' || max(number), 0 FROM policy_stages WHERE policy = ${policy}`,
  ).run();
}
