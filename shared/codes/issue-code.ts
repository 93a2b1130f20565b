import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { encodeBase64url } from "#shared/signing/base64url.ts";
import { openSigningKeys, signBytes, type SigningKey } from "#shared/signing/signing-keys.ts";
import {
  at,
  codeClasses,
  type CodeClass,
  codePrefix,
  nonceBytes,
  slotBytes,
  slotCount,
} from "./code-layout.ts";
import { slotFor } from "./offline-slots.ts";
import { ephemeralPair, readSealingKey, type SealingKey, sealSubject } from "./seal-subject.ts";

/** The secrets of whoever issues codes; none of them opens one. */
export interface CodeIssuingSecrets {
  /** A ring as `openSigningKeys` has it; the newest signs. */
  readonly CODE_SIGNING_KEYS: string;
  /** The public halves of `CODE_OPENING_KEYS`; subjects are sealed to the newest. */
  readonly CODE_SEALING_KEYS: string;
}

export interface IssuingKeys {
  readonly signing: SigningKey;
  readonly sealing: SealingKey;
}

export async function openIssuingKeys(secrets: CodeIssuingSecrets): Promise<IssuingKeys> {
  const [signing] = await openSigningKeys(secrets.CODE_SIGNING_KEYS, "code");
  return { signing, sealing: readSealingKey(secrets.CODE_SEALING_KEYS) };
}

export interface CodeToIssue {
  /** Whose code: a child's is the child's. */
  readonly subjectKey: string;
  readonly class: CodeClass;
  /** At most 16,777,215: 194 days. */
  readonly ttlSeconds: number;
  /** The policies of which devices without a network may know, each under its key: at most eight. */
  readonly grants: readonly { readonly offlineKey: string; readonly policy: string }[];
}

export interface IssuedCode {
  readonly text: string;
  readonly nonce: string;
  readonly issuedAt: Date;
  /** The first instant at which it is good no longer. */
  readonly validUntil: Date;
}

const encoder = new TextEncoder();

/** A fresh code; no two share anything but what says how to read them and when they were made. */
export async function issueCode(
  { signing, sealing }: IssuingKeys,
  { subjectKey, class: kind, ttlSeconds, grants }: CodeToIssue,
  now: Date,
): Promise<IssuedCode> {
  if (grants.length > slotCount) throw new RangeError(`a code has ${slotCount} slots`);
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1 || ttlSeconds > 0xff_ff_ff)
    throw new RangeError("a code is good for 1 to 16,777,215 seconds");
  const issuedAt = Math.floor(now.getTime() / 1000);
  const payload = new Uint8Array(at.end);
  const view = new DataView(payload.buffer);
  view.setUint32(at.ttl - 1, ttlSeconds);
  view.setUint32(at.issuedAt, issuedAt);
  view.setUint8(at.class, codeClasses.indexOf(kind));
  view.setUint8(at.openingVersion, byteOf(sealing.version));
  view.setUint8(at.keyVersion, byteOf(Number(signing.keyId.slice("code-".length))));
  const { privateKey, publicKey } = await ephemeralPair();
  payload.set(publicKey, at.ephemeral);
  const before = payload.slice(0, at.sealed);
  payload.set(await sealSubject(sealing, privateKey, before, subjectKey), at.sealed);
  const nonce = encodeBase64url(publicKey.subarray(0, nonceBytes));
  const whose = { nonce, subjectKey, day: shanghaiDay(now) };
  payload.set(await slotsFor(grants, whose), at.slots);
  const version = signing.algorithm === "EdDSA" ? "1" : "1s";
  const signed = `${codePrefix}${version}.${encodeBase64url(payload)}`;
  const signature = await signBytes(signing, encoder.encode(signed));
  return {
    text: `${signed}.${encodeBase64url(signature)}`,
    nonce,
    issuedAt: new Date(issuedAt * 1000),
    validUntil: new Date((issuedAt + ttlSeconds) * 1000),
  };
}

/** The slots in random order, the empty ones filled with what looks like any other. */
async function slotsFor(
  grants: CodeToIssue["grants"],
  whose: Parameters<typeof slotFor>[1],
): Promise<Uint8Array> {
  const slots = crypto.getRandomValues(new Uint8Array(slotCount * slotBytes));
  const places = shuffled(slotCount);
  const filled = await Promise.all(grants.map(async (grant) => slotFor(grant, whose)));
  filled.forEach((slot, index) => slots.set(slot, (places[index] ?? 0) * slotBytes));
  return slots;
}

function shuffled(count: number): number[] {
  const weights = crypto.getRandomValues(new Uint32Array(count));
  return Array.from(weights.keys()).toSorted((a, b) => (weights[a] ?? 0) - (weights[b] ?? 0));
}

/** A key's version as it stands in a code. */
function byteOf(version: number): number {
  if (!Number.isInteger(version) || version < 0 || version > 255)
    throw new RangeError("a key of codes has a version from 0 to 255");
  return version;
}
