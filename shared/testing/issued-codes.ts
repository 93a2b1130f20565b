import type { CodeIssuingSecrets } from "#shared/codes/issue-code.ts";
import type { CodeOpeningSecrets } from "#shared/codes/own-codes.ts";
import { sealingKeys } from "#shared/house/public-halves.ts";
import { openSigningKeys } from "#shared/signing/signing-keys.ts";
import { aKey } from "./builders.ts";

/** What issues codes and what opens them, as two functions have them. */
export async function aCodeKeyRing(
  signing: Readonly<Record<string, unknown>> = { 1: aKey() },
): Promise<CodeIssuingSecrets & CodeOpeningSecrets> {
  const [ring, opening] = [JSON.stringify(signing), JSON.stringify({ 1: aKey() })];
  const keys = await openSigningKeys(ring, "code");
  return {
    CODE_SIGNING_KEYS: ring,
    CODE_PUBLIC_KEYS: JSON.stringify(keys.map(({ publicJwk }) => publicJwk)),
    CODE_OPENING_KEYS: opening,
    CODE_SEALING_KEYS: sealingKeys(opening),
  };
}
