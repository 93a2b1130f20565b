import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type { DepartmentId } from "#shared/facts/stewards.ts";
import type { Source, Status } from "./language/source.ts";
import type { Place } from "./policy.ts";

interface HandJudgedText<Day> {
  readonly id: string;
  readonly title: string;
  readonly subject: About;
  readonly leadDepartment: DepartmentId;
  readonly status: Status;
  readonly source: Source;
  readonly from: Day;
  /** The last day; open-ended without. */
  readonly until?: Day;
  /** Who may have it, in the document's words. */
  readonly conditions: readonly [string, ...string[]];
  readonly amountInWords: string;
  /** Why no machine judges it: what has to be seen, weighed or inspected. */
  readonly whyByPeople: string;
  /** Where one applies. */
  readonly ordinaryChannel: { readonly text: string; readonly url?: string };
  readonly isGuaranteedByLaw: boolean;
}

/**
 * A policy of the catalogue whose conditions only people can judge: it is listed so that the list is whole, and it stays
 * with the ordinary channel 原渠道.
 */
export type HandJudged = HandJudgedText<CivilDate> & Place;

/** Defines one; days are texts. Throws RangeError when one is no real day. */
export function handJudged({ from, until, ...text }: HandJudgedText<string> & Place): HandJudged {
  return {
    ...text,
    from: civilDate(from),
    ...(until === undefined ? {} : { until: civilDate(until) }),
  };
}
