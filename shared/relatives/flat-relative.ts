import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
import { factsOn } from "#shared/profiles/profile.ts";
import type { KnownRelative } from "./known-relative.ts";
import { readRelationOn } from "./read-relation.ts";
import { toldByRelation } from "./told-by-relation.ts";

/**
 * The facts of a relative, copied or told by the relation, as set-based work reads them: each fact's value that counts
 * on a day, null for a conflict. Null too for a fact that was asked for and has not arrived: without a key its absence from a complete
 * register would count. Undefined where the relation does not hold on that day or is in conflict.
 */
export function flatRelativeOn(
  relative: KnownRelative,
  on: CivilDate,
): Record<string, FactValue | null> | undefined {
  if (readRelationOn(relative, on).state !== "holds") return undefined;
  const { asked, copy } = relative;
  const waitedFor = asked.filter((fact) => copy?.facts.includes(fact) !== true);
  return {
    ...Object.fromEntries(waitedFor.map((fact) => [fact, null])),
    ...(copy === undefined ? {} : factsOn(copy, on)),
    ...toldByRelation(relative),
  };
}

/** The same as it is stored: JSON, or null where there is nothing to read. The same facts give the same text. */
export function flatRelativeText(relative: KnownRelative, on: CivilDate): string | null {
  const facts = flatRelativeOn(relative, on);
  return facts === undefined ? null : JSON.stringify(facts);
}
