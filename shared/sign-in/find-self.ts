import type { Context } from "hono";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { refuse } from "#shared/web/refusal.ts";
import { findSignedIn, type Issuer } from "#shared/web/verify-token.ts";
import { readSession } from "./cookies.ts";
import type { Session } from "./session.ts";

/** Whose data a signed-in person may see: the own, or the organisation's whose clerk it is. */
export type Self = Pick<Session, "subjectKey" | "kind" | "by">;

/**
 * Who has signed in, by a bearer token or by the session of this browser; undefined where nobody has.
 *
 * @param keyOf the opaque key of a number; undefined where nothing was ever reported of it
 */
export async function findSelf(
  c: Context,
  env: Issuer & { readonly COOKIE_KEY: string },
  keyOf: (subject: SubjectReference) => Promise<string | undefined>,
  now: Date,
): Promise<Self | undefined> {
  const signedIn = await findSignedIn(env, c.req.header("Authorization"), now);
  if (signedIn === undefined) return readSession(c, env.COOKIE_KEY, "look", now);
  const { subject, person } = signedIn;
  if (subject === undefined) return nobodysOwn();
  return { subjectKey: (await keyOf(subject)) ?? null, kind: subject.kind, by: person };
}

export function notSignedIn(): never {
  return refuse(
    401,
    "not-authenticated",
    {
      zh: "请先登录（/me/sign-in），或者带上有效的令牌。",
      en: "Sign in at /me/sign-in, or send a valid bearer token.",
    },
    { headers: { "WWW-Authenticate": "Bearer" } },
  );
}

/** Staff have no benefits of their own in this role. */
function nobodysOwn(): never {
  return refuse(403, "not-allowed", {
    zh: "这个令牌不代表个人或者单位，没有可查询的内容。",
    en: "This token stands for no person and no organisation; there is nothing to show.",
  });
}
