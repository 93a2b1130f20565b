import { encodeBase32 } from "#shared/identity/base32.ts";
import { digestText, keyedHash } from "#shared/sealing/digest.ts";
import { type ConfirmationKey, offerText } from "./confirmation.ts";

/**
 * The code of a link: two characters of the bucket and 26 secret ones (130 bits). It is derived, so that every retry
 * of a message carries the same link; only `notify` holds the keys.
 *
 * @param linkKeys JSON `{ "<version>": "<base64>" }`; the highest version counts
 */
export async function linkCode(
  linkKeys: string,
  key: ConfirmationKey,
  generation: number,
): Promise<string> {
  const secret = await keyedHash(newestKey(linkKeys), offerText(key, generation));
  return key.subjectKey.slice(0, 2) + encodeBase32(secret).slice(0, 26);
}

/** The key that counts. */
export function newestKey(linkKeys: string): string {
  const parsed: unknown = JSON.parse(linkKeys);
  if (typeof parsed !== "object" || parsed === null)
    throw new TypeError("LINK_KEYS is not a JSON object");
  const newest = Object.entries(parsed).toSorted(([a], [b]) => Number(b) - Number(a))[0];
  if (newest === undefined) throw new TypeError("LINK_KEYS holds no key");
  return String(newest[1]);
}

/** What is stored of a code. */
export async function hashOfCode(code: string): Promise<string> {
  return digestText(`link ${code}`);
}

/** A code as people type it: case, spaces and hyphens do not matter; undefined where it cannot be one. */
export function readCode(text: string): string | undefined {
  // The whole link may be pasted: what counts stands behind "#".
  const code = text
    .slice(text.lastIndexOf("#") + 1)
    .toLowerCase()
    .replaceAll(/[\s-]/g, "");
  return /^[a-z2-7]{28}$/.test(code) ? code : undefined;
}
