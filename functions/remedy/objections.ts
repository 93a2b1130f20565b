import { recordAccess } from "#shared/accesses/record-access.ts";
import {
  acceptanceSchema,
  answerSchema,
  freezeLiftingSchema,
  objectionQuerySchema,
} from "#shared/contract/objections.schema.ts";
import { databaseOf, findShardOf } from "#shared/db/shards.ts";
import { type AnswerRefusal, answerObjection } from "#shared/objections/answer-objection.ts";
import { considerObjection } from "#shared/objections/consider-objection.ts";
import { findFreeze, liftFreeze } from "#shared/objections/lift-freeze.ts";
import { listObjections } from "#shared/objections/list-objections.ts";
import { findObjection } from "#shared/objections/load-objection.ts";
import { textContext } from "#shared/objections/objection.ts";
import { policies, policyById } from "#shared/policies/index.ts";
import { seal } from "#shared/sealing/seal.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole, type SignedIn, type StaffRole } from "#shared/web/verify-token.ts";
import type { RemedyApp, RemedyContext } from "./remedy-app.ts";
import { readJson } from "#shared/web/read-json.ts";
import { requireDepartment } from "./require-department.ts";
import { detailOf, toldObjection } from "./told-objection.ts";

const departmental: readonly StaffRole[] = ["handler", "reviewer", "approver", "policy-officer"];
const ofAll: readonly StaffRole[] = ["auditor", "coordinator"];

/** Objections 异议: taken up by a handler, answered by another person, each of the lead department. */
export function objectionRoutes(app: RemedyApp): void {
  app.get("/v1/console/objections", async (c) => {
    const { signedIn } = c.var;
    requireRole(signedIn, [...departmental, ...ofAll]);
    const query = objectionQuerySchema.safeParse(c.req.query());
    if (!query.success) {
      return refuse(400, "invalid-request", {
        zh: "筛选条件不对：可用 state（open 或 closed）、policy。",
        en: "These are the filters: state (open or closed), policy.",
      });
    }
    const { state, policy } = query.data;
    const seen = policiesOf(signedIn).filter((id) => policy === undefined || id === policy);
    const rows = await listObjections(c.env, { policies: seen, state });
    return c.json({ items: rows.map(toldObjection) });
  });

  app.get("/v1/console/objections/:id", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, [...departmental, ...ofAll]);
    const { db, objection } = await found(c);
    const { person, roles, department = null } = signedIn;
    const access = { actor: person, role: roles.join(" "), department, purpose: "办理异议" };
    await recordAccess(db, objection.subjectKey, access, `objection ${objection.id}`, now);
    return c.json(await detailOf(c.env.VAULT_GROUNDS_KEY, objection));
  });

  app.post("/v1/console/objections/:id/acceptance", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, ["handler"]);
    const { decision, text } = await readJson(c, acceptanceSchema);
    const { db, objection, policy } = await found(c);
    const considering = {
      decision,
      by: signedIn.person,
      text: await sealed(c, "considered", text),
    };
    const result = await considerObjection(db, c.env, policy, objection.id, considering, now);
    if (!result.ok) return result.because === "not-found" ? notFound() : decidedBefore();
    return c.json(await detailOf(c.env.VAULT_GROUNDS_KEY, result.matter.objection));
  });

  app.post("/v1/console/objections/:id/answer", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, ["reviewer", "approver"]);
    const { text, ...answer } = await readJson(c, answerSchema);
    const { db, objection, policy } = await found(c);
    const answering = { answer, by: signedIn.person, text: await sealed(c, "answered", text) };
    const result = await answerObjection(db, c.env, policy, objection.id, answering, now);
    if (!result.ok) return refuseAnswer(result.because);
    return c.json(await detailOf(c.env.VAULT_GROUNDS_KEY, result.matter.objection));
  });

  app.post("/v1/console/entitlements/:id/freeze-lifting", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, ["approver"]);
    await readJson(c, freezeLiftingSchema);
    const id = c.req.param("id");
    const shard = findShardOf(id);
    const db = shard === undefined ? undefined : databaseOf(c.env, shard);
    const freeze = db && (await findFreeze(db, id));
    if (db === undefined || freeze === undefined) return notFound();
    requireDepartment(signedIn, policyById(freeze.policy));
    const result = await liftFreeze(db, c.env, freeze.id, signedIn.person, now);
    const state = result.ok ? result.matter.matter?.entitlement.state : undefined;
    return state === undefined ? notFound() : c.json({ entitlement: id, state });
  });
}

const isOfAll = ({ roles }: SignedIn): boolean => roles.some((role) => ofAll.includes(role));

const policiesOf = (signedIn: SignedIn): string[] =>
  policies
    .filter((one) => isOfAll(signedIn) || one.leadDepartment === signedIn.department)
    .map(({ id }) => id);

/** The objection of the address, which must be the own department's. */
async function found(c: RemedyContext) {
  const id = c.req.param("id") ?? "";
  const shard = findShardOf(id);
  const db = shard === undefined ? undefined : databaseOf(c.env, shard);
  const objection = db && (await findObjection(db, id));
  const policy = objection && policyById(objection.policy);
  if (db === undefined || objection === undefined || policy === undefined) return notFound();
  if (!isOfAll(c.var.signedIn)) requireDepartment(c.var.signedIn, policy);
  return { db, objection, policy };
}

async function sealed(
  c: RemedyContext,
  column: "considered" | "answered",
  text: string,
): Promise<string> {
  return seal(c.env.VAULT_GROUNDS_KEY, textContext(c.req.param("id") ?? "", column), text);
}

function refuseAnswer(because: AnswerRefusal | "not-found"): never {
  switch (because) {
    case "not-found":
      return notFound();
    case "not-to-be-answered":
      return decidedBefore();
    case "same-person":
      return refuse(403, "two-persons-needed", {
        zh: "受理人不能自己答复，请由另一位审核人或者审批人答复。没有改动任何内容。",
        en: "Whoever accepted it does not answer it; another reviewer or approver must. Nothing was changed.",
      });
    case "nothing-corrected":
      return refuse(409, "nothing-corrected", {
        zh: "据以认定的数据还没有更正，结果没有变化。请先由数据责任部门更正数据；只有人能判断的，请用 not-entitled。没有改动任何内容。",
        en: "No fact has changed what was objected to. Have the steward correct it first, or find not-entitled. Nothing was changed.",
      });
    case "nothing-to-end":
      return refuse(409, "conflict", {
        zh: "没有可以停止的待遇：没有开通，或者已经结束。没有改动任何内容。",
        en: "There is nothing to end: nothing was opened, or it is over. Nothing was changed.",
      });
    case "being-paid":
      return refuse(409, "conflict", {
        zh: "这一笔正在兑现，请等兑现部门报告结果以后再答复。没有改动任何内容。",
        en: "It is being paid; answer once the payer has reported. Nothing was changed.",
      });
  }
  return because satisfies never;
}

function notFound(): never {
  return refuse(404, "not-found", {
    zh: "没有这件异议，或者没有因异议暂缓的待遇，请核对编号。",
    en: "There is no such objection, or nothing stops this entitlement; check the id.",
  });
}

function decidedBefore(): never {
  return refuse(409, "conflict", {
    zh: "这件异议的现状不能这样办理：还没有受理，或者已经作了别的决定。请重新查看。没有改动任何内容。",
    en: "The objection is not in a state for this: not accepted, or decided otherwise. Look again. Nothing was changed.",
  });
}
