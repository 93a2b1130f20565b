import { findFailed } from "#shared/adjustments/load-adjusted.ts";
import { resumptionSchema } from "#shared/contract/recovery-requests.schema.ts";
import { databaseOf, findShardOf } from "#shared/db/shards.ts";
import { toldPeriod } from "#shared/entitlements/period-of-relative.ts";
import { resumePayment } from "#shared/instructions/resume-payment.ts";
import { policyById } from "#shared/policies/index.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole } from "#shared/web/verify-token.ts";
import type { RemedyApp } from "./remedy-app.ts";
import { readJson } from "#shared/web/read-json.ts";

/** Payments that failed: staff of the lead department let them go on, once it is clear why they failed. */
export function resumptionRoutes(app: RemedyApp): void {
  app.post("/v1/console/entitlements/:id/resumption", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, ["handler", "reviewer", "approver"]);
    const { outcome } = await readJson(c, resumptionSchema);
    const id = c.req.param("id");
    const shard = findShardOf(id);
    const db = shard === undefined ? undefined : databaseOf(c.env, shard);
    const found = db === undefined ? undefined : await findFailed(db, id);
    if (db === undefined || found === undefined) return noneFailed();
    if (policyById(found.entitlement.policy)?.leadDepartment !== signedIn.department) {
      return refuse(403, "not-allowed", {
        zh: "这项政策不由您的部门负责。没有改动任何内容。",
        en: "Your department does not lead this policy. Nothing was changed.",
      });
    }
    const resuming = { person: signedIn.person, outcome };
    const resumed = await resumePayment(db, c.env, id, resuming, now);
    if (resumed.ok) {
      const items = resumed.entitlements.map(async ({ id: one, subjectKey, period, state }) => ({
        id: one,
        period: await toldPeriod(subjectKey, period),
        state,
      }));
      return c.json({ items: await Promise.all(items) });
    }
    switch (resumed.because) {
      case "not-found":
        return noneFailed();
      case "outcome-missing":
        return refuse(409, "conflict", {
          zh: "兑现部门先后报告的结果不一致，请用 outcome 写明核实结果：paid（已到账）或 not-paid（未到账）。没有改动任何内容。",
          en: "The payer contradicted itself: say with outcome what was found out, paid or not-paid. Nothing was changed.",
        });
      case "outcome-needless":
        return refuse(409, "conflict", {
          zh: "款项确定未到账，不必填写 outcome。没有改动任何内容。",
          en: "It failed for certain; leave out outcome. Nothing was changed.",
        });
    }
    return resumed.because satisfies never;
  });
}

function noneFailed(): never {
  return refuse(404, "not-found", {
    zh: "没有这项权益，或者它没有拨付失败的款项。请核对编号。",
    en: "There is no such entitlement, or no payment of it has failed; check its id.",
  });
}
