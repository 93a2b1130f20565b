import type { PublicJwk } from "#shared/signing/public-jwk.ts";
import { isSignatureOf, type Sm2Verifier } from "#shared/signing/verify-signature.ts";
import type { ReadCode } from "./read-code.ts";

/** What a device may know of a key that signs codes: `code-<version>`. */
export type PublicCodeKey = PublicJwk;

/** How far the clock of a device may be from ours before a good code is refused. */
export const toleratedSkewSeconds = 30;

/**
 * `unknown-key`: signed, if at all, with a key that is not among those given; `forged`: not signed with the key that it
 * names; `expired` and `from-the-future`: by the clock of whoever asks.
 */
export type Refused = "unknown-key" | "forged" | "expired" | "from-the-future";

export type CodeCheck =
  | {
      readonly ok: true;
      /** By how much the clock is off, if the code is good only because that is tolerated: late is more than 0. */
      readonly offSeconds: number;
    }
  | { readonly ok: false; readonly because: Refused };

export interface CodeTolerance {
  /** 0 where the clock is the house's own; `toleratedSkewSeconds` on a device. */
  readonly skewSeconds: number;
  /** `sm2Verify`, wherever keys of SM2 are in use. */
  readonly sm2?: Sm2Verifier;
}

const encoder = new TextEncoder();
const algorithms = { "1": "EdDSA", "1s": "SM2-SM3" } as const;

/** Whether a code that was read is genuine and good now. Runs in a Worker and in a browser, with no network. */
export async function checkCode(
  code: ReadCode,
  keys: readonly PublicCodeKey[],
  now: Date,
  { skewSeconds, sm2 }: CodeTolerance,
): Promise<CodeCheck> {
  const algorithm = algorithms[code.version];
  const key = keys.find(({ kid, alg }) => kid === code.keyId && alg === algorithm);
  if (key === undefined) return { ok: false, because: "unknown-key" };
  if (!(await isSignatureOf(key, encoder.encode(code.signed), code.signature, sm2)))
    return { ok: false, because: "forged" };
  const earlySeconds = (code.issuedAt.getTime() - now.getTime()) / 1000;
  const lateSeconds = (now.getTime() - code.validUntil.getTime()) / 1000;
  if (earlySeconds > skewSeconds) return { ok: false, because: "from-the-future" };
  if (lateSeconds >= skewSeconds) return { ok: false, because: "expired" };
  return { ok: true, offSeconds: lateSeconds >= 0 ? lateSeconds : Math.min(0 - earlySeconds, 0) };
}
