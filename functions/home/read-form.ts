import type { Context } from "hono";

/** The fields of a form; none where the body is no form, which then reads like an empty one. */
export async function readForm(c: Context): Promise<Record<string, unknown>> {
  return c.req.parseBody().catch(() => ({}));
}
