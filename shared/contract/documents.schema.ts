import * as z from "zod/mini";

/** What is asked at `/v1/verifications`: a document as it was downloaded. */
export const verificationRequestSchema = z.strictObject({
  document: z
    .record(z.string(), z.unknown())
    .check(z.describe("The application form or waiver, in any order of keys")),
  signature: z
    .string()
    .check(z.describe("A detached JWS (RFC 7515, appendix F) over the canonical JSON (RFC 8785)")),
});

export const verificationSchema = z.union([
  z.strictObject({
    genuine: z.literal(true),
    key: z.string(),
    algorithm: z.enum(["EdDSA", "SM2-SM3"]),
  }),
  z.strictObject({
    genuine: z.literal(false),
    because: z.enum(["malformed", "unknown-key", "altered"]),
  }),
]);

/** What is asked at `/v1/verifications/messages`. */
export const verifiedMessageRequestSchema = z.strictObject({
  number: z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(200),
      z.describe("As it stands at the end of the message; case, spaces and hyphens do not matter"),
    ),
});

/** All that there is to learn: what never was, cannot be or was erased is not ours. */
export const verifiedMessageSchema = z.strictObject({ ours: z.boolean() });

/** A JWK Set (RFC 7517) of the keys that sign documents. */
export const documentKeysSchema = z.strictObject({
  keys: z.array(
    z.strictObject({
      kty: z.enum(["OKP", "EC"]),
      crv: z.enum(["Ed25519", "SM2"]),
      x: z.string(),
      y: z.optional(z.string()),
      kid: z.string(),
      alg: z.enum(["EdDSA", "SM2-SM3"]),
      use: z.literal("sig"),
    }),
  ),
});
