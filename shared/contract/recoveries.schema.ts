import * as z from "zod/mini";
import { adjustmentStates } from "#shared/db/enumerations.ts";
import { daySchema, instantSchema } from "./subject.schema.ts";

export const recoveryQuerySchema = z.strictObject({
  policy: z.optional(z.string().check(z.maxLength(80))),
  state: z._default(z.enum(["open", "all"]), "open"),
});

/** Looking at one is an access to personal data. */
export const recoveryPurposeSchema = z.strictObject({
  purpose: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
});

const reasonSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(500));

const repaymentDoneSchema = z.strictObject({
  reference: z.string(),
  kind: z.enum(["paid-in", "set-off"]),
  amountFen: z.int().check(z.positive()),
  receivedOn: daySchema,
  undone: z.boolean(),
});

const instalmentSchema = z.strictObject({
  dueOn: daySchema,
  amountFen: z.int().check(z.positive()),
});

/** What was paid too much of one period 追回, and how far it has come. */
export const recoverySchema = z.strictObject({
  id: z.string(),
  entitlement: z.string(),
  policy: z.string(),
  period: z.string(),
  state: z.enum(adjustmentStates),
  amountFen: z.int().check(z.positive()),
  repaidFen: z.int(),
  dueFen: z.int().check(z.describe("What the period comes to by what is known now")),
  ground: z.string().check(z.describe("`facts`, or the objection that was upheld")),
  foundAt: instantSchema,
  proposal: z.optional(z.enum(["approve", "withdraw"])),
  announcedAt: z.optional(instantSchema),
  heardUntil: z
    .optional(z.nullable(daySchema))
    .check(z.describe("The last day to be heard; null is 待定, once it was announced")),
  heard: z.boolean(),
  decidedAt: z.optional(instantSchema),
  dueOn: z.optional(daySchema).check(z.describe("The last day to repay, once it was decided")),
  instalments: z.array(instalmentSchema),
});

export const recoveriesSchema = z.strictObject({ items: z.array(recoverySchema) });

/** With what the subject was told, what it has said, and what it has given back. */
export const recoveryDetailSchema = z.extend(recoverySchema, {
  reason: z.optional(z.string()),
  opinion: z.optional(z.string()),
  letters: z.array(
    z.strictObject({
      kind: z.enum(["announcement", "decision"]),
      at: instantSchema,
      text: z.string(),
    }),
  ),
  repayments: z.array(repaymentDoneSchema),
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

/** Lets a failed payment go on. */
export const resumptionSchema = z.strictObject({
  reason: reasonSchema,
  outcome: z
    .optional(z.enum(["paid", "not-paid"]))
    .check(
      z.describe("Only where the payer has contradicted itself: whether the money has arrived"),
    ),
});

export const resumedSchema = z.strictObject({
  items: z.array(z.strictObject({ id: z.string(), period: z.string(), state: z.string() })),
});
