import { addDays, monthsBetween } from "#shared/calendar/civil-date.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
import { relationDefinition, type ToldFact } from "#shared/facts/relations.ts";
import type { KnownRelative, Span } from "./known-relative.ts";

/**
 * The facts about the other one that a relation's own days tell, by their names; none of a relation in conflict, and
 * no key for what its days leave open.
 */
export function toldByRelation({
  relation,
  register,
}: Pick<KnownRelative, "relation" | "register">): Readonly<Record<string, FactValue>> {
  const [span, ...contradictions] = register.reports;
  if (contradictions.length > 0) return {};
  const told = (relationDefinition(relation).tells ?? []).flatMap((name) => {
    const value = factOfSpan(name, span);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(told);
}

function factOfSpan(name: ToldFact, [from, until]: Span): FactValue | undefined {
  switch (name) {
    case "employedSince":
      return from ?? undefined;
    case "contractMonths": {
      if (until === null) return withoutEnd;
      if (from === null) return undefined;
      // Both days are included: 1 March to 28 February are twelve months.
      const months = monthsBetween(from, addDays(until, 1));
      return Math.min(Math.max(months, 0), withoutEnd);
    }
  }
  return name satisfies never;
}

/** The months of a contract without an end, and of one that ends in a hundred years or later. */
const withoutEnd = 1200;
