import { checkResidentId } from "#shared/identity/resident-id.ts";

/** What somebody shows at a gate. */
export interface Credential {
  readonly type: "suishen-code" | "resident-id";
  readonly value: string;
}

/**
 * What a card reader types, or a hand, or a scanner that types too: a code's text, or the citizen's number, which stands on a
 * social security card as on the identity card, so that nobody can tell by it which was read. Undefined for what is neither.
 */
export function readCredential(typed: string): Credential | undefined {
  // Readers and keyboards in Chinese mode type wide characters; people put blanks between groups.
  const text = typed.normalize("NFKC").replace(/\s/g, "");
  if (/^https?:\/\//i.test(text)) return { type: "suishen-code", value: text };
  const check = checkResidentId(text);
  return check.ok ? { type: "resident-id", value: check.id } : undefined;
}
