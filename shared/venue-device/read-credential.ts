import { checkResidentId } from "#shared/identity/resident-id.ts";

/** What somebody shows at a gate. */
export interface Credential {
  readonly type: "suishen-code" | "resident-id" | "social-security-card";
  readonly value: string;
}

/**
 * What a card reader types, or a hand, or a scanner that types too: a code's text, the number of a document of a person, or
 * that of a social security card. Undefined for what is none of them.
 */
export function readCredential(typed: string): Credential | undefined {
  // Readers and keyboards in Chinese mode type wide characters; people put blanks between groups.
  const text = typed.normalize("NFKC").replace(/\s/g, "");
  if (/^https?:\/\//i.test(text)) return { type: "suishen-code", value: text };
  const number = text.toUpperCase();
  if (checkResidentId(number).ok) return { type: "resident-id", value: number };
  // A letter and eight digits in Shanghai (示例), nine digits on the cards before.
  if (/^[A-Z]\d{8}$|^\d{9}$/.test(number)) return { type: "social-security-card", value: number };
  return undefined;
}
