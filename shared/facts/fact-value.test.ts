import { describe, expect, it } from "vitest";
import { definitionOf, type FactName } from "./dictionary.ts";
import { checkFactValue, formatFactValue } from "./fact-value.ts";

describe("a reported value", () => {
  it.each<[FactName, unknown]>([
    ["birthDate", "1961-03-01"],
    ["birthDate", "1960-02-29"],
    ["sex", "female"],
    ["hukouDistrict", "310101"],
    ["hukouDistrict", "elsewhere"],
    ["disabilityGrade", 1],
    ["disabilityGrade", 4],
    ["disabilityCategory", 7],
    ["minimumLivingAllowance", false],
    ["industry", "I6210"],
    ["industry", "6210"],
    ["industry", "I"],
    ["sizeClass", "large"],
    ["specialisedNew", "none"],
    ["insuredHeadcount", 0],
    ["unemploymentPremiumPaidFen", Number.MAX_SAFE_INTEGER],
  ])("%s may be %j", (name, value) => {
    expect(checkFactValue(definitionOf(name), value)).toEqual({ ok: true, value });
  });

  it.each<[FactName, unknown, string]>([
    ["birthDate", 19610301, "value-of-another-type"],
    ["birthDate", "1961-02-29", "value-out-of-range"],
    ["birthDate", "1961-3-1", "value-out-of-range"],
    ["birthDate", "1961-03-01T00:00:00Z", "value-out-of-range"],
    ["sex", "Female", "value-out-of-range"],
    ["sex", "toString", "value-out-of-range"],
    ["hukouDistrict", "31010", "value-out-of-range"],
    ["hukouDistrict", "310000", "value-out-of-range"],
    ["hukouDistrict", "319900", "value-out-of-range"],
    ["hukouDistrict", 310101, "value-out-of-range"],
    ["disabilityGrade", 0, "value-out-of-range"],
    ["disabilityGrade", 5, "value-out-of-range"],
    ["disabilityGrade", "1", "value-of-another-type"],
    ["disabilityGrade", 1.5, "value-of-another-type"],
    ["disabilityGrade", Number.NaN, "value-of-another-type"],
    ["minimumLivingAllowance", 1, "value-of-another-type"],
    ["minimumLivingAllowance", "true", "value-of-another-type"],
    ["minimumLivingAllowance", null, "value-of-another-type"],
    ["industry", "62101", "value-out-of-range"],
    ["insuredHeadcount", -1, "value-out-of-range"],
    ["insuredHeadcount", 2 ** 53, "value-of-another-type"],
    ["unemploymentPremiumPaidFen", 0.5, "value-of-another-type"],
    ["sizeClass", ["small"], "value-out-of-range"],
  ])("%s is refused as %j: %s", (name, value, reason) => {
    expect(checkFactValue(definitionOf(name), value)).toMatchObject({
      ok: false,
      problem: {
        because: reason,
        zh: expect.stringMatching(/。$/),
        en: expect.stringMatching(/\.$/),
      },
    });
  });

  it("minus nought is nought, which has one JSON text", () => {
    const checked = checkFactValue(definitionOf("insuredHeadcount"), -0);
    expect(checked.ok && Object.is(checked.value, 0)).toBe(true);
  });

  it("the refusal never repeats the value, which may be personal", () => {
    const refused = checkFactValue(definitionOf("birthDate"), "31990019610301");
    expect(JSON.stringify(refused)).not.toContain("3199");
  });
});

describe("a value as people read it", () => {
  it.each<[FactName, boolean | number | string, string]>([
    ["birthDate", "1961-03-01", "1961年3月1日"],
    ["hukouDistrict", "310101", "黄浦区"],
    ["hukouDistrict", "elsewhere", "外省市"],
    ["sex", "female", "女"],
    ["minimumLivingAllowance", true, "是"],
    ["minimumLivingAllowance", false, "否"],
    ["insuredHeadcount", 189, "189人"],
    ["disabilityGrade", 3, "3"],
    ["unemploymentPremiumPaidFen", 1_234_50, "1,234.50元"],
    ["sizeClass", "small", "小型"],
    ["industry", "I6210", "I6210"],
  ])("%s %j reads %s", (name, value, text) => {
    expect(formatFactValue(definitionOf(name), value)).toBe(text);
  });
});
