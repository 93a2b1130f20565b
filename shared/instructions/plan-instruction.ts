import type { Calendar } from "#shared/calendar/calendar.ts";
import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { dueDay, type Term } from "#shared/calendar/working-days.ts";
import { occupyingCase } from "#shared/cases/occupying-case.ts";
import type { Entitlement, Hold } from "#shared/entitlements/entitlement.ts";
import { firstPeriod, toldPeriod } from "#shared/entitlements/period-of-relative.ts";
import { addFen, type Fen, fen } from "#shared/money/fen.ts";
import { factKeysOf } from "#shared/rules/data-requirement.ts";
import type { Fulfilment } from "#shared/rules/fulfilment.ts";
import { parameterOn } from "#shared/rules/language/parameter.ts";
import type { FundingGuard, Policy } from "#shared/rules/policy.ts";
import { stageOf, type Stages } from "#shared/stages/stage.ts";
import { versionById, versionOn } from "#shared/rules/versions.ts";
import { lateRegisters, type StoredRegister } from "#shared/registers/register.ts";
import { sealedPayee } from "#shared/subjects/contact.ts";
import { endToEndId, type Instruction } from "./instruction.ts";
import type { FulfilmentMatter } from "./load-fulfilment-matters.ts";

export interface City {
  readonly registers: readonly StoredRegister[];
  /** Payers that have an endpoint. */
  readonly payers: ReadonlySet<string>;
  readonly stages: Stages;
  readonly calendar: Calendar;
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
    .filter((one) => one.heldBecause !== "facts-unknown" && isCounted(policy, one))
    .filter((one) => occupyingCase(matter.cases, one) === undefined)
    .filter(({ period }) => !matter.givenTwice.has(firstPeriod(period)))
    .toSorted((a, b) => (a.period < b.period ? -1 : 1));
  const [ready] = known;
  // Held for facts or for a claim: a fact or an answer that arrives brings its own task.
  if (ready === undefined) return { kind: "nothing" };
  const because = holdOf(policy, matter, city, known, today, now);
  if (because !== undefined) return { kind: "held", entitlements: known, because };
  const { kind, payer } = policy.fulfilment;
  const term = { from: today, workingDays: workingDaysOf(policy) };
  const endsOn = dueDay(term, city.calendar);
  const periods = known.map(async ({ period }) => toldPeriod(subject.subjectKey, period));
  return {
    kind: "ready",
    entitlements: known,
    instruction: {
      endToEndId: await endToEndId(subject.subjectKey, policy.id, ready.period, attemptOf(ready)),
      subjectKey: subject.subjectKey,
      policy: policy.id,
      periods: JSON.stringify(await Promise.all(periods)),
      kind,
      amountFen: amountOf(kind, known),
      payer,
      // The account of this moment: a retry must not follow a later change.
      payeeSealed: sealedPayee(policy.fulfilment, subject),
      state: "requested",
      dueOn: endsOn ?? inCalendarDays(term),
      requestedAt: now.getTime(),
      deliveredAt: null,
      settledAt: null,
      reports: "[]",
      reason: null,
      termFrom: term.from,
      termDays: term.workingDays,
      termEndsOn: endsOn,
    },
  };
}

/** What all of it comes to; null where that is not known, and for what is no money. */
function amountOf(kind: Fulfilment["kind"], known: readonly Entitlement[]): Fen | null {
  switch (kind) {
    case "payment":
    case "reduction":
    case "refund": {
      const amounts = known.flatMap(({ amountFen }) => (amountFen === null ? [] : fen(amountFen)));
      return amounts.length === known.length ? addFen(...amounts) : null;
    }
    case "service":
    case "certificate":
      return null;
  }
  return kind satisfies never;
}

/** Where somebody counts only once, nothing leaves for whom the place is not held, whatever else went wrong. */
function isCounted({ reserves }: Policy, { reservation }: Entitlement): boolean {
  return reserves === undefined || reservation === "held";
}

/** Which attempt a payment of this entitlement is: one that came back makes the next. */
export function attemptOf({ state, attempts }: Entitlement): number {
  return state === "payment-returned" ? attempts + 1 : attempts;
}

/**
 * What came back and may go out again: the account that would receive it is another than the one that failed, and
 * whoever had to confirm has confirmed. What no account receives is not tried again.
 */
function retriable(
  policy: Policy,
  { returned, subject, confirmations }: FulfilmentMatter,
): Entitlement[] {
  const payee = subject === undefined ? null : sealedPayee(policy.fulfilment, subject);
  if (payee === null) return [];
  return returned.flatMap(({ entitlement, payeeSealed }) => {
    if (payee === payeeSealed) return [];
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
  { subject, confirmations, returned, isBeingJoined }: FulfilmentMatter,
  city: City,
  awaiting: readonly Entitlement[],
  today: CivilDate,
  now: Date,
): Hold | undefined {
  if (city.isRestored) return "shard-restored";
  if (isBeingJoined) return "being-joined";
  if (stageOf(city.stages, policy.id).stage === "paused") return "policy-paused";
  const versions = awaiting.map((one) => ({
    on: one.judgedOn,
    version: versionOn(policy, one.judgedOn),
  }));
  const names = versions.flatMap(({ on, version }) =>
    version === undefined ? [] : factKeysOf(version, on),
  );
  if (versions.some(({ version }) => isShort(policy, version?.fundingGuard, today)))
    return "reserve-short";
  if (lateRegisters(city.registers, names, now).length > 0) return "register-late";
  if (policy.fulfilment.kind === "payment") {
    const payee = subject === undefined ? null : sealedPayee(policy.fulfilment, subject);
    if (subject === undefined || payee === null) return "account-missing";
    if (returned.some(({ payeeSealed }) => payeeSealed === payee)) return "account-returned";
    const periods = new Set(["", ...awaiting.map((one) => one.period)]);
    const confirmed = confirmations.filter(
      (one) => one.state === "confirmed" && one.accountVersion > 0 && periods.has(one.scope),
    );
    if (confirmed.some((one) => one.accountVersion !== subject.accountVersion))
      return "account-changed";
  }
  return city.payers.has(policy.fulfilment.payer) ? undefined : "payer-missing";
}

/** What the law guarantees does not wait for the fund. */
function isShort(
  { isGuaranteedByLaw }: Policy,
  guard: FundingGuard | undefined,
  today: CivilDate,
): boolean {
  if (guard === undefined || isGuaranteedByLaw) return false;
  return (parameterOn(guard.figure, today) ?? -Infinity) < guard.atLeast;
}

/** Within how many working days the department must have done it; what is no payment is done at once. */
function workingDaysOf({ fulfilment }: Policy): number {
  return fulfilment.kind === "payment" ? fulfilment.payWithinWorkingDays : 0;
}

/**
 * What a payer is told where the calendar is missing: the same number of calendar days. Never later than the promise,
 * never a guessed holiday, and no payment waits for a calendar; whether it is late is judged when the calendar is there.
 */
function inCalendarDays({ from, workingDays }: Term): CivilDate {
  return addDays(from, workingDays);
}
