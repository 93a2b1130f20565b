import type { adjustments } from "#shared/db/adjustments.schema.ts";
import { digestText } from "#shared/sealing/digest.ts";

/** One difference between what was paid of an entitlement and what it comes to: paid as a supplement, or recovered. */
export type Adjustment = typeof adjustments.$inferSelect;

/**
 * Why an entitlement came to something else: facts were corrected, an objection was upheld (its id), or a
 * reconsideration or a court has decided (the number of its document).
 */
export type Ground = "facts" | `objection:${string}` | `review:${string}`;

/** The id of an entitlement's n-th adjustment: the same whoever works it out, and on the entitlement's shard. */
export async function adjustmentId(entitlement: string, number: number): Promise<string> {
  const digest = await digestText(`adjustment ${entitlement} ${number}`);
  return entitlement.slice(0, 2) + digest.slice(0, 26);
}

/** A supplement that is owed, under way or paid. */
export const isLiveSupplement = ({ kind, state }: Adjustment): boolean =>
  kind === "supplement" && state !== "void";

/** A supplement that may still be paid less of, or not at all: it has not left, or it came back. */
export const isUnpaidSupplement = ({ kind, state }: Adjustment): boolean =>
  kind === "supplement" && (state === "due" || state === "returned" || state === "suspended");

/** A recovery that people still have to decide or the subject still has to repay. */
export const isOpenRecovery = ({ kind, state }: Adjustment): boolean =>
  kind === "recovery" && (state === "found" || state === "announced" || state === "demanded");

/** What its subject is told of: not what staff have only found, nor what is owed and claimed no longer. */
export const isTold = ({ state }: Adjustment): boolean => state !== "found" && state !== "void";

/** What is still to be repaid. */
export const outstandingOf = ({ amountFen, repaidFen }: Adjustment): number =>
  amountFen - repaidFen;

/** What a recovery takes back of what was paid, done or still claimed. */
export function reclaimedBy(adjustment: Adjustment): number {
  if (adjustment.kind !== "recovery") return 0;
  if (isOpenRecovery(adjustment) || adjustment.state === "settled") return adjustment.amountFen;
  return adjustment.repaidFen;
}

/** How tasks refer to an adjustment, and to what of it they are about. */
export const referenceTo = ({ id }: Pick<Adjustment, "id">, about?: string | number): string =>
  about === undefined ? id : `${id}.${about}`;

/** The id of the adjustment that a task is about. */
export const adjustmentIn = ({ reference }: { readonly reference: string }): string =>
  reference.split(".")[0] ?? reference;
