import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { isFactName } from "#shared/facts/dictionary.ts";
import type { RelationName } from "#shared/facts/relations.ts";
import type { DepartmentId } from "#shared/facts/stewards.ts";
import { factsOfVersion, type FactRequirement } from "#shared/rules/data-requirement.ts";
import { keyOn, type RelativePeriod } from "#shared/rules/language/fact-reference.ts";
import type { Version } from "#shared/rules/policy.ts";

/** One line of a version's data requirement on a day, under the key by which a judgement says that it is missing. */
export interface AskedFact {
  /** "birthDate", "insuredHeadcount@2025-12", "child.birthDate", "child" for the relation itself. */
  readonly key: string;
  /** The same on every day: "insuredHeadcount@years-1-12". */
  readonly id: string;
  /** The fact with its period, or the relation: what its register and the flat facts are called by. */
  readonly name: string;
  /** Whose fact it is, where it is not the subject's own. */
  readonly relation?: RelationName;
  readonly label: string;
  readonly steward: DepartmentId;
}

/** Everything that a version asks for on a day, in the order of the rule. */
export function askedFacts(version: Version, on: CivilDate): AskedFact[] {
  return factsOfVersion(version).map((requirement) => {
    const { fact, relation, period, label, steward } = requirement;
    const name = nameOn(requirement, on);
    const ofWhom = relation === undefined ? "" : `${relation}.`;
    return {
      key: `${ofWhom}${name}`,
      id: `${ofWhom}${fact}${period === undefined ? "" : `@${periodText(period)}`}`,
      name,
      ...(relation === undefined ? {} : { relation }),
      label,
      steward,
    };
  });
}

function nameOn({ fact, period }: FactRequirement, on: CivilDate): string {
  if (!isFactName(fact)) return fact;
  return keyOn({ kind: "fact", name: fact, ...(period === undefined ? {} : { period }) }, on);
}

/** "months-1" is the month before, "years-1" last year, "years-1-12" December of last year. */
function periodText(period: RelativePeriod): string {
  switch (period.kind) {
    case "monthBefore":
      return `months-${period.months}`;
    case "month":
      return `years${period.years}-${period.month}`;
    case "year":
      return `years${period.years}`;
  }
  return period satisfies never;
}
