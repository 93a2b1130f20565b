import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { firstPeriod } from "#shared/entitlements/period-of-relative.ts";
import { addFen, fen } from "#shared/money/fen.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { versionById } from "#shared/rules/versions.ts";
import { sealedPayee } from "#shared/subjects/contact.ts";
import { type City, holdOf } from "./hold-of.ts";
import { supplementId } from "./instruction.ts";
import type { FulfilmentMatter, Owed } from "./load-fulfilment-matters.ts";
import { newInstruction } from "./new-instruction.ts";
import type { Plan } from "./plan-instruction.ts";

/**
 * What was paid too little of some periods goes into one instruction of its own 补发, under the same conditions as any
 * other payment. What came back goes out again to another account. Pure but for the id's hash.
 *
 * @param moved ids of entitlements that another instruction of the same commit moves: of these it waits
 */
export async function planSupplement(
  policy: Policy,
  matter: FulfilmentMatter,
  city: City,
  moved: ReadonlySet<string>,
  today: CivilDate,
  now: Date,
): Promise<Plan> {
  const { subject } = matter;
  if (subject === undefined) return { kind: "nothing" };
  const payee = sealedPayee(policy.fulfilment, subject);
  const owed = matter.owed.filter(
    ({ adjustment, entitlement, payeeSealed }) =>
      entitlement.heldBecause !== "facts-unknown" &&
      !moved.has(entitlement.id) &&
      !matter.givenTwice.has(firstPeriod(entitlement.period)) &&
      (adjustment.state === "due" || (payee !== null && payee !== payeeSealed)),
  );
  const [first] = owed;
  if (first === undefined) return { kind: "nothing" };
  const isUnconfirmed = owed.some((one) => !maySendTo(policy, matter, one, payee));
  const because = holdOf(
    policy,
    matter,
    city,
    owed.map(({ entitlement }) => entitlement),
    isUnconfirmed,
    today,
    now,
  );
  if (because !== undefined) return { kind: "held", entitlements: [], owed, because };
  const what = {
    endToEndId: await supplementId(first.adjustment),
    periods: [...new Set(owed.map(({ entitlement }) => entitlement.period))],
    amountFen: addFen(...owed.map(({ adjustment }) => fen(adjustment.amountFen))),
  };
  const instruction = await newInstruction(policy, subject, what, city, today, now);
  const { spared } = matter;
  return {
    kind: "ready",
    entitlements: [],
    owed,
    instruction,
    ...(spared === undefined ? {} : { spared }),
  };
}

/** An account that has received of this policy before needs no new confirmation; another one does, unless it is direct. */
function maySendTo(
  policy: Policy,
  { subject, confirmations }: FulfilmentMatter,
  { entitlement, paidTo }: Owed,
  payee: string | null,
): boolean {
  if (payee === paidTo) return true;
  if (versionById(policy, entitlement.ruleVersion)?.mode === "direct") return true;
  return confirmations.some(
    ({ state, scope, accountVersion }) =>
      state === "confirmed" &&
      (scope === "" || scope === entitlement.period) &&
      accountVersion === subject?.accountVersion,
  );
}
