import type { objectionRequestSchema } from "#shared/contract/objections.schema.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { lodgeObjection } from "#shared/objections/lodge-objection.ts";
import type { Objection } from "#shared/objections/objection.ts";
import type { Objector } from "#shared/objections/objector.ts";
import { policyById } from "#shared/policies/index.ts";
import { refuse } from "#shared/web/refusal.ts";
import type * as z from "zod/mini";
import type { HomeContext } from "../home-app.ts";
import { targetOf } from "./target-of.ts";

/** Lodges an objection, or gives the open one that the objector has lodged to the same. */
export async function lodgeFor(
  c: HomeContext,
  request: z.output<typeof objectionRequestSchema>,
  objector: Objector,
): Promise<{ readonly objection: Objection; readonly isNew: boolean }> {
  const { env } = c;
  const target = await targetOf(c, request, objector);
  const policy = policyById(target.policy);
  if (policy === undefined) throw new Error(`${target.policy} has left the code`);
  const db = databaseOf(env, shardOf(target.subjectKey));
  const lodging = { target, policy, objector, grounds: request.grounds };
  return (await lodgeObjection(db, env, env, lodging, c.var.now)) ?? tooMany();
}

function tooMany(): never {
  return refuse(429, "too-many-requests", {
    zh: "今天提出的异议已经太多，没有改动任何内容。请明天再提出，或者拨打12345。",
    en: "You have lodged too many objections today; nothing was changed. Go on tomorrow, or call 12345.",
  });
}
