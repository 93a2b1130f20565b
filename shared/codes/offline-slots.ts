import { decodeBase64url } from "#shared/signing/base64url.ts";
import { slotBytes } from "./code-layout.ts";
import { type ReadCode, slotsOf } from "./read-code.ts";

/*
 * What a device without a network may know of a code: whether its holder has the benefit of one policy, by a key that only
 * devices of venues with this policy have. A slot is 4 bytes that say so, and 3 that are the holder's mark of the day, hidden
 * under bytes that are others in each code. Without the key a slot is seven random bytes, and so are those that nothing fills:
 * nobody else learns what a person has, or how much, and two codes of one person share nothing.
 */

const tagBytes = 4;
const encoder = new TextEncoder();

async function hmac(offlineKey: string, text: string): Promise<Uint8Array> {
  const raw = decodeBase64url(offlineKey);
  if (raw === undefined || raw.length < 16)
    throw new RangeError("an offline key has at least 16 bytes in base64url");
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
}

const maskOf = async (offlineKey: string, nonce: string, policy: string): Promise<Uint8Array> =>
  hmac(offlineKey, `slot ${nonce} ${policy}`);

/**
 * The slot that tells devices with this key of the benefit of this policy.
 *
 * @param day whose mark it holds: the same person shows another mark tomorrow, and for another policy
 */
export async function slotFor(
  { offlineKey, policy }: { readonly offlineKey: string; readonly policy: string },
  { nonce, subjectKey, day }: { readonly nonce: string; readonly subjectKey: string; day: string },
): Promise<Uint8Array> {
  const [mask, mark] = await Promise.all([
    maskOf(offlineKey, nonce, policy),
    hmac(offlineKey, `mark ${day} ${subjectKey}`),
  ]);
  return Uint8Array.from(mask.subarray(0, slotBytes), (byte, place) =>
    place < tagBytes ? byte : byte ^ (mark[place] ?? 0),
  );
}

/** Whether the code's holder had the benefit of this policy when the code was issued. */
export async function holdsTag(
  code: ReadCode,
  offlineKey: string,
  policy: string,
): Promise<boolean> {
  return (await dayMark(code, offlineKey, policy)) !== undefined;
}

/**
 * The holder's mark of the day on which the code was issued, the same in all codes of this holder and day under this key, so
 * that a device notices who comes twice although each code is another. Six hexadecimal digits: two people share one once in
 * sixteen million. Undefined where the code does not hold the tag.
 */
export async function dayMark(
  code: ReadCode,
  offlineKey: string,
  policy: string,
): Promise<string | undefined> {
  const mask = await maskOf(offlineKey, code.nonce, policy);
  const slot = slotsOf(code).find((one) =>
    one.subarray(0, tagBytes).every((byte, place) => byte === mask[place]),
  );
  if (slot === undefined) return undefined;
  return Array.from(slot.subarray(tagBytes), (byte, place) =>
    (byte ^ (mask[tagBytes + place] ?? 0)).toString(16).padStart(2, "0"),
  ).join("");
}
