import { encodeBase32 } from "#shared/identity/base32.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { keyedHash } from "#shared/sealing/digest.ts";

/**
 * What is stored of the last four characters of a person's number. There are 11,000 of them, so that whoever has the key
 * tries them all: the key is one of its own, which opens nothing else and is held by intake and confirm alone. Bound to
 * the subject, so that nobody sees whose are the same.
 */
export async function lastFourHash(
  lastFourKey: string,
  subjectKey: string,
  lastFour: string,
): Promise<string> {
  return encodeBase32(await keyedHash(lastFourKey, `last four ${subjectKey} ${lastFour}`));
}

/** The last four of a person's number; an organisation always signs in. */
export function lastFourOf(subject: SubjectReference): string | undefined {
  return subject.kind === "person" ? subject.id.slice(-4) : undefined;
}

/** What somebody typed, if it can be the end of a number at all: full width and lower case do not matter. */
export function readLastFour(text: string): string | undefined {
  const typed = text.normalize("NFKC").replaceAll(/\s/g, "").toUpperCase();
  return /^\d{3}[\dX]$/.test(typed) ? typed : undefined;
}
