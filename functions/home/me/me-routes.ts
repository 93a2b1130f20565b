import { keepSession, readSession } from "#shared/sign-in/cookies.ts";
import { formToken } from "#shared/sign-in/session.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import { refuse } from "#shared/web/refusal.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import { findSignedIn } from "#shared/web/verify-token.ts";
import type { HomeApp, HomeContext } from "../home-app.ts";
import { signInPage } from "../sign-in.page.tsx";
import { mePage } from "./me.page.tsx";
import { readOwn, type Self } from "./read-own.ts";
import { viewOfMe } from "./view-of-me.ts";

/** What a signed-in person may know of the own benefits, and why. */
export function meRoutes(app: HomeApp): void {
  app.get("/v1/me", async (c) => {
    const { verdicts } = await readOwn(c.env, await selfOf(c), c.var.now);
    return c.json({ verdicts });
  });

  app.get("/me", async (c) => {
    const { now } = c.var;
    const session = await readSession(c, c.env.COOKIE_KEY, "look", now);
    if (session === undefined) return sendPage(c, signInPage());
    const own = await readOwn(c.env, session, now);
    await keepSession(c, c.env.COOKIE_KEY, session, now);
    const form = await formToken(c.env.COOKIE_KEY, session);
    return sendPage(c, mePage(viewOfMe(own, session, form)));
  });
}

/** By a bearer token, or by the session of this browser. */
async function selfOf(c: HomeContext): Promise<Self> {
  const { env } = c;
  const signedIn = await findSignedIn(env, c.req.header("Authorization"), c.var.now);
  if (signedIn === undefined) {
    const session = await readSession(c, env.COOKIE_KEY, "look", c.var.now);
    return session ?? notSignedIn();
  }
  const { subject, person } = signedIn;
  if (subject === undefined) return nobodysOwn();
  const subjectKey = (await findSubjectKey(env, env, subject)) ?? null;
  return { subjectKey, kind: subject.kind, by: person };
}

function notSignedIn(): never {
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
