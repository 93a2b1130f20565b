import { civilDate } from "#shared/calendar/civil-date.ts";
import {
  counterMandateRequestSchema,
  guardianshipRequestSchema,
  smsRepliesRequestSchema,
} from "#shared/contract/window-requests.schema.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { checkSubject, type SubjectReference } from "#shared/identity/subject.ts";
import { endMandate } from "#shared/mandates/end-mandate.ts";
import { type GrantRefusal, type Granting, grantMandate } from "#shared/mandates/grant-mandate.ts";
import { findMandate } from "#shared/mandates/standing.ts";
import { recordReplier } from "#shared/sms-replies/repliers.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import { openVisit } from "#shared/visits/open-visit.ts";
import type { Visit } from "#shared/visits/visit.ts";
import { readJson } from "#shared/web/read-json.ts";
import { refuse } from "#shared/web/refusal.ts";
import type { SignedIn } from "#shared/web/verify-token.ts";
import type { Env } from "./env.ts";
import { toldVisit, visitOf } from "./serve.ts";
import type { WindowApp } from "./window-app.ts";

/** Mandates at the counter: granted with both cards seen, recorded of parents and guardians, ended, and used. */
export function mandateRoutes(app: WindowApp): void {
  app.post("/v1/console/window/visits/:visit/mandates", async (c) => {
    const { signedIn, now } = c.var;
    const { agent, policies = [], until } = await readJson(c, counterMandateRequestSchema);
    const visit = await ownVisit(c.env, signedIn, c.req.param("visit"), now);
    const { subjectKey } = visit;
    const agentKey = await keyOf(c.env, agent);
    const scope = { policies, until: civilDate(until) };
    await grant(c.env, signedIn, { subjectKey, agentKey, kind: "voluntary", ...scope }, now);
    return c.json(await toldVisit(c.env, signedIn, visit, "登记委托", now), 201);
  });

  app.post("/v1/console/window/visits/:visit/guardianships", async (c) => {
    const { signedIn, now } = c.var;
    const request = await readJson(c, guardianshipRequestSchema);
    const visit = await ownVisit(c.env, signedIn, c.req.param("visit"), now);
    const subjectKey = await keyOf(c.env, request.ward);
    const until = request.kind === "court" ? civilDate(request.until) : undefined;
    const { kind } = request;
    const granting = { subjectKey, agentKey: visit.subjectKey, kind, policies: [], until };
    await grant(c.env, signedIn, granting, now);
    return c.json(await toldVisit(c.env, signedIn, visit, "登记监护", now), 201);
  });

  app.post("/v1/console/window/visits/:visit/mandates/:mandate/end", async (c) => {
    const { signedIn, now } = c.var;
    const visit = await ownVisit(c.env, signedIn, c.req.param("visit"), now);
    const found = await findMandate(c.env, c.req.param("mandate"), now);
    const isOwn = found?.mandate.subjectKey === visit.subjectKey;
    // A child cannot dismiss its parents; they can give it up.
    const mayEnd = isOwn
      ? found?.mandate.kind === "voluntary"
      : found?.mandate.agentKey === visit.subjectKey;
    if (found === undefined || !mayEnd) return noMandate();
    const { id, subjectKey } = found.mandate;
    const db = databaseOf(c.env, shardOf(subjectKey));
    await endMandate(db, id, `staff:${signedIn.person}`, now);
    return c.json(await toldVisit(c.env, signedIn, visit, "撤销委托", now));
  });

  app.post("/v1/console/window/visits/:visit/mandates/:mandate/visits", async (c) => {
    const { signedIn, now } = c.var;
    const visit = await ownVisit(c.env, signedIn, c.req.param("visit"), now);
    const found = await findMandate(c.env, c.req.param("mandate"), now);
    if (found?.end !== undefined || found?.mandate.agentKey !== visit.subjectKey)
      return noMandate();
    const { id, subjectKey } = found.mandate;
    const { person, department = "" } = signedIn;
    const opened = await openVisit(c.env, subjectKey, { person, department }, id, now);
    return c.json(await toldVisit(c.env, signedIn, opened, "受托人到窗口办理", now), 201);
  });
}

/** Whoever has no smartphone may answer messages by text message. */
export function smsReplyRoutes(app: WindowApp): void {
  app.post("/v1/console/window/visits/:visit/sms-replies", async (c) => {
    const { signedIn, now } = c.var;
    const { wanted } = await readJson(c, smsRepliesRequestSchema);
    const visit = await ownVisit(c.env, signedIn, c.req.param("visit"), now);
    const db = databaseOf(c.env, shardOf(visit.subjectKey));
    await recordReplier(db, visit.subjectKey, wanted, `staff:${signedIn.person}`, now);
    return c.json(await toldVisit(c.env, signedIn, visit, "登记短信回复", now));
  });
}

/** A visit of somebody who came in their own affairs: only then can anything be granted or ended. */
async function ownVisit(env: Env, clerk: SignedIn, id: string, now: Date): Promise<Visit> {
  const visit = await visitOf(env, clerk, id, now);
  if (visit.mandate === null) return visit;
  return refuse(409, "conflict", {
    zh: "这次接待是受托人代别人办理，不能再登记或者撤销委托。请重新核对本人的证件。",
    en: "This visit is by an agent for another person; nothing can be granted or ended in it. See the person's own card.",
  });
}

async function keyOf(env: Env, reference: SubjectReference): Promise<string> {
  const check = checkSubject(reference);
  if (!check.ok) {
    return refuse(400, "invalid-subject", {
      zh: "证件号码无效，请对照证件再读一次。没有改动任何内容。",
      en: `The document number is not valid (${check.because}); read the card again. Nothing was changed.`,
    });
  }
  return (await findSubjectKey(env, env, check.subject)) ?? unknown();
}

async function grant(
  env: Env,
  { person }: SignedIn,
  granting: Omit<Granting, "grantedBy">,
  now: Date,
): Promise<void> {
  const result = await grantMandate(env, env, { ...granting, grantedBy: `staff:${person}` }, now);
  if (!result.ok) refuseGrant(result.because);
}

function refuseGrant(because: GrantRefusal): never {
  switch (because) {
    case "oneself":
      return conflict("两张证件是同一个人", "The two cards are of one person");
    case "agent":
      return conflict(
        "代办人登记为已经去世，或者未满18周岁",
        "The agent's death is on record, or the agent is under 18",
      );
    case "grantor":
      return conflict(
        "委托人登记为已经去世，或者未满18周岁（由父母代为办理）",
        "The grantor's death is on record, or the grantor is under 18 (parents decide)",
      );
    case "no-parent":
      return conflict(
        "公安、民政没有登记这个人是未满18周岁孩子的父母，请先到登记部门更正，或者凭法院文书登记",
        "No department has reported this person as a parent of a child under 18; have it corrected, or bring a judgment",
      );
    case "term":
      return refuse(400, "invalid-request", {
        zh: "期限不对：最晚到三年以后，不能早于今天。没有改动任何内容。",
        en: "The last day must be between today and three years from now. Nothing was changed.",
      });
  }
  return because satisfies never;
}

function conflict(zh: string, en: string): never {
  return refuse(409, "conflict", {
    zh: `${zh}，没有登记。`,
    en: `${en}; nothing was recorded.`,
  });
}

function unknown(): never {
  return refuse(404, "not-found", {
    zh: "各部门还没有报送过这个人的任何数据，不能登记。",
    en: "Nothing was ever reported of this person; nothing can be recorded.",
  });
}

function noMandate(): never {
  return refuse(404, "not-found", {
    zh: "没有这项委托，或者不能由来的人这样办。没有改动任何内容。",
    en: "There is no such mandate, or whoever came may not do this with it. Nothing was changed.",
  });
}
