import * as z from "zod/mini";
import { decisions } from "#shared/db/enumerations.ts";
import { givenMandateSchema, heldMandateSchema } from "./mandates.schema.ts";
import { instantSchema } from "./subject.schema.ts";
import { heardOfferSchema } from "./window-requests.schema.ts";

/** An offer as it is read out at the counter, or told to whoever decides for another: masked. */
export const toldOfferSchema = z.strictObject({
  offer: heardOfferSchema,
  title: z.string(),
  department: z.string(),
  standing: z.enum(["open", "lapsed", "confirmed", "waived", "announced"]),
  /** The last day to answer, or on which it lapsed. */
  until: z.optional(z.string()),
  /** 每月150元; a service by its name. */
  benefit: z.string(),
  periods: z.array(
    z.strictObject({ period: z.string(), amountFen: z.optional(z.int()), state: z.string() }),
  ),
  /** Where the money goes, masked; absent where none goes to an account. */
  account: z.optional(z.string()),
  ground: z.strictObject({ document: z.string(), clause: z.string() }),
  /** To be read out before the person confirms. */
  promise: z.optional(z.string()),
  ordinaryChannel: z.string(),
  choices: z
    .array(z.enum(decisions))
    .check(z.describe("What can be decided now; none once a payment of one period is under way")),
  /** What is under way stays; waiving ends later periods only. */
  laterPeriodsOnly: z.boolean(),
  /** What was decided before. */
  receipt: z.optional(z.string()),
});

/** Somebody at the counter, and what waits for them. */
export const visitSchema = z.strictObject({
  visit: z.string(),
  until: instantSchema,
  /** Masked; absent where no name is on file. */
  name: z.optional(z.string()),
  offers: z.array(toldOfferSchema),
  /** Whoever came decides for this person, by a mandate. */
  mandate: z.optional(z.string()),
  /** Messages may be answered by a text message; absent where another one came. */
  answersBySms: z.optional(z.boolean()),
  /** By whom else this person is decided for; empty where another one came. */
  given: z.array(givenMandateSchema),
  /** For whom this person decides. */
  held: z.array(heldMandateSchema),
});

const formSchema = z
  .record(z.string(), z.unknown())
  .check(z.describe("The document of record; POST /v1/verifications takes it with its signature"));

/** What was decided, as the slip says it. */
export const counterReceiptSchema = z.strictObject({
  receipt: z.string(),
  decision: z.enum(decisions),
  decidedAt: instantSchema,
  title: z.string(),
  department: z.string(),
  benefit: z.string(),
  account: z.optional(z.string()),
  /** By which way it was decided, and by whom, in words. */
  way: z.string(),
  /** By which the slip is checked at /verify; absent where it was decided in another way. */
  messageNumber: z.optional(z.string()),
  document: formSchema,
  signature: z.string(),
});

/** What each clerk did on one day. */
export const clerkCountsSchema = z.strictObject({
  day: z.string(),
  clerks: z.array(
    z.strictObject({
      clerk: z.string(),
      department: z.string(),
      visits: z.int(),
      confirmed: z.int(),
      waived: z.int(),
    }),
  ),
});
