import { instalmentsOf, agreeInstalments } from "#shared/adjustments/agree-instalments.ts";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import { decideRecovery } from "#shared/adjustments/decide-recovery.ts";
import { lettersOf } from "#shared/adjustments/letter.ts";
import { listRecoveries } from "#shared/adjustments/list-recoveries.ts";
import { findByAdjustment } from "#shared/adjustments/load-adjusted.ts";
import { findWithRepayments, recordRepayment } from "#shared/adjustments/record-repayment.ts";
import { reviseRecovery } from "#shared/adjustments/rule-upon.ts";
import { heardUntil } from "#shared/adjustments/recovery-terms.ts";
import { stateOpinion } from "#shared/adjustments/state-opinion.ts";
import type { Calendar } from "#shared/calendar/calendar.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { readCalendar } from "#shared/calendars/read-calendar.ts";
import {
  recoveryDecisionSchema,
  recoveryInstalmentsSchema,
  recoveryOpinionSchema,
  recoveryPurposeSchema,
  recoveryQuerySchema,
  recoveryRevisionSchema,
  repaymentSchema,
} from "#shared/contract/recovery-requests.schema.ts";
import { databaseOf, findShardOf } from "#shared/db/shards.ts";
import { recordAccess } from "#shared/accesses/record-access.ts";
import { toldPeriod } from "#shared/entitlements/period-of-relative.ts";
import { fen } from "#shared/money/fen.ts";
import { policies, policyById } from "#shared/policies/index.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole, type SignedIn, type StaffRole } from "#shared/web/verify-token.ts";
import type { RemedyApp, RemedyContext } from "./remedy-app.ts";
import { readJson } from "#shared/web/read-json.ts";
import { refuseRecovery } from "./refuse-recovery.ts";

/** Staff of the lead department; auditors look on. */
const officers: readonly StaffRole[] = ["handler", "reviewer", "approver"];

/** What was paid too much 追回: listed, decided by two persons, and repaid. */
export function recoveryRoutes(app: RemedyApp): void {
  app.get("/v1/console/recoveries", async (c) => {
    const { signedIn } = c.var;
    requireRole(signedIn, [...officers, "finance", "auditor"]);
    const query = recoveryQuerySchema.safeParse(c.req.query());
    if (!query.success) {
      return refuse(400, "invalid-request", {
        zh: "筛选条件不对：可用 policy、state（open 或 all）。",
        en: "These are the filters: policy, state (open or all).",
      });
    }
    const { policy, state } = query.data;
    if (policy !== undefined && policyById(policy) === undefined) {
      return refuse(404, "unknown-policy", {
        zh: "目录中没有这项政策，请核对编号。",
        en: "The catalogue has no such policy; check its id.",
      });
    }
    const ids = policies
      .filter((one) => (policy === undefined || one.id === policy) && maySee(signedIn, one.id))
      .map(({ id }) => id);
    const [found, calendar] = await Promise.all([
      listRecoveries(c.env, ids, state === "open"),
      readCalendar(c.env.DB_CITY),
    ]);
    return c.json({ items: await Promise.all(found.map(async (one) => told(one, calendar))) });
  });

  app.get("/v1/console/recoveries/:id", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, [...officers, "auditor"]);
    const query = recoveryPurposeSchema.safeParse(c.req.query());
    if (!query.success) {
      return refuse(400, "invalid-request", {
        zh: "请用 ?purpose= 写明查看的目的。",
        en: "Say with ?purpose= what you look at it for.",
      });
    }
    const { db, id } = await findOwn(c, (policy) => maySee(signedIn, policy));
    const found = await findWithRepayments(db, id);
    if (found === undefined) return notFound();
    const { adjustment, repayments } = found;
    const access = {
      actor: signedIn.person,
      role: signedIn.roles.join(" "),
      department: signedIn.department ?? null,
      purpose: query.data.purpose,
    };
    await recordAccess(db, adjustment.subjectKey, access, `recovery ${id}`, now);
    const { reason, opinion } = adjustment;
    return c.json({
      ...(await told(adjustment, await readCalendar(c.env.DB_CITY))),
      ...(reason === null ? {} : { reason }),
      ...(opinion === null ? {} : { opinion }),
      letters: lettersOf(adjustment).map(({ kind, at, text }) => ({
        kind,
        at: new Date(at).toISOString(),
        text,
      })),
      repayments: repayments.map(({ reference, kind, amountFen, receivedOn, undoneAt }) => ({
        reference,
        kind,
        amountFen,
        receivedOn,
        undone: undoneAt !== null,
      })),
    });
  });

  app.post("/v1/console/recoveries/:id/decision", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, officers);
    const { decision, reason } = await readJson(c, recoveryDecisionSchema);
    const { db, id, adjustment } = await findOwn(c);
    // The first person may be any of them, the last word is an approver's.
    if (adjustment.proposal !== null && adjustment.proposedBy !== signedIn.person)
      requireRole(signedIn, ["approver"]);
    const calendar = await readCalendar(c.env.DB_CITY);
    const deciding = { decision, reason, person: signedIn.person, calendar };
    const acted = await decideRecovery(db, c.env, id, deciding, now);
    if (!acted.ok) return refuseRecovery(acted.because);
    return c.json(await told(acted.matter.adjustment, calendar));
  });

  app.post("/v1/console/recoveries/:id/opinion", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, [...officers, "window"]);
    const { text } = await readJson(c, recoveryOpinionSchema);
    const { db, id } = await findOwn(
      c,
      (policy) => isLed(signedIn, policy) || signedIn.roles.includes("window"),
    );
    const actor = `staff:${signedIn.person}`;
    const acted = await stateOpinion(db, c.env, id, { text, actor }, now);
    if (!acted.ok) return refuseRecovery(acted.because);
    return c.json(await told(acted.matter.adjustment, await readCalendar(c.env.DB_CITY)));
  });

  app.post("/v1/console/recoveries/:id/instalments", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, officers);
    const body = await readJson(c, recoveryInstalmentsSchema);
    const instalments = body.instalments.map(({ dueOn, amountFen }) => ({
      dueOn: civilDate(dueOn),
      amountFen,
    }));
    const { db, id } = await findOwn(c);
    const acted = await agreeInstalments(db, c.env, id, instalments, signedIn.person, now);
    if (!acted.ok) return refuseRecovery(acted.because);
    return c.json(await told(acted.matter.adjustment, await readCalendar(c.env.DB_CITY)));
  });

  app.post("/v1/console/recoveries/:id/repayments", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, [...officers, "finance"]);
    const { reference, amountFen, receivedOn } = await readJson(c, repaymentSchema);
    const { db, id } = await findOwn(
      c,
      (policy) => isLed(signedIn, policy) || signedIn.roles.includes("finance"),
    );
    const { person } = signedIn;
    const received = { reference, amountFen, receivedOn: civilDate(receivedOn), person };
    const acted = await recordRepayment(db, c.env, id, received, now);
    if (!acted.ok) return refuseRecovery(acted.because);
    return c.json(await told(acted.matter.adjustment, await readCalendar(c.env.DB_CITY)));
  });

  app.post("/v1/console/recoveries/:id/revision", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, ["approver"]);
    const { dueFen, document } = await readJson(c, recoveryRevisionSchema);
    const { db, id } = await findOwn(c);
    const ruling = {
      toFen: fen(dueFen),
      ground: `review:${document}`,
      event: "reviewed",
      actor: `staff:${signedIn.person}`,
    } as const;
    const acted = await reviseRecovery(db, c.env, id, ruling, now);
    if (!acted.ok) return refuseRecovery(acted.because);
    return c.json(await told(acted.matter.adjustment, await readCalendar(c.env.DB_CITY)));
  });
}

/** A recovery of a policy that concerns whoever asks. */
async function findOwn(
  c: RemedyContext,
  mayAct: (policy: string) => boolean = (policy) => isLed(c.var.signedIn, policy),
): Promise<{ readonly db: D1Database; readonly id: string; readonly adjustment: Adjustment }> {
  const id = c.req.param("id") ?? "";
  const shard = findShardOf(id);
  if (shard === undefined) return notFound();
  const db = databaseOf(c.env, shard);
  const found = await findByAdjustment(db, id);
  if (found?.adjustment.kind !== "recovery") return notFound();
  if (!mayAct(found.adjustment.policy)) {
    return refuse(403, "not-allowed", {
      zh: "这项政策不由您的部门负责。没有改动任何内容。",
      en: "Your department does not lead this policy. Nothing was changed.",
    });
  }
  return { db, id, adjustment: found.adjustment };
}

function notFound(): never {
  return refuse(404, "not-found", {
    zh: "没有这项追回，请核对编号。",
    en: "There is no such recovery; check its id.",
  });
}

const isLed = ({ department }: SignedIn, policy: string): boolean =>
  department !== undefined && policyById(policy)?.leadDepartment === department;

const maySee = (signedIn: SignedIn, policy: string): boolean =>
  signedIn.roles.includes("auditor") ||
  signedIn.roles.includes("finance") ||
  isLed(signedIn, policy);

async function told(recovery: Adjustment, calendar: Calendar) {
  const { id, entitlement, policy, subjectKey, period, state, amountFen, repaidFen } = recovery;
  const { dueFen, ground, foundAt, proposal, announcedAt, heardAt, decidedAt, dueOn } = recovery;
  const until = heardUntil(recovery, calendar);
  return {
    id,
    entitlement,
    policy,
    period: await toldPeriod(subjectKey, period),
    state,
    amountFen,
    repaidFen,
    dueFen,
    ground,
    foundAt: new Date(foundAt).toISOString(),
    ...(proposal === null ? {} : { proposal }),
    ...(announcedAt === null ? {} : { announcedAt: new Date(announcedAt).toISOString() }),
    ...(until === undefined ? {} : { heardUntil: until }),
    heard: heardAt !== null,
    ...(decidedAt === null ? {} : { decidedAt: new Date(decidedAt).toISOString() }),
    ...(dueOn === null ? {} : { dueOn }),
    instalments: instalmentsOf(recovery).map((one) => ({
      dueOn: one.dueOn,
      amountFen: one.amountFen,
    })),
  };
}
