import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { definitionOf, type FactName } from "#shared/facts/dictionary.ts";
import { relationDefinition, type RelationName } from "#shared/facts/relations.ts";
import type { DepartmentId } from "#shared/facts/stewards.ts";
import { keyOn, relativeLabel, type RelativePeriod } from "./language/fact-reference.ts";
import type { Policy, Version } from "./policy.ts";
import { namedInAmount, namedInCondition, type Named } from "./walk.ts";

/** One line of a data requirement 数据需求: which fact or relation, of which period, from which department. */
export interface FactRequirement {
  readonly fact: FactName | RelationName;
  /** Whose fact it is, where it is not the subject's own. */
  readonly relation?: RelationName;
  readonly period?: RelativePeriod;
  /** "出生日期", "上年12月参保人数", "子女的出生日期" */
  readonly label: string;
  readonly steward: DepartmentId;
}

/** Everything that a version's rule names, once, in the order of the rule. The judge reads nothing else. */
export function factsOfVersion(version: Version): FactRequirement[] {
  return requirementsFor(namedIn(version));
}

/** The names of all facts, without periods, and of all relations that any version of the policy names. */
export function namesOf(policy: Policy): ReadonlySet<string> {
  const versions: readonly Version[] = policy.versions;
  const names = new Set<string>();
  for (const one of versions.flatMap(namedIn)) {
    if (one.kind === "parameter") continue;
    if (one.relation !== undefined) names.add(one.relation);
    else if (one.kind === "fact") names.add(one.fact.name);
  }
  return names;
}

/** Everything that any version of the policy names. */
export function factsOf(policy: Policy): FactRequirement[] {
  const versions: readonly Version[] = policy.versions;
  return requirementsFor(versions.flatMap(namedIn));
}

/**
 * The facts on which the version rests on a day, with their periods: "insuredHeadcount@2023-12"; those of relatives
 * by their own names, and the relations by theirs.
 */
export function factKeysOf(version: Version, on: CivilDate): string[] {
  const keys = namedIn(version).flatMap((one) => {
    if (one.kind === "fact") return [keyOn(one.fact, on)];
    return one.kind === "relation" ? [one.relation] : [];
  });
  return [...new Set(keys)];
}

/**
 * Of each relation that a rule names, the facts of the relatives that it names: what may be copied, and no more. What
 * the relation's own days tell is not copied.
 */
export function factsOfRelatives(
  policies: readonly Policy[],
): ReadonlyMap<RelationName, ReadonlySet<FactName>> {
  const facts = new Map<RelationName, Set<FactName>>();
  for (const policy of policies) {
    const versions: readonly Version[] = policy.versions;
    for (const one of versions.flatMap(namedIn)) {
      if (one.kind === "parameter" || one.relation === undefined) continue;
      const ofRelation = facts.get(one.relation) ?? new Set();
      if (one.kind === "fact" && !isTold(one.relation, one.fact.name))
        ofRelation.add(one.fact.name);
      facts.set(one.relation, ofRelation);
    }
  }
  return facts;
}

function isTold(relation: RelationName, fact: FactName): boolean {
  return relationDefinition(relation).tells?.some((one) => one === fact) === true;
}

function namedIn({ eligible, amount }: Version): Named[] {
  return [...namedInCondition(eligible), ...namedInAmount(amount)];
}

function requirementsFor(names: readonly Named[]): FactRequirement[] {
  const byLabel = new Map<string, FactRequirement>();
  for (const one of names) {
    const requirement = requirementFor(one);
    if (requirement !== undefined) byLabel.set(requirement.label, requirement);
  }
  return [...byLabel.values()];
}

/** A parameter is published, not asked of a department. */
function requirementFor(named: Named): FactRequirement | undefined {
  switch (named.kind) {
    case "parameter":
      return undefined;
    case "relation": {
      const { label, stewards } = relationDefinition(named.relation);
      return { fact: named.relation, label: `${label}关系`, steward: stewards[0] };
    }
    case "fact": {
      const { fact, relation } = named;
      const own = relativeLabel(fact);
      return {
        fact: fact.name,
        ...(relation === undefined ? {} : { relation }),
        ...(fact.period === undefined ? {} : { period: fact.period }),
        label: relation === undefined ? own : `${relationDefinition(relation).label}的${own}`,
        steward: definitionOf(fact.name).steward,
      };
    }
  }
  return named satisfies never;
}
