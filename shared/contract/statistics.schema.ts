import * as z from "zod/mini";
import {
  districtSchema,
  levelSchema,
  modeSchema,
  stageSchema,
  titledSchema,
} from "./policies.schema.ts";
import { daySchema, instantSchema } from "./subject.schema.ts";

const count = z.int().check(z.minimum(0));

/** Of one group. What is null is hidden for the sake of those few who are in it, or there is nothing to tell. */
const figures = {
  benefited: z
    .nullable(count)
    .check(z.describe("Who ever received it; who receives two benefits counts twice in a sum")),
  amountFen: z.nullable(count).check(z.describe("Paid so far")),
  medianDays: z
    .nullable(count)
    .check(z.describe("From match to payment; null also where nothing was paid yet")),
};

const placeSchema = z
  .union([districtSchema, z.literal("elsewhere"), z.literal("unknown")])
  .check(z.describe("By household registration, or where an organisation is registered"));

const inPlaceSchema = z.strictObject({ district: placeSchema, ...figures });

const ofPolicySchema = z.strictObject({
  policy: z.string(),
  title: z.string(),
  measuredOn: daySchema,
  ...figures,
  districts: z.array(inPlaceSchema).check(z.describe("Those that are not named have nobody")),
});

const ofSubjectsSchema = z.strictObject({
  total: z.strictObject(figures),
  policies: z.array(ofPolicySchema).check(z.describe("Those that were measured, by id")),
  districts: z.array(inPlaceSchema),
});
export type StatisticsOfSubjects = z.infer<typeof ofSubjectsSchema>;
export type Figures = StatisticsOfSubjects["total"];
export type Place = z.infer<typeof placeSchema>;

/** What is automatic, whom it reached, and how fast. */
export const statisticsSchema = z.strictObject({
  title: titledSchema,
  suppressedBelow: count.check(
    z.describe(
      "Groups of fewer are hidden, and others with them, so that no total gives them away",
    ),
  ),
  measuredOn: z.optional(daySchema).check(z.describe("Absent where nothing was measured yet")),
  catalogue: z.strictObject({
    policies: count,
    automatic: count.check(z.describe("In a pilot, or live")),
    counts: z
      .array(
        z.strictObject({
          level: levelSchema,
          mode: modeSchema,
          status: stageSchema,
          policies: count,
        }),
      )
      .check(z.describe("Entries of the catalogue; combinations without any are left out")),
  }),
  people: ofSubjectsSchema,
  organisations: ofSubjectsSchema,
  audits: z
    .array(
      z.strictObject({
        policy: z.string(),
        title: z.string(),
        auditedOn: daySchema,
        passed: z.boolean().check(z.describe("Both differences are empty")),
        pending: z
          .boolean()
          .check(z.describe("Something waits to be judged again, and may be what seems to differ")),
        omitted: z.nullable(count).check(z.describe("Eligible, and no entitlement of the period")),
        unfounded: z
          .nullable(count)
          .check(z.describe("An entitlement of the period for whom the rule does not meet")),
      }),
    )
    .check(z.describe("The nightly audit of each policy in operation; null: fewer than five")),
  delays: z
    .strictObject({
      countedAt: z
        .optional(instantSchema)
        .check(
          z.describe("When offers and payments were counted; the others stand as they are now"),
        ),
      kinds: z.array(
        z.strictObject({
          kind: z.string(),
          title: z.string(),
          waiting: z.nullable(count),
          late: z.nullable(count).check(z.describe("Whose last day has passed")),
          undated: z
            .nullable(count)
            .check(z.describe("待定: the calendar of a year is missing that the term reaches")),
        }),
      ),
    })
    .check(z.describe("Everything that waits, by kind; null where a group of fewer is hidden")),
});
export type Statistics = z.infer<typeof statisticsSchema>;
