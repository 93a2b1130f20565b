import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { checkSubject, type SubjectReference } from "#shared/identity/subject.ts";
import { endMandate } from "#shared/mandates/end-mandate.ts";
import { type GrantRefusal, type Granting, grantMandate } from "#shared/mandates/grant-mandate.ts";
import { findMandate } from "#shared/mandates/standing.ts";
import { recordReplier } from "#shared/sms-replies/repliers.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import { openVisit } from "#shared/visits/open-visit.ts";
import type { Visit } from "#shared/visits/visit.ts";
import { refuse } from "#shared/web/refusal.ts";
import type { Clerk } from "./clerk.ts";
import type { Env } from "./env.ts";
import { visitOf } from "./serve.ts";

/** The person charges somebody who has come along, and whose card was seen too. */
export async function grantInVisit(
  env: Env,
  clerk: Clerk,
  { subjectKey }: Visit,
  scope: {
    readonly agent: SubjectReference;
    readonly policies: readonly string[];
    readonly until: CivilDate;
  },
  now: Date,
): Promise<void> {
  const { agent, ...about } = scope;
  const agentKey = await keyOf(env, agent);
  await grant(env, clerk, { subjectKey, agentKey, kind: "voluntary", ...about }, now);
}

/** Whoever came decides for a child of theirs, or for a ward by a court's judgment. */
export async function recordGuardian(
  env: Env,
  clerk: Clerk,
  { subjectKey: agentKey }: Visit,
  { ward, until }: { readonly ward: SubjectReference; readonly until: CivilDate | undefined },
  now: Date,
): Promise<void> {
  const subjectKey = await keyOf(env, ward);
  const kind = until === undefined ? "parent" : "court";
  await grant(env, clerk, { subjectKey, agentKey, kind, policies: [], until }, now);
}

/** The person revokes a mandate, or gives one up. */
export async function endInVisit(
  env: Env,
  { person }: Clerk,
  visit: Visit,
  mandate: string,
  now: Date,
): Promise<void> {
  const found = await findMandate(env, mandate, now);
  const isOwn = found?.mandate.subjectKey === visit.subjectKey;
  // A child cannot dismiss its parents; they can give it up.
  const mayEnd = isOwn
    ? found?.mandate.kind === "voluntary"
    : found?.mandate.agentKey === visit.subjectKey;
  if (found === undefined || !mayEnd) return noMandate();
  const { id, subjectKey } = found.mandate;
  await endMandate(databaseOf(env, shardOf(subjectKey)), id, `staff:${person}`, now);
}

/** Whoever came decides for another now: a visit of its own. */
export async function openForAnother(
  env: Env,
  clerk: Clerk,
  visit: Visit,
  mandate: string,
  now: Date,
): Promise<Visit> {
  const found = await findMandate(env, mandate, now);
  if (found?.end !== undefined || found?.mandate.agentKey !== visit.subjectKey) return noMandate();
  const { id, subjectKey } = found.mandate;
  return openVisit(env, subjectKey, clerk, id, now);
}

/** Messages to the person may be answered by a text message, or no longer. */
export async function recordSmsReplies(
  env: Env,
  { person }: Clerk,
  { subjectKey }: Visit,
  wanted: boolean,
  now: Date,
): Promise<void> {
  const db = databaseOf(env, shardOf(subjectKey));
  await recordReplier(db, subjectKey, wanted, `staff:${person}`, now);
}

/** A visit of somebody who came in their own affairs: only then can anything be granted or ended. */
export async function ownVisit(env: Env, clerk: Clerk, id: string, now: Date): Promise<Visit> {
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
  { person }: Clerk,
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
