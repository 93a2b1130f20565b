import { sql } from "drizzle-orm";
import { statement } from "#shared/db/statement.ts";
import type { Obstacle } from "./obstacle.ts";

/** Keeps what the one who can settle an obstacle says about it, in place of what was said before; gives the obstacle with it. */
export async function planObstacle(
  city: D1Database,
  obstacle: Obstacle,
  { expectedOn, note }: { readonly expectedOn: string | null; readonly note: string },
  person: string,
  now: Date,
): Promise<Obstacle> {
  const plan = { expectedOn, note, plannedBy: person, plannedAt: now.getTime() };
  await statement(
    city,
    sql`INSERT INTO obstacle_plans (policy, obstacle, expected_on, note, planned_by, planned_at)
        VALUES (${obstacle.policy}, ${obstacle.id}, ${expectedOn}, ${note}, ${person}, ${plan.plannedAt})
        ON CONFLICT DO UPDATE SET expected_on = excluded.expected_on, note = excluded.note,
          planned_by = excluded.planned_by, planned_at = excluded.planned_at`,
  ).run();
  return { ...obstacle, plan };
}
