import { deleteCookie } from "hono/cookie";
import { openedCookie } from "#shared/confirmations/opened-offer.ts";
import { forgetSession, readSession } from "#shared/sign-in/cookies.ts";
import { discover, type Provider, signedOutPath } from "#shared/sign-in/provider.ts";
import { isFormOf } from "#shared/sign-in/session.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { HomeApp } from "../home-app.ts";
import { signedOutPage } from "./signed-out.page.tsx";
import { readForm } from "../read-form.ts";

/**
 * Signing out, here and then at the provider (OpenID Connect RP-Initiated Logout 1.0). Between the two stands a page of
 * ours, for a form may not lead to another site. The ID token is not sent along as a hint: it names the person, and would
 * stand in an address.
 */
export function signOutRoutes(app: HomeApp): void {
  app.post("/me/sign-out", async (c) => {
    const { form } = await readForm(c);
    const session = await readSession(c, c.env.COOKIE_KEY, "answer", c.var.now);
    // Whoever has no session any more is signed out already.
    if (session !== undefined && !(await isFormOf(c.env.COOKIE_KEY, session, form)))
      return c.redirect("/me", 303);
    forgetSession(c);
    deleteCookie(c, openedCookie, { prefix: "host", path: "/", secure: true });
    return c.redirect(`${signedOutPath}?go=on`, 303);
  });

  app.get(signedOutPath, async (c) => {
    const further = c.req.query("go") === "on" ? await signOutAt(c.env) : undefined;
    if (further !== undefined) c.header("Refresh", `0; url=${further}`);
    return sendPage(c, signedOutPage({ further }));
  });
}

/** Where one signs out at the provider; undefined where it offers that not, or does not answer. */
async function signOutAt(provider: Provider): Promise<string | undefined> {
  const server = await discover(provider).catch(() => undefined);
  if (server?.end_session_endpoint === undefined) return undefined;
  const url = new URL(server.end_session_endpoint);
  url.searchParams.set("client_id", provider.IDENTITY_CLIENT_ID);
  url.searchParams.set("post_logout_redirect_uri", `${provider.PUBLIC_ORIGIN}${signedOutPath}`);
  url.searchParams.set("ui_locales", "zh-CN");
  return url.href;
}
