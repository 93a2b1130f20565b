import type { CivilDate } from "#shared/calendar/civil-date.ts";
import {
  definitionOf,
  type FactName,
  type FactNameByPeriod,
  type FactValue,
  type ValueOf,
} from "#shared/facts/dictionary.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { isRelationName, relationDefinition, type RelationName } from "#shared/facts/relations.ts";
import type { FactReading, ReadFact, Readings } from "./reading.ts";

type PeriodicFact = FactNameByPeriod<"month" | "year">;

/** A reading in which nothing, or nothing certain, is known of a fact; for facts whose absence has a meaning too. */
type Unknown = "missing" | "conflict";

/**
 * The facts of an example. Days are texts; registers that are not named are complete and do not list the subject.
 * Relatives stand under their relation, each with facts of its own; "missing" where they may not be all.
 */
export type ExampleFacts = {
  readonly [N in Exclude<FactName, PeriodicFact>]?:
    | (ValueOf<N> extends CivilDate ? string : ValueOf<N>)
    | Unknown;
} & { readonly [K in `${PeriodicFact}@${string}`]?: number | Unknown } & {
  readonly [R in RelationName]?: readonly ExampleFacts[] | "missing";
};

type Expectation =
  | { readonly verdict: "met"; readonly amountFen?: number }
  | { readonly verdict: "unmet" }
  | { readonly verdict: "unknown"; readonly missing: readonly string[] };

/** A policy's rule shown on one case; a test judges every one. */
export interface Example {
  /** A fact, in Chinese: 六十五岁生日当天起. */
  readonly name: string;
  readonly on: string;
  readonly facts: ExampleFacts;
  readonly expect: Expectation;
}

/** A line of a table of examples. */
export type ExampleRow = readonly [
  name: string,
  on: string,
  facts: ExampleFacts,
  expect: Expectation,
];

/** Examples as a table: what each says, the judged day, what differs from the facts they share, what follows. */
export function examplesOf(shared: ExampleFacts, rows: readonly ExampleRow[]): Example[] {
  return rows.map(([name, on, facts, expect]) => ({
    name,
    on,
    facts: { ...shared, ...facts },
    expect,
  }));
}

/** The benefit is granted, with this amount if it is money. */
export function met(amountFen?: number): Expectation {
  return amountFen === undefined ? { verdict: "met" } : { verdict: "met", amountFen };
}

export function unmet(): Expectation {
  return { verdict: "unmet" };
}

/** It cannot be told for want of exactly these facts. */
export function unknown(...missing: readonly [string, ...string[]]): Expectation {
  return { verdict: "unknown", missing };
}

/** Reads an example's facts as if their stewards had reported them. */
export function readExample(facts: ExampleFacts): Readings {
  return {
    fact: readFacts(facts),
    related(relation) {
      const members = facts[relation] ?? [];
      const mayBeAll = relationDefinition(relation).absence.means === "none";
      if (members === "missing") return { members: [], isComplete: false };
      return {
        isComplete: mayBeAll,
        members: members.map((member, index) => ({
          id: String(index + 1),
          fact: readFacts(member),
        })),
      };
    },
  };
}

function readFacts(facts: ExampleFacts): ReadFact {
  const values = new Map<string, FactValue>();
  for (const [key, value] of Object.entries(facts)) {
    if (!isRelationName(key) && isValue(value)) values.set(key, value);
  }
  return (key): FactReading => {
    const parsed = parseFactName(key);
    if (!parsed.ok) throw new RangeError(parsed.problem.en);
    const { steward, absence } = definitionOf(parsed.name);
    const value = values.get(key);
    if (value === "missing" || value === "conflict") return { state: value };
    if (value === undefined) return { state: absence.means === "unknown" ? "missing" : "absent" };
    return { state: "known", value, reportedBy: steward, observedAt: "2022-03-08T00:00:00Z" };
  };
}

function isValue(value: unknown): value is FactValue {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
