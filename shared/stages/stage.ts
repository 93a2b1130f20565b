import type { policyStages } from "#shared/db/enumerations.ts";
import { type CivilDate, earliest } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { DistrictCode } from "#shared/identity/districts.ts";

/** Where a policy stands: listed → ready → pilot → live → paused → retired. */
export type Stage = (typeof policyStages)[number];

/** Whom a pilot 试点 is for: those of some districts, or a stable share of all. */
export type Pilot =
  | { readonly districts: readonly DistrictCode[] }
  /** 1 to 100 */
  | { readonly percent: number };

/** The stage that a policy is in. */
export interface PolicyStage {
  readonly stage: Stage;
  /** Grows with every change; 0 for a policy that is listed and never was anything else. */
  readonly number: number;
  /** A pilot's scope; kept while it is paused. */
  readonly pilot?: Pilot;
  readonly reason: string;
  /** Instant, milliseconds. */
  readonly sinceAt: number;
  /** What it was before, the oldest first: a late fact is judged by the stage of its time. */
  readonly earlier?: readonly PastStage[];
}

/** A stage that a policy was in, and since when. */
export type PastStage = Pick<PolicyStage, "stage" | "pilot" | "sinceAt">;

/** The stage of every policy that ever left the list. */
export type Stages = ReadonlyMap<string, PolicyStage>;

const listed: PolicyStage = { stage: "listed", number: 0, reason: "", sinceAt: 0 };

export const stageOf = (stages: Stages, policy: string): PolicyStage =>
  stages.get(policy) ?? listed;

/** The stage in which the policy was at the end of a day; undefined before it left the list. */
export function stageOn(policy: PolicyStage, day: CivilDate): PastStage | undefined {
  return [...(policy.earlier ?? []), policy].findLast(
    ({ sinceAt }) => shanghaiDay(new Date(sinceAt)) <= day,
  );
}

/** The first day after this one on which the policy entered another stage. */
export function stageEnteredAfter(policy: PolicyStage, day: CivilDate): CivilDate | undefined {
  const days = [...(policy.earlier ?? []), policy].map(({ sinceAt }) =>
    shanghaiDay(new Date(sinceAt)),
  );
  return earliest(...days.filter((one) => one > day));
}

export const stageNames: Readonly<Record<Stage, string>> = {
  listed: "已列入目录",
  ready: "条件成熟",
  pilot: "试点",
  live: "全市实施",
  paused: "暂停",
  retired: "已终止",
};
