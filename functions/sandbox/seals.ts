import * as z from "zod/mini";
import type { Seal } from "#shared/documents/seal-service.ts";

/** What the city's service for electronic seals is asked. */
export const sealRequestSchema = z.strictObject({
  department: z.string(),
  document: z.string(),
  digest: z.string().check(z.regex(/^[\da-f]{64}$/)),
});

/** A sealing by a stand-in: it is marked as a sample and proves nothing. */
export function sampleSeal(
  { department, digest }: z.infer<typeof sealRequestSchema>,
  now: Date,
): Seal {
  return {
    name: department,
    number: `SAMPLE-${digest.slice(0, 12).toUpperCase()}`,
    sealedAt: now.toISOString(),
    isSample: true,
  };
}
