import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { occupyingCase } from "#shared/cases/occupying-case.ts";
import { leftToPay } from "#shared/adjustments/settle-difference.ts";
import type { Entitlement, Hold } from "#shared/entitlements/entitlement.ts";
import { firstPeriod } from "#shared/entitlements/period-of-relative.ts";
import { addFen, type Fen, fen } from "#shared/money/fen.ts";
import type { Fulfilment } from "#shared/rules/fulfilment.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { versionById } from "#shared/rules/versions.ts";
import { sealedPayee } from "#shared/subjects/contact.ts";
import { type City, holdOf, isConfirmedForAnother } from "./hold-of.ts";
import { endToEndId } from "./instruction.ts";
import type { FulfilmentMatter, Owed } from "./load-fulfilment-matters.ts";
import { newInstruction, type PlannedInstruction } from "./new-instruction.ts";
import { type SetOff, setOffsOf } from "./set-off.ts";

/** What is to be instructed for one subject under one policy, or why it must wait. */
export type Plan =
  | { readonly kind: "nothing" }
  | ({ readonly kind: "held"; readonly because: Hold } & What)
  | ({ readonly kind: "ready"; readonly instruction: PlannedInstruction } & What);

/** What an instruction fulfils: periods of their own, or what was paid too little of some. */
interface What {
  readonly entitlements: readonly Entitlement[];
  /** What is paid of each, by its id, where that is not all that it comes to. */
  readonly payFen?: ReadonlyMap<string, Fen>;
  readonly owed?: readonly Owed[];
  /** What is kept of it for what was not repaid. */
  readonly setOffs?: readonly SetOff[];
  /** The joins that do not hold it. */
  readonly spared?: readonly number[];
}

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
  const payFen = partsToPay(matter);
  const known = [...awaiting, ...retriable(policy, matter)]
    .filter((one) => one.heldBecause !== "facts-unknown" && isCounted(policy, one))
    .filter((one) => occupyingCase(matter.cases, one) === undefined && payFen.get(one.id) !== 0)
    .filter(({ period }) => !matter.givenTwice.has(firstPeriod(period)))
    .toSorted((a, b) => (a.period < b.period ? -1 : 1));
  const [ready] = known;
  // Held for facts or for a claim: a fact or an answer that arrives brings its own task.
  if (ready === undefined) return { kind: "nothing" };
  const isUnconfirmed = isConfirmedForAnother(matter, known);
  const because = holdOf(policy, matter, city, known, isUnconfirmed, today, now);
  if (because !== undefined) return { kind: "held", entitlements: known, because };
  const amountFen = amountOf(policy.fulfilment.kind, known, payFen);
  const own = new Set(known.map(({ id }) => id));
  const claimed = matter.demanded.filter(({ entitlement }) => !own.has(entitlement.id));
  const setOffs = amountFen === null ? [] : setOffsOf(policy, claimed, amountFen, today);
  const kept = setOffs.reduce((sum, one) => sum + one.amountFen, 0);
  const what = {
    endToEndId: await endToEndId(subject.subjectKey, policy.id, ready.period, attemptOf(ready)),
    periods: known.map(({ period }) => period),
    amountFen: amountFen === null ? null : fen(amountFen - kept),
  };
  return {
    kind: "ready",
    entitlements: known,
    ...(payFen.size === 0 ? {} : { payFen }),
    ...(setOffs.length === 0 ? {} : { setOffs }),
    ...(matter.spared === undefined ? {} : { spared: matter.spared }),
    instruction: await newInstruction(policy, subject, what, city, today, now),
  };
}

/** The entitlements that a plan moves once it is committed, by their ids. */
export function movedBy(plan: Plan): ReadonlySet<string> {
  if (plan.kind !== "ready") return new Set();
  const { entitlements, owed = [], setOffs = [] } = plan;
  const others = [...owed, ...setOffs].map(({ entitlement }) => entitlement);
  return new Set([...entitlements, ...others].map(({ id }) => id));
}

/** Of what was paid in part before, such as by a supplement whose own payment then came back, the rest is paid. */
function partsToPay({ awaiting, returned, adjustments }: FulfilmentMatter): Map<string, Fen> {
  const parts = new Map<string, Fen>();
  if (adjustments.length === 0) return parts;
  for (const { id, amountFen } of [
    ...awaiting,
    ...returned.map(({ entitlement }) => entitlement),
  ]) {
    const own = adjustments.filter(({ entitlement }) => entitlement === id);
    if (own.length > 0 && amountFen !== null) parts.set(id, fen(leftToPay(amountFen, own)));
  }
  return parts;
}

/** What all of it comes to; null where that is not known, and for what is no money. */
function amountOf(
  kind: Fulfilment["kind"],
  known: readonly Entitlement[],
  payFen: ReadonlyMap<string, Fen>,
): Fen | null {
  switch (kind) {
    case "payment":
    case "reduction":
    case "refund": {
      const amounts = known.flatMap(({ id, amountFen }) => payFen.get(id) ?? amountFen ?? []);
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
