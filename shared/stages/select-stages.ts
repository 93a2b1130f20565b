import { sql } from "drizzle-orm";
import type { stages } from "#shared/db/city.schema.ts";
import { statement } from "#shared/db/statement.ts";
import type { PastStage, Pilot, PolicyStage, Stages } from "./stage.ts";

export type StoredStage = Pick<
  typeof stages.$inferSelect,
  "policy" | "number" | "stage" | "pilot" | "reason" | "sinceAt"
>;

/** The statement that reads every stage that every policy has entered, by number. */
export function selectStages(city: D1Database): D1PreparedStatement {
  return statement(
    city,
    sql`SELECT policy, number, stage, pilot, reason, since_at AS "sinceAt" FROM policy_stages
        ORDER BY policy, number LIMIT 20000`,
  );
}

/** The newest stage of each policy, with those before it. */
export function stagesFrom(rows: readonly StoredStage[]): Stages {
  const all = new Map<string, PolicyStage>();
  for (const row of rows) {
    const before = all.get(row.policy);
    const earlier = before === undefined ? [] : [...(before.earlier ?? []), pastStage(before)];
    all.set(row.policy, { ...stageFrom(row), ...(earlier.length === 0 ? {} : { earlier }) });
  }
  return all;
}

const pastStage = ({ stage, pilot, sinceAt }: PolicyStage): PastStage => ({
  stage,
  sinceAt,
  ...(pilot === undefined ? {} : { pilot }),
});

/** One stored row as the stage that it tells; who decided it stays behind. */
export function stageFrom({ stage, number, pilot, reason, sinceAt }: StoredStage): PolicyStage {
  return {
    stage,
    number,
    reason,
    sinceAt,
    ...(pilot === null ? {} : { pilot: pilotFrom(pilot) }),
  };
}

/** Guarantee: the proposal that was decided had this shape, and the column has no other writer. */
export function pilotFrom(text: string): Pilot {
  return JSON.parse(text) as Pilot;
}
