import { addMonths, type CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { heardOfferSchema } from "#shared/contract/window-requests.schema.ts";
import { decisions } from "#shared/db/enumerations.ts";
import { readPersonNumber } from "#shared/identity/read-person-number.ts";
import { refuse } from "#shared/web/refusal.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import {
  endInVisit,
  grantInVisit,
  openForAnother,
  ownVisit,
  recordGuardian,
  recordSmsReplies,
} from "../acts.ts";
import { decideInVisit, receiptInVisit, toldVisit, visitOf } from "../serve.ts";
import { welcome } from "../welcome.ts";
import type { WindowApp, WindowContext } from "../window-app.ts";
import { counterPage } from "./counter.page.tsx";
import {
  type CounterSession,
  counterFormToken,
  isCounterForm,
  readCounterSession,
} from "./counter-session.ts";
import { signInPage } from "./sign-in.page.tsx";
import { slipPage } from "./slip.page.tsx";
import { visitPage } from "./visit.page.tsx";
import { waiverPage } from "./waiver.page.tsx";

/** The counter for a clerk's browser. A GET decides nothing; each form is of the page that the clerk has opened. */
export function pageRoutes(app: WindowApp): void {
  app.get("/window", async (c) => {
    const session = await sessionOf(c);
    if (session === undefined) return sendPage(c, signInPage());
    return sendPage(
      c,
      counterPage(await counterFormToken(c.env.COUNTER_KEY, session), session.name),
    );
  });

  app.post("/window/visits", async (c) => {
    const { session, fields } = await posted(c);
    if (fields["cardSeen"] !== "yes") return notDeclared();
    const subject = readPersonNumber(fields["number"] ?? "");
    const visit = await welcome(c.env, session.clerk, session.selfKey, subject, c.var.now);
    return c.redirect(`/window/visits/${visit.id}`, 303);
  });

  app.get("/window/visits/:visit", async (c) => {
    const session = await sessionOf(c);
    if (session === undefined) return sendPage(c, signInPage(), 403);
    const { now } = c.var;
    const visit = await visitOf(c.env, session.clerk, c.req.param("visit"), now);
    const purpose = visit.mandate === null ? "本人到窗口办理" : "受托人到窗口办理";
    const told = await toldVisit(c.env, session.clerk, visit, purpose, now);
    return sendPage(c, visitPage(told, await counterFormToken(c.env.COUNTER_KEY, session)));
  });

  app.post("/window/visits/:visit/waiver", async (c) => {
    const { now } = c.var;
    const { session, fields } = await posted(c);
    const visit = await visitOf(c.env, session.clerk, c.req.param("visit"), now);
    const heard = heardIn(fields);
    const told = await toldVisit(c.env, session.clerk, visit, "本人到窗口办理", now);
    const offer = told.offers.find(
      ({ offer: { policy, commitment, scope } }) =>
        policy === heard.policy && commitment === heard.commitment && scope === heard.scope,
    );
    if (offer === undefined) return gone();
    return sendPage(c, waiverPage(offer, visit.id, fields["form"] ?? ""));
  });

  app.post("/window/visits/:visit/decisions", async (c) => {
    const { now } = c.var;
    const { session, fields } = await posted(c);
    const decision = decisions.find((one) => one === fields["decision"]);
    const isReadOut = Object.entries(fields).some(
      ([name, value]) => name.startsWith("readOut") && value === "yes",
    );
    if (decision === undefined || (decision === "confirm" && !isReadOut)) return notDeclared();
    const visit = await visitOf(c.env, session.clerk, c.req.param("visit"), now);
    const askedAgain = fields["askedAgain"] === "yes";
    const said = { offer: heardIn(fields), decision, askedAgain };
    const { receipt } = await decideInVisit(c.env, session.clerk, visit, said, now);
    return c.redirect(`/window/visits/${visit.id}/receipts/${receipt}`, 303);
  });

  app.get("/window/visits/:visit/receipts/:receipt", async (c) => {
    const session = await sessionOf(c);
    if (session === undefined) return sendPage(c, signInPage(), 403);
    const visit = await visitOf(c.env, session.clerk, c.req.param("visit"), c.var.now);
    const receipt = await receiptInVisit(c.env, visit, c.req.param("receipt"), c.var.now);
    return sendPage(c, slipPage(receipt, visit.id));
  });

  app.post("/window/visits/:visit/mandates", async (c) => {
    const { session, fields } = await posted(c);
    if (fields["agentCardSeen"] !== "yes") return notDeclared();
    const visit = await ownVisit(c.env, session.clerk, c.req.param("visit"), c.var.now);
    const agent = readPersonNumber(fields["agent"] ?? "");
    const scope = { agent, policies: [], until: inAYear(c.var.now) };
    await grantInVisit(c.env, session.clerk, visit, scope, c.var.now);
    return c.redirect(`/window/visits/${visit.id}`, 303);
  });

  app.post("/window/visits/:visit/guardianships", async (c) => {
    const { session, fields } = await posted(c);
    const visit = await ownVisit(c.env, session.clerk, c.req.param("visit"), c.var.now);
    const ward = readPersonNumber(fields["ward"] ?? "");
    const until = fields["kind"] === "court" ? inAYear(c.var.now) : undefined;
    await recordGuardian(c.env, session.clerk, visit, { ward, until }, c.var.now);
    return c.redirect(`/window/visits/${visit.id}`, 303);
  });

  app.post("/window/visits/:visit/mandates/:mandate/end", async (c) => {
    const { session } = await posted(c);
    const visit = await ownVisit(c.env, session.clerk, c.req.param("visit"), c.var.now);
    await endInVisit(c.env, session.clerk, visit, c.req.param("mandate"), c.var.now);
    return c.redirect(`/window/visits/${visit.id}`, 303);
  });

  app.post("/window/visits/:visit/mandates/:mandate/visits", async (c) => {
    const { session } = await posted(c);
    const { now } = c.var;
    const visit = await ownVisit(c.env, session.clerk, c.req.param("visit"), now);
    const mandate = c.req.param("mandate");
    const opened = await openForAnother(c.env, session.clerk, visit, mandate, now);
    return c.redirect(`/window/visits/${opened.id}`, 303);
  });

  app.post("/window/visits/:visit/sms-replies", async (c) => {
    const { session, fields } = await posted(c);
    const visit = await ownVisit(c.env, session.clerk, c.req.param("visit"), c.var.now);
    await recordSmsReplies(c.env, session.clerk, visit, fields["wanted"] === "yes", c.var.now);
    return c.redirect(`/window/visits/${visit.id}`, 303);
  });
}

const sessionOf = async (c: WindowContext): Promise<CounterSession | undefined> =>
  readCounterSession(c, c.env.COUNTER_KEY, c.var.now);

/** A form of the page of the clerk who has signed in in this browser; refuses any other. */
async function posted(c: WindowContext): Promise<{
  readonly session: CounterSession;
  readonly fields: Record<string, string | undefined>;
}> {
  const body: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
  const session = await sessionOf(c);
  if (session === undefined || !(await isCounterForm(c.env.COUNTER_KEY, session, body["form"])))
    return notOfThisPage();
  const fields = Object.entries(body).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return { session, fields: Object.fromEntries(fields) };
}

/** The offer as the page showed it, which the clerk has read out. */
function heardIn(fields: Record<string, string | undefined>) {
  const parsed = heardOfferSchema.safeParse(jsonIn(fields["offer"] ?? ""));
  return parsed.success ? parsed.data : gone();
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The last day of what is granted at a counter for a year. */
const inAYear = (now: Date): CivilDate => addMonths(shanghaiDay(now), 12);

function notOfThisPage(): never {
  return refuse(403, "not-allowed", {
    zh: "这个请求不是从您打开的页面发出的，或者登录已经过期，没有改动任何内容。请重新打开“窗口代办”。",
    en: "This request does not come from the page that you opened, or the sign-in has expired; nothing was changed. Open /window again.",
  });
}

function notDeclared(): never {
  return refuse(400, "invalid-request", {
    zh: "还没有勾选声明，没有改动任何内容。请核对证件、读给本人听，再登记。",
    en: "The declaration was not made; nothing was changed. See the card, read it out, and record it then.",
  });
}

function gone(): never {
  return refuse(404, "not-found", {
    zh: "这一项已经结束或有变化，没有改动任何内容。请重新查看这次接待。",
    en: "This offer has ended or changed; nothing was changed. Look at the visit again.",
  });
}
