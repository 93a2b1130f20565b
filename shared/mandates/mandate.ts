import type { mandateKinds } from "#shared/db/enumerations.ts";
import type { mandates } from "#shared/db/mandates.schema.ts";

export type MandateKind = (typeof mandateKinds)[number];

/** Whom somebody has charged with deciding in their stead, as it was granted. */
export type Mandate = typeof mandates.$inferSelect;

/** Why a mandate is of no effect. */
export type MandateEnd =
  /** Revoked by who granted it, or renounced by who held it. */
  | "ended"
  | "expired"
  /** One of the two has died. */
  | "death"
  /** The child is no longer known to be the parent's. */
  | "no-parent"
  /** One of the two was joined with another number, which grants anew. */
  | "joined";

/** The policies that a mandate is about; undefined for all. */
export function policiesOf({ policies }: Pick<Mandate, "policies">): readonly string[] | undefined {
  const listed = listOf(policies);
  return listed.length === 0 ? undefined : listed;
}

/** Whether a mandate is about a policy at all. */
export function isAbout(mandate: Pick<Mandate, "policies">, policy: string): boolean {
  return policiesOf(mandate)?.includes(policy) ?? true;
}

/** Guarantee: `grantMandate` wrote it, and the column has no other writer. */
function listOf(text: string): readonly string[] {
  return JSON.parse(text) as readonly string[];
}

/** The last day of the longest mandate that somebody may grant. */
export const mostYears = 3;

/** From this age on a person may decide for another, and no longer needs a parent who does. */
export const fullAge = 18;
