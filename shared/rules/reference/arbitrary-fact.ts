import * as fc from "fast-check";
import {
  definitionOf,
  factNames,
  type FactName,
  type FactNameOfKind,
  type FactNameThatMayBeNone,
  type FactValue,
} from "#shared/facts/dictionary.ts";
import type { About, FactType } from "#shared/facts/fact-definition.ts";
import type { FactReference, RelativePeriod } from "#shared/rules/language/fact-reference.ts";

/** References to the dictionary's facts of some kinds, about one kind of subject. */
export function arbitraryFact<K extends FactType["kind"]>(
  about: About,
  ...kinds: readonly K[]
): fc.Arbitrary<FactReference<FactNameOfKind<K>>> {
  return fc.oneof(...namesOf(about, kinds).map(referenceTo));
}

/** References to integers and days of which a complete register may say that there is none. */
export function arbitraryFactThatMayBeNone(
  about: About,
): fc.Arbitrary<FactReference<FactNameThatMayBeNone>> {
  const names = factNames.filter(mayBeNone).filter((name) => {
    const { about: whom, type } = definitionOf(name);
    return whom === about && (type.kind === "integer" || type.kind === "date");
  });
  return fc.oneof(...names.map(referenceTo));
}

function namesOf<K extends FactType["kind"]>(
  about: About,
  kinds: readonly K[],
): FactNameOfKind<K>[] {
  const isAmong = (name: FactName): name is FactNameOfKind<K> =>
    kinds.some((kind) => kind === definitionOf(name).type.kind);
  return factNames.filter(isAmong).filter((name) => definitionOf(name).about === about);
}

function mayBeNone(name: FactName): name is FactNameThatMayBeNone {
  return definitionOf(name).absence.means === "none";
}

/** Few periods, so that one rule often names the same fact twice. */
const periods = {
  month: [
    { kind: "month", years: -1, month: 12 },
    { kind: "month", years: 0, month: 6 },
    { kind: "monthBefore", months: 1 },
    { kind: "monthBefore", months: 2 },
  ],
  year: [
    { kind: "year", years: -1 },
    { kind: "year", years: -2 },
    { kind: "year", years: 0 },
  ],
} as const satisfies Record<"month" | "year", readonly RelativePeriod[]>;

/** Always the same object for the same period, as a policy names a fact once and uses it in several places. */
function referenceTo<N extends FactName>(name: N): fc.Arbitrary<FactReference<N>> {
  const { period } = definitionOf(name);
  if (period === undefined) return fc.constant({ kind: "fact", name });
  const each = periods[period].map((of): FactReference<N> => ({ kind: "fact", name, period: of }));
  return fc.constantFrom(...each);
}

/** A few values that the fact can have, for a rule to name and a subject to have; none of an integer or a day. */
export function someValuesOf(name: FactName): readonly FactValue[] {
  const { type } = definitionOf(name);
  switch (type.kind) {
    case "boolean":
      return [true, false];
    case "choice":
      return Object.keys(type.values);
    case "district":
      return ["310101", "310115", "elsewhere"];
    case "code":
      return ["C", "I65", "6510", "0", "A1", "001"].filter((text) => type.pattern.test(text));
    case "integer":
    case "date":
      return [];
  }
  return type satisfies never;
}
