import { checkResidentId } from "./resident-id.ts";
import { checkUscc } from "./uscc.ts";

/** A natural or legal person by the number of a document, as other systems name it. */
export type SubjectReference =
  | {
      kind: "person";
      idType: "resident-id" | "hmt-residence-permit" | "foreign-permanent-resident";
      id: string;
    }
  | { kind: "organisation"; idType: "uscc"; id: string };

type SubjectCheck =
  | { ok: true; subject: SubjectReference; warning?: "check-character" }
  | { ok: false; because: "length" | "characters" | "date" | "check-digit" | "region" };

/**
 * Checks the number by the rule of its document and gives the reference with the canonical
 * number. "region": the beginning of the number belongs to another kind of document. The warning
 * marks an organisation whose check character is wrong, which registers do contain.
 */
export function checkSubject(reference: SubjectReference): SubjectCheck {
  if (reference.kind === "organisation") {
    const check = checkUscc(reference.id);
    if (!check.ok) return check;
    const subject: SubjectReference = { kind: "organisation", idType: "uscc", id: check.id };
    return check.checkCharacter === "right"
      ? { ok: true, subject }
      : { ok: true, subject, warning: "check-character" };
  }
  const check = checkResidentId(reference.id);
  if (!check.ok) return check;
  if (!beginningFits(reference.idType, check.id)) return { ok: false, because: "region" };
  return { ok: true, subject: { kind: "person", idType: reference.idType, id: check.id } };
}

/** The one text of a subject, the input of keyed hashes: "person:resident-id:3199…". */
export function subjectText(subject: SubjectReference): string {
  return `${subject.kind}:${subject.idType}:${subject.id}`;
}

type PersonIdType = Extract<SubjectReference, { kind: "person" }>["idType"];

function beginningFits(idType: PersonIdType, id: string): boolean {
  switch (idType) {
    case "resident-id":
      // These belong to the other two documents; one person must not count under two.
      return !/^(8[123]0000|9)/.test(id);
    case "hmt-residence-permit":
      // Hong Kong, Macao, Taiwan; GB/T 2260 gives Taiwan 710000, the permits do not.
      return /^8[123]0000/.test(id);
    case "foreign-permanent-resident":
      // 9, two digits of the accepting province, three of the nationality (ISO 3166).
      return id.startsWith("9");
  }
  return idType satisfies never;
}
