import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { unpublish } from "#shared/publicity/entry.ts";
import { mayBePublic, publicNumber, roundBegun } from "#shared/publicity/round.ts";

/** Takes the entries of the one who left off the public list: what still has to be public appears under the other key. */
export async function leavePublicity(
  city: D1Database,
  left: readonly Entitlement[],
): Promise<void> {
  for (const one of left) {
    const begunAt = roundBegun(one);
    if (begunAt === undefined || !mayBePublic(one)) continue;
    // There is hardly ever more than one.
    // oxlint-disable-next-line no-await-in-loop
    await unpublish(city, await publicNumber(one.id, begunAt));
  }
}
