import { expect, it } from "vitest";
import { percent } from "#shared/rules/language/share.ts";
import { percentText, shareText } from "./percent-text.ts";

it.each(["5.05", "0.5", "10", "10.01", "0.0001"])(
  "the noughts within %s%% are kept, and none is added after it",
  (text) => {
    expect(shareText(percent(text))).toBe(`${text}%`);
  },
);

it("a ratio that is cut after a nought still says so", () => {
  expect(percentText(1_000_001n, 20_000_000n)).toBe("约5%");
});
