import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { StageChange } from "#shared/contract/proposals.schema.ts";
import { rowsOf } from "#shared/db/statement.ts";
import { type Gate, gateOf } from "#shared/measures/gate.ts";
import type { ReadinessItem } from "#shared/readiness/readiness-item.ts";
import { readReadiness } from "#shared/readiness/read-obstacles.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { selectStageHistory } from "#shared/stages/read-stage-history.ts";
import { pilotFrom } from "#shared/stages/select-stages.ts";
import { type PolicyStage, stageOf } from "#shared/stages/stage.ts";
import type { StageEntry } from "#shared/stages/stage-entry.ts";
import {
  pilotText,
  type ScopedStage,
  transitionProblem,
  type TransitionProblem,
} from "#shared/stages/transitions.ts";

/** A change of stage that may be approved, as far as it does not depend on who approves it. */
export interface PlannedStage {
  readonly ok: true;
  readonly entry: Pick<
    StageEntry,
    "policy" | "number" | "stage" | "pilot" | "reason" | "figures" | "previous"
  >;
  /** The first day of the pause that it ends. */
  readonly reopenFrom: CivilDate | undefined;
}

/** Why a change of stage is refused. */
export type StageRefusal =
  | { readonly because: "stale"; readonly number: number }
  | { readonly because: "transition"; readonly problem: TransitionProblem }
  | { readonly because: "not-ready"; readonly items: readonly ReadinessItem[] }
  | { readonly because: "gate"; readonly gate: Gate };

/**
 * Works out the stage that a policy would enter now, with the figures that speak for it. To become ready every item of the
 * checklist must pass, or a reason be given for each that does not; the same before it goes live, where a sample is never
 * let through, and the gate must be passed.
 */
export async function planStage(
  city: D1Database,
  policy: Policy,
  change: StageChange,
  now: Date,
): Promise<PlannedStage | ({ readonly ok: false } & StageRefusal)> {
  const history = rowsOf<StageEntry>(await selectStageHistory(city, policy.id).all());
  const [before, newest] = [history.at(-2), history.at(-1)];
  const current = stageFrom(newest);
  if (current.number !== change.expects)
    return { ok: false, because: "stale", number: current.number };
  const wanted: ScopedStage = {
    stage: change.stage,
    ...(change.pilot === undefined ? {} : { pilot: change.pilot }),
  };
  const problem = transitionProblem(current, before && stageFrom(before), wanted);
  if (problem !== undefined) return { ok: false, because: "transition", problem };
  const resumes = current.stage === "paused" && change.stage !== "retired";
  const grounds = resumes ? {} : await groundsFor(city, policy, current, change, now);
  if ("because" in grounds) return { ok: false, ...grounds };
  return {
    ok: true,
    reopenFrom: resumes ? shanghaiDay(new Date(current.sinceAt)) : undefined,
    entry: {
      policy: policy.id,
      number: current.number + 1,
      stage: change.stage,
      pilot: pilotTextOf(change, current),
      reason: change.reason,
      figures: JSON.stringify(grounds),
      previous: newest?.hash ?? "",
    },
  };
}

interface Grounds {
  readonly failing?: readonly { readonly item: string; readonly text: string }[];
  readonly despite?: StageChange["despite"];
  readonly gate?: Gate;
}

/** What is kept with the stage: the items that did not pass and why it went on, the figures of the gate. */
async function groundsFor(
  city: D1Database,
  policy: Policy,
  current: PolicyStage,
  { stage, despite = [] }: StageChange,
  now: Date,
): Promise<Grounds | StageRefusal> {
  const goesLive = stage === "live";
  const isJudged = goesLive || (stage === "ready" && current.stage === "listed");
  if (!isJudged) return {};
  const today = shanghaiDay(now);
  const { checklists, measures } = await readReadiness(city, today, now, [policy]);
  const failing = (checklists.get(policy.id) ?? []).filter(({ ok }) => !ok);
  const excused = new Set(despite.map(({ item }) => item));
  const open = failing.filter(({ id }) => !excused.has(id) || (goesLive && id === "amount"));
  if (open.length > 0) return { because: "not-ready", items: open };
  const grounds: Grounds = {
    failing: failing.map(({ id, text }) => ({ item: id, text })),
    despite: despite.filter(({ item }) => failing.some(({ id }) => id === item)),
  };
  if (!goesLive) return grounds;
  const gate = gateOf(policy, current, measures.get(policy.id), today);
  return gate.passed ? { ...grounds, gate } : { because: "gate", gate };
}

/** A pilot that is paused, or goes on after it, keeps its scope. */
function pilotTextOf({ stage, pilot }: StageChange, current: PolicyStage): string | null {
  if (pilot !== undefined) return pilotText(pilot);
  const keeps = stage === "paused" || stage === "pilot";
  return keeps && current.pilot !== undefined ? pilotText(current.pilot) : null;
}

function stageFrom(entry: StageEntry | undefined): PolicyStage {
  if (entry === undefined) return stageOf(new Map(), "");
  const { stage, number, pilot, reason, sinceAt } = entry;
  return {
    stage,
    number,
    reason,
    sinceAt,
    ...(pilot === null ? {} : { pilot: pilotFrom(pilot) }),
  };
}
