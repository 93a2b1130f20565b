import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { aQueue } from "#shared/testing/fake-queue.ts";
import { tasksIn } from "#shared/testing/outbox-rows.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { closeWorkItems } from "#shared/work-items/close-work-items.ts";
import { openWorkItems } from "#shared/work-items/open-work-items.ts";
import { type NewWorkItem, workItemId } from "#shared/work-items/work-item.ts";
import { alarmOf, findDueAlarms, markAlarmSent } from "./find-alarms.ts";
import { raiseAlarms } from "./raise-alarms.ts";

const now = new Date("2026-12-09T02:00:00Z");
const tomorrow = new Date("2026-12-10T02:00:00Z");
const today = civilDate("2026-12-09");

let databases: Databases;
let city: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  city = databases.DB_CITY;
});
beforeEach(async () => {
  await databases.empty();
  await city
    .prepare(
      `INSERT INTO endpoints (department, purpose, url) VALUES
       ('tax', 'alarms', 'https://tax.example'), ('government-services', 'alarms', 'https://ops.example')`,
    )
    .run();
});
afterAll(async () => databases.dispose());

const late: NewWorkItem = {
  kind: "manifest-gap",
  reference: "late",
  owner: "tax",
  policy: "",
  term: { from: civilDate("2026-12-01"), workingDays: 5 },
};
const open = async (...items: NewWorkItem[]) => openWorkItems(city, items, builtInCalendar, now);
const { queue, sent } = aQueue();
const raise = async (at = now) => raiseAlarms({ ...databases, NOTIFY: queue }, at);
const handed = async () => {
  const tasks = [...(await tasksIn(databases.DB_0)), ...(await tasksIn(databases.DB_1))];
  return tasks.map(({ id }) => id).toSorted();
};

describe("an alarm", () => {
  it("is raised about a late item once a day, however often the sweep runs, and hinted at once", async () => {
    await open(late);
    const id = await workItemId(late);
    await raise();
    await raise();
    expect(await handed()).toEqual([`${id}-2026-12-09`]);
    expect(sent.flat().map((hint) => hint.id)).toEqual([`${id}-2026-12-09`]);
    await raise(tomorrow);
    await raise(tomorrow);
    expect(await handed()).toEqual([`${id}-2026-12-09`, `${id}-2026-12-10`]);
  });

  it("is raised about an urgent item at once, once, and again when it is late", async () => {
    const urgent: NewWorkItem = {
      ...late,
      kind: "omission",
      term: { from: today, workingDays: 0 },
    };
    await open(urgent);
    const id = await workItemId(urgent);
    await raise();
    expect(await handed()).toEqual([`${id}-2026-12-09`]);
    await raise(tomorrow);
    expect(await handed()).toEqual([`${id}-2026-12-09`, `${id}-2026-12-10`]);
  });

  it("is not raised about what is in time, 待定, closed, or whose owner receives none", async () => {
    await open(
      { ...late, reference: "in time", term: { from: today, workingDays: 1 } },
      { ...late, reference: "undated", term: { from: civilDate("2026-12-30"), workingDays: 5 } },
      { ...late, reference: "closed" },
      { ...late, reference: "no endpoint", owner: "health" },
    );
    await closeWorkItems(city, [{ ...late, reference: "closed" }], "person", "已补报", now);
    await raise();
    expect(await handed()).toEqual([]);
  });

  it("of operations goes to the centre that runs the system", async () => {
    await open({ ...late, owner: "operations" });
    await raise();
    expect(await handed()).toHaveLength(1);
  });

  it("is handed on after a run that broke off before or after it reached the outbox, as the same task", async () => {
    await open(late);
    await raise();
    const before = await handed();
    await city.prepare("UPDATE work_item_alarms SET handed_at = NULL").run();
    await raise(new Date(now.getTime() + 60_000));
    expect(await handed()).toEqual(before);
    await databases.DB_0.prepare("DELETE FROM outbox").run();
    await databases.DB_1.prepare("DELETE FROM outbox").run();
    await city.prepare("UPDATE work_item_alarms SET handed_at = NULL").run();
    await raise(new Date(now.getTime() + 120_000));
    expect(await handed()).toEqual(before);
  });

  it("is no longer due once it has arrived, or its item is closed", async () => {
    const other = { ...late, reference: "other" };
    await open(late, other);
    await raise();
    const tasks = [...(await tasksIn(databases.DB_0)), ...(await tasksIn(databases.DB_1))];
    const keys = tasks.map(alarmOf);
    const due = async () => [...(await findDueAlarms(city, keys)).keys()];
    expect(await due()).toHaveLength(2);
    await markAlarmSent(city, { item: await workItemId(late), day: today }, now);
    expect(await due()).toEqual([`${await workItemId(other)}-2026-12-09`]);
    await closeWorkItems(city, [other], "person", "已补报", now);
    expect(await due()).toEqual([]);
  });
});
