import { recordAccess } from "#shared/accesses/record-access.ts";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Offer } from "#shared/confirmations/find-offer.ts";
import { listOffers } from "#shared/confirmations/list-offers.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { maskName } from "#shared/identity/mask.ts";
import { checkSubject, type SubjectReference } from "#shared/identity/subject.ts";
import { endMandate } from "#shared/mandates/end-mandate.ts";
import { grantMandate } from "#shared/mandates/grant-mandate.ts";
import { listGiven, listHeld, nameOf } from "#shared/mandates/list-mandates.ts";
import { isAbout, type Mandate } from "#shared/mandates/mandate.ts";
import { findMandate } from "#shared/mandates/standing.ts";
import { toldGiven, toldHeld } from "#shared/mandates/told-mandate.ts";
import type { Self } from "#shared/sign-in/find-self.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import { refuse } from "#shared/web/refusal.ts";
import type { Env } from "./env.ts";

/** Whom one has charged, and for whom one decides. */
export async function toldMandates(env: Env, { subjectKey, kind }: Self, now: Date) {
  if (subjectKey === null) return { given: [], held: [] };
  const [given, held] = await Promise.all([
    listGiven(env, subjectKey, now),
    // A company's clerk decides for the company and, as its clerk, for nobody else.
    kind === "person" ? listHeld(env, subjectKey, now) : [],
  ]);
  return { given: given.map(toldGiven), held: held.map(toldHeld) };
}

/** Whom one charges, as it was typed. */
export interface Charging {
  readonly agent: SubjectReference;
  readonly name: string;
  readonly policies: readonly string[];
  readonly until: CivilDate;
}

/**
 * Charges somebody. The name must fit the number, for a mistyped one would charge a stranger; and nobody learns here who has
 * which number, who lives, or who is known at all: what does not fit is refused in one way.
 */
export async function charge(
  env: Env,
  { subjectKey, by }: Self,
  { agent, name, policies, until }: Charging,
  now: Date,
): Promise<void> {
  if (subjectKey === null) return notPossible();
  const check = checkSubject(agent);
  const agentKey =
    check.ok && check.subject.kind === "person"
      ? await findSubjectKey(env, env, check.subject)
      : undefined;
  if (agentKey === undefined || (await nameOf(env, agentKey)) !== maskName(name))
    return notPossible();
  const grantedBy = `citizen:${by}`;
  const granting = { subjectKey, agentKey, kind: "voluntary", policies, until, grantedBy } as const;
  const result = await grantMandate(env, env, granting, now);
  if (result.ok) return;
  if (result.because === "term") {
    return refuse(400, "invalid-request", {
      zh: "期限不对：最晚到三年以后，不能早于今天。没有登记。",
      en: "The last day must be between today and three years from now. Nothing was recorded.",
    });
  }
  return notPossible();
}

/** Revokes a mandate that one has given, or gives up one that one holds. */
export async function end(
  env: Env,
  { subjectKey, by }: Self,
  id: string,
  now: Date,
): Promise<void> {
  const found = subjectKey === null ? undefined : await findMandate(env, id, now);
  if (found === undefined) return noMandate();
  const { mandate } = found;
  // A child cannot dismiss its parents; they can give it up.
  const isRevoked = mandate.subjectKey === subjectKey && mandate.kind === "voluntary";
  if (!isRevoked && mandate.agentKey !== subjectKey) return noMandate();
  const db = databaseOf(env, shardOf(mandate.subjectKey));
  await endMandate(db, mandate.id, `citizen:${by}`, now);
}

/** The mandate by which one decides for another, while it is in force; refuses otherwise. */
export async function heldMandate(
  env: Env,
  { subjectKey, kind }: Self,
  id: string,
  now: Date,
): Promise<Mandate> {
  const found =
    subjectKey === null || kind !== "person" ? undefined : await findMandate(env, id, now);
  if (found === undefined || found.end !== undefined || found.mandate.agentKey !== subjectKey)
    return noMandate();
  return found.mandate;
}

/** What waits for the one for whom one decides: an access to personal data, recorded before anything is told. */
export async function offersOfAnother(
  env: Env,
  { by }: Self,
  mandate: Mandate,
  now: Date,
): Promise<readonly Offer[]> {
  const { subjectKey } = mandate;
  const db = databaseOf(env, shardOf(subjectKey));
  const { offers } = await listOffers(db, subjectKey);
  const seen = offers.filter(({ confirmation: { policy } }) => isAbout(mandate, policy));
  const access = { actor: by, role: "agent", department: null, purpose: `受托办理 ${mandate.id}` };
  const scope = seen.map(({ confirmation: { policy } }) => policy).join(" ");
  await recordAccess(db, subjectKey, access, scope, now);
  return seen;
}

function notPossible(): never {
  return refuse(409, "conflict", {
    zh: "不能登记这位代办人，没有改动任何内容。请核对姓名和证件号码；也可以两人一起带证件到社区事务受理服务中心登记。",
    en: "This person cannot be charged; nothing was changed. Check name and number, or come together to a service centre with both cards.",
  });
}

function noMandate(): never {
  return refuse(404, "not-found", {
    zh: "没有这项委托，或者已经撤销、到期。没有改动任何内容。",
    en: "There is no such mandate, or it is of no effect any more. Nothing was changed.",
  });
}
