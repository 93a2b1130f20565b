import { setCookie } from "hono/cookie";
import { addMonths } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import {
  openedCookie,
  openedCookieOptions,
  sealOpened,
} from "#shared/confirmations/opened-offer.ts";
import { readPersonNumber } from "#shared/identity/read-person-number.ts";
import { keepSession, readSession } from "#shared/sign-in/cookies.ts";
import { formToken, isFormOf, type Session } from "#shared/sign-in/session.ts";
import { refuse } from "#shared/web/refusal.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import { mandatesPage } from "./mandates.page.tsx";
import type { MandatesApp, MandatesContext } from "./mandates-app.ts";
import { charge, end, heldMandate, offersOfAnother } from "./own-mandates.ts";
import { terms } from "./terms.ts";
import { viewOfMandates } from "./view-of-mandates.ts";

/** Where people go who have not signed in, and where they come back to. */
const signIn = "/me/sign-in?to=/me/mandates";

/** Mandates for people: granted, ended, and used on the page of the offer itself. */
export function pageRoutes(app: MandatesApp): void {
  app.get("/me/mandates", async (c) => {
    const { now } = c.var;
    const session = await readSession(c, c.env.COOKIE_KEY, "look", now);
    if (session === undefined) return c.redirect(signIn, 303);
    await keepSession(c, c.env.COOKIE_KEY, session, now);
    const form = await formToken(c.env.COOKIE_KEY, session);
    return sendPage(c, mandatesPage(await viewOfMandates(c.env, session, form, now)));
  });

  app.post("/me/mandates", async (c) => {
    const { session, fields } = await posted(c);
    const { number = "", name = "", policy = "", term = "" } = fields;
    const { months } = terms.find((one) => one.id === term) ?? terms[0];
    const charging = {
      agent: readPersonNumber(number),
      name: name.trim(),
      policies: policy === "" ? [] : [policy],
      until: addMonths(shanghaiDay(c.var.now), months),
    };
    await charge(c.env, session, charging, c.var.now);
    return c.redirect("/me/mandates", 303);
  });

  app.post("/me/mandates/end", async (c) => {
    const { session, fields } = await posted(c);
    await end(c.env, session, fields["mandate"] ?? "", c.var.now);
    return c.redirect("/me/mandates", 303);
  });

  app.post("/me/mandates/offer", async (c) => {
    const { now } = c.var;
    const { session, fields } = await posted(c);
    const mandate = await heldMandate(c.env, session, fields["mandate"] ?? "", now);
    const { policy, commitment, scope } = fields;
    const found = (await offersOfAnother(c.env, session, mandate, now)).find(
      ({ confirmation: one }) =>
        one.policy === policy && one.commitment === commitment && one.scope === scope,
    );
    if (found === undefined) return gone();
    const { subjectKey, generation } = found.confirmation;
    const opened = {
      reference: { ...found.confirmation, subjectKey, generation },
      accountVersion: 0,
      by: "session",
      isChecked: false,
      mandate: mandate.id,
    } as const;
    const text = await sealOpened(c.env.COOKIE_KEY, "cookie", opened, now);
    setCookie(c, openedCookie, text, openedCookieOptions);
    return c.redirect("/c", 303);
  });
}

/** A form of the page of whoever has signed in in this browser; refuses any other. */
async function posted(
  c: MandatesContext,
): Promise<{ readonly session: Session; readonly fields: Record<string, string | undefined> }> {
  const key = c.env.COOKIE_KEY;
  const body: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
  const session = await readSession(c, key, "answer", c.var.now);
  if (session === undefined || !(await isFormOf(key, session, body["form"])))
    return notOfThisPage();
  const fields = Object.entries(body).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return { session, fields: Object.fromEntries(fields) };
}

function notOfThisPage(): never {
  return refuse(403, "not-allowed", {
    zh: "这个请求不是从您打开的页面发出的，或者登录已经过期，没有改动任何内容。请重新打开“委托代办”再试。",
    en: "This request does not come from the page that you opened, or the sign-in has expired; nothing was changed. Open /me/mandates again.",
  });
}

function gone(): never {
  return refuse(404, "not-found", {
    zh: "这一项已经结束或有变化，没有改动任何内容。请重新打开“委托代办”查看。",
    en: "This offer has ended or changed; nothing was changed. Open /me/mandates again.",
  });
}
