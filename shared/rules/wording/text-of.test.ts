import { expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import { readExample } from "#shared/rules/example.ts";
import { holds } from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { textOf } from "./text-of.ts";

const veteran = holds("veteran");

/** A subject of the same rule and day as all others who share these texts. */
const oneOfMany = (texts: Map<Condition, string>) =>
  startJudging(readExample({}), civilDate("2026-12-05"), texts);

it("the text of a condition is kept for the next subject", () => {
  const texts = new Map<Condition, string>();
  expect(textOf(veteran, oneOfMany(texts))).toBe("有“退役军人”登记");
  expect([...texts]).toEqual([[veteran, "有“退役军人”登记"]]);
});

it("a text that was kept is not put into words again", () => {
  const texts = new Map<Condition, string>([[veteran, "早先的说法"]]);
  expect(textOf(veteran, oneOfMany(texts))).toBe("早先的说法");
});
