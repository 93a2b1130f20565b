import { describe, expect, it } from "vitest";
import { numberOn } from "#shared/testing/ask-judge.ts";
import { byValue, choose } from "./choose.ts";
import { holds, is } from "./compare.ts";
import { fact } from "./fact-reference.ts";
import { constant, proportionOf } from "./number.ts";
import { percent } from "./share.ts";

const isVeteran = holds("veteran");

describe("a choice", () => {
  it("takes literal numbers as constants, and all else as it is", () => {
    expect(choose({ when: isVeteran, use: 1, otherwise: 0 })).toEqual({
      kind: "choice",
      when: isVeteran,
      use: { kind: "constant", value: 1 },
      otherwise: { kind: "constant", value: 0 },
    });
    const grade = fact("disabilityGrade");
    expect(choose({ when: isVeteran, use: grade, otherwise: 7 })).toMatchObject({
      use: grade,
      otherwise: constant(7),
    });
    expect(choose({ when: isVeteran, use: percent("5"), otherwise: percent("6") })).toMatchObject({
      use: percent("5"),
      otherwise: percent("6"),
    });
  });
});

describe("a choice by value", () => {
  const bySize = byValue("sizeClass", { micro: 10, small: 20, medium: 30, large: 40 });

  it.each([
    ["micro", 10n],
    ["small", 20n],
    ["medium", 30n],
    ["large", 40n],
  ] as const)("has one for each: %s, %s", (sizeClass, expected) => {
    expect(numberOn(bySize, { sizeClass })).toBe(expected);
  });

  it("wants the value, once it is not known", () => {
    expect(numberOn(bySize, {})).toEqual(["sizeClass"]);
  });

  it("asks for each value but the last, in their order", () => {
    expect(bySize).toEqual({
      kind: "choice",
      when: is("sizeClass", "micro"),
      use: constant(10),
      otherwise: {
        kind: "choice",
        when: is("sizeClass", "small"),
        use: constant(20),
        otherwise: {
          kind: "choice",
          when: is("sizeClass", "medium"),
          use: constant(30),
          otherwise: constant(40),
        },
      },
    });
  });

  it("may be of shares", () => {
    const [tenth, half] = [percent("10"), percent("50")];
    const share = byValue("specialisedNew", { none: tenth, city: half, national: half });
    const part = proportionOf(share, constant(100), { mode: "down", clause: "一" });
    expect(numberOn(part, {})).toBe(10n);
    expect(numberOn(part, { specialisedNew: "national" })).toBe(50n);
  });

  it("needs every value and no other", () => {
    // @ts-expect-error a sex is left out
    expect(byValue("sex", { male: 1 })).toEqual(constant(1));
    // @ts-expect-error no value at all
    expect(() => byValue("sex", {})).toThrow(/^no values of sex to choose by$/);
    // @ts-expect-error no such sex
    expect(byValue("sex", { male: 1, female: 2, any: 3 })).toMatchObject({ kind: "choice" });
  });
});
