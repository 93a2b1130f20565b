import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factNames } from "#shared/facts/dictionary.ts";
import type { FlatFacts } from "#shared/rules/compiled/flat-facts.ts";
import { layoffRateWithin } from "#shared/rules/clauses/layoff-rate.ts";
import { once, type MoneyAmount } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { holds } from "#shared/rules/language/compare.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import { fact, lastYear } from "#shared/rules/language/fact-reference.ts";
import { all, ratioAtMost } from "#shared/rules/language/logic.ts";
import { constant, difference, proportionOf, sum, times } from "#shared/rules/language/number.ts";
import { percent, type Share } from "#shared/rules/language/share.ts";
import { askInSql, askRuleInSql, aSetting } from "#shared/testing/ask-in-sql.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { jsonbColumns } from "./columns.ts";
import { sqlOfCondition, sqlOfRule } from "./sql-of-rule.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

const always: Condition = { kind: "all", parts: [] };

/** What a number comes to as an amount; the verdict where there is nothing to grant. */
async function amountOf(
  number: NumberExpression,
  facts: FlatFacts,
  complete: readonly string[] = [],
  on?: string,
): Promise<unknown> {
  const rule = { eligible: always, amount: once(number) };
  return askRuleInSql(databases.DB_0, rule, { facts }, aSetting(complete, on));
}

async function ask(condition: Condition, facts: FlatFacts, complete: readonly string[] = []) {
  return askInSql(databases.DB_0, condition, { facts }, aSetting(complete));
}

const grade = fact("disabilityGrade");
const category = fact("disabilityCategory");
const premium = fact("unemploymentPremiumPaidFen", lastYear);
const premiumKey = "unemploymentPremiumPaidFen@2025";
const down = { mode: "down", clause: "" } as const;
const halfUp = { mode: "half-up", clause: "" } as const;

describe("a share of a number in SQL", () => {
  const share = (numerator: number, denominator: number): Share => ({
    kind: "share",
    numerator,
    denominator,
  });

  it.each([
    [10_03, percent("60"), halfUp, 6_02],
    [10_03, percent("60"), down, 6_01],
    [5, percent("50"), halfUp, 3],
    [5, percent("50"), down, 2],
    [Number.MAX_SAFE_INTEGER, percent("99.999999"), down, 9007199164668998],
    [Number.MAX_SAFE_INTEGER, percent("100"), halfUp, Number.MAX_SAFE_INTEGER],
    [9_007_199_254_740_990, share(1, 999_999_937), halfUp, 9007200],
  ])("of %d, %j, %j is the integer %d", async (of, one, rounding, expected) => {
    expect(await amountOf(proportionOf(one, premium, rounding), { [premiumKey]: of })).toBe(
      expected,
    );
  });

  it("is rounded away from nought below it, as above", async () => {
    const negative = difference(constant(0), grade);
    const half = proportionOf(percent("50"), negative, halfUp);
    expect(await amountOf(sum(half, constant(10)), { disabilityGrade: 3 })).toBe(8);
    const cut = proportionOf(percent("50"), negative, down);
    expect(await amountOf(sum(cut, constant(10)), { disabilityGrade: 3 })).toBe(9);
    const ofConstant = proportionOf(percent("50"), constant(-3), halfUp);
    expect(await amountOf(sum(ofConstant, constant(10)), {})).toBe(8);
  });

  it("follows its choice, and is unknown while the choice is", async () => {
    const chosen = choose({ when: holds("veteran"), use: percent("30"), otherwise: percent("60") });
    const number = proportionOf(chosen, constant(10_00), down);
    expect(await amountOf(number, { veteran: true })).toBe(3_00);
    expect(await amountOf(number, { veteran: false })).toBe(6_00);
    expect(await amountOf(number, {})).toBe("unknown");
  });
});

describe("a ratio in SQL", () => {
  const ratio = (dividend: NumberExpression, divisor: NumberExpression) =>
    ratioAtMost({ name: "", dividend, divisor, limit: percent("50") });
  const gradeOfCategory = ratio(grade, category);

  it.each<[Condition, FlatFacts, readonly string[], string]>([
    [gradeOfCategory, { disabilityGrade: 3, disabilityCategory: 6 }, [], "met"],
    [gradeOfCategory, { disabilityGrade: 3, disabilityCategory: 5 }, [], "unmet"],
    [gradeOfCategory, { disabilityGrade: 3 }, [], "unknown"],
    [gradeOfCategory, { disabilityGrade: 3 }, ["disabilityCategory"], "unmet"],
    [gradeOfCategory, {}, ["disabilityGrade"], "unmet"],
    [
      gradeOfCategory,
      { disabilityGrade: null, disabilityCategory: 5 },
      ["disabilityGrade"],
      "unknown",
    ],
    [ratio(constant(-9), difference(grade, constant(2))), { disabilityGrade: 2 }, [], "unmet"],
    [ratio(constant(-9), difference(grade, constant(3))), { disabilityGrade: 2 }, [], "unmet"],
    [ratio(constant(-9), difference(grade, constant(1))), { disabilityGrade: 2 }, [], "met"],
    [ratio(category, difference(grade, constant(2))), { disabilityGrade: 2 }, [], "unknown"],
    [ratio(premium, premium), { [premiumKey]: Number.MAX_SAFE_INTEGER }, [], "unmet"],
    [
      ratio(constant(4503599627370495), premium),
      { [premiumKey]: Number.MAX_SAFE_INTEGER },
      [],
      "met",
    ],
    [
      ratio(constant(4503599627370496), premium),
      { [premiumKey]: Number.MAX_SAFE_INTEGER },
      [],
      "unmet",
    ],
  ])("%j of %j with %j is %s", async (condition, facts, complete, verdict) => {
    expect(await ask(condition, facts, complete)).toBe(verdict);
  });

  it("that looks for the first of twelve months fits D1's depth and length several times", async () => {
    const retained = layoffRateWithin("裁员率", {
      small: percent("20"),
      others: percent("5.5"),
    });
    const thrice = all(retained, retained, retained);
    const facts = {
      establishedOn: "2025-05-10",
      "insuredHeadcount@2025-05": 40,
      "insuredHeadcount@2025-12": 38,
      "naturalAttrition@2025": 0,
    };
    expect(await ask(thrice, facts)).toBe("met");
    expect(await ask(thrice, { ...facts, "insuredHeadcount@2025-12": 37 })).toBe("unmet");
    const text = sqlOfCondition(thrice, aSetting(factNames), jsonbColumns("p.facts"));
    expect(text.length).toBeLessThan(50_000);
  });
});

describe("a number that might leave 64 bits", () => {
  const columns = jsonbColumns("p.facts");
  const amountIn = (amount: MoneyAmount) =>
    sqlOfRule({ eligible: always, amount }, aSetting(), columns);

  it("is refused by the name of its fact, for SQLite would go on with a REAL", () => {
    expect(() => amountIn(once(times(2_000, premium)))).toThrow(premiumKey);
    expect(() => amountIn(once(times(1_000, premium)))).not.toThrow();
  });

  it("is not one that a share makes small again", async () => {
    const most = Number.MAX_SAFE_INTEGER;
    const number = proportionOf(percent("0.000001"), times(1_000, premium), down);
    expect(await amountOf(number, { [premiumKey]: most })).toBe(90071992547);
  });
});
