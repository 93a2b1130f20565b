import * as z from "zod/mini";
import { venueStates } from "#shared/db/enumerations.ts";

/** The id of a venue, a device, or a group of venues. */
export const placeIdSchema = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{1,59}$/));

/** A venue as two persons of operations register it; the same id again changes it. */
export const venueSchema = z.strictObject({
  venue: placeIdSchema,
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  group: placeIdSchema.check(
    z.describe("Venues that count a person's visits together, such as all parks"),
  ),
  department: z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(60),
      z.describe("Whose venue it is; its systems may sign too"),
    ),
  policies: z
    .array(z.string().check(z.minLength(1), z.maxLength(80)))
    .check(
      z.minLength(1),
      z.maxLength(10),
      z.describe("What a scan may give here, in the order in which it is tried"),
    ),
  organisation: z
    .optional(z.string().check(z.regex(/^[0-9A-Z]{18}$/)))
    .check(z.describe("The unified social credit code of who runs it and is reimbursed")),
  state: z.enum(venueStates),
});
export type VenueRegistration = z.infer<typeof venueSchema>;

export const deviceRevocationSchema = z.strictObject({
  venue: placeIdSchema,
  device: placeIdSchema,
});
