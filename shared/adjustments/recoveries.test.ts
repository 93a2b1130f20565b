import { scheduler } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { fen } from "#shared/money/fen.ts";
import { policyById } from "#shared/policies/index.ts";
import { morningOf } from "#shared/testing/a-senior.ts";
import { storeEntitlements } from "#shared/testing/an-offer.ts";
import { anAdjustment, anEntitlement, aSubjectKey } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { type Adjustment, adjustmentId } from "./adjustment.ts";
import { agreeInstalments, owedBy } from "./agree-instalments.ts";
import { decideRecovery, type RecoveryDecision } from "./decide-recovery.ts";
import { lettersOf } from "./letter.ts";
import { listRecoveries } from "./list-recoveries.ts";
import { findByAdjustment } from "./load-adjusted.ts";
import { recordRepayment } from "./record-repayment.ts";
import { reviseRecovery, ruleUpon } from "./rule-upon.ts";
import { stateOpinion } from "./state-opinion.ts";
import { storeAdjustments } from "./store-adjustments.ts";

const policy = "senior-comprehensive-allowance";
let databases: Databases;
let db: D1Database;
beforeAll(async () => {
  vi.stubGlobal("scheduler", scheduler);
  databases = await startDatabases();
  db = databases.DB_0;
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await databases.dispose();
});

/** A period of which 150 yuan were paid and half was too much. */
async function overpaid(
  more: Partial<Entitlement> = {},
  recovery: Partial<Adjustment> = {},
): Promise<{ entitlement: Entitlement; id: string }> {
  const subjectKey = aSubjectKey();
  const entitlement = anEntitlement({
    subjectKey,
    policy,
    state: "fulfilled",
    instruction: "aax",
    amountFen: fen(75_00),
    instructedFen: fen(150_00),
    decision: {
      reason: "您已满65周岁，每月75元。",
      facts: [
        {
          fact: "birthDate",
          value: "1958-01-01",
          reportedBy: "public-security",
          observedAt: "2026-11-24T02:00:00.000Z",
        },
      ],
    },
    ...more,
  });
  await storeEntitlements(db, entitlement);
  const id = await adjustmentId(entitlement.id, 1);
  await db.batch(
    storeAdjustments(db, [
      anAdjustment({ subjectKey, entitlement: entitlement.id, id, ...recovery }),
    ]),
  );
  return { entitlement, id };
}

const found = async (id: string) => {
  const known = await findByAdjustment(db, id);
  if (known === undefined) throw new Error("the recovery is gone");
  return known;
};
const stateOf = async (id: string) => {
  const { adjustment, entitlement } = await found(id);
  return [adjustment.state, entitlement.state];
};
const decide = (
  id: string,
  decision: RecoveryDecision,
  person: string,
  day: string,
  calendar = builtInCalendar,
) =>
  decideRecovery(
    db,
    {},
    id,
    { decision, person, reason: "出生日期登记有误", calendar },
    morningOf(day),
  );
const demanded = async (more: Partial<Entitlement> = {}, recovery: Partial<Adjustment> = {}) => {
  const one = await overpaid(more, recovery);
  await decide(one.id, "approve", "handler", "2026-11-20");
  await decide(one.id, "approve", "approver", "2026-11-30");
  return one;
};
const repay = (id: string, amountFen: number, reference: string) =>
  recordRepayment(
    db,
    {},
    id,
    { reference, amountFen, receivedOn: civilDate("2026-12-01"), person: "finance" },
    morningOf("2026-12-01"),
  );
async function tasksOf({ subjectKey }: Entitlement): Promise<string[]> {
  const rows = await statement(
    db,
    sql`SELECT kind FROM outbox WHERE subject_key = ${subjectKey} ORDER BY due_at, kind`,
  ).all();
  return rowsOf<{ kind: string }>(rows).map(({ kind }) => kind);
}
async function eventsOf({ id }: Entitlement): Promise<string[]> {
  const rows = await statement(
    db,
    sql`SELECT event FROM audit WHERE entitlement = ${id} ORDER BY number`,
  ).all();
  return rowsOf<{ event: string }>(rows).map(({ event }) => event);
}

describe("a recovery", () => {
  it("is proposed by one person, heard, decided by another, repaid and settled; every step is in the audit", async () => {
    const { entitlement, id } = await overpaid();
    expect(await decide(id, "approve", "handler", "2026-11-20")).toMatchObject({ ok: true });
    expect(await stateOf(id)).toEqual(["announced", "recovering"]);
    await decide(id, "approve", "approver", "2026-11-30");
    expect(await stateOf(id)).toEqual(["demanded", "recovering"]);
    expect((await found(id)).adjustment).toMatchObject({
      dueOn: "2026-12-30",
      decidedBy: "approver",
    });
    await repay(id, 30_00, "V1");
    await repay(id, 45_00, "V2");
    expect(await stateOf(id)).toEqual(["settled", "fulfilled"]);
    expect(await eventsOf(entitlement)).toEqual([
      "recovery-announced",
      "recovery-demanded",
      "repaid",
      "repaid",
    ]);
    expect((await tasksOf(entitlement)).toSorted()).toEqual([
      "recovered",
      "recovery-announced",
      "recovery-decided",
      "repayment-due",
      "work-item",
    ]);
  });

  it("of all that was paid ends as recovered", async () => {
    const { id } = await demanded({ amountFen: fen(0) }, { amountFen: 150_00, dueFen: 0 });
    await repay(id, 150_00, "V1");
    expect(await stateOf(id)).toEqual(["settled", "recovered"]);
  });

  it("takes two persons, whatever they decide", async () => {
    const { id } = await overpaid();
    await decide(id, "approve", "one", "2026-11-20");
    expect(await decide(id, "withdraw", "one", "2026-11-30")).toEqual({
      ok: false,
      because: "same-person",
    });
    const other = await overpaid();
    await decide(other.id, "withdraw", "one", "2026-11-20");
    expect(await stateOf(other.id)).toEqual(["found", "fulfilled"]);
    expect(await decide(other.id, "withdraw", "one", "2026-11-20")).toMatchObject({ ok: true });
    expect(await stateOf(other.id)).toEqual(["found", "fulfilled"]);
    await decide(other.id, "withdraw", "two", "2026-11-20");
    expect(await stateOf(other.id)).toEqual(["withdrawn", "fulfilled"]);
    expect(await tasksOf(other.entitlement)).toEqual(["work-item"]);
  });

  it("is not decided before the subject was heard, or its five working days have passed", async () => {
    const { id } = await overpaid();
    await decide(id, "approve", "one", "2026-11-20");
    const early = await decide(id, "approve", "two", "2026-11-27");
    expect(early).toEqual({ ok: false, because: "not-heard" });
    const said = { text: "出生日期以户口簿为准", actor: "citizen:link" };
    await stateOpinion(db, {}, id, said, morningOf("2026-11-25"));
    expect(await decide(id, "approve", "two", "2026-11-27")).toMatchObject({ ok: true });
    expect((await found(id)).adjustment.opinion).toBe(said.text);
  });

  it("whose hearing reaches a year without a calendar waits until somebody is heard, and never guesses", async () => {
    const { id } = await overpaid();
    const without = new Map([...builtInCalendar].filter(([year]) => year !== 2026));
    await decide(id, "approve", "one", "2026-11-20", without);
    const [letter] = lettersOf((await found(id)).adjustment);
    expect(letter?.text).toContain("截止日期待国务院办公厅公布");
    expect(await decide(id, "approve", "two", "2027-03-01", without)).toEqual({
      ok: false,
      because: "not-heard",
    });
    expect(await decide(id, "approve", "two", "2027-03-01")).toMatchObject({ ok: true });
  });

  it("that is let go after all leaves the entitlement as paid, and the subject hears so", async () => {
    const { entitlement, id } = await overpaid();
    await decide(id, "approve", "one", "2026-11-20");
    await decide(id, "withdraw", "two", "2026-11-21");
    expect(await stateOf(id)).toEqual(["withdrawn", "fulfilled"]);
    expect((await tasksOf(entitlement)).toSorted()).toEqual([
      "recovery-announced",
      "recovery-withdrawn",
      "work-item",
    ]);
    expect(await decide(id, "approve", "three", "2026-12-30")).toEqual({
      ok: false,
      because: "decided",
    });
  });

  it("of a payment that is still on its way waits for it", async () => {
    const { id } = await overpaid({ state: "fulfilling" });
    expect(await decide(id, "approve", "one", "2026-11-20")).toEqual({
      ok: false,
      because: "being-paid",
    });
  });

  it("is decided once by many at once, and repeated it stays as it is", async () => {
    const { entitlement, id } = await overpaid();
    await decide(id, "approve", "one", "2026-11-20");
    const many = await Promise.all(
      Array.from({ length: 8 }, async (_, at) => decide(id, "approve", `p${at % 2}`, "2026-11-30")),
    );
    expect(many.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
    expect(await stateOf(id)).toEqual(["demanded", "recovering"]);
    expect(await eventsOf(entitlement)).toEqual(["recovery-announced", "recovery-demanded"]);
  });
});

describe("the letters", () => {
  it("say what, under which clause, how much, on what facts, and what one can do", async () => {
    const { id } = await demanded();
    const [announcement, decision] = lettersOf((await found(id)).adjustment);
    for (const { text } of [announcement, decision].flatMap((one) => one ?? [])) {
      expect(text).toContain("老年综合津贴，2026年11月。依据：示例：延续沪府发〔2016〕24号");
      expect(text).toContain("已发放150元，按现有数据应发放75元，多发75元。");
      expect(text).toContain("· 出生日期：1958年1月1日");
      expect(text).toContain("上海市公安局");
      expect(text).not.toMatch(/undefined|null|NaN/);
    }
    expect(announcement?.text).toContain("五个工作日内，即最晚在2026年11月27日（星期五）");
    expect(decision?.text).toContain("决定追回75元，请最晚在2026年12月30日（星期三）退还。");
    expect(decision?.text).toContain("您未在期限内陈述、申辩。出生日期登记有误。");
    expect(decision?.text).toContain("可以申请分期退还");
    expect(decision?.text).toContain("六十日内申请行政复议，或者在六个月内");
    expect(decision?.text).not.toContain("抵扣");
  });
});

describe("what is paid back", () => {
  it("counts once under its voucher, and never more than is demanded", async () => {
    const { id } = await demanded();
    await Promise.all([repay(id, 30_00, "V1"), repay(id, 30_00, "V1"), repay(id, 30_00, "V1")]);
    expect((await found(id)).adjustment.repaidFen).toBe(30_00);
    expect(await repay(id, 31_00, "V1")).toEqual({ ok: false, because: "reference-reused" });
    expect(await repay(id, 46_00, "V2")).toEqual({ ok: false, because: "more-than-outstanding" });
    const many = await Promise.all(
      Array.from({ length: 6 }, async (_, at) => repay(id, 15_00, `W${at}`)),
    );
    expect(many.filter(({ ok }) => ok)).toHaveLength(3);
    expect((await found(id)).adjustment).toMatchObject({ repaidFen: 75_00, state: "settled" });
  });

  it("is not taken before it was decided", async () => {
    const { id } = await overpaid();
    expect(await repay(id, 10_00, "V1")).toEqual({ ok: false, because: "not-demanded" });
  });

  it("may be agreed upon by instalments, which add up and follow each other", async () => {
    const { entitlement, id } = await demanded();
    await repay(id, 15_00, "V1");
    const agree = (parts: readonly [string, number][]) =>
      agreeInstalments(
        db,
        {},
        id,
        parts.map(([day, amountFen]) => ({ dueOn: civilDate(day), amountFen })),
        "handler",
        morningOf("2026-12-01"),
      );
    expect(await agree([["2026-12-31", 75_00]])).toEqual({ ok: false, because: "wrong-sum" });
    expect(
      await agree([
        ["2027-01-31", 30_00],
        ["2026-12-31", 30_00],
      ]),
    ).toEqual({ ok: false, because: "wrong-days" });
    await agree([
      ["2026-12-31", 30_00],
      ["2027-01-31", 30_00],
    ]);
    const { adjustment } = await found(id);
    expect(adjustment.dueOn).toBe("2027-01-31");
    expect(
      ["2026-12-30", "2026-12-31", "2027-01-31"].map((day) => owedBy(adjustment, civilDate(day))),
    ).toEqual([0, 45_00, 75_00]);
    const due = (await tasksOf(entitlement)).filter((kind) => kind === "repayment-due");
    expect(due).toHaveLength(3);
  });
});

describe("the list", () => {
  it("has the open recoveries of the named policies, and the settled ones when asked for all", async () => {
    const [open, done] = [await overpaid(), await demanded()];
    await repay(done.id, 75_00, "V1");
    const ids = async (of: readonly string[], isOpen: boolean) =>
      (await listRecoveries(databases, of, isOpen)).map(({ id }) => id);
    expect(await ids([policy], true)).toContain(open.id);
    expect(await ids([policy], true)).not.toContain(done.id);
    expect(await ids([policy], false)).toContain(done.id);
    expect(await ids(["job-retention-refund"], false)).toEqual([]);
  });
});

describe("a ruling of people", () => {
  const allowance = policyById(policy);
  if (allowance === undefined) throw new Error("the allowance is gone");
  const rule = (entitlement: Entitlement, toFen: number, adjustments: Adjustment[] = []) =>
    ruleUpon(
      allowance,
      { entitlement, adjustments },
      { toFen: fen(toFen), ground: "objection:aaone", event: "ruled", actor: "staff:two" },
      morningOf("2026-11-25"),
    );
  const one = (more: Partial<Entitlement>) =>
    anEntitlement({ policy, amountFen: fen(150_00), ...more });
  const paid = { state: "fulfilled", instruction: "aax", instructedFen: fen(150_00) } as const;

  it("that less was due of what was paid becomes a recovery, to the fen", async () => {
    expect(await rule(one(paid), 149_99)).toMatchObject({
      move: { entitlement: { state: "fulfilled", amountFen: 149_99, ruledFen: 149_99 } },
      adjustments: [{ kind: "recovery", state: "found", amountFen: 1, ground: "objection:aaone" }],
      tasks: [{ kind: "work-item" }],
    });
  });

  it("that more was due becomes a supplement, and is instructed", async () => {
    expect(await rule(one(paid), 200_00)).toMatchObject({
      adjustments: [{ kind: "supplement", state: "due", amountFen: 50_00 }],
      tasks: [{ kind: "instruct" }],
    });
  });

  it("ends or changes what is not paid yet, and nothing is owed or claimed", async () => {
    const waiting = { state: "awaiting-fulfilment" } as const;
    expect(await rule(one(waiting), 0)).toMatchObject({
      move: { entitlement: { state: "terminated", ruledFen: 0, amountFen: 150_00 } },
      adjustments: [],
    });
    expect(await rule(one(waiting), 80_00)).toMatchObject({
      move: { entitlement: { state: "awaiting-fulfilment", amountFen: 80_00 } },
      adjustments: [],
      tasks: [{ kind: "instruct" }],
    });
  });

  it("that stands already changes nothing", async () => {
    expect(await rule(one({ ...paid, ruledFen: fen(0) }), 0)).toBeUndefined();
  });

  it("of a reconsideration changes a decision: less is claimed, or what was repaid goes back, once", async () => {
    const { entitlement, id } = await demanded();
    await repay(id, 20_00, "V1");
    const revise = (person: string, dueFen: number) =>
      reviseRecovery(
        db,
        {},
        id,
        {
          toFen: fen(dueFen),
          ground: "review:沪府复决",
          event: "reviewed",
          actor: `staff:${person}`,
        },
        morningOf("2026-12-10"),
      );
    expect(await revise("approver", 140_00)).toEqual({ ok: false, because: "same-person" });
    await Promise.all([revise("other", 140_00), revise("other", 140_00), revise("third", 140_00)]);
    expect(await stateOf(id)).toEqual(["settled", "fulfilled"]);
    const { adjustments } = await found(id);
    expect(adjustments.map(({ kind, state, amountFen }) => [kind, state, amountFen])).toEqual([
      ["recovery", "settled", 20_00],
      ["supplement", "due", 10_00],
    ]);
    expect((await eventsOf(entitlement)).filter((event) => event === "reviewed")).toHaveLength(1);
  });

  it("takes a decision first", async () => {
    const { id } = await overpaid();
    const ruling = { toFen: fen(0), ground: "facts", event: "reviewed", actor: "staff:x" } as const;
    expect(await reviseRecovery(db, {}, id, ruling, morningOf("2026-12-10"))).toEqual({
      ok: false,
      because: "not-demanded",
    });
  });
});
