import { type CivilDate, earliest } from "#shared/calendar/civil-date.ts";
import { type JudgedDay, policyJudge } from "#shared/judging/policy-judge.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import { daysOfPeriod } from "#shared/rules/period.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { Here } from "./compare.ts";

/** The days that count: one, or from the first to the last of the period, as far as it has come. */
export type Days = readonly [first: CivilDate, last: CivilDate];

/** A benefit that comes once is judged today: a shadow run looks at who has it due. */
export function daysOf(
  policy: Policy,
  period: string,
  judgedOn: CivilDate | undefined,
  today: CivilDate,
): Days {
  if (judgedOn !== undefined) return [judgedOn, judgedOn];
  const days = daysOfPeriod(policy, period);
  if (days === undefined) return [today, today];
  const [first, last] = days;
  return [first, earliest(last, today < first ? first : today) ?? last];
}

/**
 * What is due to one subject for a period: by the first day on which the rule is met, as the period would have been
 * opened. Unknown where no day is met and one of them is unknown.
 */
export function judgeDays(
  policy: Policy,
  profile: Pick<Profile, "sources" | "relatives">,
  complete: ReadonlySet<string>,
  [first, last]: Days,
): Here {
  const judgeOn = policyJudge(policy, profile, complete);
  let isUnknown = false;
  for (let day: CivilDate | undefined = first; day !== undefined && day <= last;) {
    const judged: JudgedDay = judgeOn(day);
    const here = hereOn(judged);
    if (here.verdict === "met") return here;
    isUnknown ||= here.verdict === "unknown";
    day = judged.nextChangeOn;
  }
  return { verdict: isUnknown ? "unknown" : "unmet", amountFen: null };
}

/** Of what is given for each relative, all that are met together. */
function hereOn({ openable, whole }: JudgedDay): Here {
  const met = openable.flatMap(({ judged }) =>
    judged.verdict === "met" && judged.amountFen !== 0 ? [judged.amountFen ?? null] : [],
  );
  if (met.length > 0) {
    const known = met.flatMap((amountFen) => amountFen ?? []);
    const amountFen = known.length === met.length ? known.reduce((sum, one) => sum + one, 0) : null;
    return { verdict: "met", amountFen };
  }
  const verdicts = [whole.verdict, ...openable.map(({ judged }) => judged.verdict)];
  return { verdict: verdicts.includes("unknown") ? "unknown" : "unmet", amountFen: null };
}
