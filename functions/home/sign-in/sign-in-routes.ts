import { beginSignIn } from "#shared/sign-in/begin-sign-in.ts";
import { keepAttempt, keepSession, takeAttempt } from "#shared/sign-in/cookies.ts";
import { doorOfPeople } from "#shared/sign-in/door.ts";
import { finishSignIn, type SignInRefusal } from "#shared/sign-in/finish-sign-in.ts";
import { refusalStatuses } from "#shared/sign-in/refusal-statuses.ts";
import { newSession } from "#shared/sign-in/session.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import { systemClock } from "#shared/web/clock.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { HomeApp, HomeContext } from "../home-app.ts";
import { signInProblemPage } from "./sign-in-problem.page.tsx";

/**
 * Signing in by OpenID Connect. It is begun by a link and not by a form, so that no page's policy has to name the sites
 * that the provider leads through: `form-action` binds redirects too.
 */
export function signInRoutes(app: HomeApp): void {
  app.get("/me/sign-in", async (c) => {
    const { to, again } = c.req.query();
    try {
      const begun = await beginSignIn(c.env, { to, again: again === "yes" });
      await keepAttempt(c, c.env.COOKIE_KEY, begun.attempt, c.var.now);
      return c.redirect(begun.location, 302);
    } catch (error) {
      return refused(c, "silent", error instanceof Error ? error.name : "unknown", to);
    }
  });

  app.get(doorOfPeople.callbackPath, async (c) => {
    const { now } = c.var;
    const attempt = await takeAttempt(c, c.env.COOKIE_KEY, now);
    const answer = new URL(c.req.url).searchParams;
    // The provider knows no clock but the machine's, whatever the sandbox's says.
    const result = await finishSignIn(c.env, attempt, answer, await systemClock(c.env));
    if (!result.ok) return refused(c, result.because, result.detail, attempt?.to);
    const { person, subject } = result;
    // The number ends here: from now on the opaque key stands for it.
    const subjectKey = (await findSubjectKey(c.env, c.env, subject)) ?? null;
    const session = newSession({ subjectKey, kind: subject.kind, by: person }, now);
    await keepSession(c, c.env.COOKIE_KEY, session, now);
    return c.redirect(attempt?.to ?? "/me", 303);
  });
}

async function refused(
  c: HomeContext,
  because: SignInRefusal,
  detail: string,
  to: string | undefined,
): Promise<Response> {
  console.warn(`a sign-in was refused: ${because} ${detail}`);
  if (because === "silent") c.header("Retry-After", "10");
  return sendPage(c, signInProblemPage({ because, to }), refusalStatuses[because]);
}
