import { checkResidentId } from "./resident-id.ts";
import { checkSubject, type SubjectReference } from "./subject.ts";
import { checkUscc } from "./uscc.ts";

/**
 * Whom a bare number names, where nobody says on which document it stands: its beginning tells, see `checkSubject`. Undefined
 * where it is none.
 */
export function subjectByNumber(number: string): SubjectReference | undefined {
  if (checkResidentId(number).ok)
    return subjectIn({ kind: "person", idType: documentOf(number), id: number });
  // A person's number with a wrong digit has the length of a company's: only its own check character tells them apart.
  const check = checkUscc(number);
  return check.ok && check.checkCharacter === "right"
    ? { kind: "organisation", idType: "uscc", id: check.id }
    : undefined;
}

function subjectIn(reference: SubjectReference): SubjectReference | undefined {
  const check = checkSubject(reference);
  return check.ok ? check.subject : undefined;
}

function documentOf(number: string): Extract<SubjectReference, { kind: "person" }>["idType"] {
  if (/^8[123]0000/.test(number)) return "hmt-residence-permit";
  return number.startsWith("9") ? "foreign-permanent-resident" : "resident-id";
}
