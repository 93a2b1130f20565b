import * as z from "zod/mini";
import { daySchema, subjectSchema } from "./subject.schema.ts";

/** Which policies a mandate is about; all, without them. */
export const mandatePoliciesSchema = z.optional(
  z.array(z.string().check(z.minLength(1), z.maxLength(80))).check(z.minLength(1), z.maxLength(50)),
);

/** What `POST /v1/me/mandates` takes: whom one charges with deciding in one's stead. */
export const mandateRequestSchema = z.strictObject({
  agent: subjectSchema,
  name: z
    .string()
    .check(z.trim(), z.minLength(1), z.maxLength(60), z.describe("The agent's name in full")),
  policies: mandatePoliciesSchema,
  until: daySchema.check(z.describe("The last day; within three years")),
});
