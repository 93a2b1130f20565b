import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { rowsOf } from "#shared/db/statement.ts";
import { gateOf } from "#shared/measures/gate.ts";
import { selectAlarms } from "#shared/measures/read-alarms.ts";
import { askForMeasures } from "#shared/measures/start-measuring.ts";
import type { Alarm } from "#shared/measures/watch-figures.ts";
import { policies } from "#shared/policies/index.ts";
import { readReadiness } from "#shared/readiness/read-obstacles.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { selectStageHistory } from "#shared/stages/read-stage-history.ts";
import { stageOf } from "#shared/stages/stage.ts";
import { firstBroken, type StageEntry } from "#shared/stages/stage-entry.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole, type SignedIn, type StaffRole } from "#shared/web/verify-token.ts";
import type { ConsoleApp } from "./console-app.ts";
import { standingOf, toldCounts, toldEntry, toldGate, toldItem } from "./told-policy.ts";
import { policyOr404 } from "./policy-or-404.ts";

/** Who works with policies and their figures, which name nobody. */
export const policyStaff: readonly StaffRole[] = [
  "handler",
  "reviewer",
  "approver",
  "policy-officer",
  "steward",
  "finance",
  "auditor",
  "coordinator",
  "data-centre",
];

/** The life of every policy: its stage, its checklist, its figures. */
export function policyRoutes(app: ConsoleApp): void {
  app.get("/v1/console/policies", async (c) => {
    requireRole(c.var.signedIn, policyStaff);
    const { readiness, alarms } = await readAll(c.env.DB_CITY, c.var.now, policies);
    return c.json({ items: policies.map((policy) => standingOf(policy, readiness, alarms)) });
  });

  app.get("/v1/console/policies/:id", async (c) => {
    requireRole(c.var.signedIn, policyStaff);
    const policy = policyOr404(c.req.param("id"));
    const { readiness, alarms, today } = await readAll(c.env.DB_CITY, c.var.now, [policy]);
    const history = rowsOf<StageEntry>(await selectStageHistory(c.env.DB_CITY, policy.id).all());
    const broken = await firstBroken(history);
    const measure = readiness.measures.get(policy.id);
    const gate = gateOf(policy, stageOf(readiness.stages, policy.id), measure, today);
    return c.json({
      ...standingOf(policy, readiness, alarms),
      checklist: (readiness.checklists.get(policy.id) ?? []).map(toldItem),
      gate: toldGate(gate),
      districts: [...(measure?.byDistrict ?? [])].map(([district, counts]) => ({
        district,
        ...toldCounts(counts),
      })),
      history: history.map(toldEntry),
      chain: { whole: broken === undefined, firstBroken: broken },
    });
  });

  app.post("/v1/console/policies/:id/measurements", async (c) => {
    const { signedIn, now } = c.var;
    const policy = policyOr404(c.req.param("id"));
    requireToMeasure(signedIn, policy);
    await askForMeasures(c.env, [policy.id], "asked", now);
    return c.json({ policy: policy.id, state: "asked" }, 202);
  });
}

async function readAll(city: D1Database, now: Date, wanted: readonly Policy[]) {
  const today = shanghaiDay(now);
  const [readiness, alarms] = await Promise.all([
    readReadiness(city, today, now, wanted),
    selectAlarms(city, today).all(),
  ]);
  return { readiness, alarms: rowsOf<Alarm>(alarms), today };
}

function requireToMeasure({ roles, department }: SignedIn, { leadDepartment }: Policy): void {
  if (roles.includes("coordinator") || roles.includes("data-centre")) return;
  const isOfLead = roles.includes("policy-officer") || roles.includes("approver");
  if (isOfLead && department === leadDepartment) return;
  refuse(403, "not-allowed", {
    zh: "您的角色或部门不能测算这项政策。没有改动任何内容。",
    en: "Your role or department does not allow measuring this policy. Nothing was changed.",
  });
}
