import * as z from "zod/mini";
import {
  departmentSchema,
  evidenceSchema,
  modeSchema,
  pilotSchema,
  policyItem,
  policySourceSchema,
  sampleSchema,
  stageSchema,
} from "./policies.schema.ts";
import { daySchema, instantSchema } from "./subject.schema.ts";

const policyVersionSchema = z.strictObject({
  id: z.string(),
  from: daySchema,
  until: z.optional(daySchema),
  evidence: evidenceSchema,
  statusLabel: sampleSchema,
  mode: modeSchema,
  ground: z.enum(["application-by-law-or-regulation", "application-by-document", "choice", "none"]),
  adverseEffects: z.boolean(),
  conditions: z.array(z.string()).check(z.describe("All of them must hold")),
  amountInWords: z.string(),
  arrears: z
    .enum(["all", "none"])
    .check(z.describe("What a late confirmation brings: every period since the offer, or none")),
  leftToPeople: z.array(z.string()).check(z.describe("What no machine judges")),
  fundingGuard: z
    .optional(z.string())
    .check(z.describe("Until a published figure of the fund allows it, money is held")),
  publicity: z
    .optional(
      z.strictObject({
        workingDays: z.int(),
        document: z.string(),
        clause: z.string(),
        names: z.enum(["in-full", "masked", "number-only"]),
      }),
    )
    .check(z.describe("A public list that comes before payment, where the document demands it")),
  source: policySourceSchema,
});
export type PolicyVersion = z.infer<typeof policyVersionSchema>;

const policyStageSchema = z.strictObject({
  number: z.int(),
  status: stageSchema,
  name: z.string(),
  since: z.optional(instantSchema).check(z.describe("Where the instant is on record")),
  reason: z.string(),
  pilot: z.optional(pilotSchema),
});
export type StageEntered = z.infer<typeof policyStageSchema>;

const fulfilmentSchema = z.strictObject({
  kind: z.enum(["payment", "reduction", "refund", "service", "certificate"]),
  department: departmentSchema,
  withinWorkingDays: z.optional(z.int()),
  shares: z
    .optional(
      z.array(
        z.strictObject({ level: z.enum(["central", "city", "district"]), percent: z.number() }),
      ),
    )
    .check(z.describe("Who bears the cost; the percents add up to 100")),
});

const countsOnceSchema = z.strictObject({
  of: z.enum(["self", "relative"]).check(z.describe("Who counts once, whoever asks")),
  within: z.enum(["ever", "year"]),
  sharedWith: z.array(z.string()).check(z.describe("Policies of which only one may be had")),
});

/** All that the catalogue tells of one entry. What a machine judges has versions; the rest has `whyByPeople`. */
export const policyDetailSchema = z.strictObject({
  ...policyItem,
  responsibleUnit: z.string(),
  personInCharge: z.string().check(z.describe("The post, no name")),
  itemCode: z.nullable(z.string()).check(z.describe("Twelve digits; null where none was found")),
  contact: z.string(),
  isSensitive: z.optional(z.boolean()),
  neutralTitle: z
    .optional(z.string())
    .check(z.describe("What messages and remarks say of a sensitive policy")),
  period: z.optional(z.enum(["month", "quarter", "year", "once", "visit"])),
  commitment: z.optional(z.string()),
  confirmationWindowDays: z.optional(z.int()),
  fulfilment: z.optional(fulfilmentSchema),
  countsOnce: z.optional(countsOnceSchema),
  scanTerms: z
    .optional(z.string())
    .check(z.describe("Of what is granted by a scan: how often, and what without a network")),
  conditions: z.array(z.string()).check(z.describe("All of them must hold")),
  whyByPeople: z.optional(z.string()).check(z.describe("Where the mode is `application`")),
  english: z.strictObject({
    who: z.string(),
    what: z.string(),
    how: z.string(),
    otherwise: z.string(),
  }),
  versions: z.array(policyVersionSchema).check(z.describe("The newest first")),
  gaps: z
    .array(z.strictObject({ from: daySchema, until: daySchema, note: z.string() }))
    .check(z.describe("Days on which none is in force, and why")),
  stages: z.array(policyStageSchema).check(z.describe("Every stage entered, the newest first")),
});
export type PolicyDetail = z.infer<typeof policyDetailSchema>;
