import { type CivilDate, earliest } from "#shared/calendar/civil-date.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { periodForRelative, plainPeriod } from "#shared/entitlements/period-of-relative.ts";
import type { Judgement } from "#shared/rules/judgement.ts";
import { daysOfPeriod } from "#shared/rules/period.ts";
import { bringsArrears, lateFactsFrom } from "./past-days.ts";
import type { Judges } from "./judges.ts";
import type { Openable } from "./policy-judge.ts";

/** A judgement and the day that it is for. */
export interface JudgedOn {
  readonly judged: Judgement;
  readonly on: CivilDate;
}

/**
 * Judges the period of an entitlement again: by its own day as long as it is met on it, for the passing of time changes
 * nothing; else by the first later day on which it is. What late facts touch is judged by the first day of the period
 * on which it is met, as if everything had been known in time; a day on which it was met before and that opened nothing
 * then opens nothing now.
 */
export function judgePeriod(
  judges: Judges,
  { period, judgedOn }: Pick<Entitlement, "period" | "judgedOn">,
): JudgedOn {
  const { policy, judgeOn, touchedFrom } = judges;
  const own = judgeOn(judgedOn).forPeriod(period);
  const isTouched = touchedFrom !== undefined && touchedFrom <= judgedOn;
  if (own.verdict === "met" && !isTouched) return { judged: own, on: judgedOn };
  let unknown = own.verdict === "unknown" ? own : undefined;
  const [begins, ends] = daysOfPeriod(policy, plainPeriod(period)) ?? [];
  const lastLook = earliest(judges.today, ends) ?? judges.today;
  const looksFrom = isTouched ? latest(touchedFrom, lateFactsFrom(judges.today), begins) : judgedOn;
  for (let day = earliest(looksFrom, judgedOn); day !== undefined && day <= lastLook;) {
    const { forPeriod, nextChangeOn } = judgeOn(day);
    if (day === judgedOn || mayCount(judges, judgedOn, day)) {
      const judged = forPeriod(period);
      if (judged.verdict === "met" && (day >= judgedOn || isNewsFor(judges, period, day)))
        return { judged, on: day };
      // Of days before it was opened nobody need know: it never rested on them.
      if (judged.verdict === "unknown" && day > judgedOn) unknown ??= judged;
    }
    const ownDay = day < judgedOn ? judgedOn : undefined;
    day = earliest(nextChangeOn, judges.stageEnteredAfter(day), ownDay);
  }
  return { judged: unknown ?? own, on: judgedOn };
}

/** Whether the policy could have opened the period on a day, which for days before it was opened arrears must bring. */
function mayCount(
  { policy, today, wasInOperation }: Judges,
  judgedOn: CivilDate,
  day: CivilDate,
): boolean {
  return (day > judgedOn || bringsArrears(policy, day, today)) && wasInOperation(day);
}

/** Whether what may be opened on a day was not met on it before the late facts came. */
export function isNews(
  judges: Pick<Judges, "judgedBefore">,
  { judged, relativeId }: Openable,
  day: CivilDate,
): boolean {
  return isNewsFor(judges, periodForRelative(judged.period ?? "", relativeId), day);
}

function isNewsFor(
  { judgedBefore }: Pick<Judges, "judgedBefore">,
  period: string,
  day: CivilDate,
): boolean {
  return judgedBefore(day).forPeriod(period).verdict !== "met";
}

function latest(...days: readonly (CivilDate | undefined)[]): CivilDate | undefined {
  return days
    .flatMap((day) => day ?? [])
    .toSorted()
    .at(-1);
}
