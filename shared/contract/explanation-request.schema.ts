import * as z from "zod/mini";
import { daySchema, subjectSchema } from "./subject.schema.ts";

/** What `POST /v1/console/explanations` takes. */
export const explanationRequestSchema = z.strictObject({
  subject: subjectSchema,
  policy: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
  on: z.optional(daySchema),
  /** Why personal data is looked at; it is recorded with the access. */
  purpose: z.string().check(z.trim(), z.minLength(2), z.maxLength(200)),
});
