import { sql } from "drizzle-orm";
import { statement } from "#shared/db/statement.ts";
import { policies } from "#shared/policies/index.ts";
import type { PolicyStage, Stages } from "#shared/stages/stage.ts";

const live: PolicyStage = { stage: "live", number: 1, reason: "", sinceAt: 0 };

/** These policies in operation in the whole city, for ever. */
export const liveAll = (ids: readonly string[]): Stages => new Map(ids.map((id) => [id, live]));

/** Every policy of the index in operation in the whole city, for ever. */
export const allLive: Stages = liveAll(policies.map(({ id }) => id));

/** A policy's next stage, as if two persons had decided it. */
export async function insertStage(
  city: D1Database,
  policy: string,
  { stage, pilot, reason, sinceAt }: Omit<PolicyStage, "number">,
): Promise<void> {
  await statement(
    city,
    sql`INSERT INTO policy_stages (policy, number, stage, pilot, reason, proposed_by, decided_by, since_at, previous, hash)
        SELECT ${policy}, coalesce(max(number), 0) + 1, ${stage}, ${pilot === undefined ? null : JSON.stringify(pilot)},
          ${reason}, 'test', 'test', ${sinceAt}, '', '' FROM policy_stages WHERE policy = ${policy}`,
  ).run();
}

/** Every policy of the index in operation in the whole city, for ever. */
export async function insertAllLive(city: D1Database): Promise<void> {
  await statement(
    city,
    sql`INSERT INTO policy_stages (policy, number, stage, reason, proposed_by, decided_by, since_at, previous, hash)
        SELECT value, 1, 'live', 'test', 'test', 'test', 0, '', '' FROM json_each(${JSON.stringify([...allLive.keys()])})
        WHERE 1 ON CONFLICT DO NOTHING`,
  ).run();
}
