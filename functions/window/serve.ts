import { recordAccess } from "#shared/accesses/record-access.ts";
import { type Decision, decideOffer } from "#shared/confirmations/decide-offer.ts";
import type { Offer, OfferReference } from "#shared/confirmations/find-offer.ts";
import { listOffers } from "#shared/confirmations/list-offers.ts";
import { databaseOf, findShardOf, shardOf } from "#shared/db/shards.ts";
import { documentSigner } from "#shared/documents/document-signer.ts";
import { findDocument } from "#shared/documents/find-document.ts";
import { wayInWords } from "#shared/documents/way-in-words.ts";
import { benefitInWords } from "#shared/entitlements/benefit-in-words.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { listGiven, listHeld } from "#shared/mandates/list-mandates.ts";
import { isAbout, type Mandate } from "#shared/mandates/mandate.ts";
import { findMandate } from "#shared/mandates/standing.ts";
import { toldGiven, toldHeld } from "#shared/mandates/told-mandate.ts";
import { messageNumber } from "#shared/notices/message-number.ts";
import { findCounterDecision } from "#shared/visits/counter-decision.ts";
import { isReplier } from "#shared/sms-replies/repliers.ts";
import { findVisit } from "#shared/visits/find-visit.ts";
import { isUnderWay, type Visit, visitMilliseconds } from "#shared/visits/visit.ts";
import { refuse } from "#shared/web/refusal.ts";
import type { Clerk } from "./clerk.ts";
import type { Env } from "./env.ts";
import { matterOf, toldOffer } from "#shared/confirmations/told-offer.ts";

/** The visit under this id, while it is the clerk's and goes on; a stranger's and one that is over read the same. */
export async function visitOf(env: Env, { person }: Clerk, id: string, now: Date): Promise<Visit> {
  const shard = findShardOf(id);
  const visit = shard === undefined ? undefined : await findVisit(databaseOf(env, shard), id);
  if (visit !== undefined && isUnderWay(visit, person, now)) return visit;
  return refuse(404, "not-found", {
    zh: "没有这次接待，或者已经结束。没有改动任何内容；请重新核对证件。",
    en: "There is no such visit, or it is over. Nothing was changed; see the card again.",
  });
}

/** The mandate by which whoever came decides; undefined where the subject came. Refuses where it is of no effect any more. */
async function mandateOf(
  env: Env,
  { mandate: id, subjectKey }: Visit,
  now: Date,
): Promise<Mandate | undefined> {
  if (id === null) return undefined;
  const found = await findMandate(env, id, now);
  if (found === undefined || found.end !== undefined || found.mandate.subjectKey !== subjectKey)
    return mandateEnded();
  return found.mandate;
}

/** What waits for the person at the counter: an access to personal data, recorded before anything is told. */
export async function toldVisit(
  env: Env,
  { person, department }: Clerk,
  visit: Visit,
  purpose: string,
  now: Date,
) {
  const { id, subjectKey, openedAt } = visit;
  const db = databaseOf(env, shardOf(subjectKey));
  const mandate = await mandateOf(env, visit, now);
  const listed = await listOffers(db, subjectKey);
  const { onFile } = listed;
  const offers = listed.offers.filter(
    ({ confirmation: { policy } }) => mandate === undefined || isAbout(mandate, policy),
  );
  // Whoever came for another one is told of nobody else's affairs.
  const [given, held] =
    mandate === undefined
      ? await Promise.all([listGiven(env, subjectKey, now), listHeld(env, subjectKey, now)])
      : [[], []];
  const access = { actor: person, role: "window", department: department ?? null, purpose };
  const scope = offers.map(({ confirmation: { policy } }) => policy).join(" ");
  await recordAccess(db, subjectKey, access, scope, now);
  return {
    visit: id,
    until: new Date(openedAt + visitMilliseconds).toISOString(),
    ...(onFile === undefined || onFile.nameMasked === null ? {} : { name: onFile.nameMasked }),
    offers: offers.map((offer) => toldOffer(offer, now)),
    ...(mandate === undefined ? { answersBySms: await isReplier(db, subjectKey) } : {}),
    ...(mandate === undefined ? {} : { mandate: mandate.id }),
    given: given.map(toldGiven),
    held: held.map(toldHeld),
  };
}

/** An offer as it was read out, and what the person said. */
export interface Said {
  readonly offer: Omit<OfferReference, "subjectKey"> & { readonly accountVersion: number };
  readonly decision: Decision;
  readonly askedAgain: boolean;
}

/** Records what the person at the counter decides, as a tap would be. */
export async function decideInVisit(
  env: Env,
  clerk: Clerk,
  visit: Visit,
  { offer: { accountVersion, ...reference }, decision, askedAgain }: Said,
  now: Date,
) {
  if (decision === "waive" && !askedAgain) return askAgain();
  const { subjectKey } = visit;
  const db = databaseOf(env, shardOf(subjectKey));
  const mandate = await mandateOf(env, visit, now);
  if (mandate !== undefined && !isAbout(mandate, reference.policy)) return mandateEnded();
  const result = await decideOffer(
    db,
    env,
    { ...reference, subjectKey },
    {
      decision,
      way: {
        assurance: "counter",
        clerk: clerk.person,
        visit: visit.id,
        ...(mandate === undefined ? {} : { agent: mandate }),
      },
      seenAccountVersion: accountVersion,
      sign: documentSigner(env.DOCUMENT_KEYS),
    },
    now,
  );
  if (result.ok) return receiptOf(db, result.offer);
  switch (result.because) {
    case "ended":
      return conflict("这一项已经结束或有变化", "This offer has ended or changed");
    case "account-changed":
      return conflict("收款账户刚刚有变化", "The account on file has changed just now");
    case "mandate-ended":
      return mandateEnded();
    case "fulfilment-has-begun":
      return conflict(
        "已经在办理兑现，决定不能再更改",
        "Fulfilment has begun: the decision stands",
      );
  }
  return result.because satisfies never;
}

/** The slip of what was decided, by the receipt's number: to be printed again. */
export async function receiptInVisit(
  env: Env,
  visit: Visit,
  number: string,
  now: Date,
): Promise<Awaited<ReturnType<typeof receiptOf>>> {
  const db = databaseOf(env, shardOf(visit.subjectKey));
  const mandate = await mandateOf(env, visit, now);
  const found = (await listOffers(db, visit.subjectKey)).offers.find(
    ({ confirmation: { receipt, policy } }) =>
      receipt === number && (mandate === undefined || isAbout(mandate, policy)),
  );
  if (found !== undefined) return receiptOf(db, found);
  return refuse(404, "not-found", {
    zh: "没有这个回执，或者后来又改了决定。请重新查看这次接待。",
    en: "There is no such receipt, or the decision was changed since. Look at the visit again.",
  });
}

/** What stands of an offer: the slip, and the signed document of record. */
async function receiptOf(db: D1Database, offer: Offer) {
  const { confirmation, accountMasked } = offer;
  const signed = await findDocument(db, confirmation);
  if (signed === undefined)
    return conflict(
      "这一项直接发放，不用确认",
      "This comes by itself; there is nothing to confirm",
    );
  const { document, signature } = signed;
  const { policy, newest } = matterOf(offer);
  const counter = await findCounterDecision(db, document.number);
  return {
    receipt: document.number,
    decision: document.kind === "waiver" ? ("waive" as const) : ("confirm" as const),
    decidedAt: document.decidedAt,
    title: policy.title,
    department: departmentNames[policy.leadDepartment],
    benefit: benefitInWords(policy, newest),
    ...(policy.fulfilment.kind === "payment" && accountMasked !== null
      ? { account: accountMasked }
      : {}),
    way: wayInWords(document),
    ...(counter === undefined ? {} : { messageNumber: messageNumber(counter.id) }),
    document,
    signature,
  };
}

function mandateEnded(): never {
  return refuse(404, "not-found", {
    zh: "没有这项委托，或者已经撤销、到期，或者不包括这一项。没有改动任何内容。",
    en: "There is no such mandate, it is of no effect any more, or it is not about this. Nothing was changed.",
  });
}

function askAgain(): never {
  return refuse(409, "conflict", {
    zh: "放弃前请再问一次本人，确定放弃的，再提交一次（askedAgain）。没有改动任何内容。",
    en: "Ask the person once more before waiving, then send it with askedAgain. Nothing was changed.",
  });
}

function conflict(zh: string, en: string): never {
  return refuse(409, "conflict", {
    zh: `${zh}，没有改动任何内容。请重新查看并读给本人听。`,
    en: `${en}; nothing was changed. Look again, and read it out again.`,
  });
}
