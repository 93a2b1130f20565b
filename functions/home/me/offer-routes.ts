import { setCookie } from "hono/cookie";
import type { Confirmation, ConfirmationKey } from "#shared/confirmations/confirmation.ts";
import { findConfirmation } from "#shared/confirmations/find-confirmation.ts";
import {
  openedCookie,
  openedCookieOptions,
  sealOpened,
} from "#shared/confirmations/opened-offer.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { readSession } from "#shared/sign-in/cookies.ts";
import { isFormOf, type Session } from "#shared/sign-in/session.ts";
import { refuse } from "#shared/web/refusal.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { HomeApp } from "../home-app.ts";
import { readForm } from "../read-form.ts";
import { signInPage } from "../sign-in.page.tsx";

/**
 * Opens an offer of one's own without its link; it is looked at, confirmed, waived and taken back on its own page, which
 * `confirm` answers.
 */
export function offerRoutes(app: HomeApp): void {
  app.post("/me/offer", async (c) => {
    const { env } = c;
    const { now } = c.var;
    const fields = await readForm(c);
    const session = await readSession(c, env.COOKIE_KEY, "answer", now);
    if (session === undefined) return sendPage(c, signInPage(), 403);
    if (!(await isFormOf(env.COOKIE_KEY, session, fields["form"]))) return notOfThisPage();
    const key = keyOf(session, fields);
    const found =
      key === undefined
        ? undefined
        : await findConfirmation(databaseOf(env, shardOf(key.subjectKey)), key);
    if (found === undefined || found.state === "ended") return gone();
    const opened = { reference: referenceOf(found), accountVersion: 0, by: "session" } as const;
    const text = await sealOpened(env.COOKIE_KEY, "cookie", { ...opened, isChecked: false }, now);
    setCookie(c, openedCookie, text, openedCookieOptions);
    return c.redirect("/c", 303);
  });
}

/** Whose offer it is, the session says and nobody else. */
function keyOf(
  { subjectKey }: Session,
  { policy, commitment, scope }: Record<string, unknown>,
): ConfirmationKey | undefined {
  if (subjectKey === null) return undefined;
  if (typeof policy !== "string" || typeof commitment !== "string" || typeof scope !== "string")
    return undefined;
  return { subjectKey, policy, commitment, scope };
}

const referenceOf = ({ subjectKey, policy, commitment, scope, generation }: Confirmation) => ({
  subjectKey,
  policy,
  commitment,
  scope,
  generation,
});

function notOfThisPage(): never {
  return refuse(403, "not-allowed", {
    zh: "这个请求不是从您打开的页面发出的，没有改动任何内容。请重新打开“我的待遇”再试。",
    en: "This request does not come from the page that you opened; nothing was changed. Open /me again.",
  });
}

function gone(): never {
  return refuse(404, "not-found", {
    zh: "这一项已经结束或有变化，没有改动任何内容。请重新打开“我的待遇”查看。",
    en: "This offer has ended or changed; nothing was changed. Open /me again.",
  });
}
