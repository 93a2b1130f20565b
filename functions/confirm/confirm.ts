import { deleteCookie, setCookie } from "hono/cookie";
import { decideOffer, isOver } from "#shared/confirmations/decide-offer.ts";
import { findLink, type OfferReference } from "#shared/confirmations/find-offer.ts";
import { readCode } from "#shared/confirmations/link.ts";
import {
  type Opened,
  openedCookie,
  openedCookieOptions,
  sealOpened,
} from "#shared/confirmations/opened-offer.ts";
import type { Way } from "#shared/confirmations/way.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { documentSigner } from "#shared/documents/document-signer.ts";
import type { Clock } from "#shared/web/clock.ts";
import { createPageApp } from "#shared/web/create-page-app.ts";
import type { Page } from "#shared/web/page.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import { assuranceOf } from "./assurance.ts";
import { codePage } from "./code.page.tsx";
import type { Env } from "./env.ts";
import { formRoutes } from "./form/form-routes.ts";
import { offerPage } from "./offer.page.tsx";
import { type C, openedIn, problemOfLack, readerOf } from "./opening.ts";
import { isForeign, postedIn, problem, readForm } from "./posted.ts";
import { problemPage } from "./problem.page.tsx";
import { receiptPage } from "./receipt.page.tsx";
import { type Reader, viewOfOffer, viewOfReceipt, viewOfWaiver } from "./view-of-offer.ts";
import { type Decision, decisions } from "./views.ts";
import { waivePage } from "./waive.page.tsx";
import { answerCheck } from "./wrong-person.ts";

/** The link in a message: one page, one tap. A GET changes nothing; only POST /c/decision decides. */
export function confirm(clock: Clock): ExportedHandler<Env> {
  const app = createPageApp<Env>("confirm");

  app.get("/c", async (c) => {
    const now = await clock(c.env);
    const opened = await openedIn(c, now);
    const reader = opened === undefined ? undefined : await readerOf(c, opened, now);
    if (opened === undefined || reader === undefined)
      return sendPage(c, codePage({ notValid: false }));
    return sendPage(c, await pageOf(c, reader, opened, now));
  });

  app.post("/c", async (c) => {
    if (isForeign(c)) return problem(c, 403, "another-offer");
    const now = await clock(c.env);
    const { code: typed } = await readForm(c);
    const code = readCode(typeof typed === "string" ? typed : "");
    const reference =
      code === undefined ? undefined : await findLink(databaseOf(c.env, shardOf(code)), code);
    const opened = reference === undefined ? undefined : openedBy(reference);
    const reader = opened === undefined ? undefined : await readerOf(c, opened, now);
    // Unknown, expired and replaced read the same: nobody can search for codes.
    if (opened === undefined || reader === undefined)
      return sendPage(c, codePage({ notValid: true }), 404);
    const text = await sealOpened(c.env.COOKIE_KEY, "cookie", opened, now);
    setCookie(c, openedCookie, text, openedCookieOptions);
    return sendPage(c, await pageOf(c, reader, opened, now));
  });

  app.get("/c/waive", async (c) => {
    const now = await clock(c.env);
    const opened = await openedIn(c, now);
    const reader = opened === undefined ? undefined : await readerOf(c, opened, now);
    if (opened === undefined || reader === undefined) return problem(c, 403, "session-expired");
    if (reader.lacks !== undefined && reader.lacks !== "last-four")
      return problem(c, 403, problemOfLack[reader.lacks]);
    const view = viewOfWaiver(reader, await handleOf(c, reader, opened, now));
    const { change } = view;
    if (!change.possible && (!change.laterPeriods || change.signIn !== undefined))
      return problem(c, 409, "not-changeable");
    return sendPage(c, waivePage(view));
  });

  app.post("/c/decision", async (c) => {
    const now = await clock(c.env);
    const posted = await postedIn(c, now);
    if (!posted.ok) return posted.response;
    const { opened, shown, body } = posted;
    const decision = decisions.find((one) => one === body["decision"]);
    if (decision === undefined) return problem(c, 400, "try-again");
    const assured = await assuranceOf(c, opened, "answer", now);
    if (assured.ok) return decide(c, shown, decision, assured.way, now);
    if (assured.lacks !== "last-four") return problem(c, 403, problemOfLack[assured.lacks]);
    const answer = await answerCheck(c, opened, body["lastFour"], now);
    if (answer !== "right") return notChecked(c, opened, answer, decision, now);
    return decide(c, shown, decision, { assurance: "last-four" }, now);
  });

  app.post("/c/check", async (c) => {
    const now = await clock(c.env);
    const posted = await postedIn(c, now);
    if (!posted.ok) return posted.response;
    const { opened, body } = posted;
    const assured = await assuranceOf(c, opened, "answer", now);
    if (assured.ok) return c.redirect("/c/form", 303);
    // Where the last four are no key to anything, nobody may try them.
    if (assured.lacks !== "last-four") return problem(c, 403, problemOfLack[assured.lacks]);
    const answer = await answerCheck(c, opened, body["lastFour"], now);
    if (answer !== "right") return notChecked(c, opened, answer, "confirm", now);
    return c.redirect("/c/form", 303);
  });

  app.get("/c/receipt", async (c) => {
    const now = await clock(c.env);
    const opened = await openedIn(c, now);
    const reader = opened === undefined ? undefined : await readerOf(c, opened, now);
    const view = reader === undefined ? undefined : viewOfReceipt(reader);
    if (view === undefined) return problem(c, 403, "session-expired");
    if (opened?.by === "session" && reader?.lacks !== undefined)
      return problem(c, 403, problemOfLack[reader.lacks]);
    return sendPage(c, receiptPage(view));
  });

  formRoutes(app, clock);

  return { fetch: app.fetch };
}

const openedBy = (reference: OfferReference): Opened => ({
  reference,
  accountVersion: 0,
  by: "link",
  isChecked: false,
});

/** The last four were not right: asked again, or never again under this link. */
async function notChecked(
  c: C,
  opened: Opened,
  answer: "wrong" | "killed" | "not-on-file",
  decision: Decision,
  now: Date,
): Promise<Response> {
  if (answer === "not-on-file") return problem(c, 403, "sign-in-needed");
  const reader = answer === "killed" ? undefined : await readerOf(c, opened, now);
  if (reader === undefined) {
    deleteCookie(c, openedCookie, { prefix: "host", path: "/", secure: true });
    return problem(c, 410, answer === "killed" ? "too-many-attempts" : "offer-ended");
  }
  const handle = await handleOf(c, reader, opened, now);
  const page =
    decision === "confirm"
      ? offerPage({ ...viewOfOffer(reader, handle), checkFailed: true })
      : waivePage({ ...viewOfWaiver(reader, handle), checkFailed: true });
  return sendPage(c, page, 403);
}

async function decide(
  c: C,
  { reference, accountVersion }: Opened,
  decision: Decision,
  way: Way,
  now: Date,
): Promise<Response> {
  const db = databaseOf(c.env, shardOf(reference.subjectKey));
  const sign = documentSigner(c.env.DOCUMENT_KEYS);
  const deciding = {
    decision,
    way,
    seenAccountVersion: accountVersion,
    sign,
  };
  const result = await decideOffer(db, c.env, reference, deciding, now);
  if (result.ok) return c.redirect("/c/receipt", 303);
  switch (result.because) {
    case "ended":
      deleteCookie(c, openedCookie, { prefix: "host", path: "/", secure: true });
      return problem(c, 410, "offer-ended");
    case "fulfilment-has-begun":
      return problem(c, 409, "not-changeable");
    case "account-changed":
      return problem(c, 409, "account-changed");
    case "mandate-ended":
      return problem(c, 403, "mandate-ended");
  }
  return result.because satisfies never;
}

async function pageOf(c: C, reader: Reader, opened: Opened, now: Date): Promise<Page> {
  if (isOver(reader.offer, now)) return problemPage({ problem: "offer-ended" });
  if (opened.by === "session" && reader.lacks !== undefined)
    return problemPage({ problem: problemOfLack[reader.lacks] });
  return offerPage(viewOfOffer(reader, await handleOf(c, reader, opened, now)));
}

/** What ties a page's form to this offer, and to the account that the page shows. */
async function handleOf(c: C, { offer }: Reader, opened: Opened, now: Date): Promise<string> {
  const { accountVersion } = offer;
  return sealOpened(c.env.COOKIE_KEY, "handle", { ...opened, accountVersion }, now);
}
