import { addDays, earliest, type CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { policies } from "#shared/policies/index.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import { nextChangeOfFacts } from "#shared/profiles/next-change.ts";
import { readProfileOn } from "#shared/profiles/read-profile.ts";
import { askForCopies } from "#shared/relatives/ask-for-copies.ts";
import { tellFollowers } from "#shared/relatives/tell-followers.ts";
import { factsOfRelatives } from "#shared/rules/data-requirement.ts";
import { judge } from "#shared/rules/judge.ts";
import type { Judgement, Verdict } from "#shared/rules/judgement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { type AccountChange, applyAccount } from "./apply-account.ts";
import { changesOf, type Changes, draftOf } from "./changes.ts";
import { correctEntitlements } from "./correct-entitlements.ts";
import { endConfirmations } from "./end-confirmations.ts";
import { openPeriod } from "./open-period.ts";
import type { SubjectState } from "./subject-state.ts";

export interface Circumstances {
  readonly now: Date;
  /** Facts whose register was reported complete. */
  readonly complete: ReadonlySet<string>;
  /** "department:<id>" or "system:sweep". */
  readonly actor: string;
  readonly account?: AccountChange;
}

/**
 * Judges every policy for one subject and works out what follows: entitlements opened, corrected, held or ended,
 * offers made, messages and instructions due, and the next day to look again. Pure but for hashing: the same state
 * and circumstances give the same changes (ids of tasks apart).
 */
export async function decide(
  state: SubjectState,
  { now, complete, actor, account = "same" }: Circumstances,
): Promise<Changes> {
  const today = shanghaiDay(now);
  const draft = draftOf(state, now, actor);
  const hasRelatives = state.profile.relatives.length > 0;
  const named: FactsOfRelatives = hasRelatives ? factsOfRelatives(policies) : new Map();
  const { profile, tasks } = hearAndTell(state, named, now);
  draft.tasks.push(...tasks);
  const verdicts: Record<string, Verdict> = {};
  // Not the verdicts alone: whoever asks about the whole city reads the flat facts, and may ask by a rule that nobody
  // is judged by today. So the subject is due on the first day on which any of them is out of date.
  let reviewOn = nextChangeOfFacts(profile, (relation) => named.has(relation), today);
  const judgeOn = (policy: Policy, on: CivilDate): Judgement =>
    judge(policy, readProfileOn(profile, complete, on), on);

  for (const policy of policies) {
    if (policy.subject !== profile.kind) continue;
    const judged = judgeOn(policy, today);
    verdicts[policy.id] = judged.verdict;
    reviewOn = earliest(reviewOn, judged.nextChangeOn);
    // One policy after the other: a draft is no place for races.
    // oxlint-disable no-await-in-loop
    await correctEntitlements(draft, policy, (on) => (on === today ? judged : judgeOn(policy, on)));
    // What wrong facts ended begins again when they are corrected, on its own day.
    for (const ended of state.entitlements) {
      if (ended.policy !== policy.id || ended.state !== "terminated") continue;
      await openPeriod(draft, state, policy, judgeOn(policy, ended.judgedOn), ended.judgedOn);
    }
    // Days on which nobody looked although a review was due: judged as a punctual sweep would have done.
    for (let day = firstMissed(profile.reviewOn, today); day !== undefined && day < today;) {
      const missed = judgeOn(policy, day);
      await openPeriod(draft, state, policy, missed, day);
      day = missed.nextChangeOn;
    }
    await openPeriod(draft, state, policy, judged, today);
    endConfirmations(draft, policy, judged);
    // oxlint-enable no-await-in-loop
  }
  await applyAccount(draft, account, state.contact.stored?.accountVersion ?? 0);
  return changesOf(draft, { ...profile, verdicts, reviewOn }, state, today);
}

type FactsOfRelatives = ReturnType<typeof factsOfRelatives>;

/** Asks for the facts of relatives that rules name and nobody asked for yet, and tells followers what has changed. */
function hearAndTell(
  { profile, asRead, followers }: SubjectState,
  named: FactsOfRelatives,
  now: Date,
): { profile: Profile; tasks: readonly Task[] } {
  const told = tellFollowers(followers, asRead.sources, profile, now);
  if (profile.relatives.length === 0) return { profile, tasks: told };
  const asking = askForCopies(profile, named, now);
  return { profile: asking.profile, tasks: [...told, ...asking.tasks] };
}

/** No further back than the entitlements that are loaded, or a paid period would look like one never opened. */
const mostDaysMissed = 730;

function firstMissed(reviewOn: CivilDate | undefined, today: CivilDate): CivilDate | undefined {
  if (reviewOn === undefined) return undefined;
  const oldest = addDays(today, -mostDaysMissed);
  return reviewOn > oldest ? reviewOn : oldest;
}
