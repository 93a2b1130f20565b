import { offlineGrantsOf } from "#shared/code-holders/offline-grants.ts";
import type { CodeClass } from "#shared/codes/code-layout.ts";
import { type IssuedCode, issueCode, openIssuingKeys } from "#shared/codes/issue-code.ts";
import type { Env } from "./env.ts";

/** A fresh code of a subject, good for so many seconds. */
export async function makeCode(
  env: Env,
  { subjectKey, class: kind }: { readonly subjectKey: string; readonly class: CodeClass },
  ttlSeconds: number,
  now: Date,
): Promise<IssuedCode> {
  const [keys, grants] = await Promise.all([
    openIssuingKeys(env),
    offlineGrantsOf(env, env.SCAN_OFFLINE_KEYS, subjectKey, now),
  ]);
  return issueCode(keys, { subjectKey, class: kind, ttlSeconds, grants }, now);
}

/** How long a code on a screen is good. */
export function screenSeconds({ CODE_TTL_SECONDS }: Env): number {
  return positive("CODE_TTL_SECONDS", CODE_TTL_SECONDS);
}

/** How long a code on paper is good. */
export function printedSeconds({ PRINTED_CODE_DAYS }: Env): number {
  return positive("PRINTED_CODE_DAYS", PRINTED_CODE_DAYS) * 86_400;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new TypeError(`${name} is a number from 1`);
  return value;
}
