import { boundaryExamples } from "#shared/rules/boundaries.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { boundaryPairs } from "./boundary-words.ts";
import type { PublicBoundary } from "./public-boundaries.ts";

/** The text of public-boundaries.txt for these policies: their versions' thresholds, searched for. */
export function publicBoundariesText(policies: readonly Policy[]): string {
  const boundaries: Record<string, PublicBoundary[]> = {};
  for (const policy of policies) {
    const versions: readonly Version[] = policy.versions;
    for (const version of versions) {
      const pairs = boundaryPairs(policy, version, boundaryExamples(policy, version));
      boundaries[`${policy.id}/${version.id}`] = pairs
        .filter(({ isSensitive }) => !isSensitive)
        .map(({ threshold, on, sides, alike }) => ({ threshold, on, sides, alike }));
    }
  }
  return `${JSON.stringify(boundaries, undefined, 2)}\n`;
}
