import { readSession } from "#shared/sign-in/cookies.ts";
import type { Session } from "#shared/sign-in/session.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import { refuse } from "#shared/web/refusal.ts";
import { findSignedIn } from "#shared/web/verify-token.ts";
import type { HomeContext } from "./home-app.ts";

/** Whose data a signed-in person may see: the own, or the organisation's whose clerk it is. */
export type Self = Pick<Session, "subjectKey" | "kind" | "by">;

/** Who has signed in, by a bearer token or by the session of this browser; refuses where nobody has. */
export async function selfOf(c: HomeContext): Promise<Self> {
  return (await findSelf(c)) ?? notSignedIn();
}

/** The same; undefined where nobody has. */
export async function findSelf(c: HomeContext): Promise<Self | undefined> {
  const { env } = c;
  const signedIn = await findSignedIn(env, c.req.header("Authorization"), c.var.now);
  if (signedIn === undefined) return readSession(c, env.COOKIE_KEY, "look", c.var.now);
  const { subject, person } = signedIn;
  if (subject === undefined) return nobodysOwn();
  const subjectKey = (await findSubjectKey(env, env, subject)) ?? null;
  return { subjectKey, kind: subject.kind, by: person };
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
