import * as z from "zod/mini";
import { policyStages } from "#shared/db/enumerations.ts";
import { factNames } from "#shared/facts/dictionary.ts";
import { relationNames } from "#shared/facts/relations.ts";
import { departmentIds } from "#shared/identity/departments.ts";
import { districtCodes } from "#shared/identity/districts.ts";
import { benefitClasses, categories, collectionIds, lifeEventIds } from "#shared/rules/listing.ts";
import { daySchema, instantSchema } from "./subject.schema.ts";

export const policyModes = ["direct", "confirm", "scan", "application"] as const;
export const policySubjects = ["person", "organisation"] as const;
export const policyLevels = ["city", "district"] as const;
/** Whether a document backs it; a sample 示例 is never passed off as official. */
const evidences = ["sourced", "sample"] as const;

export const departmentSchema = z.enum(departmentIds);
export const districtSchema = z.enum(districtCodes);
export const modeSchema = z
  .enum(policyModes)
  .check(z.describe("`application`: only people judge it, by the ordinary channel"));
export const subjectSchema = z.enum(policySubjects);
export const levelSchema = z.enum(policyLevels);
export const stageSchema = z.enum(policyStages);
export const evidenceSchema = z.enum(evidences);
export const sampleSchema = z
  .optional(z.literal("示例"))
  .check(z.describe("Where no document backs it: `evidence` is `sample`"));
const lifeEventSchema = z.enum(lifeEventIds);
const collectionSchema = z.enum(collectionIds);

/** `limit` arrives as text: digits only, so that "1e2" and "" are refused and not guessed at. */
export const limitSchema = z.pipe(
  z.pipe(z.string().check(z.regex(/^[1-9]\d{0,2}$/)), z.transform(Number)),
  z.int().check(z.minimum(1), z.maximum(100)),
);

/** Filters of the catalogue; an entry must satisfy all that are given. */
export const policyFilters = {
  q: z
    .optional(z.string().check(z.trim(), z.maxLength(50)))
    .check(z.describe("Words that the title, the amount, the conditions or the documents contain")),
  level: z.optional(levelSchema),
  district: z
    .optional(districtSchema)
    .check(z.describe("Whose own policy it is; those of the city count for every district")),
  department: z.optional(departmentSchema).check(z.describe("Leads or supports the policy")),
  subject: z.optional(subjectSchema),
  mode: z.optional(modeSchema),
  status: z
    .optional(z.enum([...policyStages, ...evidences]))
    .check(z.describe("The stage; `sourced` and `sample` ask for the evidence")),
  lifeEvent: z.optional(lifeEventSchema),
  collection: z.optional(collectionSchema),
};

/** What `GET /v1/policies.csv` takes: filters, and no pages. */
export const policyFilterSchema = z.strictObject(policyFilters);
export type PolicyFilter = z.infer<typeof policyFilterSchema>;

/** What `GET /v1/policies` takes. */
export const policyQuerySchema = z.strictObject({
  ...policyFilters,
  limit: z.optional(limitSchema).check(z.describe("1 to 100; 50 without it")),
  cursor: z
    .optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,100}$/)))
    .check(z.describe("`nextCursor` of the page before")),
});

export const policySourceSchema = z.strictObject({
  document: z.string(),
  clause: z.string(),
  url: z.optional(z.string()),
  inForceUntil: z.optional(daySchema),
  note: z.optional(z.string()),
});

export const pilotSchema = z.union([
  z.strictObject({ districts: z.array(districtSchema) }),
  z.strictObject({ percent: z.int().check(z.minimum(1), z.maximum(100)) }),
]);

/** What the list tells of an entry; the entry's own address tells more. */
export const policyItem = {
  id: z.string(),
  title: z.string(),
  titleEn: z.string(),
  level: levelSchema,
  district: z.optional(districtSchema).check(z.describe("Where the level is `district`")),
  leadDepartment: departmentSchema,
  supportingDepartments: z.array(departmentSchema),
  category: z.enum(categories),
  benefitClass: z.enum(benefitClasses),
  subject: subjectSchema,
  lifeEvents: z.array(lifeEventSchema),
  collections: z
    .array(collectionSchema)
    .check(z.describe("`automatic` follows from the stage: a pilot, or live")),
  mode: modeSchema,
  version: z
    .optional(z.string())
    .check(z.describe("In force today; otherwise the next to come, or the last. None by hand")),
  from: daySchema,
  until: z.optional(daySchema).check(z.describe("The last day; open-ended without")),
  inForce: z.boolean(),
  status: stageSchema,
  statusInWords: z.string(),
  statusSince: z.optional(instantSchema).check(z.describe("Where the instant is on record")),
  pilot: z.optional(pilotSchema).check(z.describe("Whom the pilot is for; kept in a pause")),
  evidence: evidenceSchema,
  statusLabel: sampleSchema,
  isGuaranteedByLaw: z.boolean(),
  amountInWords: z.string(),
  handlingTime: z.string(),
  ordinaryChannel: z.strictObject({ text: z.string(), url: z.optional(z.string()) }),
  dataRequirement: z.array(
    z.strictObject({
      fact: z.enum([...factNames, ...relationNames]).check(z.describe("A fact, or a relation")),
      relation: z
        .optional(z.enum(relationNames))
        .check(z.describe("Whose fact it is, where it is not the subject's own")),
      label: z.string(),
      steward: departmentSchema,
    }),
  ),
  source: policySourceSchema,
};

const policyItemSchema = z.strictObject(policyItem);
export type PolicyItem = z.infer<typeof policyItemSchema>;

/** Every list calls itself a sample. */
export const titledSchema = z.string().check(z.describe("示例目录（依据公开政策整理）"));

export const policyListSchema = z.strictObject({
  title: titledSchema,
  total: z.int().check(z.describe("How many satisfy the filters, on all pages")),
  items: z.array(policyItemSchema),
  nextCursor: z.optional(z.string()),
});
export type PolicyList = z.infer<typeof policyListSchema>;

/** The whole list as a table: RFC 4180, UTF-8 with a byte order mark, heads in Chinese. */
export const policyTableSchema = z.string();
