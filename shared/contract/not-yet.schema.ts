import * as z from "zod/mini";
import {
  departmentSchema,
  districtSchema,
  levelSchema,
  modeSchema,
  pilotSchema,
  stageSchema,
  subjectSchema,
  titledSchema,
} from "./policies.schema.ts";
import { daySchema } from "./subject.schema.ts";

const count = z.int().check(z.minimum(0));

const freedSchema = z.strictObject({
  subjects: z
    .nullable(count)
    .check(z.describe("Whom it would free; null for one to four, who are not told")),
  amountFen: z
    .nullable(count)
    .check(
      z.describe("What they would get for one period; null where it is not told or not known"),
    ),
  isEstimated: z.boolean(),
  measuredOn: daySchema,
});

const obstacleSchema = z.strictObject({
  id: z.string().check(z.describe("Stable within the policy")),
  kind: z
    .enum([
      "beneficiaries",
      "evidence",
      "amount",
      "document",
      "data",
      "ground",
      "adverse-effects",
      "hand-judged",
    ])
    .check(z.describe("What of the conditions for going ahead 条件成熟 is not settled")),
  isBlocking: z.boolean().check(z.describe("Otherwise it is in the way of some only")),
  text: z.string(),
  clause: z.optional(z.string()),
  fact: z.optional(z.string()),
  department: departmentSchema.check(z.describe("Who can settle it")),
  freed: z.optional(freedSchema).check(z.describe("Where it was measured")),
  expectedOn: z.optional(daySchema).check(z.describe("When the department expects it to be gone")),
  plan: z.optional(z.string()).check(z.describe("What the department says about it")),
});
export type ObstacleToTell = z.infer<typeof obstacleSchema>;

const itemSchema = z.strictObject({
  policy: z.string(),
  title: z.string(),
  titleEn: z.string(),
  level: levelSchema,
  district: z.optional(districtSchema),
  subject: subjectSchema,
  mode: modeSchema,
  leadDepartment: departmentSchema,
  status: stageSchema,
  statusInWords: z.string(),
  pilot: z.optional(pilotSchema),
  obstacles: z.array(obstacleSchema).check(z.describe("Empty where only the start is awaited")),
  ordinaryChannel: z
    .strictObject({ text: z.string(), url: z.optional(z.string()) })
    .check(z.describe("Where to apply meanwhile")),
});
export type NotYetItem = z.infer<typeof itemSchema>;

/** Every entry that does not arrive by itself, at least not for everybody: why, and when. */
export const notYetSchema = z.strictObject({
  title: titledSchema,
  suppressedBelow: count,
  items: z.array(itemSchema),
});
export type NotYet = z.infer<typeof notYetSchema>;
