import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entitlements, instructions } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { storeEntitlements } from "#shared/testing/an-offer.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import type { StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";
import { anEntitlement, anInstruction, aSubjectKey, now } from "#shared/testing/builders.ts";
import { aQueue } from "#shared/testing/fake-queue.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import type { FulfilmentReport } from "./consider-report.ts";
import type { Instruction } from "./instruction.ts";
import { reportFulfilments } from "./report-fulfilments.ts";
import { markDelivered, newStamp, type Order, storeInstructions } from "./store-instructions.ts";

let databases: Databases;
let db: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  db = databases.DB_0;
});
afterAll(async () => databases.dispose());

const store = (entitlement: Entitlement): Promise<void> =>
  storeEntitlements(databases.DB_0, entitlement);

/** A period that waits, and the order to fulfil it. */
async function ordered(): Promise<Order> {
  const subjectKey = aSubjectKey();
  const entitlement = anEntitlement({ subjectKey, state: "awaiting-fulfilment" });
  await store(entitlement);
  return { instruction: anInstruction({ subjectKey }), entitlements: [entitlement] };
}

async function commit(order: Order): Promise<Set<string>> {
  const stamp = newStamp();
  return storeInstructions(
    db,
    [{ ...order, instruction: { ...order.instruction, stamp } }],
    stamp,
    now,
  );
}

/** An instruction that the payer may report of. */
async function instructed(): Promise<Instruction> {
  const order = await ordered();
  await commit(order);
  return order.instruction;
}

async function entitlementOf({ subjectKey }: Instruction): Promise<StoredEntitlement | undefined> {
  const found = sql`SELECT ${columnsOf(entitlements)} FROM entitlements WHERE subject_key = ${subjectKey}`;
  return rowsOf<StoredEntitlement>(await statement(db, found).all())[0];
}

async function instructionOf({ endToEndId }: Instruction): Promise<Instruction | undefined> {
  const found = sql`SELECT ${columnsOf(instructions)} FROM instructions WHERE end_to_end_id = ${endToEndId}`;
  return rowsOf<Instruction>(await statement(db, found).all())[0];
}

async function eventsOf(instruction: Instruction): Promise<string[]> {
  const entitlement = await entitlementOf(instruction);
  const found = sql`SELECT event FROM audit WHERE entitlement = ${entitlement?.id} ORDER BY number`;
  return rowsOf<{ event: string }>(await statement(db, found).all()).map(({ event }) => event);
}

const aReport = (
  { endToEndId }: Pick<Instruction, "endToEndId">,
  result: FulfilmentReport["result"] = "paid",
  id = `${endToEndId}-${result}`,
): FulfilmentReport => ({
  endToEndId,
  result,
  reason: undefined,
  at: now.toISOString(),
  source: "urn:payer",
  id,
  digest: result,
});

const report = (reports: readonly FulfilmentReport[], payer = "civil-affairs") =>
  reportFulfilments(databases, {}, payer, reports, now);

describe("an instruction", () => {
  it("is stored, and its entitlement fulfilling, before anything is sent", async () => {
    const order = await ordered();
    expect(await commit(order)).toEqual(new Set([order.instruction.endToEndId]));
    expect(await instructionOf(order.instruction)).toMatchObject({ state: "requested" });
    expect(await entitlementOf(order.instruction)).toMatchObject({
      state: "fulfilling",
      instruction: order.instruction.endToEndId,
    });
    expect(await eventsOf(order.instruction)).toEqual(["instructed"]);
  });

  it("is stored once, by one of many who try at once", async () => {
    const order = await ordered();
    const won = await Promise.all([1, 2, 3].map(async () => commit(order)));
    expect(won.map(({ size }) => size).toSorted()).toEqual([0, 0, 1]);
    expect(await eventsOf(order.instruction)).toEqual(["instructed"]);
  });

  it("whose entitlement has changed since it was read is not stored", async () => {
    const order = await ordered();
    const [entitlement] = order.entitlements;
    if (entitlement === undefined) throw new Error("nothing waits");
    await store({ ...entitlement, state: "waived", version: 2 });
    expect(await commit(order)).toEqual(new Set());
    expect(await instructionOf(order.instruction)).toBeUndefined();
    expect(await entitlementOf(order.instruction)).toMatchObject({ state: "waived", version: 2 });
    expect(await eventsOf(order.instruction)).toEqual([]);
  });

  it("is delivered once; a report that was faster stays", async () => {
    const [slow, fast] = [await instructed(), await instructed()];
    await report([aReport(fast)]);
    await db.batch([slow, fast].map((one) => markDelivered(db, one.endToEndId, now)));
    expect(await instructionOf(slow)).toMatchObject({
      state: "delivered",
      deliveredAt: now.getTime(),
    });
    expect(await instructionOf(fast)).toMatchObject({ state: "paid" });
  });

  it("to pay without a release is refused by the database", async () => {
    const { instruction, entitlements: owned } = await ordered();
    const unreleased = { instruction: { ...instruction, release: null }, entitlements: owned };
    await expect(commit(unreleased)).rejects.toThrow("CHECK constraint failed");
    expect(await entitlementOf(instruction)).toMatchObject({ state: "awaiting-fulfilment" });
  });
});

describe("a payer's report", () => {
  it("settles the instruction, moves the entitlement and sends a message", async () => {
    const instruction = await instructed();
    const { queue, sent } = aQueue();
    const reports = [aReport(instruction)];
    expect(
      await reportFulfilments(databases, { NOTIFY: queue }, "civil-affairs", reports, now),
    ).toEqual(["accepted"]);
    expect(await instructionOf(instruction)).toMatchObject({
      state: "paid",
      settledAt: now.getTime(),
    });
    expect(await entitlementOf(instruction)).toMatchObject({ state: "fulfilled" });
    expect(await eventsOf(instruction)).toEqual(["instructed", "reported-paid"]);
    expect(sent).toHaveLength(1);
  });

  it("that comes many times at once takes effect once", async () => {
    const instruction = await instructed();
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(async () => report([aReport(instruction)])),
    );
    expect(outcomes.flat().toSorted()).toEqual(["accepted", "duplicate", "duplicate", "duplicate"]);
    expect(await eventsOf(instruction)).toEqual(["instructed", "reported-paid"]);
    const tasks = await statement(
      db,
      sql`SELECT count(*) AS n FROM outbox WHERE reference = ${instruction.endToEndId}`,
    ).first();
    expect(tasks).toEqual({ n: 1 });
  });

  it("is answered in its place, whatever its neighbours are", async () => {
    const [one, two] = [await instructed(), await instructed()];
    const outcomes = await report([
      aReport({ endToEndId: "UNROUTABLE" }),
      aReport(one),
      aReport({ endToEndId: "aaunknown" }),
      aReport(two),
      aReport(one, "returned"),
      aReport(one),
    ]);
    expect(outcomes).toEqual([
      "unknown-instruction",
      "accepted",
      "unknown-instruction",
      "accepted",
      "accepted",
      "duplicate",
    ]);
    expect(await entitlementOf(one)).toMatchObject({ state: "payment-returned" });
    expect(await entitlementOf(two)).toMatchObject({ state: "fulfilled" });
  });

  it("by another department changes nothing", async () => {
    const instruction = await instructed();
    expect(await report([aReport(instruction)], "tax")).toEqual(["not-the-payer"]);
    expect(await instructionOf(instruction)).toMatchObject({ state: "requested", reports: "[]" });
  });

  it("of none is none", async () => {
    expect(await report([])).toEqual([]);
  });
});
