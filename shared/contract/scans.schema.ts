import * as z from "zod/mini";
import { instantSchema } from "./subject.schema.ts";
import { placeIdSchema } from "./venues.schema.ts";

const credentialTypes = ["suishen-code", "resident-id", "social-security-card"] as const;

/** As long as a document's number or an account: what is written here is kept. */
const holdsNumber = /\d[\d\s-]{13,}/;

/** A short text of the venue's own, kept with the scan: no place for numbers of people. */
const noted = (longest: number) =>
  z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(longest),
    z.refine((text) => !holdsNumber.test(text), { error: "no document number or account here" }),
  );
const operatorSchema = noted(64);
const purposeSchema = noted(200);

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
  venue: noted(64).check(
    z.describe(
      "A registered venue's id, or how a department whose own system signs calls its venue",
    ),
  ),
  device: z
    .optional(placeIdSchema)
    .check(z.describe("Which device of the venue signs; without it all of them are tried")),
  purpose: purposeSchema,
  itemCode: z.optional(z.string().check(z.regex(/^[0-9A-Za-z-]{1,40}$/))),
  operator: operatorSchema,
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

/** As many scans as a device sends at once. */
const mostOfflineScans = 500;

/** What a device sends that had no network. Each scan is checked for itself: one bad one never blocks the others. */
export const offlineBatchSchema = z.strictObject({
  venue: placeIdSchema,
  device: placeIdSchema,
  scans: z.array(z.unknown()).check(z.minLength(1), z.maxLength(mostOfflineScans)),
});

/** One that was made without a network. `id` is the webhook-id under which the device has asked before, if it has. */
export const offlineScanSchema = z.strictObject({
  id: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  credential: scanRequestSchema.shape.credential,
  policy: z.string().check(z.minLength(1), z.maxLength(80), z.describe("As the venue knows it")),
  at: instantSchema,
  operator: operatorSchema,
  purpose: purposeSchema,
  itemCode: scanRequestSchema.shape.itemCode,
  verdict: z.enum(["granted", "refused"]),
});

/** For the document: the batch with its scans. */
export const offlineScansSchema = z.extend(offlineBatchSchema, {
  scans: z.array(offlineScanSchema).check(z.minLength(1), z.maxLength(mostOfflineScans)),
});

const offlineResults = ["counted", "repeated", "conflict", "refused"] as const;

/**
 * `counted` once; `repeated`: it was counted before; `conflict`: with a network it would not have been granted;
 * `refused`: it cannot have been a good grant at all. `reason` says why.
 */
export const offlineAnswerSchema = z.strictObject({
  results: z.array(
    z.strictObject({
      id: z.string(),
      result: z.enum(offlineResults),
      reason: z.optional(z.string()),
    }),
  ),
});
export type OfflineResult = z.infer<typeof offlineAnswerSchema>["results"][number];

/** What a device needs to know to work without a network. */
export const offlinePackSchema = z.strictObject({
  venue: z.string(),
  now: instantSchema,
  validUntil: instantSchema,
  codeKeys: z
    .array(z.looseObject({ kid: z.string(), alg: z.string() }))
    .check(z.describe("JWKs by which codes are checked")),
  offlineKeys: z
    .array(z.string())
    .check(
      z.describe("Under which codes tell devices of these policies, and of no others, base64url"),
    ),
  policies: z.array(
    z.strictObject({
      policy: z.string(),
      text: z.string(),
      offlineTimes: z.int(),
      perDay: z.nullable(z.int()),
      lowValue: z.boolean(),
      whenUnknown: z.string(),
    }),
  ),
});

/** A device makes itself known by a code that is good once. */
export const enrolmentSchema = z.strictObject({
  code: z.string().check(z.minLength(20), z.maxLength(120)),
});
export const enrolledSchema = z.strictObject({
  venue: z.string(),
  venueName: z.string(),
  device: z.string(),
  secret: z.string(),
});
