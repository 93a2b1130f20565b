import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { obstaclePlans } from "#shared/db/city.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { type Gap, selectNewestGaps } from "#shared/measures/gap.ts";
import type { Measures } from "#shared/measures/measure.ts";
import {
  measuresFrom,
  selectNewestMeasures,
  type StoredMeasure,
} from "#shared/measures/read-newest-measures.ts";
import { policies } from "#shared/policies/index.ts";
import type { StoredRegister } from "#shared/registers/register.ts";
import { selectRegisters } from "#shared/registers/select-registers.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { selectStages, stagesFrom, type StoredStage } from "#shared/stages/select-stages.ts";
import { stageOf, type Stages } from "#shared/stages/stage.ts";
import { checkReadiness } from "./check-readiness.ts";
import { handJudgedObstacles } from "./hand-judged.ts";
import { type Obstacle, obstacleOf, type StoredPlan } from "./obstacle.ts";
import type { ReadinessItem } from "./readiness-item.ts";

/** How policies stand: its stage, its newest measure, its checklist. */
export interface Readiness {
  readonly stages: Stages;
  readonly measures: Measures;
  readonly plans: readonly StoredPlan[];
  /** By policy, in the order of the index. */
  readonly checklists: ReadonlyMap<string, readonly ReadinessItem[]>;
}

/** Reads how ready policies are: every one of the index, or those that are wanted. One batch. */
export async function readReadiness(
  city: D1Database,
  today: CivilDate,
  now: Date,
  wanted: readonly Policy[] = policies,
): Promise<Readiness> {
  const ids = wanted.map(({ id }) => id);
  const [stageRows, measureRows, gapRows, registerRows, planRows] = await city.batch([
    selectStages(city),
    selectNewestMeasures(city, ids),
    selectNewestGaps(city, ids),
    selectRegisters(city),
    statement(city, sql`SELECT ${columnsOf(obstaclePlans)} FROM obstacle_plans LIMIT 5000`),
  ]);
  const measures = measuresFrom(rowsOf<StoredMeasure>(measureRows));
  const gaps = Map.groupBy(rowsOf<Gap>(gapRows), ({ policy }) => policy);
  const registers = rowsOf<StoredRegister>(registerRows);
  return {
    stages: stagesFrom(rowsOf<StoredStage>(stageRows)),
    measures,
    plans: rowsOf<StoredPlan>(planRows),
    checklists: new Map(
      wanted.map((policy) => {
        const [measure, ofPolicy] = [measures.get(policy.id), gaps.get(policy.id) ?? []];
        const basis = { policy, registers, measure, gaps: ofPolicy, today, now };
        return [policy.id, checkReadiness(basis)];
      }),
    ),
  };
}

/**
 * The obstacle list 堵点清单: what keeps each policy from coming by itself, or some of its beneficiaries from receiving it,
 * and what only people judge. One batch. Retired policies have none.
 */
export async function readObstacles(
  city: D1Database,
  today: CivilDate,
  now: Date,
): Promise<readonly Obstacle[]> {
  return obstaclesIn(await readReadiness(city, today, now), today);
}

export function obstaclesIn(
  { stages, measures, plans, checklists }: Readiness,
  today: CivilDate,
): Obstacle[] {
  const ofData = policies.flatMap((policy) => {
    const { stage } = stageOf(stages, policy.id);
    if (stage === "retired") return [];
    return (checklists.get(policy.id) ?? [])
      .filter(({ isObstacle }) => isObstacle)
      .map((item) => obstacleOf(policy, stage, item, measures.get(policy.id), plans));
  });
  return [...ofData, ...handJudgedObstacles(plans, today)];
}
