import { benefit, once, perMonth, perYear, type Amount } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import {
  ageAtLeast,
  atLeast,
  dateOnOrAfter,
  holds,
  lasted,
  months,
} from "#shared/rules/language/compare.ts";
import type {
  Condition,
  DayExpression,
  NumberExpression,
} from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, cases, not, worded } from "#shared/rules/language/logic.ts";
import { byAge, constant, count, proRata, times, valueOf } from "#shared/rules/language/number.ts";
import { parameter } from "#shared/rules/language/parameter.ts";
import { some } from "#shared/rules/language/relation.ts";
import {
  aFinding,
  amountInWords,
  broken,
  foundBy,
  soundPolicy,
  soundRule,
  source,
} from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import type { Finding } from "./finding.ts";
import { checkStructure } from "./structure.ts";

const found = (eligible: Condition, amount: Amount = soundRule.amount) =>
  foundBy(checkStructure, broken({ eligible, amount }));
const foundOfNumber = (amountFen: NumberExpression) =>
  found(soundRule.eligible, perMonth(amountFen));

it("a sound rule's tree makes sense", () => {
  expect(foundBy(checkStructure, soundPolicy)).toEqual([]);
});

describe("cases", () => {
  const byCase = cases({ when: holds("veteran"), demand: holds("martyrFamily") });
  const said = "有“退役军人”登记的，有“烈属”登记";
  const misplaced = (clause: string) => [
    aFinding(
      clause,
      "cases() stands under something else than all(): there one fact less could make a verdict known. Move it out.",
      "cases() 只能放在 all() 之下，否则少一项数据反而可能得出结论；请移出。",
    ),
  ];

  it("stand by themselves, or among clauses, under words of their own too", () => {
    expect(found(byCase)).toEqual([]);
    expect(found(all(ageAtLeast(65), all(worded({ clause: "分情况" }, byCase))))).toEqual([]);
  });

  it.each<[string, string, Condition<"person">]>([
    ["any", `${said}，或者年满65周岁`, any(byCase, ageAtLeast(65))],
    ["not", `不符合“${said}”`, not(byCase)],
    [
      "any, under all",
      `${said}，或者年满65周岁`,
      all(holds("veteran"), any(byCase, ageAtLeast(65))),
    ],
    ["all, under any", `${said}，或者年满65周岁`, any(all(byCase), ageAtLeast(65))],
    [
      "other cases",
      `有“退役军人”登记的，${said}`,
      cases({ when: holds("veteran"), demand: byCase }),
    ],
    ["a number of relatives", `${said}的子女人数不少于2人`, atLeast(count("child", byCase), 2)],
  ])("do not stand under %s", (_, clause, condition) => {
    expect(found(condition)).toEqual(misplaced(clause));
  });

  it("do not stand in an amount", () => {
    const chosen = choose({ when: byCase, use: 200_00, otherwise: 100_00 });
    expect(foundOfNumber(chosen)).toEqual(misplaced(amountInWords));
  });
});

describe("a relation", () => {
  const within = (clause: string) => [
    aFinding(
      clause,
      "A relation stands within child: of a relative’s relatives nothing is known. Ask only for the relatives’ own facts.",
      "关系之内不能再问关系（子女的亲属未知），请只用其本人的数据。",
    ),
  ];

  it("stands beside another, or within none", () => {
    const child = some("child", holds("veteran"));
    expect(found(all(child, atLeast(count("spouse", holds("veteran")), 1)))).toEqual([]);
  });

  it("does not stand within another, nor is it counted there", () => {
    expect(found(some("child", some("spouse", holds("veteran"))))).toEqual(
      within("有子女有配偶有“退役军人”登记"),
    );
    expect(found(some("child", atLeast(count("spouse", holds("veteran")), 1)))).toEqual(
      within("有子女有“退役军人”登记的配偶人数不少于1人"),
    );
    expect(found(atLeast(count("child", some("spouse", holds("veteran"))), 1))).toEqual(
      within("有配偶有“退役军人”登记的子女人数不少于1人"),
    );
  });
});

describe("a number", () => {
  const noInteger = (clause: string, value: number, from?: number): Finding =>
    aFinding(
      clause,
      `${value} is no exact integer${from === undefined ? "" : ` from ${from} on`} that belongs here. Write people, years and fen as integers.`,
      `${value} 不是合适的整数，请以整数书写人数、年数和分。`,
    );

  it("of people, and of fen, is an exact integer", () => {
    expect(found(atLeast(fact("disabilityGrade"), 2.5))).toEqual([
      noInteger("残疾等级不少于2.5", 2.5),
    ]);
    expect(foundOfNumber(constant(0.1))).toEqual([noInteger(amountInWords, 0.1)]);
    expect(foundOfNumber(times(2 ** 53, constant(-1)))).toEqual([
      noInteger(amountInWords, 2 ** 53),
    ]);
  });

  it("of the parts that must hold is an exact integer", () => {
    const parts = [holds("veteran"), holds("martyrFamily")] as const;
    expect(found(atLeast(1, ...parts))).toEqual([]);
    const words = "至少符合下列1.5项：有“退役军人”登记；有“烈属”登记";
    expect(found(atLeast(1.5, ...parts))).toEqual([noInteger(words, 1.5)]);
  });

  it("of years, months or days that pass is one or more", () => {
    expect(found(ageAtLeast(1))).toEqual([]);
    expect(found(ageAtLeast(0))).toEqual([noInteger("年满0周岁", 0, 1)]);
  });

  describe("of a month", () => {
    const first = (month: number, years: number): DayExpression => ({
      kind: "firstOfMonth",
      month,
      years,
    });

    it.each([1, 12])("is one of the year's: %d", (month) => {
      expect(found(dateOnOrAfter("retiredOn", first(month, -1)))).toEqual([]);
      expect(found(lasted("retiredOn", months(6), first(month, -1)))).toEqual([]);
    });

    it.each([0, 13])("is no other: %d", (month) => {
      const [day, since] = [first(month, 0), lasted("retiredOn", months(6), first(month, 0))];
      // A day that there is not cannot be said: the clause goes by its kind.
      expect(found(dateOnOrAfter("retiredOn", day))).toEqual([noInteger("date", month, 1)]);
      expect(found(since)).toEqual([noInteger("lasted", month, 1)]);
    });

    it("is none of a bound that names no month", () => {
      expect(found(dateOnOrAfter("retiredOn", "2022-03-02"))).toEqual([]);
      expect(found(dateOnOrAfter("retiredOn", { dayOf: "deathDate" }))).toEqual([]);
    });

    it("is of a whole number of years ago", () => {
      expect(found(dateOnOrAfter("retiredOn", first(6, 0.5)))).toEqual([noInteger("date", 0.5)]);
      expect(found(lasted("retiredOn", months(6), first(6, 0.5)))).toEqual([
        noInteger("lasted", 0.5),
      ]);
    });
  });

  it("of a parameter is an exact integer from nought on, whenever it holds", () => {
    const valued = (...[first, ...others]: readonly [number, ...number[]]) => {
      const one = { from: "2020-01-01", status: "sourced", source } as const;
      return parameter<number>({
        id: "standard",
        label: "某项标准",
        publisher: "civil-affairs",
        unit: "fen",
        values: [{ ...one, value: first }, ...others.map((value) => ({ ...one, value }))],
      });
    };
    expect(foundOfNumber(valueOf(valued(0, 1_330_00)))).toEqual([]);
    expect(foundOfNumber(valueOf(valued(1_330_00, -1, 0.5)))).toEqual([
      noInteger(amountInWords, -1, 0),
      noInteger(amountInWords, 0.5, 0),
    ]);
  });

  it("of a band is looked at with the bands", () => {
    expect(foundOfNumber(byAge([[65, 0.5]]))).toEqual([]);
  });
});

describe("an amount", () => {
  const otherPeriod = (en: string, zh: string) => [aFinding(amountInWords, en, zh)];

  it("is for each of the policy's periods", () => {
    expect(found(soundRule.eligible, perYear(1))).toEqual(
      otherPeriod(
        "The amount is for each year, but the policy’s period is month. Make them agree.",
        "金额按“year”计，而政策的期间为“month”，请改为一致。",
      ),
    );
    expect(found(soundRule.eligible, benefit("免费入园"))).toEqual([]);
  });

  it("is nothing that a visit could pay", () => {
    const visit = broken({ amount: once(1) }, { period: "visit", standing: false });
    expect(foundBy(checkStructure, visit)).toEqual(
      otherPeriod(
        "The amount is for each once, but the policy’s period is visit, which pays no money. Make them agree.",
        "金额按“once”计，而政策的期间为“visit”，请改为一致。",
      ),
    );
  });

  it("takes parts of its own period only", () => {
    const part = (per: "month" | "year") =>
      proRata(100_00, { per, by: "days", rounding: { mode: "down", clause: "一" } });
    expect(foundOfNumber(part("month"))).toEqual([]);
    const chosen = choose({ when: holds("veteran"), use: part("month"), otherwise: part("year") });
    expect(foundOfNumber(chosen)).toEqual(
      otherPeriod(
        "A part of a year is taken of an amount that is paid by another period (month). Take the same period.",
        "折算期间（year）与发放期间（month）不一致，请改为一致。",
      ),
    );
  });
});
