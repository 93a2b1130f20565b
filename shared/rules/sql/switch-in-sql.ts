import type { Condition } from "#shared/rules/language/condition.ts";
import { called } from "./compiling.ts";

interface Choosing<T> {
  readonly kind: "choice";
  readonly when: Condition;
  readonly use: T;
  readonly otherwise: T;
}

/** Sides by their conditions, one after the other, and the side that is left where all are unmet. */
export interface Switch<T> {
  readonly branches: readonly (readonly [when: Condition, use: T])[];
  readonly otherwise: T;
}

/** A choice whose other side is a choice again, and so on, as one list: rates by size class, the first of months. */
export function switchOf<T extends { readonly kind: string }>(
  choice: Choosing<T>,
  isChoice: (side: T) => Choosing<T> | undefined,
): Switch<T> {
  const branches: [Condition, T][] = [[choice.when, choice.use]];
  let { otherwise } = choice;
  for (let next = isChoice(otherwise); next !== undefined; next = isChoice(otherwise)) {
    branches.push([next.when, next.use]);
    ({ otherwise } = next);
  }
  return { branches, otherwise };
}

/**
 * Asks each condition once, in order, and none after one that is met or unknown; NULL where that is unknown. `coalesce`
 * gives the place of the first that is not unmet, 0 for an unknown one, and NULL where all are unmet. So a long list
 * is no deeper than a short one.
 */
export function switchInSql(
  branches: readonly (readonly [when: string, use: string])[],
  otherwise: string,
): string {
  const [first, second] = branches;
  if (first !== undefined && second === undefined)
    return `CASE ${first[0]} WHEN 1 THEN ${first[1]} WHEN 0 THEN ${otherwise} END`;
  const places = branches.map(
    ([when], index) => `CASE ${when} WHEN 1 THEN ${index + 1} WHEN 0 THEN NULL ELSE 0 END`,
  );
  const uses = branches.map(([, use], index) => `WHEN ${index + 1} THEN ${use}`);
  return `CASE ${called("coalesce", places)} ${uses.join(" ")} WHEN 0 THEN NULL ELSE ${otherwise} END`;
}
