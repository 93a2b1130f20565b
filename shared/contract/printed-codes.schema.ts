import * as z from "zod/mini";
import { instantSchema, subjectSchema } from "./subject.schema.ts";

/** What `POST /v1/console/printed-codes` and its revocations take: somebody has come in person. */
export const printedCodeRequestSchema = z.strictObject({
  subject: subjectSchema,
  cardSeen: z
    .literal(true)
    .check(z.describe("The clerk declares to have seen the person and the card")),
});

/** A code to be printed at the counter; it is told once and kept nowhere. */
export const printedCodeSchema = z.strictObject({
  code: z.string().check(z.describe("The text of the QR code")),
  maskedName: z.optional(z.string()),
  validUntil: instantSchema,
});

export const revocationSchema = z.strictObject({
  revoked: z.boolean().check(z.describe("Whether there was a code that was good")),
});
