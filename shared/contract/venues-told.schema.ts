import * as z from "zod/mini";
import { deviceStates, instructionStates, venueStates } from "#shared/db/enumerations.ts";

const count = z.int().check(z.minimum(0));

/** A month that has ended: `2026-11`. */
const monthSchema = z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/));

export const policyMonthSchema = z.object({
  policy: z.string().check(z.minLength(1), z.maxLength(80)),
  month: monthSchema,
});

export const venuesSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      venue: z.string(),
      name: z.string(),
      group: z.string(),
      department: z.string(),
      policies: z.array(z.string()),
      state: z.enum(venueStates),
      devices: z.array(
        z.strictObject({
          device: z.string(),
          state: z.enum(deviceStates),
          keyIds: z.array(z.string()),
          enrols: z.boolean(),
        }),
      ),
    }),
  ),
});

const hidden = z.nullable(count);

/** Of one venue, or of all. What is null is hidden for the sake of those few who are in it. */
const visits = {
  online: hidden,
  offline: hidden.check(z.describe("Granted by a device without network, and told later")),
  unknown: hidden.check(z.describe("Could not be told at the gate")),
  all: hidden,
};

export const visitStatisticsSchema = z.strictObject({
  policy: z.string(),
  month: monthSchema,
  venues: z.array(
    z.strictObject({
      venue: z.string(),
      ...visits,
      conflicts: count.check(
        z.describe(
          "Granted without network though it could not have been with one; see the work items",
        ),
      ),
    }),
  ),
  total: z.strictObject(visits),
});
export type VisitStatistics = z.infer<typeof visitStatisticsSchema>;

export const settlementRequestSchema = z.strictObject(policyMonthSchema.shape);

export const settlementsQuerySchema = z.object({
  policy: policyMonthSchema.shape.policy,
  month: z.optional(monthSchema),
});

/** What the payer gives venues back for the visits of a month. */
export const settlementsSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      month: monthSchema,
      venue: z.string(),
      organisation: z.string(),
      visits: count,
      beyondCap: count.check(
        z.describe("Granted without network beyond a device's cap: the venue's own loss"),
      ),
      amountFen: count,
      endToEndId: z.string(),
      state: z.enum(["waiting", ...instructionStates]),
      heldBecause: z.optional(z.string()),
    }),
  ),
});
