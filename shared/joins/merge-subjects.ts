import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { mergeCase } from "#shared/cases/merge-case.ts";
import { keyOf } from "#shared/confirmations/confirmation.ts";
import { isGivenTwice } from "#shared/entitlements/period-of-relative.ts";
import { applyAccounts } from "#shared/judging/apply-account.ts";
import { type Changes, confirmationKey, type Draft, draftOf } from "#shared/judging/changes.ts";
import { type Circumstances, decide } from "#shared/judging/decide.ts";
import { addInstruction } from "#shared/judging/follow-up.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { membersOf } from "#shared/notices/together.ts";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import { idOfRelative } from "#shared/relatives/read-relatives.ts";
import { randomId } from "#shared/sealing/digest.ts";
import type { StoredSubject } from "#shared/subjects/contact.ts";
import { claimSecond } from "./claim-second.ts";
import { askForPlaces, followDecisions } from "./follow-decisions.ts";
import type { Leaving } from "./join.ts";
import type { Luggage } from "./luggage.ts";
import { mergeConfirmations } from "./merge-confirmations.ts";
import { mergeEntitlements } from "./merge-entitlements.ts";
import { moveAdjustments } from "./move-adjustments.ts";
import { mergeProfiles } from "./merge-profiles.ts";
import type { MovedVault } from "./move-vault.ts";
import { reportTwice } from "./report-twice.ts";
import { together } from "./together.ts";

export interface MergedSubject {
  readonly changes: Changes;
  /** By the ids that adjustments had, those that they have now. */
  readonly adjusted: ReadonlyMap<string, string>;
}

/**
 * What becomes of a subject in which another one arrives: the rights and decisions of both are brought together, and
 * all that is known of both is judged as one. Pure but for hashing.
 */
export async function mergeSubjects(
  state: SubjectState,
  { intoKey }: Leaving,
  luggage: Luggage,
  { stored, asLeft }: MovedVault,
  circumstances: Circumstances,
): Promise<MergedSubject> {
  const { now, actor } = circumstances;
  const draft = draftOf(state, now, actor);
  const { twice, moved } = await mergeEntitlements(
    draft,
    intoKey,
    luggage.entitlements,
    idOfRelative(luggage.profile.subjectKey),
  );
  const adjusted = await moveAdjustments(draft, moved, luggage.adjustments);
  for (const { second } of twice) {
    // oxlint-disable-next-line no-await-in-loop
    await claimSecond(draft, second);
  }
  const taken = mergeConfirmations(draft, intoKey, luggage.confirmations);
  const touched = new Set(
    [...luggage.entitlements, ...luggage.confirmations].map((one) => one.policy),
  );
  for (const policy of [...touched].flatMap((id) => policyById(id) ?? [])) {
    // One after the other: a draft is no place for races.
    // oxlint-disable no-await-in-loop
    await followDecisions(draft, policy);
    await askForPlaces(draft, policy);
    // oxlint-enable no-await-in-loop
  }
  const own = state.contact.stored;
  await changeAccounts(draft, (key) => taken.has(key), [asLeft, stored]);
  await changeAccounts(draft, (key) => !taken.has(key), own === undefined ? [] : [own, stored]);
  goOnPaying(draft);
  draft.tasks.push(
    ...movedTasks(luggage.tasks, taken, adjusted, intoKey),
    ...reportTwice(twice, intoKey, now),
  );
  const merged: SubjectState = {
    ...state,
    profile: mergeProfiles(state.profile, luggage.profile, shanghaiDay(now)),
    contact: { stored },
    cases: luggage.cases.reduce(
      (cases, one) => mergeCase(cases, { ...one, subjectKey: intoKey }).cases,
      state.cases,
    ),
    entitlements: [...draft.entitlements.values()],
    confirmations: [...draft.confirmations.values()],
    adjustments: [...draft.adjustments.values()],
  };
  return { changes: together(draft, await decide(merged, circumstances)), adjusted };
}

/** What was decided under one number was decided for the account that stood there. */
async function changeAccounts(
  draft: Draft,
  isAbout: (key: string) => boolean,
  accounts: readonly StoredSubject[],
): Promise<void> {
  const about = new Map([...draft.confirmations].filter(([key]) => isAbout(key)));
  await applyAccounts({ ...draft, confirmations: about }, accounts);
  for (const [key, one] of about) draft.confirmations.set(key, one);
}

/** Whatever waited for the join goes on, and what was not acknowledged yet is sent from here. */
function goOnPaying(draft: Draft): void {
  for (const { state, subjectKey, policy, period } of draft.entitlements.values()) {
    const isDue =
      state === "awaiting-fulfilment" || state === "payment-returned" || state === "fulfilling";
    if (isDue && !isGivenTwice(period)) addInstruction(draft, subjectKey, policy);
  }
}

/** What was under way for the one who left. What its new key makes anew stays behind. */
function movedTasks(
  tasks: readonly Task[],
  taken: ReadonlySet<string>,
  adjusted: ReadonlyMap<string, string>,
  subjectKey: string,
): Task[] {
  const renamed = (reference: string): string => {
    const [id = "", ...rest] = reference.split(".");
    return [adjusted.get(id) ?? id, ...rest].join(".");
  };
  return tasks
    .flatMap((task) => (task.kind === "together" ? apart(task) : [task]))
    .filter((task) => {
      switch (task.kind) {
        case "instruct":
        case "follow":
        case "copy":
        case "reserve":
          return false;
        case "offer":
        case "reminder":
        case "lapsed":
        case "announcement":
        case "deadline": {
          const { policy, commitment, scope } = keyOf(task);
          return taken.has(confirmationKey(policy, commitment, scope));
        }
        default:
          return true;
      }
    })
    .map((task) => ({
      ...task,
      subjectKey,
      reference: task.kind === "work-item" ? task.reference : renamed(task.reference),
      relayedAt: null,
    }));
}

/** What was to be told together may go different ways. */
function apart(task: Task): Task[] {
  return membersOf(task).map((one) => ({ ...one, id: randomId().slice(0, 16) }));
}
