import type { Context } from "hono";
import type * as z from "zod/mini";
import { refuse } from "#shared/web/refusal.ts";

/** The body as the schema wants it; refuses with what is wrong where it is not. */
export async function readJson<Schema extends z.ZodMiniType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  const raw: unknown = await c.req.json().catch(() => undefined);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues
    .map(({ path, message }) => `${path.join(".")} (${message})`)
    .join("; ");
  return refuse(
    400,
    "invalid-request",
    {
      zh: `内容不符合要求，请检查：${places}。没有改动任何内容。`,
      en: `The body does not fit the schema in /openapi.json; check: ${places}. Nothing was changed.`,
    },
    {
      members: {
        errors: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
      },
    },
  );
}
