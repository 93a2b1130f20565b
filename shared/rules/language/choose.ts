import type { AboutOf, FactNameOfKind, ValueOf } from "#shared/facts/dictionary.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { is } from "./compare.ts";
import type { Choice, Condition, Constant } from "./condition.ts";
import { constant } from "./number.ts";

type Expressed<T> = T extends number ? Constant : T;

/** One of two numbers or shares by a condition; unknown while the condition is. */
export function choose<S extends About, const T, const U>(choice: {
  readonly when: Condition<S>;
  readonly use: T;
  readonly otherwise: U;
}): Choice<S, Expressed<T> | Expressed<U>> {
  const { when, use, otherwise } = choice;
  return { kind: "choice", when, use: expressed(use), otherwise: expressed(otherwise) };
}

/** One for each value of a fact, e.g. a rate by size class. */
export function byValue<
  N extends FactNameOfKind<"choice">,
  const E extends Readonly<Record<ValueOf<N>, unknown>>,
>(
  name: N,
  each: E & Readonly<Record<Exclude<keyof E, ValueOf<N>>, never>>,
): Chosen<AboutOf<N>, Expressed<E[ValueOf<N>]>> {
  const values = entriesOf<ValueOf<N>, E[ValueOf<N>]>(each);
  const last = values.at(-1);
  if (last === undefined) throw new RangeError(`no values of ${name} to choose by`);
  return values.slice(0, -1).reduceRight<Chosen<AboutOf<N>, Expressed<E[ValueOf<N>]>>>(
    (otherwise, [value, use]) => ({
      kind: "choice",
      when: is(name, value),
      use: expressed(use),
      otherwise,
    }),
    expressed(last[1]),
  );
}

export type Chosen<S extends About, T> = T | Choices<S, T>;
interface Choices<S extends About, T> extends Choice<S, T | Choices<S, T>> {}

/** Guarantee: the caller's type has made sure that there is an entry for each key, and no other. */
function entriesOf<K extends string, V>(each: object): [K, V][] {
  return Object.entries(each) as [K, V][];
}

/** Guarantee: a literal number becomes a constant, anything else stays as it is. */
function expressed<T>(value: T): Expressed<T> {
  return (typeof value === "number" ? constant(value) : value) as Expressed<T>;
}
