import { sql } from "drizzle-orm";
import { stages } from "#shared/db/city.schema.ts";
import { columnsOf, statement } from "#shared/db/statement.ts";
import type { Pilot, PolicyStage, Stages } from "./stage.ts";

export type StoredStage = Pick<
  typeof stages.$inferSelect,
  "policy" | "number" | "stage" | "pilot" | "reason" | "sinceAt"
>;

/** The statement that reads the newest stage of every policy. */
export function selectStages(city: D1Database): D1PreparedStatement {
  return statement(
    city,
    sql`SELECT ${columnsOf(stages)} FROM policy_stages
        WHERE (policy, number) IN (SELECT policy, max(number) FROM policy_stages GROUP BY policy) LIMIT 2000`,
  );
}

export function stagesFrom(rows: readonly StoredStage[]): Stages {
  return new Map(rows.map((row) => [row.policy, stageFrom(row)]));
}

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
