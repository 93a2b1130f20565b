import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
import { judge } from "./judge.ts";
import { perMonth, type MoneyAmount } from "./language/amount.ts";
import { ageAtLeast, atLeast, holds } from "./language/compare.ts";
import type { Condition } from "./language/condition.ts";
import { fact } from "./language/fact-reference.ts";
import { all } from "./language/logic.ts";
import { constant, times } from "./language/number.ts";
import { policy, type Policy } from "./policy.ts";
import { readingsOf } from "./reading.ts";

const on = civilDate("2026-03-01");

function policyWith(
  eligible: Condition<"person">,
  amount: MoneyAmount<never> = perMonth(1),
): Policy {
  return policy({
    id: "wrong",
    title: "示例津贴",
    subject: "person",
    leadDepartment: "civil-affairs",
    isGuaranteedByLaw: false,
    sensitive: false,
    assurance: "link",
    period: "month",
    standing: true,
    commitment: "情况有变化时及时告知。",
    fulfilment: { kind: "service", payer: "civil-affairs" },
    ordinaryChannel: { text: "社区事务受理服务中心" },
    versions: [
      {
        id: "2020",
        from: "2020-01-01",
        status: "sourced",
        source: { document: "示例文件", clause: "一", inForceUntil: "not-stated" },
        mode: "confirm",
        ground: "choice",
        adverseEffects: false,
        eligible,
        amount,
        amountInWords: "每月若干元",
        arrears: "all",
        leftToPeople: [],
      },
    ],
  });
}

/** What the judge throws of a subject of whom every fact reads so. */
function thrown(wrong: Policy, value: FactValue): unknown {
  const readings = readingsOf(() => ({
    state: "known",
    value,
    reportedBy: "civil-affairs",
    observedAt: "2022-03-08T00:00:00Z",
  }));
  try {
    return judge(wrong, readings, on);
  } catch (error) {
    return error;
  }
}

const veteran = holds("veteran");
const aged = ageAtLeast(65);

describe("a rule that cannot be judged names policy, version and clause", () => {
  it("where a reading is not of the fact's type", () => {
    expect(thrown(policyWith(all(veteran, aged)), true)).toEqual(
      new TypeError(
        "policy wrong, version 2020, clause “年满65周岁”: the reading of birthDate is not of the fact's type",
      ),
    );
  });

  it("where a number is no integer, though the fact is", () => {
    const error = thrown(policyWith(atLeast(fact("disabilityGrade"), 1)), 2.5);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(
      /policy wrong, version 2020, clause “残疾等级.*”: the reading of disabilityGrade is not of/,
    );
  });

  it("where a threshold is no integer", () => {
    const error = thrown(policyWith(atLeast(fact("disabilityGrade"), 1.5)), 2);
    expect(error).toBeInstanceOf(RangeError);
    expect(String(error)).toMatch(
      /policy wrong, version 2020, clause “残疾等级.*”: a number or a day/,
    );
  });

  it("where a day leaves the calendar", () => {
    const error = thrown(policyWith(ageAtLeast(9000)), "1961-03-01");
    expect(error).toBeInstanceOf(RangeError);
    expect(String(error)).toContain("version 2020, clause “年满9000周岁”");
  });

  it("where the amount is too large for an exact number", () => {
    const amount = perMonth(times<never>(Number.MAX_SAFE_INTEGER, constant(2)));
    const error = thrown(policyWith(aged, amount), "1941-03-01");
    expect(error).toBeInstanceOf(RangeError);
    expect(String(error)).toContain("clause “金额：每月若干元”");
  });
});

it("what the judge throws never holds a value", () => {
  const grade = atLeast(fact("disabilityGrade"), 1);
  const values: readonly FactValue[] = ["秘密", "1961-03-01", 319_900.5, true];
  const errors = [grade, veteran, aged, ageAtLeast(9000)].flatMap((condition) =>
    values.map((value) => thrown(policyWith(condition), value)),
  );
  const told = errors.filter((error) => error instanceof Error);
  expect(told.length).toBeGreaterThan(8);
  for (const { message, cause } of told) {
    expect(message).toMatch(/^policy wrong, version 2020, clause “/);
    expect(message).not.toMatch(/秘密|1961|319|10961/);
    expect(cause).toBeUndefined();
  }
});

it("another error than of a type or a range comes through as it is", () => {
  const failure = new Error("storage");
  const readings = readingsOf(() => {
    throw failure;
  });
  expect(() => judge(policyWith(aged), readings, on)).toThrow(failure);
});
