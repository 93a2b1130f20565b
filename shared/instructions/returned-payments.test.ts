import { scheduler } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import { findAdjusted } from "#shared/adjustments/load-adjusted.ts";
import { storeAdjustments } from "#shared/adjustments/store-adjustments.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { fen } from "#shared/money/fen.ts";
import type { Task } from "#shared/outbox/task.ts";
import { storeEntitlements } from "#shared/testing/an-offer.ts";
import {
  anAdjustment,
  anEntitlement,
  anInstruction,
  aSubjectKey,
  now,
} from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { orderOf } from "#shared/work-items/work-item-task.ts";
import type { FulfilmentReport } from "./consider-report.ts";
import { reportFulfilments } from "./report-fulfilments.ts";
import { resumePayment } from "./resume-payment.ts";
import { newStamp, storeInstructions } from "./store-instructions.ts";

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

const read = async (entitlement: Entitlement) => {
  const found = await findAdjusted(db, entitlement);
  if (found === undefined) throw new Error("the entitlement is gone");
  return found;
};
const stateOf = async (entitlement: Entitlement) => {
  const { entitlement: one } = await read(entitlement);
  return [one.state, one.heldBecause];
};

async function waiting(more: Partial<Entitlement> = {}): Promise<Entitlement> {
  const entitlement = anEntitlement({
    subjectKey: aSubjectKey(),
    state: "awaiting-fulfilment",
    amountFen: fen(150_00),
    ...more,
  });
  await storeEntitlements(db, entitlement);
  return entitlement;
}

/** Instructs what waits of an entitlement, and a supplement if there is one; gives the end-to-end id. */
async function instruct(of: Entitlement, supplement?: Adjustment): Promise<string> {
  const { entitlement } = await read(of);
  const stamp = newStamp();
  const instruction = anInstruction({ subjectKey: of.subjectKey, stamp, amountFen: 150_00 });
  const order =
    supplement === undefined
      ? { instruction, entitlements: [entitlement] }
      : { instruction, entitlements: [], owed: [{ adjustment: supplement, entitlement }] };
  const stored = await storeInstructions(db, [order], stamp, now);
  expect(stored.size).toBe(1);
  return instruction.endToEndId;
}

let reported = 0;
function aReport(
  endToEndId: string,
  result: FulfilmentReport["result"],
  minute = 0,
): FulfilmentReport {
  reported += 1;
  return {
    endToEndId,
    result,
    reason: undefined,
    at: new Date(now.getTime() + minute * 60_000).toISOString(),
    source: "urn:payer",
    id: `r${reported}`,
    digest: result,
  };
}
const report = async (...reports: readonly FulfilmentReport[]) =>
  reportFulfilments(databases, {}, "civil-affairs", reports, now);

async function tasksOf({ subjectKey }: Entitlement): Promise<Pick<Task, "kind" | "reference">[]> {
  const rows = await statement(
    db,
    sql`SELECT kind, reference FROM outbox WHERE subject_key = ${subjectKey} ORDER BY due_at, kind`,
  ).all();
  return rowsOf<Pick<Task, "kind" | "reference">>(rows);
}
async function workItemsOf(entitlement: Entitlement): Promise<string[]> {
  const tasks = (await tasksOf(entitlement)).filter(({ kind }) => kind === "work-item");
  return tasks.map((task) => {
    const order = orderOf(task);
    return "open" in order ? `open ${order.open.kind}` : `close ${order.close.kind}`;
  });
}

/** Instructed and failed, so many times. */
async function failed(times: number): Promise<Entitlement> {
  const entitlement = await waiting();
  for (let time = 0; time < times; time += 1)
    await report(aReport(await instruct(entitlement), "returned"));
  return entitlement;
}

const resume = (id: string, outcome?: "paid" | "not-paid") =>
  resumePayment(db, {}, id, { person: "handler", outcome }, now);

describe("a payment that failed", () => {
  it("may be tried twice more, and is then suspended with a work item", async () => {
    expect(await stateOf(await failed(1))).toEqual(["payment-returned", null]);
    expect(await stateOf(await failed(2))).toEqual(["payment-returned", null]);
    const entitlement = await failed(3);
    expect(await stateOf(entitlement)).toEqual(["suspended", "returned-too-often"]);
    expect(await workItemsOf(entitlement)).toEqual(["open payment-suspended"]);
    const notices = (await tasksOf(entitlement)).map(({ kind }) => kind);
    expect(notices.filter((kind) => kind === "returned")).toHaveLength(2);
    expect(notices.filter((kind) => kind === "suspended")).toHaveLength(1);
  });

  it("goes on as one more attempt when staff resume it, and the work item is closed", async () => {
    const entitlement = await failed(3);
    expect(await resume(entitlement.id)).toMatchObject({
      ok: true,
      entitlements: [{ state: "awaiting-fulfilment", attempts: 3 }],
    });
    expect(await stateOf(entitlement)).toEqual(["awaiting-fulfilment", null]);
    expect((await workItemsOf(entitlement)).toSorted()).toEqual([
      "close payment-suspended",
      "open payment-suspended",
    ]);
    await report(aReport(await instruct(entitlement), "rejected"));
    expect(await stateOf(entitlement)).toEqual(["suspended", "returned-too-often"]);
  });

  it("for a passing reason goes on at once when staff say so, all that was in the instruction together", async () => {
    const first = await waiting();
    const second = await waiting({ subjectKey: first.subjectKey, period: "2026-12" });
    const stamp = newStamp();
    const instruction = anInstruction({ subjectKey: first.subjectKey, stamp });
    await storeInstructions(db, [{ instruction, entitlements: [first, second] }], stamp, now);
    await report(aReport(instruction.endToEndId, "rejected"));
    const resumed = await resume(second.id);
    expect(
      resumed.ok && resumed.entitlements.map(({ state, attempts }) => [state, attempts]),
    ).toEqual([
      ["awaiting-fulfilment", 1],
      ["awaiting-fulfilment", 1],
    ]);
  });

  it("is resumed once by many at once", async () => {
    const entitlement = await failed(3);
    const many = await Promise.all([1, 2, 3, 4].map(async () => resume(entitlement.id)));
    expect(many.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await read(entitlement)).entitlement.attempts).toBe(3);
  });

  it("that never failed is none to resume", async () => {
    expect(await resume((await waiting()).id)).toEqual({ ok: false, because: "not-found" });
  });
});

describe("a payer that contradicts itself", () => {
  /** Returned, and then paid an hour later after all. */
  async function contradicted(): Promise<Entitlement> {
    const entitlement = await waiting();
    const id = await instruct(entitlement);
    const outcomes = await report(aReport(id, "returned"), aReport(id, "paid", 60));
    expect(outcomes).toEqual(["accepted", "contradiction"]);
    return entitlement;
  }

  it("stops the payment until people have found out where the money is", async () => {
    const entitlement = await contradicted();
    expect(await stateOf(entitlement)).toEqual(["suspended", "payer-contradiction"]);
    expect(await workItemsOf(entitlement)).toEqual(["open payer-contradiction"]);
    expect(await resume(entitlement.id)).toEqual({ ok: false, because: "outcome-missing" });
  });

  it("is settled as paid, or goes out again as one more attempt", async () => {
    const [arrived, lost] = [await contradicted(), await contradicted()];
    await resume(arrived.id, "paid");
    expect(await stateOf(arrived)).toEqual(["fulfilled", null]);
    await resume(lost.id, "not-paid");
    expect(await stateOf(lost)).toEqual(["awaiting-fulfilment", null]);
    expect((await read(lost)).entitlement.attempts).toBe(1);
  });

  it("need not be cleared up where it has not", async () => {
    const entitlement = await failed(1);
    expect(await resume(entitlement.id, "paid")).toEqual({
      ok: false,
      because: "outcome-needless",
    });
  });

  it("that says late that it was booked before it bounced has said nothing new", async () => {
    const entitlement = await waiting();
    const id = await instruct(entitlement);
    expect(await report(aReport(id, "returned", 60), aReport(id, "paid"))).toEqual([
      "accepted",
      "stale",
    ]);
    expect(await stateOf(entitlement)).toEqual(["payment-returned", null]);
  });
});

describe("a supplement", () => {
  async function owed(): Promise<{ entitlement: Entitlement; supplement: Adjustment }> {
    const entitlement = await waiting();
    await report(aReport(await instruct(entitlement), "paid"));
    const { entitlement: paid } = await read(entitlement);
    await storeEntitlements(db, { ...paid, amountFen: fen(180_00) });
    const { subjectKey, id } = entitlement;
    const supplement = anAdjustment({
      subjectKey,
      entitlement: id,
      dueFen: 180_00,
      kind: "supplement",
      state: "due",
      amountFen: 30_00,
    });
    await db.batch(storeAdjustments(db, [supplement]));
    return { entitlement, supplement };
  }
  const supplementOf = async (entitlement: Entitlement) => {
    const [one] = (await read(entitlement)).adjustments;
    if (one === undefined) throw new Error("the supplement is gone");
    return one;
  };

  it("is paid once, by an instruction of its own, and its period stays as it is", async () => {
    const { entitlement, supplement } = await owed();
    const stamps = [newStamp(), newStamp()];
    const { entitlement: known } = await read(entitlement);
    const instruction = anInstruction({ subjectKey: known.subjectKey, amountFen: 30_00 });
    const stored = await Promise.all(
      stamps.map(async (stamp) =>
        storeInstructions(
          db,
          [
            {
              instruction: { ...instruction, stamp },
              entitlements: [],
              owed: [{ adjustment: supplement, entitlement: known }],
            },
          ],
          stamp,
          now,
        ),
      ),
    );
    expect(stored.map(({ size }) => size).toSorted()).toEqual([0, 1]);
    expect(await supplementOf(entitlement)).toMatchObject({
      state: "instructed",
      instruction: instruction.endToEndId,
    });
    await report(aReport(instruction.endToEndId, "paid"));
    expect(await supplementOf(entitlement)).toMatchObject({ state: "paid" });
    expect(await stateOf(entitlement)).toEqual(["fulfilled", null]);
  });

  it("that comes back too often is suspended, and goes on when staff resume it", async () => {
    const { entitlement } = await owed();
    for (let time = 0; time < 3; time += 1)
      await report(
        aReport(await instruct(entitlement, await supplementOf(entitlement)), "returned"),
      );
    expect(await supplementOf(entitlement)).toMatchObject({ state: "suspended", attempts: 2 });
    expect(await workItemsOf(entitlement)).toEqual(["open payment-suspended"]);
    expect(await resume(entitlement.id)).toMatchObject({ ok: true });
    expect(await supplementOf(entitlement)).toMatchObject({ state: "due", attempts: 3 });
    expect(await stateOf(entitlement)).toEqual(["fulfilled", null]);
  });

  it("and what it adds to may be reported in one batch", async () => {
    const { entitlement, supplement } = await owed();
    const own = (await read(entitlement)).entitlement.instruction ?? "";
    const added = await instruct(entitlement, supplement);
    const outcomes = await report(aReport(own, "returned", 5), aReport(added, "paid", 5));
    expect(outcomes).toEqual(["accepted", "accepted"]);
    expect(await stateOf(entitlement)).toEqual(["payment-returned", null]);
    expect(await supplementOf(entitlement)).toMatchObject({ state: "paid" });
  });
});

describe("a payment that bounces", () => {
  const recovering = async (amountFen: number, recovery: Partial<Adjustment>) => {
    const entitlement = await waiting();
    const id = await instruct(entitlement);
    await report(aReport(id, "paid"));
    const { entitlement: paid } = await read(entitlement);
    await storeEntitlements(db, { ...paid, state: "recovering", amountFen: fen(amountFen) });
    const about = { subjectKey: paid.subjectKey, entitlement: paid.id, decidedBy: "b" };
    await db.batch(storeAdjustments(db, [anAdjustment({ ...about, ...recovery })]));
    return { entitlement, id };
  };

  it("while part of it is claimed back need not be given back: less is paid again", async () => {
    const { entitlement, id } = await recovering(75_00, { state: "announced", announcedAt: 1 });
    await report(aReport(id, "returned", 9));
    const { adjustments } = await read(entitlement);
    expect(await stateOf(entitlement)).toEqual(["payment-returned", null]);
    expect(adjustments).toMatchObject([{ state: "void" }]);
    expect((await tasksOf(entitlement)).map(({ kind }) => kind)).toContain("recovery-changed");
  });

  it("of which nothing was due, as after a death, ends it", async () => {
    const { entitlement, id } = await recovering(0, { state: "demanded", amountFen: 150_00 });
    await report(aReport(id, "returned", 9));
    expect(await stateOf(entitlement)).toEqual(["terminated", null]);
    expect((await read(entitlement)).adjustments).toMatchObject([{ state: "void" }]);
  });

  it("after it was given back is owed again", async () => {
    const { entitlement, id } = await recovering(0, {
      state: "settled",
      amountFen: 150_00,
      repaidFen: 150_00,
    });
    await report(aReport(id, "returned", 9));
    expect((await read(entitlement)).adjustments).toMatchObject([
      { state: "settled" },
      { kind: "supplement", state: "due", amountFen: 150_00 },
    ]);
  });
});
