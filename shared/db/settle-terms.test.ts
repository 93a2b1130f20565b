import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { calendarWith } from "#shared/calendar/calendar.ts";
import { termOfInstructions } from "#shared/instructions/term.ts";
import { aCalendarYear } from "#shared/testing/a-calendar-year.ts";
import { anInstruction } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { storeInstructionRows } from "#shared/testing/stored-subjects.ts";
import { settleTerms } from "./settle-terms.ts";

let databases: Databases;
let db: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  db = databases.DB_0;
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

const pending = (termFrom: string, termDays: number, more = {}) =>
  anInstruction({ termFrom, termDays, termEndsOn: null, ...more });
const ends = async () =>
  (
    await db
      .prepare("SELECT term_ends_on AS day FROM instructions ORDER BY term_from, term_days")
      .all<{ day: string | null }>()
  ).results.map(({ day }) => day);
const settle = async (...years: Parameters<typeof aCalendarYear>) =>
  settleTerms(db, termOfInstructions, calendarWith(builtInCalendar, [aCalendarYear(...years)]));

describe("terms of instructions that end 待定", () => {
  it("end on the day that the calendar says once it is there, thousands at once", async () => {
    const many = Array.from({ length: 3000 }, () => pending("2026-12-25", 10));
    await storeInstructionRows(db, [...many, pending("2026-12-30", 1), pending("2027-12-30", 5)]);
    expect(await settleTerms(db, termOfInstructions, builtInCalendar)).toEqual(new Set([2027]));
    expect(new Set(await ends())).toEqual(new Set([null, "2026-12-31"]));
    expect(await settle()).toEqual(new Set([2028]));
    expect(new Set((await ends()).slice(0, 3000))).toEqual(new Set(["2027-01-09"]));
    expect((await ends()).slice(3000)).toEqual(["2026-12-31", null]);
  });

  it("no longer matter once the payer has answered", async () => {
    await storeInstructionRows(db, [pending("2026-12-25", 10, { state: "paid", settledAt: 1 })]);
    expect(await settleTerms(db, termOfInstructions, builtInCalendar)).toEqual(new Set());
    await settle();
    expect(await ends()).toEqual([null]);
  });

  it("are found by their index, not by reading every instruction", async () => {
    const { results } = await db
      .prepare(
        `EXPLAIN QUERY PLAN SELECT DISTINCT "instructions"."term_from", "instructions"."term_days" FROM "instructions"
         WHERE "instructions"."term_ends_on" IS NULL AND "instructions"."term_days" IS NOT NULL
           AND "instructions"."state" IN ('requested', 'delivered')`,
      )
      .all<{ detail: string }>();
    expect(results[0]?.detail).toContain("USING INDEX instructions_undated");
  });
});
