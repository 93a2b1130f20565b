import { decodeBase64url, encodeBase64url } from "#shared/signing/base64url.ts";
import {
  at,
  codeClasses,
  type CodeClass,
  codePrefix,
  type CodeVersion,
  codeVersions,
  nonceBytes,
  slotBytes,
  slotCount,
} from "./code-layout.ts";

/** A code as its text says it is; only `checkCode` tells whether it is genuine. */
export interface ReadCode {
  readonly version: CodeVersion;
  /** The name of the key that should have signed it. */
  readonly keyId: string;
  /** Which key opens its subject. */
  readonly openingVersion: number;
  readonly class: CodeClass;
  readonly issuedAt: Date;
  /** The first instant at which it is good no longer. */
  readonly validUntil: Date;
  /** Tells this code from all others: no two share it, not even of one person. */
  readonly nonce: string;
  readonly payload: Uint8Array<ArrayBuffer>;
  /** What is signed: the text up to the signature. */
  readonly signed: string;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** `not-a-code`: something else was scanned; `cut`: a part of a code; `old-version`: a code in a form that is no longer issued. */
export type Unreadable = "not-a-code" | "cut" | "old-version";

export type CodeReading =
  | { readonly ok: true; readonly code: ReadCode }
  | { readonly ok: false; readonly because: Unreadable };

const payloadLength = Math.ceil((at.end * 4) / 3);
const signatureLength = Math.ceil((64 * 4) / 3);

/** Reads a code's text, as a camera or a gate's reader gives it. */
export function readCode(text: string): CodeReading {
  if (!text.startsWith(codePrefix)) return { ok: false, because: "not-a-code" };
  const rest = text.slice(codePrefix.length);
  if (!/^[\w.-]*$/.test(rest)) return { ok: false, because: "not-a-code" };
  const [stated = "", payloadText, signatureText, ...more] = rest.split(".");
  if (payloadText === undefined) return { ok: false, because: "cut" };
  const version = codeVersions.find((one) => one === stated);
  if (version === undefined) return { ok: false, because: "old-version" };
  if (more.length > 0) return { ok: false, because: "not-a-code" };
  if (signatureText === undefined || signatureText.length < signatureLength)
    return { ok: false, because: "cut" };
  if (payloadText.length !== payloadLength || signatureText.length !== signatureLength)
    return { ok: false, because: "not-a-code" };
  const [payload, signature] = [decodeBase64url(payloadText), decodeBase64url(signatureText)];
  const read = codeClasses[payload?.[at.class] ?? codeClasses.length];
  if (payload === undefined || signature === undefined || read === undefined)
    return { ok: false, because: "not-a-code" };
  const view = new DataView(payload.buffer);
  const issuedAt = view.getUint32(at.issuedAt);
  const ttlSeconds = view.getUint32(at.ttl - 1) & 0xff_ff_ff;
  return {
    ok: true,
    code: {
      version,
      keyId: `code-${view.getUint8(at.keyVersion)}`,
      openingVersion: view.getUint8(at.openingVersion),
      class: read,
      issuedAt: new Date(issuedAt * 1000),
      validUntil: new Date((issuedAt + ttlSeconds) * 1000),
      nonce: encodeBase64url(payload.subarray(at.ephemeral, at.ephemeral + nonceBytes)),
      payload,
      signed: `${codePrefix}${stated}.${payloadText}`,
      signature,
    },
  };
}

/** The slots of a code: to whoever has no key of theirs, random bytes. */
export function slotsOf({ payload }: ReadCode): readonly Uint8Array[] {
  return Array.from({ length: slotCount }, (_, place) => {
    const from = at.slots + place * slotBytes;
    return payload.subarray(from, from + slotBytes);
  });
}
