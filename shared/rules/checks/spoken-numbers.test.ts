import { describe, expect, it } from "vitest";
import { spokenIn, type SpokenNumber } from "./spoken-numbers.ts";

describe("the numbers of a text", () => {
  it.each<[text: string, value: number, of: SpokenNumber["of"]]>([
    ["100元", 100_00, "fen"],
    ["1,330.50元", 1_330_50, "fen"],
    ["0.29元", 29, "fen"],
    ["30万元", 300_000_00, "fen"],
    ["0.000057万元", 57, "fen"],
    ["5.5%", 5.5, "percent"],
    ["60％", 60, "percent"],
    ["65周岁", 65, "years"],
    ["16岁", 16, "years"],
    ["3年", 3, "years"],
    ["6个月", 6, "months"],
    ["12月", 12, "month"],
    ["30天", 30, "days"],
    ["15日", 15, "days"],
    ["1,000", 1000, "heads"],
  ])("count what stands behind them: %s", (text, value, of) => {
    expect(spokenIn(`不超过${text}的`)).toEqual({ numbers: [{ text, value, of }], days: [] });
  });

  it.each(["–", "—", "~", "～", "-"])("end a range before the next one: 65%s69周岁", (dash) => {
    expect(spokenIn(`65${dash}69周岁`).numbers).toEqual([
      { text: "65周岁", value: 65, of: "years" },
      { text: "69周岁", value: 70, of: "years" },
    ]);
  });

  it("may stand in a range that counts nothing", () => {
    expect(spokenIn("第3–5项").numbers).toEqual([
      { text: "3", value: 3, of: "heads" },
      { text: "5", value: 6, of: "heads" },
    ]);
  });

  it("are none in a text without figures", () => {
    expect(spokenIn("户籍在本市")).toEqual({ numbers: [], days: [] });
  });
});

describe("the days of a text", () => {
  it("are days, and no numbers", () => {
    expect(spokenIn("2021年3月1日至2021年12月31日")).toEqual({
      numbers: [],
      days: ["2021-03-01", "2021-12-31"],
    });
  });

  it("are none where there is no such day", () => {
    expect(spokenIn("2021年2月30日")).toEqual({ numbers: [], days: [] });
  });

  it("are no years: 2021年 names a version", () => {
    expect(spokenIn("自2021年起")).toEqual({ numbers: [], days: [] });
  });

  it.each(["2021年3月1日", "2021年"])("keep the figures around them apart: %s", (named) => {
    expect(spokenIn(`1,${named},3`).numbers.map(({ value }) => value)).toEqual([1, 3]);
  });
});
