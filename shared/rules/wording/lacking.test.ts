import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { minimumLivingStandard } from "#shared/parameters/minimum-living-standard.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import {
  ageAtLeast,
  ageBelow,
  atLeast,
  holds,
  is,
  lasted,
  months,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { all, ratioAtMost } from "#shared/rules/language/logic.ts";
import { constant, shareOf, valueOf } from "#shared/rules/language/number.ts";
import { some } from "#shared/rules/language/relation.ts";
import { aPolicy, aVersion } from "#shared/testing/sample-policies.ts";
import { standard, target } from "#shared/testing/sample-parameters.ts";
import { lackingIn } from "./lacking.ts";

/** What keeps a rule unknown on 1 January 2021, when no figure is published yet. */
function lacking(eligible: Condition<"person">, facts: ExampleFacts) {
  const [version] = aPolicy([aVersion({ eligible })]).versions;
  const judging = startJudging(readExample(facts), civilDate("2021-01-01"));
  return lackingIn(version, evaluate(eligible, judging).missing, judging);
}

const missing = { isAnyDisputed: false, isAnyMissing: true };
const disputed = { isAnyDisputed: true, isAnyMissing: false };

const veteran = holds("veteran");
const martyr = holds("martyrFamily");
const allowance = holds("minimumLivingAllowance");

describe("what is lacking is told by its department, in one breath for each", () => {
  it("facts that nobody has reported", () => {
    const eligible = all(ageAtLeast(60), is("sex", "male"), lasted("retiredOn", months(6)));
    expect(lacking(eligible, {})).toEqual({
      texts: [
        "还缺少出生日期、性别的数据（由上海市公安局提供）、退休日期的数据（由上海市人力资源和社会保障局提供）",
      ],
      ...missing,
    });
  });

  it("registers that are late, each department in a sentence of its own", () => {
    const facts = {
      veteran: "missing",
      martyrFamily: "missing",
      minimumLivingAllowance: "missing",
    } as const;
    expect(lacking(all(veteran, martyr, allowance), facts)).toEqual({
      texts: [
        "上海市退役军人事务局的全市登记（退役军人、烈属）还没有按时更新",
        "上海市民政局的全市登记（最低生活保障）还没有按时更新",
      ],
      ...missing,
    });
  });

  it("records that contradict each other, which their department has to settle", () => {
    const facts = { veteran: "conflict", martyrFamily: "conflict", sex: "conflict" } as const;
    expect(lacking(all(veteran, martyr, is("sex", "male")), facts)).toEqual({
      texts: [
        "退役军人、烈属的记录前后不一致，正由上海市退役军人事务局核实",
        "性别的记录前后不一致，正由上海市公安局核实",
      ],
      ...disputed,
    });
  });

  it("figures that are not published", () => {
    const rate = ratioAtMost<"person">({
      name: "比例",
      dividend: constant(1),
      divisor: constant(2),
      limit: shareOf(target),
    });
    const eligible = all(
      veteran,
      atLeast(valueOf(standard), 1),
      atLeast(valueOf(minimumLivingStandard), 1),
      rate,
    );
    expect(lacking(eligible, { veteran: true })).toEqual({
      texts: [
        "还缺少示例标准、城乡居民最低生活保障标准（由上海市民政局公布）、示例目标（由上海市人力资源和社会保障局公布）",
      ],
      ...missing,
    });
  });

  it("a conflict beside a fact that nobody has reported is both", () => {
    expect(lacking(all(veteran, ageAtLeast(60)), { veteran: "conflict" })).toEqual({
      texts: [
        "退役军人的记录前后不一致，正由上海市退役军人事务局核实",
        "还缺少出生日期的数据（由上海市公安局提供）",
      ],
      isAnyDisputed: true,
      isAnyMissing: true,
    });
  });
});

describe("what is lacking of relatives", () => {
  it("is named where it tells nothing of them: a day of birth, the relation itself", () => {
    expect(lacking(some("child", ageBelow(16)), { child: [{}] })).toEqual({
      texts: ["还缺少子女的出生日期、子女关系的数据（由上海市公安局提供）"],
      ...missing,
    });
  });

  it("is named only by its department where a register of welfare is late, each relative once", () => {
    const eligible = all(some("child", all(allowance, veteran)), some("parent", allowance));
    const unheard = { minimumLivingAllowance: "missing", veteran: "missing" } as const;
    expect(lacking(eligible, { child: [unheard], parent: [unheard] })).toEqual({
      texts: [
        "子女、父母在上海市民政局、上海市退役军人事务局的登记还在核对",
        "还缺少子女关系、父母关系的数据（由上海市公安局提供）",
      ],
      ...missing,
    });
  });
});
