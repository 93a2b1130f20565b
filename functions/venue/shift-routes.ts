import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { beginSignIn } from "#shared/sign-in/begin-sign-in.ts";
import { keepAttempt, takeAttempt } from "#shared/sign-in/cookies.ts";
import { doorOfGatekeepers } from "#shared/sign-in/door.ts";
import { finishStaffSignIn, type StaffRefusal } from "#shared/sign-in/finish-staff-sign-in.ts";
import { refusalStatuses } from "#shared/sign-in/refusal-statuses.ts";
import { systemClock } from "#shared/web/clock.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import { openShift, sealShift, shiftMilliseconds } from "./shift.ts";
import { signInProblemPage } from "./sign-in-problem.page.tsx";
import type { VenueApp, VenueContext } from "./venue-app.ts";

const cookieName = "jixiang-shift";
const bound = { prefix: "host", path: "/", secure: true } as const;

/** The start and the end of a shift. A device passes from hand to hand, so the provider asks anew each time. */
export function shiftRoutes(app: VenueApp): void {
  app.get("/venue/sign-in", async (c) => {
    try {
      const begun = await beginSignIn(c.env, { to: undefined, again: true }, doorOfGatekeepers);
      await keepAttempt(c, c.env.SHIFT_KEY, begun.attempt, c.var.now);
      return c.redirect(begun.location, 302);
    } catch (error) {
      return refused(c, "silent", error instanceof Error ? error.name : "unknown");
    }
  });

  app.get(doorOfGatekeepers.callbackPath, async (c) => {
    const { now } = c.var;
    const attempt = await takeAttempt(c, c.env.SHIFT_KEY, now);
    const answer = new URL(c.req.url).searchParams;
    // The provider knows no clock but the machine's, whatever the sandbox's says.
    const machineTime = await systemClock(c.env);
    const result = await finishStaffSignIn(c.env, doorOfGatekeepers, attempt, answer, machineTime);
    if (!result.ok) return refused(c, result.because, result.detail);
    const { person } = result.signedIn;
    const shift = { operator: person, name: result.name ?? null, since: now.getTime() };
    const maxAge = shiftMilliseconds / 1000;
    const sealed = await sealShift(c.env.SHIFT_KEY, shift);
    setCookie(c, cookieName, sealed, { ...bound, httpOnly: true, sameSite: "Lax", maxAge });
    return c.redirect("/venue", 303);
  });

  // What the device keeps of the shift while it has no network, and the time by which it sets itself.
  app.get("/venue/shift", async (c) => {
    const { now } = c.var;
    const shift = await openShift(c.env.SHIFT_KEY, getCookie(c, cookieName, "host"), now);
    return c.json({
      now: now.toISOString(),
      ...(shift === undefined
        ? {}
        : {
            shift: {
              operator: shift.operator,
              name: shift.name,
              since: new Date(shift.since).toISOString(),
              until: new Date(shift.since + shiftMilliseconds).toISOString(),
            },
          }),
    });
  });

  app.post("/venue/sign-out", (c) => {
    deleteCookie(c, cookieName, bound);
    return c.body(null, 204);
  });
}

async function refused(c: VenueContext, because: StaffRefusal, detail: string): Promise<Response> {
  console.warn(`a gatekeeper's sign-in was refused: ${because} ${detail}`);
  if (because === "silent") c.header("Retry-After", "10");
  return sendPage(c, signInProblemPage(because), refusalStatuses[because]);
}
