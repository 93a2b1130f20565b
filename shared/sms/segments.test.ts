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
