import * as z from "zod/mini";
import { collectionIds } from "#shared/rules/listing.ts";
import {
  departmentSchema,
  districtSchema,
  evidenceSchema,
  levelSchema,
  modeSchema,
  policyListSchema,
  sampleSchema,
  stageSchema,
  subjectSchema,
  titledSchema,
} from "./policies.schema.ts";
import { daySchema } from "./subject.schema.ts";

const collectionName = {
  id: z.enum(collectionIds),
  name: z.string(),
  nameEn: z.string(),
};

/** The collections 专区, and how much is in each. */
export const collectionsSchema = z.strictObject({
  title: titledSchema,
  items: z.array(z.strictObject({ ...collectionName, total: z.int() })),
});
export type Collections = z.infer<typeof collectionsSchema>;

export const collectionSchema = z.strictObject({
  title: titledSchema,
  ...collectionName,
  items: policyListSchema.shape.items,
});
export type Collection = z.infer<typeof collectionSchema>;

const yearlyItemSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  titleEn: z.string(),
  level: levelSchema,
  district: z.optional(districtSchema),
  leadDepartment: departmentSchema,
  subject: subjectSchema,
  mode: modeSchema.check(z.describe("Of the version that was last in force in the year")),
  evidence: evidenceSchema,
  statusLabel: sampleSchema,
  status: z
    .optional(stageSchema)
    .check(z.describe("At the end of the year, or today; left out where it is not on record")),
  movedToAutomaticOn: z
    .optional(daySchema)
    .check(z.describe("The first day in a pilot or live, where it is in the year")),
});
export type YearlyItem = z.infer<typeof yearlyItemSchema>;

/** 年度清单: what was in force in a year, by department and by district, and what was moved to automatic then. */
export const yearlyListSchema = z.strictObject({
  title: titledSchema,
  year: z.int(),
  years: z.array(z.int()).check(z.describe("The years that have a list, the newest first")),
  departments: z.array(
    z.strictObject({ department: departmentSchema, items: z.array(yearlyItemSchema) }),
  ),
  districts: z.array(
    z.strictObject({ district: districtSchema, items: z.array(yearlyItemSchema) }),
  ),
  movedToAutomatic: z.array(yearlyItemSchema),
});
export type YearlyList = z.infer<typeof yearlyListSchema>;

/** Atom 1.0 (RFC 4287). */
export const changesFeedSchema = z.string();
