import type { phoneCodes } from "#shared/db/objections.schema.ts";
import { bucketText } from "#shared/db/shards.ts";
import { encodeBase32 } from "#shared/identity/base32.ts";
import { newestKey } from "#shared/confirmations/link.ts";
import { keyedHash } from "#shared/sealing/digest.ts";

/** One-time codes by which somebody shows that a phone is theirs. */
export type PhoneCode = typeof phoneCodes.$inferSelect;

/** How long a code is good. */
export const codeLifetimeSeconds = 600;
export const mostTries = 5;
/** Between two messages to one phone, and how many in a day. */
export const pauseSeconds = 60;
export const mostInOneDay = 5;

/** Where a phone's row lies: two characters of a bucket, and a keyed hash. The number itself stands nowhere. */
export async function phoneCodeId(objectorKey: string, phone: string): Promise<string> {
  const hash = await keyedHash(objectorKey, `phone ${phone}`);
  const bucket = (((hash[0] ?? 0) << 8) | (hash[1] ?? 0)) & 1023;
  return bucketText(bucket) + encodeBase32(hash.slice(2)).slice(0, 26);
}

/**
 * The six digits, derived so that every retry of the message carries the same: only `notify` holds the keys.
 *
 * @param linkKeys as for the links in messages
 */
export async function digitsOf(
  linkKeys: string,
  { id, nonce }: Pick<PhoneCode, "id" | "nonce">,
): Promise<string> {
  const hash = await keyedHash(newestKey(linkKeys), `phone-code ${id} ${nonce}`);
  const number = new DataView(hash.buffer, hash.byteOffset).getUint32(0) % 1_000_000;
  return String(number).padStart(6, "0");
}

/** What is stored of a code: keyed, for a million digits are soon tried. */
export async function hashOfDigits(
  objectorKey: string,
  id: string,
  digits: string,
): Promise<string> {
  return encodeBase32(await keyedHash(objectorKey, `digits ${id} ${digits}`)).slice(0, 26);
}

/** What binds a sealed phone to its row. */
export const phoneContext = (id: string): string => `phone-code ${id}`;
