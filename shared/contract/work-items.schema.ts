import { workItemKinds } from "#shared/db/enumerations.ts";
import { departmentIds } from "#shared/identity/departments.ts";
import * as z from "zod/mini";
import { daySchema, instantSchema } from "./subject.schema.ts";

const owners = [...departmentIds, "operations"] as const;

/** What waits for people 待办: each with its owner and its last day. */
export const workItemSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(workItemKinds),
  title: z.string(),
  owner: z.enum(owners),
  policy: z.optional(z.string()),
  reference: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  state: z.enum(["open", "closed"]),
  openedAt: instantSchema,
  term: z.strictObject({ from: daySchema, workingDays: z.int() }),
  dueOn: z
    .nullable(daySchema)
    .check(
      z.describe("null is 待定: the calendar of a year is not published that the term reaches"),
    ),
  late: z.boolean(),
  closedByHand: z
    .boolean()
    .check(z.describe("Whether a person says that it is done; otherwise it closes by itself")),
  closed: z.optional(z.strictObject({ at: instantSchema, by: z.string(), outcome: z.string() })),
});

export const workItemsSchema = z.strictObject({
  items: z.array(workItemSchema),
  total: z.int(),
  next: z.optional(z.string()),
});
