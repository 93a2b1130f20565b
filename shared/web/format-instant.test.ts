import { expect, test } from "vitest";
import { formatInstant } from "./format-instant.ts";

test("an instant is read on a clock in Shanghai", () => {
  expect(formatInstant(new Date("2026-12-01T06:05:59Z"))).toBe("2026年12月1日（星期二）14:05");
});

test("the evening in Greenwich is the next day in Shanghai", () => {
  expect(formatInstant(new Date("2026-11-30T16:00:00Z"))).toBe("2026年12月1日（星期二）00:00");
});
