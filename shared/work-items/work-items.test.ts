import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { calendarWith } from "#shared/calendar/calendar.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { aCalendarYear } from "#shared/testing/a-calendar-year.ts";
import { now } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { settleTerms } from "#shared/db/settle-terms.ts";
import { closeByHand } from "./close-by-hand.ts";
import { closeWorkItems } from "./close-work-items.ts";
import { findWorkItem } from "./find-work-item.ts";
import { listWorkItems, type WorkItemFilter } from "./list-work-items.ts";
import { openWorkItems } from "./open-work-items.ts";
import { termOfWorkItems } from "./term.ts";
import { type NewWorkItem, type WorkItem, workItemId } from "./work-item.ts";

let databases: Databases;
let city: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  city = databases.DB_CITY;
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

const today = civilDate("2026-11-20");
const anItem = (more: Partial<NewWorkItem> = {}): NewWorkItem => ({
  kind: "manifest-gap",
  reference: "tax 2026-11-19 sizeClass",
  owner: "tax",
  policy: "",
  detail: { reported: 3, arrived: 2 },
  term: { from: today, workingDays: 5 },
  ...more,
});
const open = async (...items: NewWorkItem[]) => openWorkItems(city, items, builtInCalendar, now);
const all = { limit: 200, after: 0 };
const list = async (filter: Partial<WorkItemFilter> = {}, on = today): Promise<WorkItem[]> => [
  ...(await listWorkItems(city, { state: "open", ...filter }, on, all)).items,
];

describe("a work item", () => {
  it("is opened once with its last day, whatever comes again", async () => {
    await open(anItem());
    await open(anItem(), anItem({ owner: "health", detail: {} }));
    expect(await list()).toEqual([
      expect.objectContaining({
        owner: "tax",
        id: await workItemId(anItem()),
        dueOn: "2026-11-27",
        detail: '{"reported":3,"arrived":2}',
      }),
    ]);
  });

  it("is closed once and stays closed, though it is opened again", async () => {
    await open(anItem());
    await closeWorkItems(city, [anItem()], "system:sweep", "已补报", now);
    await closeWorkItems(city, [anItem()], "system:other", "另一结论", now);
    await open(anItem());
    expect(await list()).toEqual([]);
    expect(await list({ state: "closed" })).toMatchObject([
      { closedBy: "system:sweep", outcome: "已补报", closedAt: now.getTime() },
    ]);
  });

  it("whose closing comes before its opening is never open, and shows only once it is known", async () => {
    await closeWorkItems(city, [anItem()], "system:sweep", "已补报", now);
    expect(await list({ state: "closed" })).toEqual([]);
    expect(await findWorkItem(city, await workItemId(anItem()))).toBeUndefined();
    await open(anItem());
    expect(await list()).toEqual([]);
    expect(await list({ state: "closed" })).toMatchObject([{ owner: "tax", outcome: "已补报" }]);
  });

  it("is closed by one of many hands", async () => {
    await open(anItem());
    const id = await workItemId(anItem());
    const closed = await Promise.all(
      ["a", "b", "c"].map(async (person) => closeByHand(city, id, person, "已核对", now)),
    );
    expect(closed.filter(Boolean)).toEqual([true]);
  });

  it("of which there are two thousand at once is opened like one", async () => {
    await open(
      ...Array.from({ length: 2000 }, (_, n) =>
        anItem({ reference: `${n}`, detail: { text: "x".repeat(500) } }),
      ),
    );
    const { total, items } = await listWorkItems(city, { state: "open" }, today, all);
    expect([total, items.length]).toEqual([2000, 200]);
  });
});

describe("a list of work items", () => {
  it("is by owner, kind and lateness, the most urgent first and those without a day last", async () => {
    await open(
      anItem({ reference: "new" }),
      anItem({ reference: "old", term: { from: civilDate("2026-11-02"), workingDays: 5 } }),
      anItem({ reference: "pending", term: { from: civilDate("2026-12-30"), workingDays: 5 } }),
      anItem({ reference: "other", owner: "operations", kind: "dead-letter" }),
    );
    const names = async (filter: Partial<WorkItemFilter>) =>
      (await list(filter)).map(({ reference }) => reference);
    expect(await names({})).toEqual(["old", "other", "new", "pending"]);
    expect(await names({ owners: ["tax"] })).toEqual(["old", "new", "pending"]);
    expect(await names({ owners: [] })).toEqual([]);
    expect(await names({ kind: "dead-letter" })).toEqual(["other"]);
    expect(await names({ isLate: true })).toEqual(["old"]);
    expect(await names({ isLate: false })).toEqual(["other", "new", "pending"]);
  });

  it("counts an item late from the day after its last, by the day of Shanghai on which it was closed", async () => {
    await open(anItem());
    const late = async (on: string) => (await list({ isLate: true }, civilDate(on))).length;
    expect([await late("2026-11-27"), await late("2026-11-28")]).toEqual([0, 1]);
    const closeAt = async (instant: string) => {
      await city
        .prepare("UPDATE work_items SET closed_at = NULL, closed_by = NULL, outcome = NULL")
        .run();
      await closeWorkItems(city, [anItem()], "person", "已补报", new Date(instant));
      return (await list({ state: "closed", isLate: true }, civilDate("2026-12-31"))).length;
    };
    expect(await closeAt("2026-11-27T15:59:59Z")).toBe(0);
    expect(await closeAt("2026-11-27T16:00:00Z")).toBe(1);
  });
});

describe("a last day that is 待定", () => {
  const pending = anItem({ term: { from: civilDate("2026-12-30"), workingDays: 5 } });

  it("comes with the calendar, and with nothing else", async () => {
    await open(pending, anItem({ reference: "known" }));
    expect(await settleTerms(city, termOfWorkItems, builtInCalendar)).toEqual(new Set([2027]));
    expect((await list()).map(({ dueOn }) => dueOn)).toEqual(["2026-11-27", null]);
    const calendar = calendarWith(builtInCalendar, [aCalendarYear()]);
    expect(await settleTerms(city, termOfWorkItems, calendar)).toEqual(new Set());
    expect((await list()).map(({ dueOn }) => dueOn)).toEqual(["2026-11-27", "2027-01-07"]);
    expect(await settleTerms(city, termOfWorkItems, calendar)).toEqual(new Set());
    expect((await list()).map(({ dueOn }) => dueOn)).toEqual(["2026-11-27", "2027-01-07"]);
  });
});
