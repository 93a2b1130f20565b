import { isFormOf } from "#shared/sign-in/session.ts";
import { refuse } from "#shared/web/refusal.ts";
import { type Bearer, bearerOf } from "./bearer.ts";
import type { CodeContext } from "./code-app.ts";

/** A form of a page of this session, and who has sent it; undefined where nobody is signed in any more. */
export async function postedIn(
  c: CodeContext,
): Promise<{ readonly bearer: Bearer; readonly fields: Record<string, unknown> } | undefined> {
  const fields: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
  const bearer = await bearerOf(c, "answer");
  if (bearer === undefined) return undefined;
  if (!(await isFormOf(c.env.COOKIE_KEY, bearer.session, fields["form"]))) return notOfThisPage();
  return { bearer, fields };
}

function notOfThisPage(): never {
  return refuse(403, "not-allowed", {
    zh: "这个请求不是从您打开的页面发出的，没有改动任何内容。请重新打开“随申码”再试。",
    en: "This request does not come from the page that you opened; nothing was changed. Open /me/code again.",
  });
}
