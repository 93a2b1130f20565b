import * as z from "zod/mini";
import { departmentIds } from "#shared/identity/departments.ts";
import { daySchema } from "./subject.schema.ts";

/** What `GET /v1/console/obstacles` takes. */
export const obstacleQuerySchema = z.strictObject({
  department: z.optional(z.enum(departmentIds)),
});

/** When an obstacle is to be gone, by whoever can settle it. */
export const obstaclePlanSchema = z.strictObject({
  expectedOn: z.nullable(daySchema),
  note: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
});
