import { randomId } from "#shared/sealing/digest.ts";
import { beginSignIn } from "#shared/sign-in/begin-sign-in.ts";
import { keepAttempt, takeAttempt } from "#shared/sign-in/cookies.ts";
import { doorOfClerks } from "#shared/sign-in/door.ts";
import { redeemAnswer, type RedeemRefusal } from "#shared/sign-in/redeem-answer.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import { systemClock } from "#shared/web/clock.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { WindowApp, WindowContext } from "../window-app.ts";
import { forgetCounterSession, keepCounterSession } from "./counter-session.ts";
import { signInProblemPage } from "./sign-in.page.tsx";

/** A clerk signs in with the staff account; whoever is signed in there already shall choose anew: counters are shared. */
export function signInRoutes(app: WindowApp): void {
  app.get("/window/sign-in", async (c) => {
    try {
      const begun = await beginSignIn(c.env, { to: undefined, again: true }, doorOfClerks);
      await keepAttempt(c, c.env.COUNTER_KEY, begun.attempt, c.var.now);
      return c.redirect(begun.location, 302);
    } catch (error) {
      return refused(c, "silent", error instanceof Error ? error.name : "unknown");
    }
  });

  app.get(doorOfClerks.callbackPath, async (c) => {
    const { now } = c.var;
    const attempt = await takeAttempt(c, c.env.COUNTER_KEY, now);
    const answer = new URL(c.req.url).searchParams;
    // The provider knows no clock but the machine's, whatever the sandbox's says.
    const machineTime = await systemClock(c.env);
    const redeemed = await redeemAnswer(c.env, doorOfClerks, attempt, answer, machineTime);
    if (!redeemed.ok) return refused(c, redeemed.because, redeemed.detail);
    const { person, department, roles, subject } = redeemed.signedIn;
    if (!roles.includes("window")) return refused(c, "no-role", "");
    const selfKey = subject === undefined ? undefined : await findSubjectKey(c.env, c.env, subject);
    const session = { id: randomId(), clerk: { person, department }, name: redeemed.name, selfKey };
    await keepCounterSession(c, c.env.COUNTER_KEY, session, now);
    return c.redirect("/window", 303);
  });

  app.post("/window/sign-out", (c) => {
    forgetCounterSession(c);
    return c.redirect("/window", 303);
  });
}

const statuses = {
  "not-begun": 400,
  state: 400,
  answer: 400,
  cancelled: 403,
  provider: 403,
  token: 403,
  "no-role": 403,
  silent: 503,
} as const satisfies Record<RedeemRefusal | "no-role", number>;

async function refused(
  c: WindowContext,
  because: keyof typeof statuses,
  detail: string,
): Promise<Response> {
  console.warn(`a clerk's sign-in was refused: ${because} ${detail}`);
  if (because === "silent") c.header("Retry-After", "10");
  return sendPage(c, signInProblemPage(because), statuses[because]);
}
