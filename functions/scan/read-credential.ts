import { addDays } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { isPrintedCodeGood } from "#shared/code-holders/printed-codes.ts";
import type { CodeIssuer } from "#shared/codes/code-issuer.ts";
import { ownCodes } from "#shared/codes/own-codes.ts";
import { readCode } from "#shared/codes/read-code.ts";
import type { ScanRequest } from "#shared/contract/scans.schema.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { subjectByNumber } from "#shared/identity/subject-by-number.ts";
import { toldWithinDays } from "#shared/scans/marks.ts";
import type { OneTimeCode } from "#shared/scans/record-scan.ts";
import type { ScanReason } from "#shared/scans/scan.ts";
import type { Env } from "./env.ts";

/** Whom a credential names, and what sort of thing it is. */
export interface Shown {
  readonly holder: { readonly subjectKey: string } | { readonly subject: SubjectReference };
  /** Good for one use in a group; a card, and a printed code, can be shown again. */
  readonly code: OneTimeCode | undefined;
  readonly isPrinted: boolean;
}

export type ReadCredential =
  | { readonly ok: true; readonly shown: Shown }
  /** `isDoubtful`: it may well be good, and nobody can tell here. */
  | { readonly ok: false; readonly because: ScanReason; readonly isDoubtful: boolean };

/** What the issuer is told of a scan. */
export type Showing = Pick<ScanRequest, "credential" | "venue" | "purpose" | "operator"> & {
  readonly itemCode?: string | undefined;
};

/**
 * Reads what somebody shows. A card read at the gate gives the citizen's number that is on it, a social security card too;
 * its own number leads to nobody here.
 *
 * @param issuer who knows whose a code is; ours alone, where the city's cannot have been asked
 */
export async function readCredential(
  env: Env,
  { credential: { type, value }, venue, purpose, operator, itemCode }: Showing,
  now: Date,
  issuer: CodeIssuer = ownCodes(env),
): Promise<ReadCredential> {
  if (type !== "suishen-code") return readNumber(type, value.trim().toUpperCase());
  const showing = { venue, purpose, operator, ...(itemCode === undefined ? {} : { itemCode }) };
  const found = await issuer.resolve(value, showing, now);
  if (!found.ok) {
    const isDoubtful = found.because === "no-answer";
    return { ok: false, because: `code-${found.because}`, isDoubtful };
  }
  const { holder, class: kind, nonce, validUntil } = found;
  // An organisation has no due at a gate.
  if (kind === "enterprise") return { ok: false, because: "code-enterprise", isDoubtful: false };
  const isPrinted = kind === "printed";
  if (isPrinted && "subjectKey" in holder) {
    const isGood = await isPrintedCodeGood(env, holder.subjectKey, nonce, now);
    if (!isGood) return { ok: false, because: "code-replaced", isDoubtful: false };
  }
  const lastDay = shanghaiDay(validUntil ?? now);
  const code = isPrinted ? undefined : { nonce, expiresOn: addDays(lastDay, toldWithinDays) };
  return { ok: true, shown: { holder, code, isPrinted } };
}

/** When a code was made, as it says itself; undefined for what is no code. */
export function issuedAtOf({ type, value }: ScanRequest["credential"]): Date | undefined {
  const reading = readCode(type === "suishen-code" ? value : "");
  return reading.ok ? reading.code.issuedAt : undefined;
}

function readNumber(type: ScanRequest["credential"]["type"], number: string): ReadCredential {
  const subject = subjectByNumber(number);
  if (subject?.kind === "person")
    return { ok: true, shown: { holder: { subject }, code: undefined, isPrinted: false } };
  // The card's own number: a letter and eight digits, or nine digits on older ones.
  const isOfCard = type === "social-security-card" && /^([A-Z]\d{8}|\d{9})$/.test(number);
  return isOfCard
    ? { ok: false, because: "number-of-card", isDoubtful: true }
    : { ok: false, because: "number-not-valid", isDoubtful: false };
}
