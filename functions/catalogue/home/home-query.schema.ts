import * as z from "zod/mini";
import { policyFilters } from "#shared/contract/policies.schema.ts";

/** No filter where the address carries something else than the schema's. */
function orNone<Value>(schema: z.ZodMiniType<Value | undefined>) {
  // oxlint-disable-next-line promise/valid-params -- no promise: zod's own catch
  return z.catch(schema, () => undefined);
}

/**
 * The filters of the page at `/`. People's addresses carry what they carry: an empty or strange value
 * means no filter, and other parameters are passed over.
 */
export const homeQuerySchema = z.object({
  q: orNone(z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(50)))),
  level: orNone(policyFilters.level),
  district: orNone(policyFilters.district),
  department: orNone(policyFilters.department),
  subject: orNone(policyFilters.subject),
  mode: orNone(policyFilters.mode),
  status: orNone(policyFilters.status),
  lifeEvent: orNone(policyFilters.lifeEvent),
  collection: orNone(policyFilters.collection),
  cursor: orNone(z.optional(z.string().check(z.regex(/^[a-z0-9-]{1,100}$/)))),
});
export type HomeQuery = z.infer<typeof homeQuerySchema>;
