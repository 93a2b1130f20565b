import { randomId } from "#shared/sealing/digest.ts";
import { beginSignIn } from "#shared/sign-in/begin-sign-in.ts";
import { keepAttempt, takeAttempt } from "#shared/sign-in/cookies.ts";
import { doorOfClerks } from "#shared/sign-in/door.ts";
import { finishStaffSignIn, type StaffRefusal } from "#shared/sign-in/finish-staff-sign-in.ts";
import { refusalStatuses } from "#shared/sign-in/refusal-statuses.ts";
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
    const result = await finishStaffSignIn(c.env, doorOfClerks, attempt, answer, machineTime);
    if (!result.ok) return refused(c, result.because, result.detail);
    const { person, department, subject } = result.signedIn;
    const selfKey = subject === undefined ? undefined : await findSubjectKey(c.env, c.env, subject);
    const session = { id: randomId(), clerk: { person, department }, name: result.name, selfKey };
    await keepCounterSession(c, c.env.COUNTER_KEY, session, now);
    return c.redirect("/window", 303);
  });

  app.post("/window/sign-out", (c) => {
    forgetCounterSession(c);
    return c.redirect("/window", 303);
  });
}

async function refused(c: WindowContext, because: StaffRefusal, detail: string): Promise<Response> {
  console.warn(`a clerk's sign-in was refused: ${because} ${detail}`);
  if (because === "silent") c.header("Retry-After", "10");
  return sendPage(c, signInProblemPage(because), refusalStatuses[because]);
}
