import { isSameOffer, type Opened, unsealOpened } from "#shared/confirmations/opened-offer.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import { type C, openedIn } from "./opening.ts";
import { problemPage } from "./problem.page.tsx";
import type { ConfirmProblem } from "./views.ts";

type Posted =
  | {
      readonly ok: true;
      readonly opened: Opened;
      /** The offer as the page showed it. */
      readonly shown: Opened;
      readonly body: Record<string, unknown>;
    }
  | { readonly ok: false; readonly response: Response };

/** A form of an offer's page: it must be of the offer that this browser has open. */
export async function postedIn(c: C, now: Date): Promise<Posted> {
  const refused = async (status: 403 | 409, code: ConfirmProblem): Promise<Posted> => ({
    ok: false,
    response: await problem(c, status, code),
  });
  if (isForeign(c)) return refused(403, "another-offer");
  const body = await readForm(c);
  const opened = await openedIn(c, now);
  const handle = typeof body["handle"] === "string" ? body["handle"] : undefined;
  const shown = await unsealOpened(c.env.COOKIE_KEY, "handle", handle, now);
  if (opened === undefined || shown === undefined) return refused(403, "session-expired");
  if (!isSameOffer(opened, shown)) return refused(409, "another-offer");
  return { ok: true, opened, shown, body };
}

/** The fields of a form; none where the body is no form, which then reads like an empty one. */
export async function readForm(c: C): Promise<Record<string, unknown>> {
  return c.req.parseBody().catch(() => ({}));
}

/** A form sent from another site. Our pages send no referrer, so `Origin` is "null" and says nothing. */
export function isForeign(c: C): boolean {
  const site = c.req.header("Sec-Fetch-Site");
  return site !== undefined && site !== "same-origin" && site !== "none";
}

export async function problem(
  c: C,
  status: 400 | 403 | 409 | 410,
  code: ConfirmProblem,
): Promise<Response> {
  return sendPage(c, problemPage({ problem: code }), status);
}
