import { definitionOf, factNames, type FactName } from "#shared/facts/dictionary.ts";
import type { FlatFacts } from "#shared/rules/compiled/flat-facts.ts";
import { sentinelOf } from "./columns.ts";

/** A row of hot facts by the facts' names, as STRICT columns take them. */
export type HotRow = Readonly<Record<string, number | string | null>>;

/** The facts that have a column of their own. */
export const hotFacts: readonly FactName[] = factNames.filter(
  (name) => definitionOf(name).hot === true,
);

/**
 * What the columns of the hot facts hold. A fact whose absence can mean something is its sentinel where nothing was
 * reported and null in conflict; another is null in both.
 */
export function hotRowOf(facts: FlatFacts): HotRow {
  return Object.fromEntries(hotFacts.map((name) => [name, stored(name, facts)]));
}

function stored(name: FactName, facts: FlatFacts): number | string | null {
  const value = facts[name];
  if (value !== undefined) return typeof value === "boolean" ? Number(value) : value;
  const definition = definitionOf(name);
  return definition.absence.means === "unknown" ? null : sentinelOf(definition);
}
