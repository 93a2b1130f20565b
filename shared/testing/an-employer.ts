import { civilDate } from "#shared/calendar/civil-date.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
import { relationNames } from "#shared/facts/relations.ts";
import type { Circumstances } from "#shared/judging/decide.ts";
import type { Changes } from "#shared/judging/changes.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { policies } from "#shared/policies/index.ts";
import type { KnownRelative } from "#shared/relatives/known-relative.ts";
import { factsOfRelatives } from "#shared/rules/data-requirement.ts";
import { complete, decideOn } from "./a-senior.ts";
import { aProfile, aRelative, aState, aSubjectKey } from "./builders.ts";

/** Paid to an employer for each person hired, 2,000 and 1,500 yuan; of both a person counts for one, once. */
export const [absorption, expansion] = ["job-absorption-subsidy", "job-expansion-grant"] as const;

/** A day on which both are in force. */
export const inNovember = "2022-11-20";

/** Those for whom both are paid to an enterprise. */
const graduate = {
  insuredMonths: 3,
  unemployedMonths: 3,
  graduatedOn: "2022-06-30",
  graduatedInShanghai: true,
} as const;

/** A graduate who was hired on 1 July 2022 for two years. */
export function aHire(
  more: Partial<KnownRelative> = {},
  facts: Readonly<Record<string, FactValue>> = {},
): KnownRelative {
  const hired = aRelative(
    { relation: "employee", otherKey: aSubjectKey() },
    { ...graduate, ...facts },
    [...(factsOfRelatives(policies).get("employee") ?? [])].toSorted(),
  );
  return {
    ...hired,
    register: {
      ...hired.register,
      by: "human-resources",
      reports: [[civilDate("2022-07-01"), civilDate("2024-06-30")]],
    },
    ...more,
  };
}

/** An employer that is no enterprise, and so gets the subsidy alone; `organisationKind: "enterprise"` gets both. */
export function anEmployer(
  hires: readonly KnownRelative[],
  facts: Readonly<Record<string, FactValue>> = {},
): SubjectState {
  const known = { organisationKind: "private-non-enterprise", ...facts };
  return aState({
    profile: aProfile(known, { kind: "organisation", relatives: hires }),
  });
}

/** Decides on a day for an employer; all registers are complete, that of its employees too. */
export function decideForEmployer(
  state: SubjectState,
  day: string = inNovember,
  more: Partial<Circumstances> = {},
): Promise<Changes> {
  return decideOn(state, day, { complete: new Set([...complete, ...relationNames]), ...more });
}
