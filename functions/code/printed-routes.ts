import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import {
  findPrintedCode,
  printedFromYears,
  revokePrintedCode,
} from "#shared/code-holders/printed-codes.ts";
import { isAged } from "#shared/code-holders/read-holders.ts";
import { keepSession } from "#shared/sign-in/cookies.ts";
import { formToken } from "#shared/sign-in/session.ts";
import { refuse } from "#shared/web/refusal.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import { type Bearer, bearerOf } from "./bearer.ts";
import type { CodeApp, CodeContext } from "./code-app.ts";
import { keepSane } from "./keep-sane.ts";
import { postedIn } from "./posted.ts";
import { printCode } from "./print-code.ts";
import { printedPage } from "./printed.page.tsx";
import { printingPage } from "./printing.page.tsx";
import { signInPage } from "./sign-in.page.tsx";

/** A code on paper, for people of sixty and over who print it themselves. */
export function printedRoutes(app: CodeApp): void {
  app.get("/me/code/printed", async (c) => {
    const bearer = await bearerOf(c, "look");
    if (bearer === undefined) return sendPage(c, signInPage());
    const holder = oldEnough(c, bearer);
    await keepSession(c, c.env.COOKIE_KEY, bearer.session, c.var.now);
    const carried = await findPrintedCode(c.env, holder.subjectKey, c.var.now);
    const form = await formToken(c.env.COOKIE_KEY, bearer.session);
    return sendPage(c, printingPage({ form, validUntil: carried?.validUntil }));
  });

  app.post("/me/code/printed", async (c) => {
    const posted = await postedIn(c);
    if (posted === undefined) return sendPage(c, signInPage(), 403);
    const holder = oldEnough(c, posted.bearer);
    await keepSane(c, posted.bearer);
    const asked = { holder, by: posted.bearer.session.by, way: "self" } as const;
    return sendPage(c, printedPage(await printCode(c.env, asked, c.var.now)));
  });

  app.post("/me/code/printed/revocation", async (c) => {
    const posted = await postedIn(c);
    if (posted === undefined) return sendPage(c, signInPage(), 403);
    const { subjectKey } = oldEnough(c, posted.bearer);
    await revokePrintedCode(c.env, subjectKey, c.var.now);
    return c.redirect("/me/code/printed", 303);
  });
}

/** Whose code it is; refuses whoever may carry none. */
function oldEnough(c: CodeContext, { session, holder }: Bearer) {
  const day = shanghaiDay(c.var.now);
  if (
    session.kind === "person" &&
    holder !== undefined &&
    !holder.isDead &&
    isAged(holder, printedFromYears, day)
  )
    return holder;
  return refuse(403, "not-allowed", {
    zh: "离线码只给60周岁及以上的人打印，登记的出生日期不满60周岁，或者还没有登记。没有改动任何内容。可以直接出示身份证。",
    en: "A code on paper is for people of sixty and over, by a birth that is on record; nothing was changed. Your ID card works too.",
  });
}
