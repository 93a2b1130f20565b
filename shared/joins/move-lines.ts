import type { Shards } from "#shared/db/shards.ts";
import { entitlementId } from "#shared/entitlements/entitlement-id.ts";
import { relativeIdIn } from "#shared/entitlements/period-of-relative.ts";
import { idOfRelative } from "#shared/relatives/read-relatives.ts";
import { headsOf } from "#shared/subjects/heads.ts";
import type { Leaving } from "./join.ts";
import type { StoredReservation } from "./luggage.ts";

/** The lines of those for whom the one who left counts, as those of the one that it becomes; who was joined claims as its head. */
export async function moveLines(
  shards: Shards,
  { fromKey, intoKey }: Leaving,
  lines: readonly StoredReservation[],
): Promise<StoredReservation[]> {
  const heads = await headsOf(
    shards,
    lines.map(({ claimantKey }) => claimantKey),
  );
  return Promise.all(
    lines.map(async (one) => {
      const claimantKey =
        one.claimantKey === fromKey ? intoKey : (heads.get(one.claimantKey) ?? one.claimantKey);
      const period = periodAfter(one.period, fromKey, intoKey);
      const entitlement = await entitlementId(claimantKey, one.policy, period);
      return { ...one, subjectKey: intoKey, claimantKey, period, entitlement };
    }),
  );
}

/** A period that is given for one relative, once that one is known by another key. */
export function periodAfter(period: string, fromKey: string, intoKey: string): string {
  return relativeIdIn(period) === idOfRelative(fromKey)
    ? period.split(":").with(1, idOfRelative(intoKey)).join(":")
    : period;
}
