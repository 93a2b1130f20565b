import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { policyJudge } from "#shared/judging/policy-judge.ts";
import { readProfileOn } from "#shared/profiles/read-profile.ts";
import { judgeOn } from "#shared/rules/judge.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { type DoubtedRow, mostUnknown } from "./judged-in-sql.ts";
import { loadProfiles } from "./load-profiles.ts";

/** What is known where the rule is asked: the registers that are complete. */
type Complete = ReadonlySet<string>;

/**
 * Which fact is wanting for how many of the subjects whose verdict is unknown, by the key of the fact. Where more are
 * unknown than are looked at, the rest is taken to be like them.
 *
 * @param unknown how many there are
 */
export async function countMissing(
  db: D1Database,
  policy: Policy,
  setting: { readonly on: CivilDate; readonly complete: Complete },
  subjectKeys: readonly string[],
  unknown: number,
): Promise<Map<string, number>> {
  const judge = judgeOn(policy, setting.on);
  const counts = new Map<string, number>();
  for await (const profile of loadProfiles(db, subjectKeys.slice(0, mostUnknown))) {
    const { missing } = judge(readProfileOn(profile, setting.complete, setting.on));
    for (const { fact } of missing) counts.set(fact, (counts.get(fact) ?? 0) + 1);
  }
  const factor = subjectKeys.length === 0 ? 1 : Math.max(1, unknown / subjectKeys.length);
  return new Map([...counts].map(([fact, count]) => [fact, Math.round(count * factor)]));
}

/**
 * Which subjects hold an entitlement of the period for which they do not meet the rule, on the day for which it was judged:
 * that time has passed since then does not end it. One entitlement of each.
 */
export async function findUnfounded(
  db: D1Database,
  policy: Policy,
  complete: Complete,
  doubted: readonly DoubtedRow[],
): Promise<DoubtedRow[]> {
  const bySubject = Map.groupBy(doubted, ({ subjectKey }) => subjectKey);
  const found: DoubtedRow[] = [];
  for await (const profile of loadProfiles(db, [...bySubject.keys()])) {
    const judge = policyJudge(policy, profile, complete);
    const unfounded = (bySubject.get(profile.subjectKey) ?? []).find(
      ({ judgedOn, period }) => judge(civilDate(judgedOn)).forPeriod(period).verdict === "unmet",
    );
    if (unfounded !== undefined) found.push(unfounded);
  }
  return found;
}

export function countedByDistrict(rows: readonly DoubtedRow[]): Map<string, number> {
  const groups = Map.groupBy(rows, ({ district }) => district);
  return new Map([...groups].map(([district, some]) => [district, some.length]));
}
