import * as z from "zod/mini";
import { instantSchema } from "./subject.schema.ts";

/** Payments that wait for two persons to release them. */
export const unreleasedSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      endToEndId: z.string(),
      periods: z.array(z.string()),
      amountFen: z.int().check(z.positive()),
    }),
  ),
});

export const deadLettersSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string(),
      queue: z.string(),
      reason: z.string(),
      recordedAt: instantSchema,
    }),
  ),
});

export const replayedSchema = z.strictObject({ id: z.string(), state: z.literal("replayed") });

const sealSchema = z.strictObject({ number: z.int(), hash: z.string() });

/** Whether each shard holds the seal that the city remembers. */
export const sealsSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      shard: z.int(),
      restored: z.boolean(),
      newest: z.optional(sealSchema),
      remembered: z.optional(sealSchema),
    }),
  ),
});

const countedSchema = z.strictObject({
  policy: z.string(),
  state: z.string(),
  count: z.int(),
  amountFen: z.optional(z.int()),
});

/** How the whole stands, in numbers that name nobody. */
export const stateCountsSchema = z.strictObject({
  policies: z.array(
    z.strictObject({ policy: z.string(), met: z.int(), unmet: z.int(), unknown: z.int() }),
  ),
  confirmations: z.array(countedSchema),
  instructions: z.array(countedSchema),
  notices: z.array(z.strictObject({ template: z.string(), count: z.int() })),
  facts: z.int(),
});
