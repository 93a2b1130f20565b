import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { enterYear } from "#shared/testing/enter-year.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { listWorkItems } from "#shared/work-items/list-work-items.ts";
import { raiseMissingYears } from "./raise-missing-years.ts";
import { readCalendar } from "./read-calendar.ts";

let databases: Databases;
let city: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  city = databases.DB_CITY;
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

async function raise(instant: string, ...awaited: number[]): Promise<void> {
  const calendar = await readCalendar(city);
  await raiseMissingYears(city, calendar, new Set(awaited), new Date(instant));
}
async function list(state: "open" | "closed" = "open") {
  const page = { limit: 10, after: 0 };
  const { items } = await listWorkItems(city, { state }, civilDate("2026-12-01"), page);
  return items.map(({ reference, owner, dueOn }) => `${reference} ${owner} ${dueOn}`);
}

it("nobody is asked for the next year before September, and operations are from the first of it", async () => {
  await raise("2026-08-31T15:59:59Z");
  expect(await list()).toEqual([]);
  await raise("2026-08-31T16:00:00Z");
  expect(await list()).toEqual(["2027 operations 2026-12-07"]);
});

it("a year that something waits for is asked for at once", async () => {
  await raise("2026-05-11T02:00:00Z", 2027);
  expect(await list()).toEqual(["2027 operations 2026-06-08"]);
});

it("a missing year is one work item, and it closes by itself when the year is there", async () => {
  await raise("2026-11-20T02:00:00Z", 2027);
  await raise("2026-11-20T02:01:00Z");
  expect(await list()).toHaveLength(1);
  await enterYear(city);
  await raise("2026-11-20T02:02:00Z");
  expect([await list(), await list("closed")]).toEqual([[], ["2027 operations 2026-12-07"]]);
});

it("when the present year is missing, that is late already", async () => {
  const instant = "2027-02-01T02:00:00Z";
  await raise(instant);
  const filter = { state: "open", isLate: true } as const;
  const page = { limit: 10, after: 0 };
  expect(
    (await listWorkItems(city, filter, shanghaiDay(new Date(instant)), page)).items,
  ).toMatchObject([{ reference: "2027", dueOn: "2026-12-07" }]);
});
