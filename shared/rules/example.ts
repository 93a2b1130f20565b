import type { CivilDate } from "#shared/calendar/civil-date.ts";
import {
  definitionOf,
  type FactName,
  type FactNameByPeriod,
  type FactValue,
  type ValueOf,
} from "#shared/facts/dictionary.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import type { FactReading, ReadFact } from "./reading.ts";

type PeriodicFact = FactNameByPeriod<"month" | "year">;

/** A reading in which nothing, or nothing certain, is known of a fact; for facts whose absence has a meaning too. */
type Unknown = "missing" | "conflict";

/** The facts of an example. Days are texts; registers that are not named are complete and do not list the subject. */
export type ExampleFacts = {
  readonly [N in Exclude<FactName, PeriodicFact>]?:
    | (ValueOf<N> extends CivilDate ? string : ValueOf<N>)
    | Unknown;
} & { readonly [K in `${PeriodicFact}@${string}`]?: number | Unknown };

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
export function readExample(facts: ExampleFacts): ReadFact {
  const values = new Map<string, FactValue>();
  for (const [key, value] of Object.entries(facts)) {
    if (value !== undefined) values.set(key, value);
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
