import * as z from "zod/mini";

/** A problem document (RFC 9457). Some problems say more in members of their own. */
export const problemSchema = z.looseObject({
  type: z.string().check(z.regex(/^\/problems\/[a-z-]+$/)),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
});

/** What a problem type means: the answer of `GET /problems/{code}`. */
export const problemTypeSchema = z.strictObject({
  type: z.string().check(z.regex(/^\/problems\/[a-z-]+$/)),
  title: z.string(),
});

export const healthSchema = z.strictObject({ status: z.literal("ok") });

/** The answer of `GET /healthz/{function}`. */
export const functionHealthSchema = z.strictObject({
  status: z.literal("ok"),
  function: z.string(),
});
