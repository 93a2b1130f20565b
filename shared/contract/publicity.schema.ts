import * as z from "zod/mini";
import { districtSchema, limitSchema } from "./policies.schema.ts";
import { daySchema } from "./subject.schema.ts";

/** Filters of the public lists; an entry must satisfy all that are given. */
export const publicityFilters = {
  policy: z.optional(z.string().check(z.maxLength(100))),
  district: z
    .optional(districtSchema)
    .check(z.describe("By household registration, or where a company is registered")),
};

export const publicityCursorSchema = z
  .optional(z.string().check(z.regex(/^[a-z2-7]{14}$/)))
  .check(z.describe("`nextCursor` of the page before"));

/** What `GET /v1/publicity` takes. */
export const publicityQuerySchema = z.strictObject({
  ...publicityFilters,
  limit: z.optional(limitSchema).check(z.describe("1 to 100; 50 without it")),
  cursor: publicityCursorSchema,
});

const publicEntrySchema = z.strictObject({
  number: z.string().check(z.describe("The public number 公示编号; an objection names it")),
  policy: z.string(),
  title: z.string(),
  period: z.string(),
  district: z.optional(districtSchema),
  name: z
    .optional(z.string())
    .check(
      z.describe(
        "A company's in full, a natural person's masked; absent where the number alone is public",
      ),
    ),
  amountFen: z.optional(z.int()).check(z.describe("Of companies only")),
  from: daySchema,
  until: z
    .nullable(daySchema)
    .check(z.describe("The last day; null 待定 while the State Council's calendar is missing")),
});
export type PublicEntry = z.infer<typeof publicEntrySchema>;

/** What is in publicity now. Nothing that has closed is ever among it. */
export const publicitySchema = z.strictObject({
  items: z.array(publicEntrySchema).check(z.describe("By number, an order that tells nothing")),
  nextCursor: z.optional(z.string()),
});
export type PublicityList = z.infer<typeof publicitySchema>;
