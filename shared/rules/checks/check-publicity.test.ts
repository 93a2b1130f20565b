import { aFinding, broken, foundBy, type Loose } from "#shared/testing/a-sound-policy.ts";
import { benefit } from "#shared/rules/language/amount.ts";
import { describe, expect, it } from "vitest";
import { checkPublicity } from "./publicity.ts";

const sound = { workingDays: 5, document: "示例文件", clause: "公示", names: "masked" } as const;
const clausesOf = (publicity: object, more: object = {}, change: Loose = {}) =>
  foundBy(checkPublicity, broken({ ...change, publicity }, more)).map(({ clause }) => clause);

describe("publicity", () => {
  it("need not be, and is sound with its document, its days and its names", () => {
    expect(foundBy(checkPublicity, broken({}))).toEqual([]);
    expect(clausesOf(sound)).toEqual([]);
  });

  it.each([{ document: "" }, { clause: "待补" }])(
    "rests on a document and its clause: %j",
    (more) => {
      expect(foundBy(checkPublicity, broken({ publicity: { ...sound, ...more } }))).toEqual([
        aFinding(
          "publicity",
          "No document is cited that demands publicity. Name document and clause, or leave it out.",
          "公示没有写明依据的文件和条款，请补充；文件没有要求的，请去掉公示。",
        ),
      ]);
    },
  );

  it.each([0, -1, 2.5, Number.NaN])("does not last %s working days", (workingDays) => {
    expect(clausesOf({ ...sound, workingDays })).toEqual(["publicity.workingDays"]);
  });

  it("has nothing to hold at a scan", () => {
    const scan = { mode: "scan", ground: "none", amount: benefit("免费入园") };
    expect(clausesOf(sound, {}, scan)).toEqual(["publicity"]);
  });

  it.each([
    ["a person in full", "in-full", {}],
    ["a company masked", "masked", { subject: "organisation" }],
    ["anybody under a sensitive policy", "masked", { sensitive: true, neutralTitle: "补贴" }],
  ])("does not name %s", (_, names, more) => {
    expect(clausesOf({ ...sound, names }, more)).toEqual(["publicity.names"]);
    expect(clausesOf({ ...sound, names: "number-only" }, more)).toEqual([]);
  });
});
