import type { Manifest } from "./manifest.ts";

/** What is missing, by what it is counted. */
export type Gap = Readonly<Record<string, number | string>>;

/** Which facts are missing, and in how many events; a fact that is named without a period stands for all its periods. */
export function missingFacts(
  { facts }: Pick<Manifest, "facts">,
  arrived: ReadonlyMap<string, number>,
): Readonly<Record<string, number>> {
  const missing: Record<string, number> = {};
  for (const [fact, reported] of Object.entries(factsFrom(facts))) {
    const count = countOf(fact, arrived);
    if (count < reported) missing[fact] = reported - count;
  }
  return missing;
}

function countOf(name: string, arrived: ReadonlyMap<string, number>): number {
  if (name.includes("@")) return arrived.get(name) ?? 0;
  return [...arrived]
    .filter(([fact]) => fact === name || fact.startsWith(`${name}@`))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** Guarantee: `reportManifest` wrote it. */
function factsFrom(text: string): Record<string, number> {
  return JSON.parse(text) as Record<string, number>;
}
