import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { definitionOf, type FactName } from "#shared/facts/dictionary.ts";
import type { DepartmentId } from "#shared/facts/stewards.ts";
import {
  keyOn,
  relativeLabel,
  type FactReference,
  type RelativePeriod,
} from "#shared/rules/language/fact-reference.ts";
import type { Policy, Version } from "./policy.ts";
import { factsInAmount, factsInCondition } from "./walk.ts";

/** One line of a data requirement 数据需求: which fact, of which period, from which department. */
export interface FactRequirement {
  readonly fact: FactName;
  readonly period?: RelativePeriod;
  /** "出生日期", "上年12月参保人数" */
  readonly label: string;
  readonly steward: DepartmentId;
}

/** Every fact that a version's rule names, once, in the order of the rule. The judge reads no other. */
export function factsOfVersion(version: Version): FactRequirement[] {
  return requirementsFor(referencesOf(version));
}

/** Every fact that any version of the policy names. */
export function factsOf(policy: Policy): FactRequirement[] {
  const versions: readonly Version[] = policy.versions;
  return requirementsFor(versions.flatMap((version) => referencesOf(version)));
}

/** The facts' names on a day, with their periods: "insuredHeadcount@2023-12". */
export function factKeysOf(version: Version, on: CivilDate): string[] {
  return [...new Set(referencesOf(version).map((reference) => keyOn(reference, on)))];
}

function referencesOf(version: Version): FactReference[] {
  return [...factsInCondition(version.eligible), ...factsInAmount(version.amount)];
}

function requirementsFor(references: readonly FactReference[]): FactRequirement[] {
  const byLabel = new Map<string, FactRequirement>();
  for (const reference of references) {
    const { name, period } = reference;
    const label = relativeLabel(reference);
    const { steward } = definitionOf(name);
    const requirement = { fact: name, label, steward };
    byLabel.set(label, period === undefined ? requirement : { ...requirement, period });
  }
  return [...byLabel.values()];
}
