import * as z from "zod";
import { policyModes, policySubjects } from "#shared/contract/policies.schema.ts";

/**
 * The filters of the page at `/`. People's addresses carry what they carry: an empty or strange value
 * means no filter, and other parameters are passed over.
 */
export const homeQuerySchema = z.object({
  q: z.string().trim().min(1).max(50).optional().catch(undefined),
  mode: z.enum(policyModes).optional().catch(undefined),
  subject: z.enum(policySubjects).optional().catch(undefined),
  cursor: z
    .string()
    .regex(/^[a-z0-9-]{1,100}$/)
    .optional()
    .catch(undefined),
});
export type HomeQuery = z.infer<typeof homeQuerySchema>;
