import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { relativeIdIn } from "#shared/entitlements/period-of-relative.ts";
import { policyById } from "#shared/policies/index.ts";
import { idOfRelative } from "#shared/relatives/read-relatives.ts";
import { type Claiming, claimingOf, isClaimed } from "./claim.ts";
import type { Claimed } from "./line-up-claims.ts";

/**
 * What a claimant has to bring into line for one whom it counts: it asks for those of its entitlements that ask, and
 * gives up those that ended, were waived or count for another year. Those that hold their place have nothing to say.
 *
 * @throws {Error} when the claimant has no such relative
 */
export function claimsOf(state: SubjectState, claiming: Claiming): Claimed[] {
  const { claimantKey, relativeId, reservedFor } = claiming;
  // They are of the one that this relative has become, and are brought into line for that one.
  const isGone = !state.entitlements.some(({ period }) => relativeIdIn(period) === relativeId);
  if (relativeId !== undefined && isGone) return [];
  const subjectKey = countedKey(state, relativeId);
  return state.entitlements.flatMap((entitlement): Claimed[] => {
    const wants = wantsOf(entitlement, claiming);
    if (wants === undefined) return [];
    const { id, policy, period, version, amountFen, steps } = entitlement;
    const counted = { subjectKey, reservedFor, entitlement: id, claimantKey, policy, period };
    const askedAt = steps.at(-1)?.at ?? 0;
    return [{ ...counted, version, amountFen: amountFen ?? 0, askedAt, wants }];
  });
}

function countedKey({ profile }: SubjectState, relativeId: string | undefined): string {
  if (relativeId === undefined) return profile.subjectKey;
  const relative = profile.relatives.find(({ otherKey }) => idOfRelative(otherKey) === relativeId);
  if (relative === undefined) throw new Error("no policy names the relation of a claim any more");
  return relative.otherKey;
}

function wantsOf(
  entitlement: Entitlement,
  { relativeId, reservedFor }: Claiming,
): Claimed["wants"] | undefined {
  const policy = policyById(entitlement.policy);
  const own = policy && claimingOf(policy, entitlement);
  if (own === undefined || own.relativeId !== relativeId) return undefined;
  // For another year, too: it may have stood in this line before.
  if (own.reservedFor !== reservedFor || !isClaimed(entitlement.reservation)) return "nothing";
  if (entitlement.reservation === "held") return undefined;
  return entitlement.reservation === "asked" ? "place" : "answer";
}
