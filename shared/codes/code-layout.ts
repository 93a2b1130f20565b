/*
 * A code's text: https://suishen.invalid/q/<version>.<payload>.<signature>, base64url, 294 characters. The payload is 134
 * bytes in a fixed order, for JSON in base64 would make a code that cheap cameras cannot read:
 *
 *    1  version of the key that signed
 *    1  version of the key that opens
 *    1  class
 *    4  issued at, seconds since 1970
 *    3  how many seconds it is good for
 *   32  an X25519 public key made for this code alone; it is the code's nonce too
 *   36  the subject, sealed to the one who opens
 *   56  eight slots of 7 bytes: what devices without a network may know, each for one policy
 */

/** Every code of the city begins with "http"; ours so. The name never resolves: a code opens no page. */
export const codePrefix = "https://suishen.invalid/q/";

/** The versions of a code's text: signed with Ed25519, or with SM2 and SM3. */
export const codeVersions = ["1", "1s"] as const;
export type CodeVersion = (typeof codeVersions)[number];

/** Whose code, and on what. Its place here is its number in a payload, so a new one comes last. */
export const codeClasses = ["person", "child", "family", "enterprise", "printed"] as const;
export type CodeClass = (typeof codeClasses)[number];

/** Of the key made for this code, as many bytes as name the code. */
export const nonceBytes = 15;

export const slotCount = 8;
export const slotBytes = 7;

export const at = {
  keyVersion: 0,
  openingVersion: 1,
  class: 2,
  issuedAt: 3,
  ttl: 7,
  ephemeral: 10,
  sealed: 42,
  slots: 78,
  end: 78 + slotCount * slotBytes,
} as const;
