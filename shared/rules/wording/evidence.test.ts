import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { atLeast } from "#shared/rules/language/compare.ts";
import { all, ratioAtMost } from "#shared/rules/language/logic.ts";
import { constant, shareOf, valueOf } from "#shared/rules/language/number.ts";
import { namedInCondition } from "#shared/rules/walk.ts";
import { standard, target } from "#shared/testing/sample-parameters.ts";
import { figuresNamed } from "./evidence.ts";

const rule = all(
  atLeast(valueOf(standard), 1000_00),
  ratioAtMost({
    name: "比例",
    dividend: constant(1),
    divisor: constant(2),
    limit: shareOf(target),
  }),
  atLeast(valueOf(standard), 900_00),
);

const figures = (on: string) => figuresNamed(namedInCondition(rule), civilDate(on));

const sourced = {
  status: "sourced",
  source: { document: "示例文件", clause: "一", inForceUntil: "not-stated" },
} as const;

describe("the published figures of a rule", () => {
  const ofStandard = { parameter: "standard", label: "示例标准", publisher: "civil-affairs" };
  const ofTarget = { parameter: "target", label: "示例目标", publisher: "human-resources" };

  it("are told each once, money in yuan and a share in percent, without a last day while open", () => {
    expect(figures("2026-12-05")).toStrictEqual([
      { ...ofStandard, text: "1,200元", from: "2025-01-01", ...sourced },
      { ...ofTarget, text: "20%", from: "2025-01-01", ...sourced },
    ]);
  });

  it("are told with their last day", () => {
    expect(figures("2023-12-31")).toStrictEqual([
      { ...ofStandard, text: "1,000元", from: "2023-07-01", until: "2023-12-31", ...sourced },
      { ...ofTarget, text: "10%", from: "2023-01-01", until: "2023-12-31", ...sourced },
    ]);
  });

  it("have no value where none is published for the day", () => {
    expect(figures("2024-07-01")).toStrictEqual([ofStandard, ofTarget]);
  });
});
