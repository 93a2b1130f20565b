import { caseChannels, caseStates, shadowFindingKinds } from "#shared/db/enumerations.ts";
import * as z from "zod/mini";
import { daySchema, instantSchema } from "./subject.schema.ts";

const count = z.int().check(z.minimum(0));

export const shadowRunRequestSchema = z.strictObject({
  policy: z.string().check(z.minLength(1)),
  period: z.string().check(z.minLength(1), z.maxLength(20)),
  channel: z
    ._default(z.enum(caseChannels), "legacy")
    .check(z.describe("Whose `case.reported.v1` are compared")),
  on: z
    .optional(daySchema)
    .check(
      z.describe(
        "Judge this one day; without it the whole period, by the first day on which the rule is met",
      ),
    ),
});

/** What the differences come to. All amounts are of the one period. */
const shadowTotalsSchema = z.strictObject({
  compared: count.check(z.describe("Subjects looked at so far")),
  eligible: z.strictObject({ count, amountFen: count }),
  unknown: count.check(z.describe("Of whom the data here cannot tell")),
  there: z.strictObject({ count, amountFen: count }),
  agreed: count,
  withoutAmount: count.check(z.describe("Given by both, and the other system names no amount")),
  underWay: count.check(z.describe("Entitled here; accepted there and not decided")),
  forgotten: z.strictObject({ count, amountFen: count }),
  unfounded: z.strictObject({ count, amountFen: count }),
  amount: z.strictObject({ count, tooLittleFen: count, tooMuchFen: count }),
  undecided: z.strictObject({ count, amountFen: count }),
});

export const shadowRunSchema = z.strictObject({
  id: z.string(),
  policy: z.string(),
  period: z.string(),
  channel: z.enum(caseChannels),
  on: z.optional(daySchema),
  state: z.enum(["running", "finished"]),
  requestedAt: instantSchema,
  finishedAt: z.optional(instantSchema),
  totals: shadowTotalsSchema,
});

export const shadowRunsSchema = z.strictObject({ items: z.array(shadowRunSchema) });

const shadowFindingSchema = z.strictObject({
  kind: z
    .enum(shadowFindingKinds)
    .check(
      z.describe(
        "`forgotten` 应发未发: due here, not given there. `unfounded` 不应发而发: given there, not due here. " +
          "`amount` 金额不符: another amount. `undecided` 待核: given there, and the data here cannot tell",
      ),
    ),
  subject: z.string().check(z.describe("An opaque key, the same in every run")),
  hereFen: z.optional(count),
  thereFen: z.optional(count),
  thereState: z.optional(z.enum(caseStates)),
  caseNumber: z.optional(z.string()).check(z.describe("As the other system has reported it")),
});

export const shadowRunQuerySchema = z.strictObject({
  kind: z.optional(z.enum(shadowFindingKinds)),
  after: z
    ._default(z.string().check(z.regex(/^\d{1,6}$/)), "0")
    .check(z.describe("How many to leave out: the `next` of the page before")),
});

export const shadowRunDetailSchema = z.extend(shadowRunSchema, {
  listed: count.check(z.describe("Findings that are listed; 50,000 of a shard at most")),
  items: z.array(shadowFindingSchema),
  next: z.optional(z.string()),
});
