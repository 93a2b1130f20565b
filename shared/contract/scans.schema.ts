import * as z from "zod/mini";
import { instantSchema } from "./subject.schema.ts";
import { placeIdSchema } from "./venues.schema.ts";

const credentialTypes = ["suishen-code", "resident-id", "social-security-card"] as const;

/** As long as a document's number or an account: what is written here is kept. */
const holdsNumber = /\d[\d\s-]{13,}/;

/** A short text of the venue's own, kept with the scan: no place for numbers of people. */
const notedSchema = z.string().check(
  z.trim(),
  z.minLength(1),
  z.maxLength(64),
  z.refine((text) => !holdsNumber.test(text), { error: "no document number or account here" }),
);

/** A code shown, or a card read, at the gate of a venue. */
export const scanRequestSchema = z.strictObject({
  credential: z.strictObject({
    type: z.enum(credentialTypes),
    value: z
      .string()
      .check(
        z.minLength(1),
        z.maxLength(2_000),
        z.describe("The text of the code; of a card the citizen's number on it"),
      ),
  }),
  venue: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  device: z
    .optional(placeIdSchema)
    .check(z.describe("Which device of the venue signs; without it all of them are tried")),
  purpose: notedSchema,
  itemCode: z.optional(z.string().check(z.regex(/^[0-9A-Za-z-]{1,40}$/))),
  operator: notedSchema,
});
export type ScanRequest = z.infer<typeof scanRequestSchema>;

/**
 * All that a venue is told. Refusals look the same whatever they are for. `maskedName` only where something is granted;
 * `validUntil` is the end of the Shanghai day, the same for everybody.
 */
export const scanAnswerSchema = z.strictObject({
  verdict: z.enum(["granted", "refused", "unknown"]),
  benefit: z
    .optional(z.strictObject({ policy: z.string(), text: z.string() }))
    .check(
      z.describe(
        "Granted: the discount. Unknown: what the gatekeeper does. Never what kind of person stands there",
      ),
    ),
  maskedName: z.optional(z.string()),
  validUntil: instantSchema,
  receipt: z.string().check(z.regex(/^[a-z2-7]{28}$/)),
});
export type ScanAnswer = z.infer<typeof scanAnswerSchema>;
