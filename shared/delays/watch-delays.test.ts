import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { ReportedCase } from "#shared/cases/reported-case.ts";
import { rowsOf } from "#shared/db/statement.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import {
  anEntitlement,
  anInstruction,
  aReportedCase,
  aSubjectKey,
  aTask,
} from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import {
  storeEntitlements,
  storeInstructionRows,
  storeReportedCases,
} from "#shared/testing/stored-subjects.ts";
import { listWorkItems } from "#shared/work-items/list-work-items.ts";
import { selectWaiting, type Waiting } from "./select-waiting.ts";
import { watchDelays } from "./watch-delays.ts";

const now = new Date("2026-12-09T02:00:00Z");
const minute = 60_000;
const later = (minutes: number) => new Date(now.getTime() + minutes * minute);

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

const watch = async (at = now) => watchDelays(databases, builtInCalendar, at);
async function items(state: "open" | "closed" = "open", at = now) {
  const page = { limit: 20, after: 0 };
  const found = await listWorkItems(databases.DB_CITY, { state }, shanghaiDay(at), page);
  return found.items.map(({ kind, owner, policy, dueOn, detail }) => [
    kind,
    owner,
    policy,
    dueOn,
    JSON.parse(detail) as unknown,
  ]);
}
async function waiting() {
  const rows = rowsOf<Waiting>(await selectWaiting(databases.DB_CITY, shanghaiDay(now)).all());
  return Object.fromEntries(rows.map((row) => [row.kind, [row.waiting, row.late, row.undated]]));
}
const senior = "senior-comprehensive-allowance";
const due = (termEndsOn: string | null, shard: 0 | 1 = 0) =>
  anInstruction({ subjectKey: aSubjectKey(shard), termEndsOn });

describe("payments that the payer has not answered", () => {
  it("are late from the day after their last, counted over the shards, as one work item of the payer a day", async () => {
    const late = [due("2026-12-08"), due("2026-12-08", 1), due("2026-12-07", 1)];
    const paid = { state: "paid", settledAt: 1, termEndsOn: "2026-12-08" } as const;
    await storeInstructionRows(databases.DB_0, [due("2026-12-08"), due("2026-12-09"), due(null)]);
    await storeInstructionRows(databases.DB_0, [anInstruction(paid)]);
    await storeInstructionRows(databases.DB_1, late.slice(1));
    await watch();
    expect(await items()).toEqual([
      ["payment-late", "civil-affairs", senior, "2026-12-07", { payments: 1 }],
      ["payment-late", "civil-affairs", senior, "2026-12-08", { payments: 2 }],
    ]);
    expect(await waiting()).toMatchObject({ payment: [5, 3, 1], "payment-late": [2, 2, 0] });
  });

  it("are no longer work once they are paid, within ten minutes", async () => {
    await storeInstructionRows(databases.DB_0, [due("2026-12-08")]);
    await watch();
    await databases.DB_0.prepare("UPDATE instructions SET state = 'paid', settled_at = 1").run();
    await watch(later(9));
    expect(await items()).toHaveLength(1);
    await watch(later(10));
    expect([await items(), (await items("closed")).length]).toEqual([[], 1]);
  });
});

describe("payments that nobody has released", () => {
  it("are work of the lead department, due when the payment was promised", async () => {
    const step = (at: string) => [{ state: "awaiting-fulfilment" as const, at: Date.parse(at) }];
    const held = (at: string) =>
      anEntitlement({
        subjectKey: aSubjectKey(0),
        state: "awaiting-fulfilment",
        heldBecause: "release-missing",
        steps: step(at),
      });
    await storeEntitlements(databases.DB_0, [
      held("2026-12-01T15:59:59Z"),
      held("2026-12-01T16:00:00Z"),
      held("2026-12-02T03:00:00Z"),
      { ...held("2026-12-02T03:00:00Z"), heldBecause: "account-missing" },
    ]);
    await watch();
    expect(await items()).toEqual([
      ["release-due", "civil-affairs", senior, "2026-12-15", { payments: 1 }],
      ["release-due", "civil-affairs", senior, "2026-12-16", { payments: 2 }],
    ]);
  });
});

describe("cases that another channel has accepted", () => {
  const accepted = (subjectKey: string, more: Partial<ReportedCase> = {}) =>
    aReportedCase({
      subjectKey,
      channel: "counter",
      state: "accepted",
      observedAt: Date.parse("2026-12-01T02:00:00Z"),
      ...more,
    });
  const redirected = (subjectKey: string) =>
    anEntitlement({ subjectKey, state: "redirected", heldBecause: "ordinary-channel" });

  it("are work of the lead department until they are decided, and what has nothing to do with us is not", async () => {
    const keys = Array.from({ length: 5 }, () => aSubjectKey(0));
    const [one = "", two = "", three = "", four = "", five = ""] = keys;
    await storeEntitlements(databases.DB_0, [one, two, three, four].map(redirected));
    await storeReportedCases(databases.DB_0, [
      accepted(one),
      accepted(two, { period: "2026-10", through: "2026-12" }),
      accepted(three, { state: "paid" }),
      accepted(four, { period: "2026-12" }),
      accepted(five),
    ]);
    await watch();
    expect(await items()).toEqual([
      ["case-undecided", "civil-affairs", senior, "2026-12-29", { cases: 2 }],
    ]);
    await databases.DB_0.prepare("UPDATE reported_cases SET state = 'granted'").run();
    await watch(later(10));
    expect([await items(), (await items("closed")).length]).toEqual([[], 1]);
  });
});

describe("tasks that nobody does", () => {
  it("are an urgent work item of operations, and an open offer among them is late", async () => {
    const at = (minutes: number, more = {}) =>
      aTask({ dueAt: later(-minutes).getTime(), relayedAt: later(-minutes).getTime(), ...more });
    const offer = { topic: "sweep", kind: "deadline" } as const;
    await storeTasks(databases.DB_0, [
      at(61, offer),
      at(59, offer),
      // The clock has only just reached it.
      at(100, { ...offer, relayedAt: null }),
      at(61),
      at(61),
    ]).run();
    await watch();
    expect(await items()).toEqual([
      ["backlog", "operations", "", "2026-12-09", { tasks: 2 }],
      ["backlog", "operations", "", "2026-12-09", { tasks: 1 }],
    ]);
    expect(await waiting()).toMatchObject({ confirmation: [3, 1, 0], payment: [0, 0, 0] });
  });
});

describe("a count", () => {
  const counted = async () =>
    databases.DB_CITY.prepare("SELECT min(counted_at) AS at FROM delays").first<number>("at");

  it("serves an hour and no longer than its day, also when the clock is set back", async () => {
    await watch();
    await watch(later(59));
    expect(await counted()).toBe(now.getTime());
    await watch(later(60));
    expect(await counted()).toBe(later(60).getTime());
    await watch(now);
    expect(await counted()).toBe(now.getTime());
    const midnight = new Date("2026-12-09T16:00:00Z");
    await watch(new Date(midnight.getTime() - minute));
    await watch(midnight);
    expect(await counted()).toBe(midnight.getTime());
  });
});
