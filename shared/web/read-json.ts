import type { Context } from "hono";
import { refuse } from "./refusal.ts";
import { type Issue, toldIssue } from "./told-issue.ts";

/** What checks a body, such as a schema of zod. */
interface Schema<Output> {
  safeParse(
    raw: unknown,
  ):
    | { readonly success: true; readonly data: Output }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
}

/** The body as the schema wants it; refuses with what is wrong where it is not. */
export async function readJson<Output>(c: Context, schema: Schema<Output>): Promise<Output> {
  const raw: unknown = await c.req.json().catch(() => undefined);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues
    .map(toldIssue)
    .map(({ path, message }) => ({ path: path.join("."), message }));
  const places = errors.map(({ path, message }) => `${path} (${message})`).join("; ");
  return refuse(
    400,
    "invalid-request",
    {
      zh: `内容不符合要求，请检查：${places}。没有改动任何内容。`,
      en: `The body does not fit the schema in /openapi.json; check: ${places}. Nothing was changed.`,
    },
    { members: { errors } },
  );
}
