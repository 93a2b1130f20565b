import { type CivilDate, earliest } from "#shared/calendar/civil-date.ts";
import { relativeIdIn } from "#shared/entitlements/period-of-relative.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import { readProfileOn } from "#shared/profiles/read-profile.ts";
import { judgeOn } from "#shared/rules/judge.ts";
import type { Judgement } from "#shared/rules/judgement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { Readings, RelatedReading, Relative } from "#shared/rules/reading.ts";

/** A policy judged for one subject on one day. */
export interface JudgedDay {
  readonly readings: Readings;
  readonly whole: Judgement;
  /** As if the relative were the only one; for a policy that is given for no relative, the whole. */
  readonly forPeriod: (period: string) => Judgement;
  /** What may be opened: one judgement, or one for each relative that there is on the day. */
  readonly openable: readonly Openable[];
  /** The first day on which any of these can be different. */
  readonly nextChangeOn: CivilDate | undefined;
}

export interface Openable {
  readonly judged: Judgement;
  readonly relativeId: string | undefined;
}

/** Judges one policy for one subject on any day, each day once. */
export function policyJudge(
  policy: Policy,
  profile: Pick<Profile, "sources" | "relatives">,
  complete: ReadonlySet<string>,
): (on: CivilDate) => JudgedDay {
  const days = new Map<CivilDate, JudgedDay>();
  return (on) => {
    const known = days.get(on);
    if (known !== undefined) return known;
    const judged = judgedDay(policy, readProfileOn(profile, complete, on), on);
    days.set(on, judged);
    return judged;
  };
}

function judgedDay(policy: Policy, readings: Readings, on: CivilDate): JudgedDay {
  const judge = judgeOn(policy, on);
  const whole = judge(readings);
  const { nextChangeOn } = whole;
  const { per } = policy;
  if (per === undefined) {
    const openable = [{ judged: whole, relativeId: undefined }];
    return { readings, whole, forPeriod: () => whole, openable, nextChangeOn };
  }
  const set = readings.related(per);
  const members = new Map(set.members.map((member) => [member.id, member]));
  const judgements = new Map<string, Judgement>();
  const forRelative = (relativeId: string): Judgement => {
    const known = judgements.get(relativeId);
    if (known !== undefined) return known;
    const only = onlyOne(set, members.get(relativeId));
    const judged = judge({
      fact: readings.fact,
      related: (name) => (name === per ? only : readings.related(name)),
    });
    judgements.set(relativeId, judged);
    return judged;
  };
  // Where the whole is not met, it is not for any of them.
  const openable =
    whole.verdict === "unmet"
      ? []
      : set.members.map(({ id }) => ({ judged: forRelative(id), relativeId: id }));
  return {
    readings,
    whole,
    forPeriod: (period) => forRelative(relativeIdIn(period) ?? ""),
    openable,
    nextChangeOn: earliest(nextChangeOn, ...openable.map(({ judged }) => judged.nextChangeOn)),
  };
}

/** Whoever is there is all there is; who is not there has left, unless others may be unheard of. */
function onlyOne(set: RelatedReading, one: Relative | undefined): RelatedReading {
  return one === undefined ? { ...set, members: [] } : { ...set, members: [one], isComplete: true };
}
