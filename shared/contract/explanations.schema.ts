import * as z from "zod";
import { entitlementStates } from "#shared/db/enumerations.ts";
import { daySchema, instantSchema, subjectSchema } from "./subject.schema.ts";

export const explanationRequestSchema = z.strictObject({
  subject: subjectSchema,
  policy: z.string().min(1).max(80).optional(),
  on: daySchema.optional(),
  /** Why personal data is looked at; it is recorded with the access. */
  purpose: z.string().trim().min(2).max(200),
});

const verdictSchema = z.strictObject({
  policy: z.string(),
  version: z.string(),
  verdict: z.enum(["met", "unmet", "unknown"]),
  amountFen: z.int().min(0).optional(),
  reason: z.string(),
  facts: z.array(
    z.strictObject({
      fact: z.string(),
      value: z.union([z.string(), z.number(), z.boolean()]),
      reportedBy: z.string(),
      observedAt: instantSchema,
    }),
  ),
  missing: z.array(z.strictObject({ fact: z.string(), steward: z.string() })),
  nextChangeOn: daySchema.optional(),
  entitlements: z.array(
    z.strictObject({
      id: z.string(),
      period: z.string(),
      state: z.enum(entitlementStates),
      amountFen: z.int().min(0).optional(),
      heldBecause: z.string().optional(),
    }),
  ),
});

export const explanationsSchema = z.strictObject({ verdicts: z.array(verdictSchema) });
export type ExplainedVerdict = z.infer<typeof verdictSchema>;
