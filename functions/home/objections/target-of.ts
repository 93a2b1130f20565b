import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { objectionRequestSchema } from "#shared/contract/objections.schema.ts";
import { databaseOf, findShardOf, shardOf } from "#shared/db/shards.ts";
import { findOwnTarget, findPublicTarget, type Target } from "#shared/objections/find-target.ts";
import type { Objector } from "#shared/objections/objector.ts";
import { policyById } from "#shared/policies/index.ts";
import { refuse } from "#shared/web/refusal.ts";
import type * as z from "zod/mini";
import type { HomeContext } from "../home-app.ts";

type Request = z.output<typeof objectionRequestSchema>;

/** What the objection is about: an entry of a public list, one's own entitlement, or that one has nothing. */
export async function targetOf(
  c: HomeContext,
  { entry, entitlement, policy }: Request,
  objector: Objector,
): Promise<Target> {
  const named = [entry, entitlement, policy].filter((one) => one !== undefined);
  if (named.length !== 1) return refuseToGuess();
  if (entry !== undefined) return publicTarget(c, entry);
  if (objector.kind !== "signed-in") return onlySignedIn();
  const { subjectKey } = objector;
  if (subjectKey === null) return notFound();
  if (entitlement !== undefined) {
    const db = databaseOf(c.env, shardOf(subjectKey));
    return (await findOwnTarget(db, subjectKey, entitlement)) ?? notFound();
  }
  const found = policyById(policy ?? "");
  const kind = objector.isOrganisation ? "organisation" : "person";
  if (found?.subject !== kind) return notFound();
  return { subjectKey, policy: found.id, period: "", entitlement: "", amountFen: null };
}

async function publicTarget(c: HomeContext, entry: string): Promise<Target> {
  const shard = findShardOf(entry);
  if (shard === undefined) return notFound();
  const target = await findPublicTarget(databaseOf(c.env, shard), entry, shanghaiDay(c.var.now));
  if (target === undefined) return notFound();
  if (target !== "closed") return target;
  return refuse(410, "publicity-closed", {
    zh: "这一条的公示已经结束，不能再提出公示异议。可以提供线索（/v1/hints），或者拨打12345。",
    en: "The publicity of this entry is over. You may give a hint (/v1/hints), or call 12345.",
  });
}

function refuseToGuess(): never {
  return refuse(400, "invalid-request", {
    zh: "请在 entry（公示编号）、entitlement（本人的一笔）、policy（本人没有的一项）中写明一个，只写一个。",
    en: "Name exactly one of entry (a public number), entitlement (one of your own), policy (what you do not have).",
  });
}

function onlySignedIn(): never {
  return refuse(401, "not-authenticated", {
    zh: "对本人的待遇提出异议，请先登录，没有改动任何内容。",
    en: "Sign in to object to what was decided about yourself; nothing was changed.",
  });
}

function notFound(): never {
  return refuse(404, "not-found", {
    zh: "没有找到这一条，请核对编号。没有改动任何内容。",
    en: "There is no such entry or entitlement; check its number. Nothing was changed.",
  });
}
