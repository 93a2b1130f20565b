import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { definitionOf, type FactValue } from "#shared/facts/dictionary.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { relationDefinition, type RelationName } from "#shared/facts/relations.ts";
import type { FactReading, ReadFact, Readings } from "#shared/rules/reading.ts";

/**
 * What counts of one subject on one day, by the fact's name with its period: its value; null where the steward
 * contradicted himself; no entry where nothing was reported.
 */
export type FlatFacts = Readonly<Record<string, FactValue | null>>;

/** One subject as set-based work sees it. */
export interface FlatSubject {
  readonly facts: FlatFacts;
  readonly relatives?: Readonly<Partial<Record<RelationName, readonly FlatFacts[]>>>;
}

/** What is the same for all subjects of one run. */
export interface Setting {
  readonly on: CivilDate;
  /** The facts and relations whose register was reported complete. */
  readonly complete: ReadonlySet<string>;
}

/** The absence of the fact has its meaning: its register is complete. */
export function absenceCounts(key: string, { complete }: Setting): boolean {
  const parsed = parseFactName(key);
  return parsed.ok && parsed.definition.absence.means !== "unknown" && complete.has(parsed.name);
}

/** The relatives that were reported are all there are. */
export function areAll(relation: RelationName, { complete }: Setting): boolean {
  return relationDefinition(relation).absence.means === "none" && complete.has(relation);
}

/** The same subject as the judge reads it. The department is each fact's steward; the instant is invented. */
export function readFlat(subject: FlatSubject, setting: Setting): Readings {
  return {
    fact: readFlatFacts(subject.facts, setting),
    related: (relation) => ({
      members: (subject.relatives?.[relation] ?? []).map((facts, index) => ({
        id: String(index + 1),
        fact: readFlatFacts(facts, setting),
      })),
      isComplete: areAll(relation, setting),
    }),
  };
}

function readFlatFacts(facts: FlatFacts, setting: Setting): ReadFact {
  return (key): FactReading => {
    const value = facts[key];
    if (value === null) return { state: "conflict" };
    if (value === undefined) return { state: absenceCounts(key, setting) ? "absent" : "missing" };
    const parsed = parseFactName(key);
    if (!parsed.ok) throw new RangeError(parsed.problem.en);
    const { steward } = definitionOf(parsed.name);
    return { state: "known", value, reportedBy: steward, observedAt: "2022-03-08T00:00:00Z" };
  };
}
