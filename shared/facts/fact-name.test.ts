import { describe, expect, it } from "vitest";
import { factNames, definitionOf } from "./dictionary.ts";
import { factKey, factLabel, parseFactName } from "./fact-name.ts";

const because = (text: string) => {
  const parsed = parseFactName(text);
  return parsed.ok ? "nothing" : parsed.problem.because;
};

describe("a fact's name", () => {
  it("without a period is its own key", () => {
    expect(parseFactName("birthDate")).toEqual({
      ok: true,
      name: "birthDate",
      definition: definitionOf("birthDate"),
    });
  });

  it("carries its month or year after @", () => {
    expect(parseFactName("insuredHeadcount@2023-12")).toMatchObject({
      ok: true,
      name: "insuredHeadcount",
      period: "2023-12",
    });
    expect(parseFactName("naturalAttrition@2023")).toMatchObject({ ok: true, period: "2023" });
  });

  it.each([
    ["", "unknown-fact"],
    ["birthdate", "unknown-fact"],
    ["constructor", "unknown-fact"],
    ["__proto__", "unknown-fact"],
    ["@2023", "unknown-fact"],
    ["birthDate@2023", "period-unexpected"],
    ["birthDate@", "period-unexpected"],
    ["insuredHeadcount", "period-missing"],
    ["insuredHeadcount@", "period-malformed"],
    ["insuredHeadcount@2023", "period-malformed"],
    ["insuredHeadcount@2023-13", "period-malformed"],
    ["insuredHeadcount@2023-00", "period-malformed"],
    ["insuredHeadcount@2023-1", "period-malformed"],
    ["insuredHeadcount@2023-12@1", "period-malformed"],
    ["insuredHeadcount@2023-12-01", "period-malformed"],
    ["naturalAttrition@2023-12", "period-malformed"],
    ["naturalAttrition@23", "period-malformed"],
    ["naturalAttrition@0000", "period-malformed"],
  ])("%j is refused: %s", (text, reason) => {
    expect(because(text)).toBe(reason);
  });

  it("that is refused says in both languages what to do", () => {
    for (const text of ["nonsense", "birthDate@2023", "insuredHeadcount", "naturalAttrition@x"]) {
      const parsed = parseFactName(text);
      expect(parsed).toMatchObject({
        ok: false,
        problem: { zh: expect.stringMatching(/。$/), en: expect.stringMatching(/\.$/) },
      });
    }
  });

  it.each(factNames)("%s reads back from its key", (name) => {
    const period = { month: "2023-12", year: "2023", none: undefined }[
      definitionOf(name).period ?? "none"
    ];
    expect(parseFactName(factKey(name, period))).toMatchObject({ ok: true, name });
  });
});

describe("the label", () => {
  it.each([
    ["birthDate", "出生日期"],
    ["insuredHeadcount@2023-12", "2023年12月参保人数"],
    ["naturalAttrition@2023", "2023年自然减员人数"],
  ])("of %s is %s", (text, label) => {
    const parsed = parseFactName(text);
    expect(parsed.ok && factLabel(parsed)).toBe(label);
  });
});
