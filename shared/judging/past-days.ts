import { addDays, type CivilDate, earliest } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { versionOn } from "#shared/rules/versions.ts";

/** A policy whose pause has ended, and the pause's first day. */
export interface Reopening {
  readonly policy: string;
  readonly from: CivilDate;
}

/** The days before today that one policy is judged for, one after the other. */
interface PastDays {
  readonly from: CivilDate | undefined;
  /** Whether the policy opens anything on the day. */
  readonly isOpen: (on: CivilDate) => boolean;
  /** The day after this one on which another answer is possible. */
  readonly after: (day: CivilDate, nextChangeOn: CivilDate | undefined) => CivilDate | undefined;
}

/** No further back than the entitlements that are loaded, or a paid period would look like one never opened. */
const mostDaysBack = 730;

/**
 * Days on which nobody looked although a review was due, judged as a punctual sweep would have done: since the policy
 * is in its stage, for what it was before is not known here. And the days of a pause that has ended, for versions that
 * bring arrears.
 */
export function daysToLookAt(
  policy: Policy,
  {
    today,
    reviewOn = today,
    sinceAt,
    reopen,
  }: {
    readonly today: CivilDate;
    readonly reviewOn: CivilDate | undefined;
    /** When the policy's stage began, in milliseconds. */
    readonly sinceAt: number;
    readonly reopen: Reopening | undefined;
  },
): PastDays {
  const oldest = addDays(today, -mostDaysBack);
  const missed = latest(reviewOn, latest(oldest, shanghaiDay(new Date(sinceAt))));
  const paused = reopen?.policy === policy.id ? latest(reopen.from, oldest) : today;
  return {
    from: earliest(missed, paused),
    isOpen: (on) => on >= missed || (on >= paused && versionOn(policy, on)?.arrears === "all"),
    after: (day, nextChangeOn) => earliest(nextChangeOn, day < missed ? missed : undefined),
  };
}

const latest = (one: CivilDate, other: CivilDate): CivilDate => (one > other ? one : other);
