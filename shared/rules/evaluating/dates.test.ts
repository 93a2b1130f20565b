import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import {
  ageAtLeast,
  ageBelow,
  dateAfter,
  dateBefore,
  dateOnOrAfter,
  dateOnOrBefore,
  days,
  firstOfMonth,
  judgedDay,
  lasted,
  months,
  within,
  years,
} from "#shared/rules/language/compare.ts";
import { judgeFacts, verdictOn } from "#shared/testing/ask-judge.ts";

describe("an age", () => {
  it.each([
    ["2026-02-28", "unmet"],
    ["2026-03-01", "met"],
  ])("of someone born on 1961-03-01 is 65 on %s: %s", (on, expected) => {
    expect(verdictOn(ageAtLeast(65), { birthDate: "1961-03-01" }, on)).toBe(expected);
  });

  it("is reached on 28 February of a common year by those born on the 29th", () => {
    const facts = { birthDate: "1960-02-29" };
    expect(judgeFacts(ageAtLeast(65), facts, "2025-02-27")).toMatchObject({
      verdict: "unmet",
      nextChangeOn: "2025-02-28",
    });
    expect(judgeFacts(ageAtLeast(65), facts, "2025-02-28")).toMatchObject({
      verdict: "met",
      nextChangeOn: undefined,
    });
  });
});

describe("the day of an event", () => {
  it.each([
    ["2024-06-30", "unmet", "2024-07-01"],
    ["2024-07-01", "met", undefined],
    ["2024-07-02", "met", undefined],
  ])("2024-07-01 is on or before %s: %s", (on, expected, nextChangeOn) => {
    const isDead = dateOnOrBefore("deathDate", judgedDay);
    expect(judgeFacts(isDead, { deathDate: "2024-07-01" }, on)).toMatchObject({
      verdict: expected,
      nextChangeOn,
    });
  });

  it.each([
    ["2024-06-30", "met", "2024-07-02"],
    ["2024-07-01", "met", "2024-07-02"],
    ["2024-07-02", "unmet", undefined],
  ])("2024-07-01 is on or after %s: %s", (on, expected, nextChangeOn) => {
    const isAhead = dateOnOrAfter("deathDate", judgedDay);
    expect(judgeFacts(isAhead, { deathDate: "2024-07-01" }, on)).toMatchObject({
      verdict: expected,
      nextChangeOn,
    });
  });

  it.each([
    ["2024-06-30", "unmet", "2024-07-02"],
    ["2024-07-01", "unmet", "2024-07-02"],
    ["2024-07-02", "met", undefined],
  ])("2024-07-01 is before %s: %s", (on, expected, nextChangeOn) => {
    const isOver = dateBefore("deathDate", judgedDay);
    expect(judgeFacts(isOver, { deathDate: "2024-07-01" }, on)).toMatchObject({
      verdict: expected,
      nextChangeOn,
    });
  });

  it.each([
    ["2024-06-30", "met", "2024-07-01"],
    ["2024-07-01", "unmet", undefined],
    ["2024-07-02", "unmet", undefined],
  ])("2024-07-01 is after %s: %s", (on, expected, nextChangeOn) => {
    const isToCome = dateAfter("deathDate", judgedDay);
    expect(judgeFacts(isToCome, { deathDate: "2024-07-01" }, on)).toMatchObject({
      verdict: expected,
      nextChangeOn,
    });
  });

  it("is compared with the first day of a month of last year, until New Year", () => {
    const isYoung = dateOnOrAfter("establishedOn", firstOfMonth(1, -1));
    expect(judgeFacts(isYoung, { establishedOn: "2022-12-31" })).toMatchObject({
      verdict: "unmet",
      nextChangeOn: "2025-01-01",
    });
    expect(verdictOn(isYoung, { establishedOn: "2023-01-01" })).toBe("met");
    expect(firstOfMonth(13, -1)).toEqual(firstOfMonth(1, 0));
  });

  it("that never came is neither before nor after", () => {
    expect(verdictOn(dateOnOrBefore("deathDate", judgedDay), {})).toBe("unmet");
    expect(verdictOn(dateOnOrAfter("deathDate", judgedDay), {})).toBe("unmet");
  });

  it("may be compared with a fixed day", () => {
    const isOld = dateOnOrBefore("establishedOn", { kind: "day", day: civilDate("2021-12-31") });
    expect(judgeFacts(isOld, { establishedOn: "2021-12-31" })).toEqual({
      verdict: "met",
      missing: [],
      nextChangeOn: undefined,
    });
    expect(verdictOn(isOld, { establishedOn: "2022-01-01" })).toBe("unmet");
  });
});

const orders = [
  ["on or before", dateOnOrBefore, "met", "met", "unmet"],
  ["on or after", dateOnOrAfter, "unmet", "met", "met"],
  ["before", dateBefore, "met", "unmet", "unmet"],
  ["after", dateAfter, "unmet", "unmet", "met"],
] as const;

describe.each(orders)("%s", (_, order, dayBefore, sameDay, dayAfter) => {
  const each = [
    ["2024-01-30", dayBefore],
    ["2024-01-31", sameDay],
    ["2024-02-01", dayAfter],
  ] as const;

  it.each(each)("a fixed day: %s is %s, for ever", (retiredOn, expected) => {
    expect(judgeFacts(order("retiredOn", "2024-01-31"), { retiredOn })).toEqual({
      verdict: expected,
      missing: [],
      nextChangeOn: undefined,
    });
  });

  it("a fixed day turns on no day to come", () => {
    const rule = order("retiredOn", "2024-12-31");
    expect(judgeFacts(rule, { retiredOn: "2024-12-30" }).nextChangeOn).toBeUndefined();
  });

  const against = order("retiredOn", { dayOf: "deathDate" });

  it.each(each)("another event's day: %s is %s, for ever", (retiredOn, expected) => {
    expect(judgeFacts(against, { retiredOn, deathDate: "2024-01-31" })).toEqual({
      verdict: expected,
      missing: [],
      nextChangeOn: undefined,
    });
  });

  it("another event's day is unmet when there was none, whatever is known of the first", () => {
    expect(verdictOn(against, { retiredOn: "2024-01-31" })).toBe("unmet");
    expect(verdictOn(against, {})).toBe("unmet");
  });

  it("another event's day wants both days", () => {
    expect(judgeFacts(against, { deathDate: "missing" })).toMatchObject({
      verdict: "unknown",
      missing: ["retiredOn", "deathDate"],
    });
    expect(judgeFacts(against, { retiredOn: "2024-01-31", deathDate: "conflict" }).missing).toEqual(
      ["deathDate"],
    );
  });
});

it("a fixed day that is none is refused", () => {
  expect(() => dateAfter("retiredOn", "2023-02-29")).toThrow(RangeError);
});

describe("a time since", () => {
  it.each([
    [years(1), "2024-02-29", "2025-02-27", "2025-02-28"],
    [months(1), "2024-01-31", "2024-02-28", "2024-02-29"],
    [days(30), "2024-01-31", "2024-02-29", "2024-03-01"],
  ])("%j since %s have not passed on %s, and have on %s", (duration, since, before, end) => {
    const isOver = lasted("retiredOn", duration);
    const facts = { retiredOn: since };
    expect(judgeFacts(isOver, facts, before)).toMatchObject({
      verdict: "unmet",
      nextChangeOn: end,
    });
    expect(judgeFacts(isOver, facts, end)).toEqual({
      verdict: "met",
      missing: [],
      nextChangeOn: undefined,
    });
  });

  it("an event on another day of the year turns at New Year alone", () => {
    const atStart = lasted("retiredOn", years(1), firstOfMonth(1, 0));
    expect(judgeFacts(atStart, { retiredOn: "2023-01-02" })).toMatchObject({
      verdict: "unmet",
      nextChangeOn: "2025-01-01",
    });
    expect(verdictOn(atStart, { retiredOn: "2023-01-01" })).toBe("met");
    expect(ageAtLeast(60, firstOfMonth(9, 0))).toMatchObject({ on: { month: 9, years: 0 } });
  });

  it("an event on a fixed day never turns", () => {
    const thatDay = lasted("retiredOn", days(1), { kind: "day", day: civilDate("2024-12-31") });
    expect(judgeFacts(thatDay, { retiredOn: "2024-12-30" })).toEqual({
      verdict: "met",
      missing: [],
      nextChangeOn: undefined,
    });
    expect(verdictOn(thatDay, { retiredOn: "2024-12-31" })).toBe("unmet");
  });

  it("what never was has not begun, and what is not known is not known to have passed", () => {
    expect(verdictOn(lasted("deathDate", days(0)), {})).toBe("unmet");
    expect(judgeFacts(lasted("retiredOn", days(0)), {})).toMatchObject({
      verdict: "unknown",
      missing: ["retiredOn"],
    });
  });

  it.each([
    ["2024-01-30", "unmet"],
    ["2024-01-31", "met"],
    ["2024-02-28", "met"],
    ["2024-02-29", "unmet"],
  ])("an event of 31 January is within a month on %s: %s", (on, expected) => {
    expect(verdictOn(within("retiredOn", months(1)), { retiredOn: "2024-01-31" }, on)).toBe(
      expected,
    );
  });

  it.each([
    ["2026-02-28", "met"],
    ["2026-03-01", "unmet"],
  ])("a birth on 1961-03-01 is below 65 on %s: %s", (on, expected) => {
    expect(verdictOn(ageBelow(65), { birthDate: "1961-03-01" }, on)).toBe(expected);
    const thatDay = { kind: "day", day: civilDate(on) } as const;
    expect(verdictOn(ageBelow(65, thatDay), { birthDate: "1961-03-01" })).toBe(expected);
  });
});
