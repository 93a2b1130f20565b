import { expect, it } from "vitest";
import { smsSegments } from "./segments.ts";

it.each([
  [0, 1],
  [70, 1],
  [71, 2],
  [134, 2],
  [135, 3],
  [201, 3],
  [202, 4],
])("%i characters are %i parts", (characters, parts) => {
  expect(smsSegments("字".repeat(characters))).toBe(parts);
});

it("a rare character outside the basic plane takes two units", () => {
  expect(smsSegments(`${"字".repeat(69)}𬭚`)).toBe(2);
});

it.each([
  [0, 1],
  [160, 1],
  [161, 2],
  [306, 2],
  [307, 3],
])("%i letters of the small alphabet are %i parts", (characters, parts) => {
  expect(smsSegments("a".repeat(characters))).toBe(parts);
});

it("one character outside it makes the whole message wide, and a bracket takes two places in it", () => {
  expect(smsSegments(`${"a".repeat(70)}é`)).toBe(2);
  expect(smsSegments(`${"a".repeat(159)}[`)).toBe(2);
  expect(smsSegments(`${"a".repeat(158)}[`)).toBe(1);
});
