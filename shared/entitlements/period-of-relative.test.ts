import { expect, it } from "vitest";
import { aSubjectKey } from "#shared/testing/builders.ts";
import { periodForRelative, plainPeriod, relativeIdIn, toldPeriod } from "./period-of-relative.ts";

const [employer, relativeId] = [aSubjectKey(), aSubjectKey().slice(2, 14)];

it("a period names the relative for whom it is, and without one stays as it is", () => {
  const period = periodForRelative("2026-12", relativeId);
  expect([plainPeriod(period), relativeIdIn(period)]).toEqual(["2026-12", relativeId]);
  expect(periodForRelative("once", undefined)).toBe("once");
  expect([plainPeriod("2026-Q4"), relativeIdIn("2026-Q4")]).toEqual(["2026-Q4", undefined]);
});

it("outside no part of the relative’s key is told, and the same relative is told alike", async () => {
  const told = await toldPeriod(employer, `once:${relativeId}`);
  expect(told).toMatch(/^once:[a-z2-7]{8}$/);
  expect(relativeId).not.toContain(told.slice(5, 9));
  expect(await toldPeriod(employer, `2026-12:${relativeId}`)).toBe(told.replace("once", "2026-12"));
  expect(await toldPeriod(aSubjectKey(), `once:${relativeId}`)).not.toBe(told);
  expect(await toldPeriod(employer, "2026-12")).toBe("2026-12");
});
