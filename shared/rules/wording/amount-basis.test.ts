import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { minimumLivingStandard } from "#shared/parameters/minimum-living-standard.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { benefit, perMonth, type Amount } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { ageAtLeast, ageBelow, holds } from "#shared/rules/language/compare.ts";
import type { NumberExpression } from "#shared/rules/language/condition.ts";
import { fact, lastYear } from "#shared/rules/language/fact-reference.ts";
import {
  byAge,
  byBands,
  capped,
  constant,
  count,
  difference,
  perHead,
  proportionOf,
  proRata,
  shareOf,
  sum,
  times,
  valueOf,
} from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { standard, target } from "#shared/testing/sample-parameters.ts";
import { basisOf, isPartial } from "./amount-basis.ts";

const basis = (amount: Amount, facts: ExampleFacts, on = "2026-12-05") =>
  basisOf(amount, startJudging(readExample(facts), civilDate(on)));

type Row = readonly [string, NumberExpression, ExampleFacts, string];

const living = valueOf(minimumLivingStandard);
const grade = fact("disabilityGrade");
const premium = fact("unemploymentPremiumPaidFen", lastYear);
const rounding = { mode: "half-up", clause: "一" } as const;

describe("what all get the same", () => {
  it("has no basis: a fixed sum, a benefit that is no money", () => {
    expect(basis(perMonth(100_00), {})).toBe("");
    expect(basis(benefit("免费"), {})).toBe("");
  });

  it("is no part of a period; only what is prorated is", () => {
    expect(isPartial(benefit("免费"))).toBe(false);
    expect(isPartial(perMonth(100_00))).toBe(false);
    expect(isPartial(perMonth(living))).toBe(false);
    const since = fact("retiredOn");
    const part = proRata(100_00, { per: "month", by: "days", since, rounding });
    expect(isPartial(perMonth(part))).toBe(true);
  });
});

describe("the basis of an amount", () => {
  const byVeteran = choose({
    when: holds("veteran"),
    use: times(2, living),
    otherwise: difference(living, constant(20_00)),
  });
  const eachGrade = times(100_00, grade);

  it.each<Row>([
    [
      "a sum, each part with its unit",
      sum(living, constant(100_00), eachGrade),
      { disabilityGrade: 3 },
      "城乡居民最低生活保障标准1,420元加100元加残疾等级3乘以100元",
    ],
    [
      "a difference, where the figure that is taken off is money too",
      difference(living, constant(20_00)),
      {},
      "城乡居民最低生活保障标准1,420元减去20元",
    ],
    [
      "a number of times that is itself a fact",
      times(grade, living),
      { disabilityGrade: 3 },
      "残疾等级3乘以城乡居民最低生活保障标准1,420元",
    ],
    [
      "the choice that applies",
      byVeteran,
      { veteran: true },
      "城乡居民最低生活保障标准1,420元的2倍",
    ],
    [
      "the choice that applies otherwise",
      byVeteran,
      { veteran: false },
      "城乡居民最低生活保障标准1,420元减去20元",
    ],
    [
      "a cap that is passed",
      capped(eachGrade, 299_99),
      { disabilityGrade: 3 },
      "残疾等级3乘以100元，最高299.99元",
    ],
    [
      "a cap that is met exactly, and so takes nothing away",
      capped(eachGrade, 300_00),
      { disabilityGrade: 3 },
      "残疾等级3乘以100元",
    ],
    [
      "a cap of what is not known",
      capped(eachGrade, 200_00),
      { disabilityGrade: "missing" },
      "残疾等级乘以100元",
    ],
    [
      "heads that are known to be all, each with its money",
      perHead(600_00, count("employee", ageBelow(30))),
      { employee: [{ birthDate: "2000-01-01" }, { birthDate: "1980-01-01" }] },
      "符合条件的职工1人，每人600元",
    ],
    [
      "heads of whom too little is known",
      perHead(600_00, count("child", ageBelow(16))),
      { child: "missing" },
      "符合条件的子女，每人600元",
    ],
    [
      "a share of a sum",
      proportionOf(percent("60"), premium, rounding),
      { "unemploymentPremiumPaidFen@2025": 12_000_00 },
      "2025年实际缴纳的失业保险费12,000元的60%",
    ],
    ["a fact of which there is none", byBands(grade, [[1, 400_00]]), {}, "残疾等级所在的档次"],
    [
      "a fact in conflict",
      byBands(grade, [[1, 400_00]]),
      { disabilityGrade: "conflict" },
      "残疾等级所在的档次",
    ],
  ])("tells %s", (_, amount, facts, expected) => {
    expect(basis(perMonth(amount), facts)).toBe(expected);
  });

  it("names a figure that is not published on the day without a value", () => {
    const plain = perMonth(valueOf(standard));
    expect(basis(plain, {}, "2024-06-30")).toBe("示例标准1,100元");
    expect(basis(plain, {}, "2024-07-01")).toBe("示例标准");
    const cappedByIt = perMonth(capped(eachGrade, valueOf(standard)));
    expect(basis(cappedByIt, { disabilityGrade: 3 }, "2024-07-01")).toBe("残疾等级3乘以100元");
  });

  it("says 一定比例 of a share that is not known on the day", () => {
    const amount = perMonth(proportionOf(shareOf(target), premium, rounding));
    const paid = {
      "unemploymentPremiumPaidFen@2023": 100_00,
      "unemploymentPremiumPaidFen@2024": 200_00,
    };
    expect(basis(amount, paid, "2024-07-01")).toBe("2023年实际缴纳的失业保险费100元的一定比例");
    expect(basis(amount, paid, "2025-07-01")).toBe("2024年实际缴纳的失业保险费200元的20%");
  });

  it("takes the otherwise of a choice that is open", () => {
    const open = choose({ when: ageAtLeast(60), use: living, otherwise: constant(20_00) });
    expect(basis(perMonth(open), {})).toBe("20元");
  });
});

describe("bands of age", () => {
  const bands = perMonth(
    byAge([
      [65, 75_00],
      [70, 150_00],
      [80, 180_00],
    ]),
  );

  it.each([
    ["below the first band", "1962-01-01", ""],
    ["on the first day of the first band", "1961-12-05", ""],
    ["on the last day of the first band", "1956-12-06", ""],
    ["on the first day of the second band", "1956-12-05", "70周岁以上的标准"],
    ["on the last day of the second band", "1946-12-06", "70周岁以上的标准"],
    ["in the last band", "1940-01-01", "80周岁以上的标准"],
    ["without a known day of birth", "missing", ""],
  ])("%s, born %s: “%s”", (_, birthDate, expected) => {
    expect(basis(bands, { birthDate })).toBe(expected);
  });
});

describe("a part of a period", () => {
  const [since, until] = [fact("retiredOn"), fact("deathDate")];
  const period = { per: "month", by: "days", rounding } as const;
  const whole = proRata<"person">(900_00, period);
  const ending = proRata(900_00, { ...period, by: "months", until });
  const between = proRata(living, { ...period, since, until });
  const dates = { retiredOn: "2026-12-02", deathDate: "2026-12-31" } as const;

  it.each<Row>([
    ["without events says only how it is prorated", whole, dates, "900元按天折算"],
    ["until an event", ending, dates, "900元按月折算，到2026年12月31日止"],
    ["until an event that is not registered", ending, {}, "900元按月折算"],
    [
      "between two events",
      between,
      dates,
      "城乡居民最低生活保障标准1,420元按天折算，自2026年12月2日起到2026年12月31日止",
    ],
    [
      "since an event of which nothing is known",
      between,
      { deathDate: "2026-12-31" },
      "城乡居民最低生活保障标准1,420元按天折算，到2026年12月31日止",
    ],
  ])("%s", (_, amount, facts, expected) => {
    expect(basis(perMonth(amount), facts)).toBe(expected);
  });
});
