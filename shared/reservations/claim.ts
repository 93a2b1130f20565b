import { yearOf } from "#shared/calendar/civil-date.ts";
import type { Claim, Entitlement } from "#shared/entitlements/entitlement.ts";
import { relativeIdIn } from "#shared/entitlements/period-of-relative.ts";
import type { Policy } from "#shared/rules/policy.ts";

/** What one claimant asks for: that one of its relatives, or it itself, counts for one of its entitlements. */
export interface Claiming {
  readonly claimantKey: string;
  /** As in the periods of its entitlements; undefined where the claimant itself is counted. */
  readonly relativeId: string | undefined;
  /** The group within which the counted one counts once; with the year where it counts once a year. */
  readonly reservedFor: string;
}

/** Whether a claim was put forward and not given up. */
export const isClaimed = (claim: Claim | null): boolean => claim !== null && claim !== "released";

/** What an entitlement of this policy asks for; undefined where the policy reserves nothing. */
export function claimingOf(
  policy: Policy,
  {
    subjectKey: claimantKey,
    period,
    judgedOn,
  }: Pick<Entitlement, "subjectKey" | "period" | "judgedOn">,
): Claiming | undefined {
  if (policy.reserves === undefined) return undefined;
  const { group, of, within } = policy.reserves;
  return {
    claimantKey,
    relativeId: of === "relative" ? relativeIdIn(period) : undefined,
    reservedFor: within === "year" ? `${group}:${yearOf(judgedOn)}` : group,
  };
}

/** Stands for the claimant itself where a relative would stand. */
const itself = "-";

/** How the outbox carries it. */
export function referenceOfClaiming({ claimantKey, relativeId, reservedFor }: Claiming): string {
  return `${claimantKey} ${relativeId ?? itself} ${reservedFor}`;
}

export function claimingFrom(reference: string): Claiming {
  const [claimantKey = "", relativeId = itself, ...rest] = reference.split(" ");
  return {
    claimantKey,
    relativeId: relativeId === itself ? undefined : relativeId,
    reservedFor: rest.join(" "),
  };
}
