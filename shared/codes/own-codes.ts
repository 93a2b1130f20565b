import { sm2Verify } from "#shared/signing/sm2.ts";
import { checkCode, type PublicCodeKey } from "./check-code.ts";
import type { CodeIssuer } from "./code-issuer.ts";
import { readCode } from "./read-code.ts";
import { openSubject } from "./seal-subject.ts";

/** The secrets of whoever opens codes; with none of them can one be made. */
export interface CodeOpeningSecrets {
  /** JSON: an array of JWKs, the public halves of `CODE_SIGNING_KEYS`. */
  readonly CODE_PUBLIC_KEYS: string;
  /** JSON `{ "<version>": "<base64 of an X25519 private key>" }`. */
  readonly CODE_OPENING_KEYS: string;
}

/** The keys of `CODE_PUBLIC_KEYS`, as devices may have them too. */
export function readPublicCodeKeys(codePublicKeys: string): readonly PublicCodeKey[] {
  const keys: unknown = JSON.parse(codePublicKeys);
  if (!Array.isArray(keys) || keys.length === 0)
    throw new TypeError("CODE_PUBLIC_KEYS holds no key");
  return keys;
}

/** Codes that we signed ourselves: whose they are is known without asking anybody. */
export function ownCodes(secrets: CodeOpeningSecrets, skewSeconds = 0): CodeIssuer {
  return {
    async resolve(text, _showing, now) {
      const reading = readCode(text);
      if (!reading.ok) return reading;
      const { code } = reading;
      const keys = readPublicCodeKeys(secrets.CODE_PUBLIC_KEYS);
      const check = await checkCode(code, keys, now, { skewSeconds, sm2: sm2Verify });
      if (!check.ok) return check;
      const subjectKey = await openSubject(secrets.CODE_OPENING_KEYS, code);
      if (subjectKey === undefined) return { ok: false, because: "not-opened" };
      const { class: kind, nonce, validUntil } = code;
      return { ok: true, holder: { subjectKey }, class: kind, nonce, validUntil };
    },
  };
}
