import { departmentIds } from "#shared/identity/departments.ts";
import { workItemKinds } from "#shared/db/enumerations.ts";
import * as z from "zod/mini";

/** What `GET /v1/console/work-items` takes. */
export const workItemQuerySchema = z.strictObject({
  owner: z.optional(z.enum([...departmentIds, "operations"])),
  kind: z.optional(z.enum(workItemKinds)),
  state: z._default(z.enum(["open", "closed"]), "open"),
  late: z.optional(z.enum(["true", "false"])),
  after: z
    ._default(z.string().check(z.regex(/^\d{1,6}$/)), "0")
    .check(z.describe("How many to leave out: the `next` of the page before")),
});

/** A person says what was done. No personal data belongs here. */
export const workItemClosingSchema = z.strictObject({
  outcome: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
});
