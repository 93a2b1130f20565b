import * as z from "zod/mini";
import { policyStages } from "#shared/db/enumerations.ts";
import { departmentIds } from "#shared/identity/departments.ts";
import { districtCodes } from "#shared/identity/districts.ts";
import { stageChangeSchema } from "./proposals.schema.ts";
import { daySchema, instantSchema } from "./subject.schema.ts";

const count = z.int().check(z.minimum(0));
const departmentSchema = z.enum(departmentIds);
const pilotSchema = stageChangeSchema.shape.pilot;

const countsSchema = z.strictObject({
  eligible: count,
  unknown: count,
  amountFen: count,
  entitled: count,
  omitted: count,
  unfounded: count,
  benefited: count,
  paidFen: count,
  settled: count,
  failed: count,
  objections: count,
  pending: count.check(z.describe("Left out, for it is about to be judged again")),
  medianDays: z
    .optional(count)
    .check(z.describe("From match to payment; left out where nothing was paid")),
});

const measuredSchema = z.extend(countsSchema, { day: daySchema });

const figureSchema = z.strictObject({
  figure: z.string(),
  count,
  of: z.optional(count),
  limit: count,
  unit: z.enum(["of-ten-thousand", "count"]),
  order: z.enum(["atMost", "atLeast"]),
  passed: z.boolean(),
  text: z.string(),
});

const alarmSchema = z.strictObject({
  day: daySchema,
  figure: z.string(),
  count,
  of: z.optional(count),
  limit: count,
});

const standingSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  leadDepartment: departmentSchema,
  stage: z.enum(policyStages),
  stageNumber: count.check(z.describe("What a proposal to change the stage must expect")),
  pilot: pilotSchema,
  since: z.optional(instantSchema),
  readiness: z.strictObject({ passed: count, failing: count }),
  measured: z.optional(measuredSchema),
  alarms: z.array(alarmSchema),
});

/** How every policy stands. */
export const policyStandingsSchema = z.strictObject({ items: z.array(standingSchema) });

const readinessItemSchema = z.strictObject({
  id: z.string(),
  check: z.string(),
  label: z.string(),
  ok: z.boolean(),
  text: z.string(),
  clause: z.optional(z.string()),
  fact: z.optional(z.string()),
  owner: departmentSchema,
  people: z.optional(count),
});

const stageEntrySchema = z.strictObject({
  number: count,
  stage: z.enum(policyStages),
  pilot: pilotSchema,
  reason: z.string(),
  figures: z.record(z.string(), z.unknown()),
  proposedBy: z.string(),
  decidedBy: z.string(),
  since: z
    .optional(instantSchema)
    .check(z.describe("Left out of what was in operation before stages were kept")),
  previous: z.string(),
  hash: z.string(),
});

/** One policy: its checklist, what it would have to keep to go live, and every stage it has entered. */
export const policyLifeSchema = z.extend(standingSchema, {
  checklist: z.array(readinessItemSchema),
  gate: z.strictObject({
    passed: z.boolean(),
    measuredOn: z.optional(daySchema),
    figures: z.array(figureSchema),
  }),
  districts: z.array(
    z.extend(countsSchema, { district: z.enum([...districtCodes, "elsewhere", ""]) }),
  ),
  history: z.array(stageEntrySchema),
  chain: z.strictObject({ whole: z.boolean(), firstBroken: z.optional(count) }),
});

export const obstacleSchema = z.strictObject({
  policy: z.string(),
  title: z.string(),
  leadDepartment: departmentSchema,
  stage: z.enum([...policyStages, "hand-judged"]),
  id: z.string(),
  check: z.string(),
  blocking: z.boolean(),
  text: z.string(),
  clause: z.optional(z.string()),
  fact: z.optional(z.string()),
  owner: departmentSchema,
  freed: z.optional(
    z.strictObject({
      people: count,
      amountFen: z.optional(count),
      estimated: z.boolean(),
      measuredOn: daySchema,
    }),
  ),
  plan: z.optional(
    z.strictObject({
      expectedOn: z.nullable(daySchema),
      note: z.string(),
      plannedBy: z.string(),
      plannedAt: instantSchema,
    }),
  ),
});

/** 堵点清单 */
export const obstaclesSchema = z.strictObject({ items: z.array(obstacleSchema) });

export const measuringSchema = z.strictObject({ policy: z.string(), state: z.literal("asked") });
