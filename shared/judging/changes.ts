import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import type { ChainedEntry } from "#shared/audit/entry.ts";
import type { ReportedCase } from "#shared/cases/reported-case.ts";
import type { Confirmation } from "#shared/confirmations/confirmation.ts";
import { advance, type Move } from "#shared/entitlements/advance.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { newTask, type NewTask, type Task } from "#shared/outbox/task.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import { flatRelativeText } from "#shared/relatives/flat-relative.ts";
import { type KnownRelative, relativeId } from "#shared/relatives/known-relative.ts";
import type { SubjectState } from "./subject-state.ts";

/** What a decision about one subject changes, to be committed as one. */
export interface Changes {
  readonly profile: Profile;
  readonly reviewChanged: boolean;
  /** Those of the profile's relatives that are new or have changed, or of whom another fact counts today. */
  readonly relatives: readonly KnownRelative[];
  readonly entitlements: readonly Entitlement[];
  readonly confirmations: readonly Confirmation[];
  readonly cases: readonly ReportedCase[];
  readonly adjustments: readonly Adjustment[];
  readonly entries: readonly ChainedEntry[];
  readonly tasks: readonly Task[];
}

/** Collects the changes while one subject is decided upon; later steps see what earlier ones changed. */
export interface Draft {
  readonly now: Date;
  readonly actor: string;
  readonly entitlements: Map<string, Entitlement>;
  readonly confirmations: Map<string, Confirmation>;
  /** By id. */
  readonly adjustments: Map<string, Adjustment>;
  readonly changedAdjustments: Set<string>;
  readonly changedEntitlements: Set<string>;
  readonly changedConfirmations: Set<string>;
  readonly entries: ChainedEntry[];
  readonly tasks: Task[];
}

export const entitlementKey = (policy: string, period: string): string => `${policy} ${period}`;
export const confirmationKey = (policy: string, commitment: string, scope: string): string =>
  `${policy} ${commitment} ${scope}`;

export function draftOf(state: SubjectState, now: Date, actor: string): Draft {
  return {
    now,
    actor,
    entitlements: new Map(
      state.entitlements.map((one) => [entitlementKey(one.policy, one.period), one]),
    ),
    confirmations: new Map(
      state.confirmations.map((one) => [
        confirmationKey(one.policy, one.commitment, one.scope),
        one,
      ]),
    ),
    adjustments: new Map(state.adjustments.map((one) => [one.id, one])),
    changedAdjustments: new Set(),
    changedEntitlements: new Set(),
    changedConfirmations: new Set(),
    entries: [],
    tasks: [],
  };
}

/** Moves an entitlement within the draft; its audit entry goes with it. */
export async function move(
  draft: Draft,
  entitlement: Entitlement,
  how: Omit<Move, "actor" | "at">,
): Promise<void> {
  const key = entitlementKey(entitlement.policy, entitlement.period);
  const advanced = await advance(entitlement, { ...how, actor: draft.actor, at: draft.now });
  draft.entries.push(advanced.entry);
  draft.entitlements.set(key, advanced.entitlement);
  draft.changedEntitlements.add(key);
}

/** Puts a confirmation into the draft; its version grows by one. */
export function putConfirmation(draft: Draft, confirmation: Confirmation): void {
  const key = confirmationKey(confirmation.policy, confirmation.commitment, confirmation.scope);
  const before = draft.changedConfirmations.has(key)
    ? confirmation.version
    : confirmation.version + 1;
  draft.confirmations.set(key, { ...confirmation, version: before });
  draft.changedConfirmations.add(key);
}

/** The adjustments of an entitlement as the draft has them. */
export function adjustmentsIn(draft: Draft, { id }: Pick<Entitlement, "id">): Adjustment[] {
  return [...draft.adjustments.values()].filter((one) => one.entitlement === id);
}

/** Puts an adjustment into the draft; whoever does moves its entitlement too, whose version guards it. */
export function putAdjustment(draft: Draft, adjustment: Adjustment): void {
  draft.adjustments.set(adjustment.id, adjustment);
  draft.changedAdjustments.add(adjustment.id);
}

export function addTask(draft: Draft, task: Omit<NewTask, "dueAt"> & { dueAt?: Date }): void {
  const dueAt = task.dueAt ?? draft.now;
  const isThere = draft.tasks.some(
    (one) =>
      one.kind === task.kind &&
      one.policy === task.policy &&
      one.reference === task.reference &&
      one.dueAt === dueAt.getTime(),
  );
  if (!isThere) draft.tasks.push(newTask({ ...task, dueAt }, draft.now));
}

/** The changed rows of a draft, and those of a profile and its cases that are no longer as they were read or are stored flat. */
export function changesOf(
  draft: Draft,
  profile: Profile,
  { profile: { reviewOn }, asRead, cases }: Pick<SubjectState, "profile" | "asRead" | "cases">,
  today: CivilDate,
): Changes {
  const known = new Set(asRead.relatives);
  const isStored = (one: KnownRelative): boolean =>
    known.has(one) && asRead.relativeFacts.get(relativeId(one)) === flatRelativeText(one, today);
  return {
    profile,
    reviewChanged: profile.reviewOn !== reviewOn,
    relatives: profile.relatives.filter((one) => !isStored(one)),
    entitlements: [...draft.changedEntitlements].flatMap(
      (key) => draft.entitlements.get(key) ?? [],
    ),
    confirmations: [...draft.changedConfirmations].flatMap(
      (key) => draft.confirmations.get(key) ?? [],
    ),
    adjustments: [...draft.changedAdjustments].flatMap((id) => draft.adjustments.get(id) ?? []),
    cases: cases.filter((one) => !asRead.cases.includes(one)),
    entries: draft.entries,
    tasks: draft.tasks,
  };
}
