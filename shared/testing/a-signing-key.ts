import { generateKeyPairSync } from "node:crypto";
import * as z from "zod";

const keySchema = z.object({
  kty: z.string(),
  crv: z.string(),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});

/** A private key for ES256, made afresh, under a name. */
export function aSigningKey(
  kid: string,
): z.output<typeof keySchema> & { kid: string; alg: "ES256" } {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { ...keySchema.parse(privateKey.export({ format: "jwk" })), kid, alg: "ES256" };
}
