import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { aCalendarYear } from "#shared/testing/a-calendar-year.ts";
import { enterYear } from "#shared/testing/enter-year.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { readCalendar } from "./read-calendar.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

it("the calendar is what came with the code, and every year that was entered since", async () => {
  expect(await readCalendar(databases.DB_CITY)).toEqual(builtInCalendar);
  await enterYear(databases.DB_CITY);
  const calendar = await readCalendar(databases.DB_CITY);
  expect([...calendar.keys()]).toEqual([2022, 2023, 2024, 2025, 2026, 2027]);
  expect(calendar.get(2027)).toEqual(aCalendarYear());
});

it("a year that is entered again replaces what was known of it", async () => {
  await enterYear(databases.DB_CITY);
  await enterYear(databases.DB_CITY, { weekendWorkingDays: ["2027-02-06"] });
  await enterYear(databases.DB_CITY, { year: 2026 });
  const calendar = await readCalendar(databases.DB_CITY);
  expect(calendar.get(2027)?.weekendWorkingDays).toEqual(["2027-02-06"]);
  expect(calendar.get(2026)).toEqual(aCalendarYear({ year: 2026 }));
});
