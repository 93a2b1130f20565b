import {
  addDays,
  type CivilDate,
  earliest,
  firstOfMonth,
  addMonths,
} from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { type PolicyStage, stageEnteredAfter } from "#shared/stages/stage.ts";

/** A policy whose pause has ended, and the pause's first day. */
export interface Reopening {
  readonly policy: string;
  readonly from: CivilDate;
}

/** Why a day before today is looked at. */
type Look =
  /** Nobody looked although a review was due, or a pause has ended: what is met is opened. */
  | "missed"
  /** Facts of it have come late: what is met only since then is opened. */
  | "late-facts"
  | "none";

/** The days before today that one policy is judged for, one after the other. */
interface PastDays {
  readonly from: CivilDate | undefined;
  readonly look: (on: CivilDate) => Look;
  /** The day after this one on which another answer is possible. */
  readonly after: (day: CivilDate, nextChangeOn: CivilDate | undefined) => CivilDate | undefined;
}

/** No further back than the entitlements that are loaded, or a paid period would look like one never opened. */
const mostDaysBack = 730;
const mostMonthsBack = 24;

interface Past {
  readonly today: CivilDate;
  readonly reviewOn: CivilDate | undefined;
  readonly stage: PolicyStage;
  readonly reopen: Reopening | undefined;
  /** The first day of which late facts say something else. */
  readonly touchedFrom: CivilDate | undefined;
}

/**
 * Days on which nobody looked although a review was due, judged as a punctual sweep would have done: since the policy
 * is in its stage, and the days of a pause that has ended, for versions that bring arrears. And the days of which facts
 * have come late, as far back as the version brings arrears.
 */
export function daysToLookAt(
  policy: Policy,
  { today, reviewOn = today, stage, reopen, touchedFrom }: Past,
): PastDays {
  const oldest = addDays(today, -mostDaysBack);
  const missed = latest(reviewOn, latest(oldest, shanghaiDay(new Date(stage.sinceAt))));
  const paused = reopen?.policy === policy.id ? latest(reopen.from, oldest) : undefined;
  const touched = touchedFrom && latest(touchedFrom, lateFactsFrom(today));
  return {
    from: earliest(missed, paused, touched),
    look(on) {
      if (on >= missed) return "missed";
      if (!bringsArrears(policy, on, today)) return "none";
      if (paused !== undefined && on >= paused) return "missed";
      return touched !== undefined && on >= touched ? "late-facts" : "none";
    },
    after: (day, nextChangeOn) =>
      earliest(
        nextChangeOn,
        ...[missed, paused, touched].filter((one) => one !== undefined && day < one),
        stageEnteredAfter(stage, day),
      ),
  };
}

/** The first day that late facts can still bring something for, whatever the policy. */
export const lateFactsFrom = (today: CivilDate): CivilDate =>
  addMonths(firstOfMonth(today), -mostMonthsBack);

/** Whether a period that is opened late, by a day in it, is still owed. */
export function bringsArrears(policy: Policy, on: CivilDate, today: CivilDate): boolean {
  const version = versionOn(policy, on);
  if (version?.arrears !== "all") return false;
  const { arrearsMonths = mostMonthsBack } = version;
  return on >= addMonths(firstOfMonth(today), -arrearsMonths);
}

const latest = (one: CivilDate, other: CivilDate): CivilDate => (one > other ? one : other);
