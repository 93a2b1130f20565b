import type { DepartmentEvent } from "#shared/contract/events.schema.ts";
import { definitionOf, factNames } from "#shared/facts/dictionary.ts";
import { relationDefinition, relationNames } from "#shared/facts/relations.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";

type RegisterReported = Extract<DepartmentEvent, { type: "register.reported.v1" }>;

const meaningful = [
  ...factNames.map((fact) => {
    const { steward, absence } = definitionOf(fact);
    return { fact, reporter: steward, absence };
  }),
  ...relationNames.map((fact) => {
    const { stewards, absence } = relationDefinition(fact);
    return { fact, reporter: stewards[0], absence };
  }),
].filter(({ absence }) => absence.means !== "unknown");

/** That each register of a department is complete whose absence has a meaning. */
export function registersOf(
  department: DepartmentId,
  completeAsOf: string,
): Pick<RegisterReported, "type" | "data">[] {
  return meaningful
    .filter(({ reporter }) => reporter === department)
    .map(({ fact }) => ({ type: "register.reported.v1", data: { fact, completeAsOf } }));
}
