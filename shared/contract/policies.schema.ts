import * as z from "zod";
import { departmentIds } from "#shared/identity/departments.ts";
import { factNames } from "#shared/facts/dictionary.ts";
import { relationNames } from "#shared/facts/relations.ts";
import { daySchema } from "./subject.schema.ts";

const departmentSchema = z.enum(departmentIds);
export const policyModes = ["direct", "confirm", "scan"] as const;
const policyStatuses = ["sourced", "sample"] as const;
export const policySubjects = ["person", "organisation"] as const;
const modeSchema = z.enum(policyModes);
const statusSchema = z.enum(policyStatuses);
const subjectSchema = z.enum(policySubjects);
const levelSchema = z.enum(["city"]);

/** `limit` arrives as text: digits only, so that "1e2" and "" are refused and not guessed at. */
const limitSchema = z
  .string()
  .regex(/^[1-9]\d{0,2}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(100));

/** Filters of `GET /v1/policies`; a policy must satisfy all that are given. */
export const policyQuerySchema = z.strictObject({
  q: z
    .string()
    .trim()
    .max(50)
    .optional()
    .describe("Words that the title, the amount or the documents contain"),
  level: levelSchema.optional(),
  department: departmentSchema.optional().describe("Leads or supports the policy"),
  subject: subjectSchema.optional(),
  mode: modeSchema.optional(),
  status: statusSchema.optional(),
  limit: limitSchema.optional().describe("1 to 100; 50 without it"),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/)
    .optional()
    .describe("`nextCursor` of the page before"),
});
export type PolicyQuery = z.infer<typeof policyQuerySchema>;

const policySourceSchema = z.strictObject({
  document: z.string(),
  clause: z.string(),
  url: z.string().optional(),
  inForceUntil: daySchema.optional(),
  note: z.string().optional(),
});

const policyItem = {
  id: z.string(),
  title: z.string(),
  titleEn: z.string(),
  level: levelSchema,
  leadDepartment: departmentSchema,
  supportingDepartments: z.array(departmentSchema),
  category: z.string(),
  subject: subjectSchema,
  mode: modeSchema,
  version: z.string().describe("In force today; otherwise the next to come, or the last"),
  inForce: z.boolean(),
  status: statusSchema,
  statusLabel: z.literal("示例").optional().describe("Where the status is `sample`"),
  amountInWords: z.string(),
  ordinaryChannel: z.strictObject({ text: z.string(), url: z.string().optional() }),
  dataRequirement: z.array(
    z.strictObject({
      fact: z.enum([...factNames, ...relationNames]).describe("A fact, or a relation"),
      relation: z
        .enum(relationNames)
        .optional()
        .describe("Whose fact it is, where it is not the subject's own"),
      label: z.string(),
      steward: departmentSchema,
    }),
  ),
  source: policySourceSchema,
};

const policyItemSchema = z.strictObject(policyItem);
export type PolicyItem = z.infer<typeof policyItemSchema>;

export const policyListSchema = z.strictObject({
  items: z.array(policyItemSchema),
  nextCursor: z.string().optional(),
});
export type PolicyList = z.infer<typeof policyListSchema>;

const policyVersionSchema = z.strictObject({
  id: z.string(),
  from: daySchema,
  until: daySchema.optional(),
  status: statusSchema,
  statusLabel: z.literal("示例").optional(),
  mode: modeSchema,
  ground: z.enum(["application-by-law-or-regulation", "application-by-document", "choice", "none"]),
  adverseEffects: z.boolean(),
  amountInWords: z.string(),
  arrears: z.enum(["all", "none"]),
  leftToPeople: z.array(z.string()),
  source: policySourceSchema,
});
export type PolicyVersion = z.infer<typeof policyVersionSchema>;

export const policyDetailSchema = z.strictObject({
  ...policyItem,
  versions: z.array(policyVersionSchema),
});
export type PolicyDetail = z.infer<typeof policyDetailSchema>;
