import { generateKeyPairSync } from "node:crypto";
import type { CodeIssuingSecrets } from "#shared/codes/issue-code.ts";
import type { CodeOpeningSecrets } from "#shared/codes/own-codes.ts";
import { openSigningKeys } from "#shared/signing/signing-keys.ts";
import { aKey } from "./builders.ts";

const rawOf = (jwk: { x?: string; d?: string }, part: "x" | "d"): string =>
  Buffer.from(jwk[part] ?? "", "base64url").toString("base64");

/** What issues codes and what opens them, as two functions have them. */
export async function aCodeKeyRing(
  signing: Readonly<Record<string, unknown>> = { 1: aKey() },
): Promise<CodeIssuingSecrets & CodeOpeningSecrets> {
  const opening = generateKeyPairSync("x25519").privateKey.export({ format: "jwk" });
  const ring = JSON.stringify(signing);
  const keys = await openSigningKeys(ring, "code");
  return {
    CODE_SIGNING_KEYS: ring,
    CODE_PUBLIC_KEYS: JSON.stringify(keys.map(({ publicJwk }) => publicJwk)),
    CODE_OPENING_KEYS: JSON.stringify({ 1: rawOf(opening, "d") }),
    CODE_SEALING_KEYS: JSON.stringify({ 1: rawOf(opening, "x") }),
  };
}
