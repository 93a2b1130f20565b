import { type CivilDate, earliest } from "#shared/calendar/civil-date.ts";
import { relationDefinition, type RelationName } from "#shared/facts/relations.ts";
import { readFactOn } from "#shared/profiles/read-fact.ts";
import type { RelatedReading, Relative } from "#shared/rules/reading.ts";
import type { KnownRelative } from "./known-relative.ts";
import { readRelationOn } from "./read-relation.ts";
import { toldByRelation } from "./told-by-relation.ts";

/**
 * The relatives of one kind on a day, each with its copied facts and those that the relation tells. A relation of which the same instant says two things
 * is left out, and then those that are told are not all.
 *
 * @param complete the facts and relations whose register its steward has reported complete
 */
export function readRelativesOn(
  relatives: readonly KnownRelative[],
  relation: RelationName,
  complete: ReadonlySet<string>,
  on: CivilDate,
): RelatedReading {
  const members: Relative[] = [];
  let isComplete =
    relationDefinition(relation).absence.means !== "unknown" && complete.has(relation);
  let changesOn: CivilDate | undefined;
  for (const relative of relatives) {
    if (relative.relation !== relation) continue;
    const reading = readRelationOn(relative, on);
    if (reading.state === "conflict") isComplete = false;
    if (reading.state === "holds") members.push(readRelative(relative, complete, on));
    changesOn = earliest(changesOn, reading.changesOn);
  }
  return { members, isComplete, ...(changesOn === undefined ? {} : { changesOn }) };
}

/** How a rule, a record and a period name a relative: a random part of its key. What stands before says where it lies. */
export const idOfRelative = (otherKey: string): string => otherKey.slice(2, 14);

function readRelative(
  known: KnownRelative,
  complete: ReadonlySet<string>,
  on: CivilDate,
): Relative {
  const { otherKey, copy, register } = known;
  const told = toldByRelation(known);
  return {
    id: idOfRelative(otherKey),
    fact(name) {
      const [plain = name] = name.split("@");
      const value = told[name];
      if (value !== undefined) {
        const observedAt = new Date(register.at).toISOString();
        return { state: "known", value, reportedBy: register.by, observedAt };
      }
      // Not copied, or not yet: then its absence here says nothing.
      if (copy === undefined || !copy.facts.includes(plain)) return { state: "missing" };
      return readFactOn(name, copy.sources[name] ?? [], complete, on);
    },
  };
}
