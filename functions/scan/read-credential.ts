import type { ScanRequest } from "#shared/contract/scans.schema.ts";
import { checkSubject, type SubjectReference } from "#shared/identity/subject.ts";
import type { ScanReason } from "#shared/scans/scan.ts";

/** Whom a credential names. */
export type ReadCredential =
  | { readonly ok: true; readonly subject: SubjectReference }
  | { readonly ok: false; readonly because: ScanReason };

/** A card read at the gate gives the citizen's number that is on it, a social security card too. */
export function readCredential({ type, value }: ScanRequest["credential"]): ReadCredential {
  if (type === "suishen-code") return { ok: false, because: "code-not-supported" };
  const check = checkSubject({ kind: "person", idType: documentOf(value), id: value.trim() });
  if (!check.ok) return { ok: false, because: "number-not-valid" };
  return { ok: true, subject: check.subject };
}

/** The number's beginning says on which document it is: see `checkSubject`. */
function documentOf(number: string): Extract<SubjectReference, { kind: "person" }>["idType"] {
  if (/^\s*8[123]0000/.test(number)) return "hmt-residence-permit";
  return /^\s*9/.test(number) ? "foreign-permanent-resident" : "resident-id";
}
