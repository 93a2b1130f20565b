import * as z from "zod/mini";
import { daySchema } from "./subject.schema.ts";

export const recoveryQuerySchema = z.strictObject({
  policy: z.optional(z.string().check(z.maxLength(80))),
  state: z._default(z.enum(["open", "all"]), "open"),
});

/** Looking at one is an access to personal data. */
export const recoveryPurposeSchema = z.strictObject({
  purpose: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
});

const reasonSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(500));

export const instalmentSchema = z.strictObject({
  dueOn: daySchema,
  amountFen: z.int().check(z.positive()),
});

export const recoveryDecisionSchema = z.strictObject({
  decision: z.enum(["approve", "withdraw"]),
  reason: reasonSchema.check(z.describe("It stands in the letter to the subject")),
});

export const recoveryOpinionSchema = z.strictObject({
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
});

export const recoveryInstalmentsSchema = z.strictObject({
  instalments: z.array(instalmentSchema).check(z.minLength(1), z.maxLength(36)),
});

export const repaymentSchema = z.strictObject({
  reference: z.string().check(z.regex(/^[\w-]{1,60}$/), z.describe("The voucher's number")),
  amountFen: z.int().check(z.positive()),
  receivedOn: daySchema,
});

/** What a reconsideration or a court has made of the decision. */
export const recoveryRevisionSchema = z.strictObject({
  dueFen: z.int().check(z.minimum(0), z.describe("What the period comes to by that decision")),
  document: z.string().check(z.trim(), z.regex(/^[^\s:]{1,60}$/), z.describe("Its number 文号")),
});

/** Lets a failed payment go on. */
export const resumptionSchema = z.strictObject({
  reason: reasonSchema,
  outcome: z
    .optional(z.enum(["paid", "not-paid"]))
    .check(
      z.describe("Only where the payer has contradicted itself: whether the money has arrived"),
    ),
});
