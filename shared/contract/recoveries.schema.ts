import * as z from "zod/mini";
import { adjustmentStates } from "#shared/db/enumerations.ts";
import { instalmentSchema } from "./recovery-requests.schema.ts";
import { daySchema, instantSchema } from "./subject.schema.ts";

const repaymentDoneSchema = z.strictObject({
  reference: z.string(),
  kind: z.enum(["paid-in", "set-off"]),
  amountFen: z.int().check(z.positive()),
  receivedOn: daySchema,
  undone: z.boolean(),
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

export const resumedSchema = z.strictObject({
  items: z.array(z.strictObject({ id: z.string(), period: z.string(), state: z.string() })),
});
