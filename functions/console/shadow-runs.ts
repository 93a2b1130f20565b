import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import {
  shadowRunQuerySchema,
  shadowRunRequestSchema,
} from "#shared/contract/shadow-runs.schema.ts";
import { policies, policyById } from "#shared/policies/index.ts";
import { daysOfPeriod } from "#shared/rules/period.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { ShadowCounts } from "#shared/shadow-runs/counts.ts";
import { findShadowRun } from "#shared/shadow-runs/run-turn.ts";
import {
  listFindings,
  listShadowRuns,
  readShadowResult,
  type ShadowResult,
} from "#shared/shadow-runs/read-shadow-run.ts";
import type { ShadowFinding, ShadowRun } from "#shared/shadow-runs/shadow-run.ts";
import { startShadowRun } from "#shared/shadow-runs/start-shadow-run.ts";
import { csvOf } from "#shared/web/csv.ts";
import { refuse } from "#shared/web/refusal.ts";
import type { SignedIn } from "#shared/web/verify-token.ts";
import type { ConsoleApp } from "./console-app.ts";
import { readJson } from "#shared/web/read-json.ts";

const pageLength = 500;
const rowsAtOnce = 5000;

/** A policy beside another system 并行比对: who was forgotten, who is paid wrongly, and by how many yuan. */
export function shadowRunRoutes(app: ConsoleApp): void {
  app.post("/v1/console/shadow-runs", async (c) => {
    const { signedIn, now } = c.var;
    const asked = await readJson(c, shadowRunRequestSchema);
    const policy = policyById(asked.policy) ?? noSuchPolicy();
    requireTo("start", signedIn, policy);
    const { period, channel } = asked;
    const judgedOn = asked.on === undefined ? null : civilDate(asked.on);
    requirePeriod(policy, period, judgedOn, shanghaiDay(now));
    const run = await startShadowRun(
      c.env,
      { policy: policy.id, period, channel, judgedOn, requestedBy: signedIn.person },
      now,
    );
    return c.json(toldRun(run, await readShadowResult(c.env.DB_CITY, run.id)), 202);
  });

  app.get("/v1/console/shadow-runs", async (c) => {
    const seen = policies.filter((policy) => may("read", c.var.signedIn, policy));
    if (seen.length === 0) notAllowed();
    const ids = seen.map(({ id }) => id);
    const runs = await listShadowRuns(c.env.DB_CITY, ids, 50);
    const items = await Promise.all(
      runs.map(async (run) => toldRun(run, await readShadowResult(c.env.DB_CITY, run.id))),
    );
    return c.json({ items });
  });

  app.get("/v1/console/shadow-runs/:id", async (c) => {
    const query = shadowRunQuerySchema.safeParse(c.req.query());
    if (!query.success) {
      return refuse(400, "invalid-request", {
        zh: "筛选条件不对：可用 kind 和 after。",
        en: "These are the filters: kind and after.",
      });
    }
    const { DB_CITY } = c.env;
    const run = await readableRun(DB_CITY, c.var.signedIn, c.req.param("id"));
    const after = Number(query.data.after);
    const [result, findings] = await Promise.all([
      readShadowResult(DB_CITY, run.id),
      listFindings(DB_CITY, run.id, { kind: query.data.kind, after, limit: pageLength }),
    ]);
    return c.json({
      ...toldRun(run, result),
      listed: result.totals.listed,
      items: findings.map(toldFinding),
      ...(findings.length === pageLength ? { next: String(after + pageLength) } : {}),
    });
  });

  app.get("/v1/console/shadow-runs/:id/findings.csv", async (c) => {
    const { DB_CITY } = c.env;
    const run = await readableRun(DB_CITY, c.var.signedIn, c.req.param("id"));
    const rows = [["差异", "对象编号", "本系统（元）", "对方（元）", "对方状态", "对方办件编号"]];
    for (let after = 0, more = true; more; after += rowsAtOnce) {
      // Each page begins behind the one before.
      // oxlint-disable-next-line no-await-in-loop
      const page = await listFindings(DB_CITY, run.id, {
        kind: undefined,
        after,
        limit: rowsAtOnce,
      });
      rows.push(...page.map(rowOf));
      more = page.length === rowsAtOnce;
    }
    return c.body(csvOf(rows), 200, {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="shadow-run-${run.id}.csv"`,
    });
  });
}

/** Who may look: also auditors; who has it done: those who answer for the policy. */
function may(what: "start" | "read", signedIn: SignedIn, { leadDepartment }: Policy): boolean {
  const { roles, department } = signedIn;
  if (roles.includes("coordinator")) return true;
  if (what === "read" && roles.includes("auditor")) return true;
  return roles.includes("policy-officer") && department === leadDepartment;
}

function requireTo(what: "start" | "read", signedIn: SignedIn, policy: Policy): void {
  if (!may(what, signedIn, policy)) notAllowed();
}

function notAllowed(): never {
  return refuse(403, "not-allowed", {
    zh: "您的角色或部门不能比对这项政策。没有改动任何内容。",
    en: "Your role or department does not allow comparing this policy. Nothing was changed.",
  });
}

function noSuchPolicy(): never {
  return refuse(404, "unknown-policy", {
    zh: "目录中没有这项政策，或者它只由人工判断，请核对编号。",
    en: "The catalogue has no such policy, or only people judge it; check its id.",
  });
}

/** A period that has begun, and a day in it that has come. */
function requirePeriod(
  policy: Policy,
  period: string,
  judgedOn: CivilDate | null,
  today: CivilDate,
): void {
  const days = daysOfPeriod(policy, period);
  const isOnce = policy.period === "once" && period === "once";
  const hasBegun = isOnce || (days !== undefined && days[0] <= today);
  const isIn =
    judgedOn === null ||
    (judgedOn <= today &&
      (isOnce || (days !== undefined && days[0] <= judgedOn && judgedOn <= days[1])));
  if (hasBegun && isIn) return;
  refuse(400, "unknown-period", {
    zh: "这项政策没有这个享受期间，或者期间尚未开始，或者 on 不在期间之内、晚于今天。",
    en: "The policy has no such period, it has not begun yet, or `on` lies outside it or in the future.",
  });
}

async function readableRun(city: D1Database, signedIn: SignedIn, id: string): Promise<ShadowRun> {
  const run = await findShadowRun(city, id);
  const policy = run === undefined ? undefined : policyById(run.policy);
  if (run === undefined || policy === undefined) {
    return refuse(404, "not-found", {
      zh: "没有这次比对，请核对编号。",
      en: "There is no such run; check its id.",
    });
  }
  requireTo("read", signedIn, policy);
  return run;
}

function toldRun(run: ShadowRun, { totals, finishedAt }: ShadowResult) {
  const { id, policy, period, channel, judgedOn, requestedAt } = run;
  return {
    id,
    policy,
    period,
    channel,
    ...(judgedOn === null ? {} : { on: judgedOn }),
    state: finishedAt === undefined ? "running" : "finished",
    requestedAt: new Date(requestedAt).toISOString(),
    ...(finishedAt === undefined ? {} : { finishedAt: new Date(finishedAt).toISOString() }),
    totals: toldTotals(totals),
  };
}

function toldTotals(counts: ShadowCounts) {
  const { compared, unknown, agreed, withoutAmount, underWay } = counts;
  return {
    compared,
    eligible: { count: counts.eligible, amountFen: counts.eligibleFen },
    unknown,
    there: { count: counts.there, amountFen: counts.thereFen },
    agreed,
    withoutAmount,
    underWay,
    forgotten: { count: counts.forgotten, amountFen: counts.forgottenFen },
    unfounded: { count: counts.unfounded, amountFen: counts.unfoundedFen },
    amount: {
      count: counts.amount,
      tooLittleFen: counts.tooLittleFen,
      tooMuchFen: counts.tooMuchFen,
    },
    undecided: { count: counts.undecided, amountFen: counts.undecidedFen },
  };
}

function toldFinding({
  kind,
  subjectKey,
  hereFen,
  thereFen,
  thereState,
  caseNumber,
}: ShadowFinding) {
  return {
    kind,
    subject: subjectKey,
    ...(hereFen === null ? {} : { hereFen }),
    ...(thereFen === null ? {} : { thereFen }),
    ...(thereState === null ? {} : { thereState }),
    ...(caseNumber === null ? {} : { caseNumber }),
  };
}

const kindNames: Readonly<Record<ShadowFinding["kind"], string>> = {
  forgotten: "应发未发",
  unfounded: "不应发而发",
  amount: "金额不符",
  undecided: "数据不足待核",
};

function rowOf({ kind, subjectKey, hereFen, thereFen, thereState, caseNumber }: ShadowFinding) {
  const yuan = (amountFen: number | null): string =>
    amountFen === null ? "" : (amountFen / 100).toFixed(2);
  return [
    kindNames[kind],
    subjectKey,
    yuan(hereFen),
    yuan(thereFen),
    thereState ?? "",
    caseNumber ?? "",
  ];
}
