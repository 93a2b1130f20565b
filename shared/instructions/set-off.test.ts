import { scheduler } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { recordRepayment } from "#shared/adjustments/record-repayment.ts";
import { findAdjusted, findByAdjustment } from "#shared/adjustments/load-adjusted.ts";
import { storeAdjustments } from "#shared/adjustments/store-adjustments.ts";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { subjects } from "#shared/db/shard.schema.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { upsert } from "#shared/db/upsert.ts";
import { fen } from "#shared/money/fen.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { liveAll } from "#shared/testing/all-live.ts";
import { storeEntitlements } from "#shared/testing/an-offer.ts";
import {
  anAdjustment,
  anEntitlement,
  aStoredSubject,
  aSubjectKey,
  aTask,
  now,
} from "#shared/testing/builders.ts";
import { aPolicy, aVersion } from "#shared/testing/sample-policies.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { loadFulfilmentMatters } from "./load-fulfilment-matters.ts";
import { planInstruction } from "./plan-instruction.ts";
import { planSupplement } from "./plan-supplement.ts";
import { reportFulfilments } from "./report-fulfilments.ts";
import { resumePayment } from "./resume-payment.ts";
import { setOffsOf } from "./set-off.ts";
import { newStamp, storeInstructions } from "./store-instructions.ts";

const today = civilDate("2026-11-20");
const strict = aPolicy([aVersion({})]);
const setOff = { atMostPercent: 40, clause: "示例办法第九条" } as const;
const allows: Policy = {
  ...strict,
  id: "allows-set-off",
  isGuaranteedByLaw: false,
  setOff,
  fulfilment: payment("civil-affairs", "津贴"),
};

const city = {
  registers: [],
  payers: new Set(["civil-affairs"]),
  stages: liveAll([allows.id]),
  calendar: builtInCalendar,
  isRestored: false,
};

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

const demandedOf = (more: Parameters<typeof anAdjustment>[0] = {}) => {
  const recovery = anAdjustment({ state: "demanded", dueOn: "2026-11-19", ...more });
  return { recovery, entitlement: anEntitlement(), adjustments: [recovery] };
};
const keptOf = (paidFen: number, policy: Policy, ...demanded: ReturnType<typeof demandedOf>[]) =>
  setOffsOf(policy, demanded, paidFen, today).map(({ amountFen }) => amountFen);
const kept = (policy: Policy, ...demanded: ReturnType<typeof demandedOf>[]) =>
  keptOf(100_01, policy, ...demanded);

describe("what was not repaid", () => {
  it("is set off only where the policy's document allows it, and at most by its share", () => {
    expect(kept(strict, demandedOf())).toEqual([]);
    expect(kept(allows, demandedOf())).toEqual([40_00]);
    expect(kept(allows, demandedOf({ amountFen: 30_00 }))).toEqual([30_00]);
  });

  it("leaves a fen at least, and takes none of what is no money or comes to nothing", () => {
    const mostly: Policy = { ...allows, setOff: { ...setOff, atMostPercent: 100 } };
    expect(keptOf(2, mostly, demandedOf())).toEqual([1]);
    expect(keptOf(1, mostly, demandedOf())).toEqual([]);
    expect(keptOf(0, mostly, demandedOf())).toEqual([]);
    expect(keptOf(2, allows, demandedOf())).toEqual([]);
    const reduction = { kind: "reduction", payer: "civil-affairs" } as const;
    expect(kept({ ...allows, fulfilment: reduction }, demandedOf())).toEqual([]);
  });

  it("is set off only after it was decided, and not while its period is in doubt or in dispute", () => {
    for (const state of ["found", "announced", "withdrawn", "settled", "void"] as const)
      expect(kept(allows, demandedOf({ state }))).toEqual([]);
    const disputed = demandedOf();
    const entitlement = anEntitlement({ heldBecause: "objection-upheld" });
    expect(kept(allows, { ...disputed, entitlement })).toEqual([]);
  });

  it("adds up to the fen whatever is owed and whatever is paid", () => {
    for (let paidFen = 0; paidFen < 400; paidFen += 7)
      for (const owed of [[1], [3, 5], [40, 2, 90], [160]]) {
        const all = owed.map((amountFen, decidedAt) => demandedOf({ amountFen, decidedAt }));
        const total = keptOf(paidFen, allows, ...all).reduce((sum, one) => sum + one, 0);
        const sum = owed.reduce((one, other) => one + other, 0);
        expect(total).toBe(Math.min(Math.floor((paidFen * 40) / 100), sum));
      }
  });

  it("is set off once it is overdue, and only what is overdue of instalments", () => {
    expect(kept(allows, demandedOf({ dueOn: "2026-11-20" }))).toEqual([]);
    const instalments = JSON.stringify([
      { dueOn: "2026-11-10", amountFen: 10_00, totalFen: 10_00 },
      { dueOn: "2026-12-10", amountFen: 65_00, totalFen: 75_00 },
    ]);
    expect(kept(allows, demandedOf({ instalments }))).toEqual([10_00]);
    expect(kept(allows, demandedOf({ instalments, repaidFen: 10_00 }))).toEqual([]);
  });

  it("is taken by the order of the decisions", () => {
    const [early, late] = [
      demandedOf({ decidedAt: 1, amountFen: 15_00 }),
      demandedOf({ decidedAt: 2 }),
    ];
    expect(kept(allows, late, early)).toEqual([15_00, 25_00]);
  });
});

describe("a payment of which something is kept", () => {
  /** A payment of 100 yuan that waits, and 40 of an earlier one that are overdue unless said otherwise. */
  async function waiting(more: Parameters<typeof anAdjustment>[0] = {}) {
    const subjectKey = aSubjectKey();
    const about = { subjectKey, policy: allows.id };
    const account = aStoredSubject({ subjectKey, accountSealed: "a", accountVersion: 1 });
    await upsert(db, subjects, [subjects.subjectKey], JSON.stringify([account]), sql`1`).run();
    const overpaid = anEntitlement({
      ...about,
      period: "2026-10",
      state: "recovering",
      instruction: "aax",
      instructedFen: fen(100_00),
      amountFen: fen(0),
    });
    const due = anEntitlement({ ...about, state: "awaiting-fulfilment", amountFen: fen(100_00) });
    await storeEntitlements(db, overpaid, due);
    const recovery = anAdjustment({
      ...about,
      entitlement: overpaid.id,
      period: "2026-10",
      state: "demanded",
      dueOn: "2026-11-19",
      decidedBy: "b",
      amountFen: 40_00,
      dueFen: 0,
      ...more,
    });
    // The other 60 were withdrawn, or are what this test does not ask about.
    const rest = anAdjustment({
      ...about,
      entitlement: overpaid.id,
      period: "2026-10",
      number: 2,
      state: "withdrawn",
      amountFen: 100_00 - recovery.amountFen,
      dueFen: 0,
    });
    await db.batch(storeAdjustments(db, [recovery, rest]));
    return { about, recovery, due };
  }
  async function plan(about: { subjectKey: string; policy: string }, policy = allows) {
    const { matterOf } = await loadFulfilmentMatters(db, [aTask(about)]);
    const made = await planInstruction(policy, matterOf(aTask(about)), city, today, now);
    if (made.kind !== "ready") throw new Error(`it is ${made.kind}`);
    const stamp = newStamp();
    const instruction = { ...made.instruction, release: "authorisation:one", stamp };
    const order = { ...made, instruction };
    return { order, instruction, store: async () => storeInstructions(db, [order], stamp, now) };
  }
  async function planned(more: Parameters<typeof anAdjustment>[0] = {}) {
    const { about, recovery, due } = await waiting(more);
    const { instruction, store } = await plan(about);
    return { about, recovery, due, instruction, stored: await store() };
  }
  const stateOf = async (id: string) => {
    const found = await findByAdjustment(db, id);
    return [found?.adjustment.state, found?.adjustment.repaidFen, found?.entitlement.state];
  };
  const booksOf = async (id: string) =>
    rowsOf<{ amount: number; undone: number }>(
      await statement(
        db,
        sql`SELECT amount_fen AS amount, undone_at IS NOT NULL AS undone FROM repayments WHERE adjustment = ${id} ORDER BY 1`,
      ).all(),
    );
  const tasksOf = async ({ subjectKey }: { subjectKey: string }) =>
    rowsOf<{ kind: string }>(
      await statement(db, sql`SELECT kind FROM outbox WHERE subject_key = ${subjectKey}`).all(),
    )
      .map(({ kind }) => kind)
      .toSorted();
  const report = async (endToEndId: string, result: "paid" | "returned", minute: number) =>
    reportFulfilments(
      databases,
      {},
      "civil-affairs",
      [
        {
          endToEndId,
          result,
          reason: undefined,
          at: new Date(now.getTime() + minute * 60_000).toISOString(),
          source: "urn:payer",
          id: `${endToEndId} ${result} ${minute}`,
          digest: result,
        },
      ],
      now,
    );
  const repay = async (id: string, amountFen: number) =>
    recordRepayment(
      db,
      {},
      id,
      { reference: "V1", amountFen, receivedOn: today, person: "c" },
      now,
    );

  it("pays the rest, and the recovery is settled by it in the same commit", async () => {
    const { about, recovery, instruction, stored } = await planned();
    expect(stored.size).toBe(1);
    expect(instruction.amountFen).toBe(60_00);
    expect(await stateOf(recovery.id)).toEqual(["settled", 40_00, "recovered"]);
    expect(await booksOf(recovery.id)).toEqual([{ amount: 40_00, undone: 0 }]);
    expect(await tasksOf(about)).toEqual(["recovery-set-off"]);
    await report(instruction.endToEndId, "paid", 0);
    expect(await stateOf(recovery.id)).toEqual(["settled", 40_00, "recovered"]);
    expect(await tasksOf(about)).toEqual(["fulfilled", "recovery-set-off"]);
  });

  it("is the whole where the policy's document does not allow it", async () => {
    const { about, recovery } = await waiting();
    const { setOff: _, ...forbids } = allows;
    const { instruction, store } = await plan(about, { ...forbids, isGuaranteedByLaw: true });
    await store();
    expect(instruction.amountFen).toBe(100_00);
    expect(await stateOf(recovery.id)).toEqual(["demanded", 0, "recovering"]);
    expect(await booksOf(recovery.id)).toEqual([]);
  });

  it("that was never committed has taken nothing, and that is committed twice has taken it once", async () => {
    const { about, recovery } = await waiting();
    const crashed = await plan(about);
    expect(await stateOf(recovery.id)).toEqual(["demanded", 0, "recovering"]);
    const again = await plan(about);
    await Promise.all([again.store(), again.store(), crashed.store()]);
    await crashed.store();
    expect(await stateOf(recovery.id)).toEqual(["settled", 40_00, "recovered"]);
    expect(await booksOf(recovery.id)).toEqual([{ amount: 40_00, undone: 0 }]);
    expect(await tasksOf(about)).toEqual(["recovery-set-off"]);
  });

  it("takes nothing that was repaid meanwhile, and what is repaid later finds it taken", async () => {
    const [first, second] = [await waiting(), await waiting({ amountFen: 60_00 })];
    const stale = await plan(first.about);
    expect((await repay(first.recovery.id, 40_00)).ok).toBe(true);
    expect((await stale.store()).size).toBe(0);
    expect((await plan(first.about)).instruction.amountFen).toBe(100_00);

    await (await plan(second.about)).store();
    expect(await stateOf(second.recovery.id)).toEqual(["demanded", 40_00, "recovering"]);
    expect(await repay(second.recovery.id, 60_00)).toEqual({
      ok: false,
      because: "more-than-outstanding",
    });
    expect((await repay(second.recovery.id, 20_00)).ok).toBe(true);
    expect(await stateOf(second.recovery.id)).toEqual(["settled", 60_00, "recovered"]);
  });

  it("that comes back leaves what was set off owed again, once, and the subject hears of it", async () => {
    const { about, recovery, instruction } = await planned();
    await report(instruction.endToEndId, "paid", 0);
    await Promise.all([1, 2].map(async (n) => report(instruction.endToEndId, "returned", n)));
    expect(await stateOf(recovery.id)).toEqual(["demanded", 0, "recovering"]);
    expect(await booksOf(recovery.id)).toEqual([{ amount: 40_00, undone: 1 }]);
    const tasks = await tasksOf(about);
    expect(tasks.filter((kind) => kind === "recovery-owed-again")).toHaveLength(1);
    expect(tasks).toContain("repayment-due");
  });

  it("that comes back gives back only what it had kept", async () => {
    const { recovery, instruction } = await planned({ amountFen: 60_00 });
    await repay(recovery.id, 20_00);
    expect(await stateOf(recovery.id)).toEqual(["settled", 60_00, "recovered"]);
    await report(instruction.endToEndId, "returned", 1);
    expect(await stateOf(recovery.id)).toEqual(["demanded", 20_00, "recovering"]);
    expect(await repay(recovery.id, 40_00)).toMatchObject({
      ok: false,
      because: "reference-reused",
    });
    expect(await booksOf(recovery.id)).toEqual([
      { amount: 20_00, undone: 0 },
      { amount: 40_00, undone: 1 },
    ]);
  });

  it("that comes back after all was found due claims nothing any more", async () => {
    const { recovery, instruction } = await planned();
    const found = await findByAdjustment(db, recovery.id);
    if (found === undefined) throw new Error("the recovery is gone");
    const righted = { ...found.entitlement, state: "fulfilled", amountFen: fen(100_00) } as const;
    await storeEntitlements(db, righted);
    await report(instruction.endToEndId, "returned", 1);
    expect(await stateOf(recovery.id)).toEqual(["void", 0, "fulfilled"]);
  });

  it("that had arrived after all is made up for by a supplement, for the claim stands again", async () => {
    const { recovery, due, instruction } = await planned();
    await report(instruction.endToEndId, "returned", 0);
    await report(instruction.endToEndId, "paid", 60);
    await resumePayment(db, {}, due.id, { person: "d", outcome: "paid" }, now);
    expect(await stateOf(recovery.id)).toEqual(["demanded", 0, "recovering"]);
    const found = await findAdjusted(db, due);
    expect(found?.entitlement).toMatchObject({ state: "fulfilled", instructedFen: 60_00 });
    expect(found?.adjustments).toMatchObject([
      { kind: "supplement", state: "due", amountFen: 40_00 },
    ]);
  });
});

describe("what is paid too little of a period that another instruction moves", () => {
  it("waits for that one", async () => {
    const entitlement = anEntitlement({ state: "payment-returned" });
    const adjustment = anAdjustment({ kind: "supplement", state: "due" });
    const { subjectKey } = entitlement;
    const matter = {
      ...(await loadFulfilmentMatters(db, [])).matterOf(aTask({ subjectKey })),
      subject: aStoredSubject({ subjectKey, accountSealed: "a", accountVersion: 1 }),
      owed: [{ adjustment, entitlement, payeeSealed: null, paidTo: "a" }],
    };
    const planOf = async (...moved: string[]) =>
      (await planSupplement(allows, matter, city, new Set(moved), today, now)).kind;
    expect(await planOf(entitlement.id)).toBe("nothing");
    expect(await planOf()).toBe("ready");
  });
});
