import { definitionOf, type FactValue } from "#shared/facts/dictionary.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { isRelationName, relationDefinition, type RelationName } from "#shared/facts/relations.ts";
import type { ExampleFacts } from "#shared/rules/example.ts";
import type { FactReading, ReadFact, Readings } from "#shared/rules/reading.ts";

/** What is said of one fact: a value, or that the complete register does not list the subject, or that it is missing. */
export type Said = FactValue | "(absent)" | "(missing)";

/** A subject of whom only so much is said. */
export interface Subject {
  /** By name with period. */
  readonly facts: ReadonlyMap<string, Said>;
  readonly relatives: ReadonlyMap<RelationName, readonly Subject[] | "(missing)">;
  /** Of what nothing is said, the registers are complete and do not list the subject; otherwise it is missing. */
  readonly isRestAbsent?: boolean;
}

/** Where a fact of a subject stands: its own, or that of one of its relatives. */
export interface Address {
  readonly key: string;
  readonly relation?: RelationName;
  /** From 0; only with a relation. */
  readonly index?: number;
}

export const nobody: Subject = { facts: new Map(), relatives: new Map() };

export function readingsOfSubject(subject: Subject): Readings {
  return {
    fact: readFact(subject),
    related(relation) {
      const members = membersOf(subject, relation);
      const isTold = members.length > 0 || isSaid(subject, relation);
      return {
        isComplete: isTold && relationDefinition(relation).absence.means === "none",
        members: members.map((member, index) => ({
          id: String(index + 1),
          fact: readFact(member),
        })),
      };
    },
  };
}

function readFact({ facts, isRestAbsent = false }: Subject): ReadFact {
  return (key): FactReading => {
    const parsed = parseFactName(key);
    if (!parsed.ok) throw new RangeError(parsed.problem.en);
    const { steward, absence } = definitionOf(parsed.name);
    const silence = isRestAbsent && absence.means !== "unknown" ? "(absent)" : "(missing)";
    const value = facts.get(key) ?? silence;
    if (value === "(missing)") return { state: "missing" };
    if (value === "(absent)") return { state: "absent" };
    return { state: "known", value, reportedBy: steward, observedAt: "2022-03-08T00:00:00Z" };
  };
}

/** Whether it is known who the relatives of one kind are. */
function isSaid({ relatives, isRestAbsent = false }: Subject, relation: RelationName): boolean {
  const members = relatives.get(relation);
  return members === undefined ? isRestAbsent : members !== "(missing)";
}

/** The relatives who are known, if any. */
export function membersOf({ relatives }: Subject, relation: RelationName): readonly Subject[] {
  const members = relatives.get(relation) ?? [];
  return members === "(missing)" ? [] : members;
}

export function valueAt(subject: Subject, address: Address): Said | undefined {
  return whoseFact(subject, address).facts.get(address.key);
}

/** The subject itself, or the relative, that a fact is about. */
export function whoseFact(subject: Subject, { relation, index = 0 }: Address): Subject {
  if (relation === undefined) return subject;
  return membersOf(subject, relation)[index] ?? nobody;
}

/** The subject with one fact said otherwise. */
export function withFact(subject: Subject, address: Address, value: Said): Subject {
  const { key, relation, index = 0 } = address;
  if (relation === undefined) {
    return { ...subject, facts: new Map(subject.facts).set(key, value) };
  }
  return withRelatives(
    subject,
    relation,
    membersOf(subject, relation).map((member, at) =>
      at === index ? withFact(member, { key }, value) : member,
    ),
  );
}

export function withRelatives(
  subject: Subject,
  relation: RelationName,
  members: readonly Subject[],
): Subject {
  return { ...subject, relatives: new Map(subject.relatives).set(relation, members) };
}

/** The subject as an example says it: what is absent needs no word. */
export function exampleFactsOf({ facts, relatives }: Subject): ExampleFacts {
  const own = [...facts].flatMap(([key, value]): [string, unknown][] => {
    if (value === "(absent)") return [];
    return [[key, value === "(missing)" ? "missing" : value]];
  });
  const others = [...relatives].map(([relation, members]): [string, unknown] => [
    relation,
    members === "(missing)" ? "missing" : members.map(exampleFactsOf),
  ]);
  return namedFacts(Object.fromEntries<unknown>([...own, ...others]));
}

/** Guarantee: the keys are facts of the dictionary with values of their types, or relations. */
function namedFacts(facts: Record<string, unknown>): ExampleFacts {
  return facts as ExampleFacts;
}

/** An example as a subject; a conflict is as good as nothing said. */
export function subjectOfExample(facts: ExampleFacts): Subject {
  const said = new Map<string, Said>();
  const relatives = new Map<RelationName, readonly Subject[] | "(missing)">();
  for (const [key, value] of Object.entries(facts)) {
    const isMissing = value === "missing" || value === "conflict";
    if (isRelationName(key)) {
      const members = typeof value === "object" ? value : [];
      relatives.set(
        key,
        isMissing ? "(missing)" : members.map((one: ExampleFacts) => subjectOfExample(one)),
      );
    } else if (isMissing) said.set(key, "(missing)");
    else if (typeof value !== "object" && value !== undefined) said.set(key, value);
  }
  return { facts: said, relatives, isRestAbsent: true };
}
