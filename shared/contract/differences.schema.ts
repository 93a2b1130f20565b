import { differenceKinds } from "#shared/db/enumerations.ts";
import * as z from "zod/mini";
import { daySchema } from "./subject.schema.ts";

export const differencesRequestSchema = z.strictObject({
  policy: z.string().check(z.minLength(1), z.maxLength(80)),
  purpose: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
});

/** What the newest audit of a policy found: who is forgotten, and what is granted without grounds. */
export const differencesSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      kind: z
        .enum(differenceKinds)
        .check(
          z.describe(
            "omitted: eligible, and no entitlement of the period; unfounded: an entitlement for whom the rule does not meet",
          ),
        ),
      subject: z.string().check(z.describe("The opaque key of the subject")),
      period: z.string(),
      entitlement: z.optional(z.string()),
      foundOn: daySchema.check(z.describe("The first day on which it was found")),
    }),
  ),
});
