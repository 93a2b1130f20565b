import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { stageEnteredAfter, stageOf, type Stages } from "#shared/stages/stage.ts";
import { wasInOperation } from "./in-operation.ts";
import type { Reopening } from "./past-days.ts";
import { type JudgedDay, policyJudge } from "./policy-judge.ts";
import type { SubjectState } from "./subject-state.ts";
import { firstTouched, touchedDays } from "./touched-days.ts";

/** What judges one policy for one subject: by what is known now, and by what was known before the late facts came. */
export interface Judges {
  readonly policy: Policy;
  readonly today: CivilDate;
  readonly judgeOn: (on: CivilDate) => JudgedDay;
  readonly judgedBefore: (on: CivilDate) => JudgedDay;
  /** The first day of which late facts say something else; undefined where the past stays as it is. */
  readonly touchedFrom: CivilDate | undefined;
  /** Whether the policy opened anything for the subject on a day. */
  readonly wasInOperation: (on: CivilDate) => boolean;
  /** The day after this one on which the policy entered another stage. */
  readonly stageEnteredAfter: (on: CivilDate) => CivilDate | undefined;
}

interface Setting {
  readonly today: CivilDate;
  readonly complete: ReadonlySet<string>;
  readonly stages: Stages;
  readonly reopen?: Reopening;
}

type Known = Pick<Profile, "sources" | "relatives">;

/**
 * The judges of each policy, for one subject. What came while a policy was paused opened nothing then, so to the policy
 * it is late when the pause has ended.
 */
export function judgesOfThePast(
  { asRead }: SubjectState,
  profile: Profile,
  { today, complete, stages, reopen }: Setting,
): (policy: Policy, judgeOn: Judges["judgeOn"]) => Judges {
  const touched = touchedDays(asRead, profile, today);
  return (policy, judgeOn) => {
    const isReopened = reopen?.policy === policy.id;
    const before: Known = isReopened ? knownBefore(asRead, reopen.from) : asRead;
    const touchedNow = isReopened ? touchedDays(before, profile, today) : touched;
    return {
      policy,
      today,
      judgeOn,
      judgedBefore: policyJudge(policy, before, complete),
      touchedFrom: firstTouched(touchedNow, policy),
      wasInOperation: (on) =>
        wasInOperation(policy, stages, profile.subjectKey, judgeOn(on).readings, on),
      stageEnteredAfter: (on) => stageEnteredAfter(stageOf(stages, policy.id), on),
    };
  };
}

/** Without all that was observed since a day. */
function knownBefore({ sources, relatives }: Known, day: CivilDate): Known {
  const since = startOfShanghaiDay(day).getTime();
  return {
    sources: Object.fromEntries(
      Object.entries(sources).map(([key, timeline]) => [
        key,
        timeline.filter(({ at }) => at < since),
      ]),
    ),
    relatives: relatives.filter(({ register }) => register.at < since),
  };
}
