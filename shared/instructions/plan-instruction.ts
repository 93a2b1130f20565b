import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { addWorkingDays } from "#shared/calendar/working-days.ts";
import type { Entitlement, Hold } from "#shared/entitlements/entitlement.ts";
import { addFen, fen } from "#shared/money/fen.ts";
import { factKeysOf } from "#shared/rules/data-requirement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { versionById, versionOn } from "#shared/rules/versions.ts";
import { lateRegisters, type StoredRegister } from "#shared/registers/register.ts";
import { endToEndId, type Instruction } from "./instruction.ts";
import type { FulfilmentMatter } from "./load-fulfilment-matters.ts";

export interface City {
  readonly registers: readonly StoredRegister[];
  /** Payers that have an endpoint. */
  readonly payers: ReadonlySet<string>;
  /** The shard is behind its seal: it was restored. */
  readonly isRestored: boolean;
}

/** What is to be instructed for one subject under one policy, or why it must wait. */
export type Plan =
  | { readonly kind: "nothing" }
  | { readonly kind: "held"; readonly entitlements: readonly Entitlement[]; readonly because: Hold }
  | {
      readonly kind: "ready";
      readonly entitlements: readonly Entitlement[];
      readonly instruction: Omit<Instruction, "release" | "stamp">;
    };

/** All periods that wait go into one instruction. Pure but for the id's hash. */
export async function planInstruction(
  policy: Policy,
  matter: FulfilmentMatter,
  city: City,
  today: CivilDate,
  now: Date,
): Promise<Plan> {
  const { awaiting, subject } = matter;
  if (subject === undefined) return { kind: "nothing" };
  const known = [...awaiting, ...retriable(policy, matter)]
    .filter((one) => one.heldBecause !== "facts-unknown")
    .toSorted((a, b) => (a.period < b.period ? -1 : 1));
  const [ready] = known;
  // Held for facts: a fact that arrives brings its own task.
  if (ready === undefined) return { kind: "nothing" };
  const because = holdOf(policy, matter, city, known, now);
  if (because !== undefined) return { kind: "held", entitlements: known, because };
  const { kind, payer } = policy.fulfilment;
  const amountFen = addFen(...known.map((one) => fen(one.amountFen ?? 0)));
  return {
    kind: "ready",
    entitlements: known,
    instruction: {
      endToEndId: await endToEndId(subject.subjectKey, policy.id, ready.period, attemptOf(ready)),
      subjectKey: subject.subjectKey,
      policy: policy.id,
      periods: JSON.stringify(known.map((one) => one.period)),
      kind,
      amountFen: kind === "payment" ? amountFen : null,
      payer,
      // The account of this moment: a retry must not follow a later change.
      payeeSealed: kind === "payment" ? subject.accountSealed : null,
      state: "requested",
      dueOn: dueOn(policy, today),
      requestedAt: now.getTime(),
      deliveredAt: null,
      settledAt: null,
      reports: "[]",
      reason: null,
    },
  };
}

/** Which attempt a payment of this entitlement is: one that came back makes the next. */
export function attemptOf({ state, attempts }: Entitlement): number {
  return state === "payment-returned" ? attempts + 1 : attempts;
}

/**
 * What came back and may go out again: the account on file is another than the one that failed, and whoever had to
 * confirm has confirmed.
 */
function retriable(
  policy: Policy,
  { returned, subject, confirmations }: FulfilmentMatter,
): Entitlement[] {
  return returned.flatMap(({ entitlement, payeeSealed }) => {
    if (subject === undefined || subject.accountSealed === payeeSealed) return [];
    const { ruleVersion, period } = entitlement;
    const isDirect = versionById(policy, ruleVersion)?.mode === "direct";
    const isConfirmed = confirmations.some(
      ({ state, scope }) => state === "confirmed" && (scope === "" || scope === period),
    );
    return isDirect || isConfirmed ? [entitlement] : [];
  });
}

function holdOf(
  policy: Policy,
  { subject, confirmations, returned }: FulfilmentMatter,
  city: City,
  awaiting: readonly Entitlement[],
  now: Date,
): Hold | undefined {
  if (city.isRestored) return "shard-restored";
  const names = awaiting.flatMap((one) => {
    const version = versionOn(policy, one.judgedOn);
    return version === undefined ? [] : factKeysOf(version, one.judgedOn);
  });
  if (lateRegisters(city.registers, names, now).length > 0) return "register-late";
  if (policy.fulfilment.kind === "payment") {
    if (subject === undefined || subject.accountSealed === null) return "account-missing";
    const { accountSealed } = subject;
    if (returned.some(({ payeeSealed }) => payeeSealed === accountSealed))
      return "account-returned";
    const periods = new Set(["", ...awaiting.map((one) => one.period)]);
    const confirmed = confirmations.filter(
      (one) => one.state === "confirmed" && one.accountVersion > 0 && periods.has(one.scope),
    );
    if (confirmed.some((one) => one.accountVersion !== subject.accountVersion))
      return "account-changed";
  }
  return city.payers.has(policy.fulfilment.payer) ? undefined : "payer-missing";
}

/**
 * The day by which the department must have paid. Where the State Council's calendar is not published yet, the same
 * number of calendar days: never later than the promise, and never a guessed holiday.
 */
function dueOn(policy: Policy, today: CivilDate): CivilDate {
  if (policy.fulfilment.kind !== "payment") return today;
  const { payWithinWorkingDays } = policy.fulfilment;
  const due = addWorkingDays(today, payWithinWorkingDays);
  return due.ok ? due.day : addDays(today, payWithinWorkingDays);
}
