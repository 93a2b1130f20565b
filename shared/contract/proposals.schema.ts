import * as z from "zod/mini";
import { endpointPurposes, policyStages } from "#shared/db/enumerations.ts";
import { districtCodes } from "#shared/identity/districts.ts";
import { calendarYearSchema } from "./calendar-year.schema.ts";
import { daySchema, instantSchema } from "./subject.schema.ts";
import { deviceRevocationSchema, placeIdSchema, venueSchema } from "./venues.schema.ts";

const departmentSchema = z.string().check(z.minLength(1), z.maxLength(60));

function isSecret(text: string): boolean {
  const encoded = /^whsec_([A-Za-z\d+/]+={0,2})$/.exec(text)?.[1] ?? "";
  if (encoded.length % 4 !== 0) return false;
  const { length } = atob(encoded);
  return length >= 24 && length <= 64;
}

const keyIdSchema = z.string().check(z.regex(/^[\w-]{1,40}$/));
const secretSchema = z
  .string()
  .check(z.refine(isSecret, { error: "whsec_ and base64 of 24 to 64 bytes" }));

/** A policy enters another stage of its life. */
export const stageChangeSchema = z.strictObject({
  policy: z.string().check(z.minLength(1), z.maxLength(80)),
  stage: z.enum(policyStages),
  pilot: z
    .optional(
      z.union([
        z.strictObject({
          districts: z.array(z.enum(districtCodes)).check(z.minLength(1), z.maxLength(16)),
        }),
        z.strictObject({ percent: z.int().check(z.minimum(1), z.maximum(100)) }),
      ]),
    )
    .check(
      z.describe(
        "Of a pilot: some districts, or a stable share of all subjects. One that goes on after a pause keeps its own",
      ),
    ),
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
  expects: z
    .int()
    .check(z.minimum(0), z.describe("The number of the present stage; 0 where there was none")),
  despite: z
    .optional(
      z
        .array(
          z.strictObject({
            item: z.string().check(z.minLength(1), z.maxLength(120)),
            reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
          }),
        )
        .check(z.maxLength(60)),
    )
    .check(z.describe("Why it goes on although these items of the checklist do not pass")),
});
export type StageChange = z.infer<typeof stageChangeSchema>;

/** Acts that need two persons: one proposes, another approves. */
export const proposalRequestSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("department-key"),
    payload: z.strictObject({
      department: departmentSchema,
      keyId: keyIdSchema,
      secret: secretSchema,
    }),
  }),
  z.strictObject({
    kind: z.literal("department-key-retirement"),
    payload: z.strictObject({
      department: departmentSchema,
      keyId: keyIdSchema,
    }),
  }),
  z.strictObject({
    kind: z.literal("endpoint"),
    payload: z.strictObject({
      department: departmentSchema,
      purpose: z.enum(endpointPurposes),
      url: z.url({ protocol: /^https?$/ }).check(z.maxLength(500)),
    }),
  }),
  z.strictObject({
    kind: z.literal("authorisation"),
    payload: z.strictObject({
      department: departmentSchema,
      policy: z.string().check(z.minLength(1), z.maxLength(80)),
      dailyCapFen: z.int().check(z.positive()),
      validFrom: daySchema,
      validUntil: daySchema,
    }),
  }),
  /** Ends every authorisation of a department for a policy: from now on two persons release each payment. */
  z.strictObject({
    kind: z.literal("authorisation-end"),
    payload: z.strictObject({
      department: departmentSchema,
      policy: z.string().check(z.minLength(1), z.maxLength(80)),
    }),
  }),
  /** After a shard was restored and reconciled: the city takes its newest seal for the true one, and it pays again. */
  z.strictObject({
    kind: z.literal("shard-acceptance"),
    payload: z.strictObject({
      shard: z.int().check(z.minimum(0)),
      number: z.int().check(z.minimum(0)),
      hash: z.string().check(z.maxLength(60)),
    }),
  }),
  z.strictObject({ kind: z.literal("policy-stage"), payload: stageChangeSchema }),
  /** A year of the State Council's calendar 节假日安排: from now on its working days are known. */
  z.strictObject({ kind: z.literal("calendar-year"), payload: calendarYearSchema }),
  z.strictObject({ kind: z.literal("venue"), payload: venueSchema }),
  /** A device of a venue, or another key of one: the key before it stays good beside it. */
  z.strictObject({
    kind: z.literal("venue-device"),
    payload: z.strictObject({
      venue: placeIdSchema,
      device: placeIdSchema,
      keyId: keyIdSchema,
      secret: secretSchema,
      enrols: z
        .optional(z.boolean())
        .check(z.describe("The key is good for nothing but fetching another one, once")),
    }),
  }),
  /** A device that was lost or retired: from now on nothing that it signs is believed. */
  z.strictObject({ kind: z.literal("venue-device-revocation"), payload: deviceRevocationSchema }),
  z.strictObject({
    kind: z.literal("release"),
    payload: z.strictObject({
      policy: z.string().check(z.minLength(1), z.maxLength(80)),
      releases: z
        .array(
          z.strictObject({
            endToEndId: z.string().check(z.regex(/^[a-z2-7]{28}$/)),
            amountFen: z.int().check(z.positive()),
          }),
        )
        .check(z.minLength(1), z.maxLength(500)),
    }),
  }),
]);
export type ProposalRequest = z.infer<typeof proposalRequestSchema>;

export const proposalDecisionSchema = z.strictObject({ decision: z.enum(["approve", "decline"]) });

export const proposalSchema = z.strictObject({
  id: z.string(),
  kind: z.string(),
  state: z.enum(["proposed", "approved", "declined"]),
});

export const proposalsSchema = z.strictObject({
  items: z.array(
    z.extend(proposalSchema, {
      proposedAt: instantSchema,
      stageChange: z.optional(stageChangeSchema).check(z.describe("Of `policy-stage`")),
      calendarYear: z.optional(calendarYearSchema).check(z.describe("Of `calendar-year`")),
      venue: z.optional(venueSchema).check(z.describe("Of `venue`")),
    }),
  ),
});
