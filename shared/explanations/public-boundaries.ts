import type { Policy, Version } from "#shared/rules/policy.ts";
import type { BoundaryPair } from "./boundary-words.ts";
import written from "./public-boundaries.txt";

/** A pair as everybody may see it. */
export type PublicBoundary = Pick<BoundaryPair, "threshold" | "on" | "sides" | "alike">;

/**
 * The thresholds of a version from both sides, without those that tell health, poverty or loss. They are found by a
 * search of many judgements, too long for a request: hence they are written down beforehand, as JSON in a text: as code
 * they would be compiled whenever a Worker starts.
 */
export function publicBoundaries({ id }: Policy, version: Version): readonly PublicBoundary[] {
  return boundariesWritten()[`${id}/${version.id}`] ?? [];
}

/** Guarantee: `publicBoundariesText` wrote it, and a test compares. */
function boundariesWritten(): Readonly<Record<string, readonly PublicBoundary[]>> {
  return JSON.parse(written) as Record<string, readonly PublicBoundary[]>;
}
