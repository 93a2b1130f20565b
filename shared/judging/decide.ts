import { type CivilDate, earliest } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { isGivenTwice, relativeIdIn } from "#shared/entitlements/period-of-relative.ts";
import { policies } from "#shared/policies/index.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import { nextChangeOfFacts } from "#shared/profiles/next-change.ts";
import { askForCopies } from "#shared/relatives/ask-for-copies.ts";
import { tellFollowers } from "#shared/relatives/tell-followers.ts";
import { factsOfRelatives } from "#shared/rules/data-requirement.ts";
import type { Verdict } from "#shared/rules/judgement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { stageOf, type Stages } from "#shared/stages/stage.ts";
import type { StoredSubject } from "#shared/subjects/contact.ts";
import { applyAccounts } from "./apply-account.ts";
import { changesOf, type Changes, draftOf } from "./changes.ts";
import { applyCases } from "./apply-cases.ts";
import { applyClaims, type Standings } from "./claims.ts";
import { correctInstructed, settleChanged } from "./correct-instructed.ts";
import { correctEntitlements } from "./correct-entitlements.ts";
import { endConfirmations } from "./end-confirmations.ts";
import { findConflicts } from "./find-conflicts.ts";
import { notYetIn } from "./in-operation.ts";
import { goOn, openPeriod } from "./open-period.ts";
import { daysToLookAt, type Reopening } from "./past-days.ts";
import { isNews, judgePeriod } from "./judge-period.ts";
import { judgesOfThePast } from "./judges.ts";
import { type Openable, policyJudge } from "./policy-judge.ts";
import type { SubjectState } from "./subject-state.ts";
import { applyConsent } from "./take-over-consent.ts";

export interface Circumstances {
  readonly now: Date;
  /** Facts whose register was reported complete. */
  readonly complete: ReadonlySet<string>;
  readonly stages: Stages;
  /** "department:<id>" or "system:sweep". */
  readonly actor: string;
  /** The vault's row before a report of contact, and after each account in it; without them, none has changed. */
  readonly accounts?: readonly StoredSubject[];
  /** A pause of this policy has ended: what it left out since then is opened too. */
  readonly reopen?: Reopening;
  /** How claims of the subject's entitlements stand, where that was asked. */
  readonly standings?: Standings;
}

const noStandings: Standings = new Map();

/**
 * Judges every policy for one subject and works out what follows: entitlements opened, corrected, held or ended,
 * offers made, messages and instructions due, and the next day to look again. Pure but for hashing: the same state
 * and circumstances give the same changes (ids of tasks apart).
 */
export async function decide(
  state: SubjectState,
  circumstances: Circumstances,
  of: readonly Policy[] = policies,
): Promise<Changes> {
  const { now, complete, stages, actor, accounts = [], reopen } = circumstances;
  const { standings = noStandings } = circumstances;
  const today = shanghaiDay(now);
  const draft = draftOf(state, now, actor);
  const hasRelatives = state.profile.relatives.length > 0;
  const named: FactsOfRelatives = hasRelatives ? factsOfRelatives(of) : new Map();
  const { profile, tasks } = hearAndTell(state, named, now);
  draft.tasks.push(...tasks);
  const verdicts: Record<string, Verdict> = {};
  // Not the verdicts alone: whoever asks about the whole city reads the flat facts, and may ask by a rule that nobody
  // is judged by today. So the subject is due on the first day on which any of them is out of date.
  let reviewOn = nextChangeOfFacts(profile, (relation) => named.has(relation), today);
  const pastJudges = judgesOfThePast(state, profile, { ...circumstances, today });
  for (const policy of of) {
    if (policy.subject !== profile.kind) continue;
    const judgeOn = policyJudge(policy, profile, complete);
    const present = judgeOn(today);
    verdicts[policy.id] = present.whole.verdict;
    reviewOn = earliest(reviewOn, present.nextChangeOn);
    const judges = pastJudges(policy, judgeOn);
    // One policy after the other: a draft is no place for races.
    // oxlint-disable no-await-in-loop
    await correctEntitlements(draft, judges);
    await correctInstructed(draft, judges);
    const stage = stageOf(stages, policy.id);
    const way = async (one: Entitlement) => goOn(draft, state, policy, one);
    await applyClaims(draft, state, policy, standings, stage.stage === "paused" ? undefined : way);
    const isInOperation = (on: CivilDate): boolean =>
      notYetIn(policy, stages, profile.subjectKey, judgeOn(on).readings) === undefined;
    await findConflicts(draft, state, policy);
    await applyCases(draft, state, judges, { isInOperation, goOn: way });
    await applyConsent(draft, state, policy);
    const open = async (openable: Openable, on: CivilDate, isOpen = isInOperation): Promise<void> =>
      openPeriod(draft, state, policy, { ...openable, on }, () => isOpen(on));
    // What wrong facts ended begins again when they are corrected.
    for (const ended of state.entitlements) {
      if (ended.policy !== policy.id || ended.state !== "terminated") continue;
      if (isGivenTwice(ended.period)) continue;
      const { judged, on } = judgePeriod(judges, ended);
      const isOpen = on === ended.judgedOn ? isInOperation : judges.wasInOperation;
      await open({ judged, relativeId: relativeIdIn(ended.period) }, on, isOpen);
    }
    const { touchedFrom } = judges;
    const past = daysToLookAt(policy, {
      today,
      reviewOn: profile.reviewOn,
      stage,
      reopen,
      touchedFrom,
    });
    for (let day = past.from; day !== undefined && day < today;) {
      const then = judgeOn(day);
      const look = past.look(day);
      for (const one of look === "none" ? [] : then.openable) {
        if (look === "missed") await open(one, day);
        else if (isNews(judges, one, day)) await open(one, day, judges.wasInOperation);
      }
      day = past.after(day, then.nextChangeOn);
    }
    for (const one of present.openable) await open(one, today);
    await settleChanged(draft, policy);
    endConfirmations(draft, policy, present.whole);
    // oxlint-enable no-await-in-loop
  }
  await applyAccounts(draft, accounts);
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
