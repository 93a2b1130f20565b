import { type Adjustment, outstandingOf } from "#shared/adjustments/adjustment.ts";
import { owedBy } from "#shared/adjustments/agree-instalments.ts";
import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { repayments } from "#shared/db/adjustments.schema.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { Demanded } from "./load-fulfilment-matters.ts";

/** A part of a payment that is kept for what its subject has not repaid 抵扣. */
export interface SetOff extends Demanded {
  readonly amountFen: number;
}

/**
 * What is set off against a payment: only where the policy's document allows it, only what is overdue, the oldest
 * decision first, and never so much that nothing is paid.
 */
export function setOffsOf(
  { setOff, fulfilment }: Policy,
  demanded: readonly Demanded[],
  amountFen: number,
  today: CivilDate,
): SetOff[] {
  if (setOff === undefined || fulfilment.kind !== "payment") return [];
  let left = Math.min(Math.floor((amountFen * setOff.atMostPercent) / 100), amountFen - 1);
  const oldestFirst = demanded.toSorted(
    (a, b) => (a.recovery.decidedAt ?? 0) - (b.recovery.decidedAt ?? 0),
  );
  return oldestFirst.flatMap((one) => {
    const { recovery, entitlement } = one;
    // What is in doubt or in dispute takes nothing from anybody.
    if (recovery.state !== "demanded" || entitlement.heldBecause !== null) return [];
    const owed = owedBy(recovery, addDays(today, -1)) - recovery.repaidFen;
    const taken = Math.min(left, owed, outstandingOf(recovery));
    if (taken <= 0) return [];
    left -= taken;
    return [{ ...one, amountFen: taken }];
  });
}

/** A recovery after so much of it was given back. */
export function afterSetOff({ recovery, amountFen }: SetOff): Adjustment {
  const repaidFen = recovery.repaidFen + amountFen;
  const isSettled = repaidFen === recovery.amountFen;
  return { ...recovery, repaidFen, state: isSettled ? "settled" : recovery.state };
}

/** The recoveries that a payment settles in part, and what of each stands in the books. */
export function repaymentOf(
  { recovery, amountFen }: SetOff,
  endToEndId: string,
  now: Date,
): typeof repayments.$inferSelect {
  return {
    subjectKey: recovery.subjectKey,
    adjustment: recovery.id,
    reference: endToEndId,
    kind: "set-off",
    amountFen,
    receivedOn: shanghaiDay(now),
    recordedBy: "system:fulfil",
    recordedAt: now.getTime(),
    undoneAt: null,
  };
}
