import type { SubjectReference } from "./subject.ts";

/** A person's number as it was typed or read from a card, by the kind of document that its beginning belongs to. */
export function readPersonNumber(typed: string): SubjectReference {
  const id = typed.normalize("NFKC").replaceAll(/\s/g, "").toUpperCase();
  const idType = id.startsWith("9")
    ? "foreign-permanent-resident"
    : /^8[123]0000/.test(id)
      ? "hmt-residence-permit"
      : "resident-id";
  return { kind: "person", idType, id };
}
