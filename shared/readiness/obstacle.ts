import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { obstaclePlans } from "#shared/db/city.schema.ts";
import type { DepartmentId } from "#shared/facts/stewards.ts";
import type { Measure } from "#shared/measures/measure.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { Stage } from "#shared/stages/stage.ts";
import type { ReadinessCheck, ReadinessItem } from "./readiness-item.ts";

export type StoredPlan = typeof obstaclePlans.$inferSelect;

/** One entry of the obstacle list 堵点清单: what keeps a benefit from coming by itself, and for how many. */
export interface Obstacle {
  readonly policy: string;
  readonly title: string;
  readonly leadDepartment: DepartmentId;
  /** "hand-judged" for what only people judge. */
  readonly stage: Stage | "hand-judged";
  /** Stable within the policy; plans are kept by it. */
  readonly id: string;
  readonly check: ReadinessCheck | "hand-judged";
  /** The checklist does not pass for it. Otherwise it is only in the way of some, or of a shorter way. */
  readonly isBlocking: boolean;
  /** A sentence in plain Chinese. */
  readonly text: string;
  readonly clause?: string;
  readonly fact?: string;
  /** Who can settle it. */
  readonly owner: DepartmentId;
  /** Whom it would free; undefined where nobody has measured. */
  readonly freed?: Freed;
  /** What the responsible department says about it. */
  readonly plan?: {
    readonly expectedOn: string | null;
    readonly note: string;
    /** A person: for staff alone. */
    readonly plannedBy: string;
    /** Instant, milliseconds. */
    readonly plannedAt: number;
  };
}

interface Freed {
  /** Subjects. */
  readonly people: number;
  /** For one period; undefined where nobody eligible tells what one gets, or the benefit is no money. */
  readonly amountFen?: number;
  /** Reckoned by what the eligible ones get on average. */
  readonly isEstimated: boolean;
  readonly measuredOn: CivilDate;
}

/** The entry of an item of the checklist that stands in the way. */
export function obstacleOf(
  { id: policy, title, leadDepartment, period }: Policy,
  stage: Stage,
  item: ReadinessItem,
  measure: Measure | undefined,
  plans: readonly StoredPlan[],
): Obstacle {
  const { id, check, ok, text, clause, fact, owner, people } = item;
  const served = period === "visit" && stage === "live" ? measure?.eligible : measure?.entitled;
  return {
    policy,
    title,
    leadDepartment,
    stage,
    id,
    check,
    isBlocking: !ok,
    text,
    ...(clause === undefined ? {} : { clause }),
    ...(fact === undefined ? {} : { fact }),
    owner,
    ...(measure === undefined ? {} : { freed: freedBy(measure, people, served ?? 0) }),
    ...planOf(plans, policy, id),
  };
}

/** What was said about an obstacle, if anything was. */
export function planOf(
  plans: readonly StoredPlan[],
  policy: string,
  obstacle: string,
): Pick<Obstacle, "plan"> {
  const plan = plans.find((one) => one.policy === policy && one.obstacle === obstacle);
  if (plan === undefined) return {};
  const { expectedOn, note, plannedBy, plannedAt } = plan;
  return { plan: { expectedOn, note, plannedBy, plannedAt } };
}

/** Those for whom a fact is wanting; or all whom the rule meets, but for those who are served all the same. */
function freedBy(measure: Measure, wanting: number | undefined, served: number): Freed {
  const { eligible, amountFen: total, day } = measure;
  const people = wanting ?? Math.max(0, eligible - served);
  const isExact = people === 0 || (wanting === undefined && people === eligible);
  const amountFen =
    eligible === 0 || total === 0 ? undefined : Math.round((total / eligible) * people);
  return {
    people,
    ...(amountFen === undefined ? {} : { amountFen }),
    isEstimated: !isExact,
    measuredOn: day,
  };
}
