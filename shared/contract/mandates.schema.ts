import * as z from "zod/mini";
import { mandateKinds } from "#shared/db/enumerations.ts";

const aboutSchema = {
  mandate: z.string(),
  kind: z.enum(mandateKinds),
  /** Absent where it is about all. */
  policies: z.optional(z.array(z.strictObject({ policy: z.string(), title: z.string() }))),
  from: z.string(),
  until: z.string(),
  standing: z.enum(["in-force", "ended", "expired", "death", "no-parent", "joined"]),
};

/** A mandate that decides for somebody; the agent's name is masked. */
export const givenMandateSchema = z.strictObject({ ...aboutSchema, agent: z.optional(z.string()) });

/** A mandate by which somebody decides for another; the other one's name is masked. */
export const heldMandateSchema = z.strictObject({
  ...aboutSchema,
  grantor: z.optional(z.string()),
});

export const mandatesSchema = z.strictObject({
  given: z.array(givenMandateSchema),
  held: z.array(heldMandateSchema),
});
