import { describe, expect, it } from "vitest";
import type { ExampleFacts } from "#shared/rules/example.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { percent } from "#shared/rules/language/share.ts";
import { clauseOn, judgeFacts } from "#shared/testing/ask-judge.ts";
import { layoffRateWithin } from "./layoff-rate.ts";
import { isNotSeriouslyDishonest, isRegistered, wasInsuredLastDecember } from "./organisation.ts";

type Row = readonly [Condition, ExampleFacts, clause: string, verdict: string, found: string];
const layoffs = layoffRateWithin("不裁员或者少裁员", {
  small: percent("20"),
  others: percent("5.5"),
});

describe("a clause about an organisation", () => {
  it.each<Row>([
    [isRegistered, {}, "未注销", "met", ""],
    [isRegistered, { deregisteredOn: "2024-07-02" }, "未注销", "met", ""],
    [isRegistered, { deregisteredOn: "2024-07-01" }, "未注销", "unmet", "已于2024年7月1日注销"],
    [isNotSeriouslyDishonest, {}, "未被列入严重失信主体名单", "met", "未被列入严重失信主体名单"],
    [
      isNotSeriouslyDishonest,
      { seriousDishonesty: true },
      "未被列入严重失信主体名单",
      "unmet",
      "被列入严重失信主体名单",
    ],
    [
      wasInsuredLastDecember,
      { "insuredHeadcount@2023-12": 1 },
      "上年12月有职工参保",
      "met",
      "上年12月有职工参保",
    ],
    [
      wasInsuredLastDecember,
      { "insuredHeadcount@2023-12": 0 },
      "上年12月有职工参保",
      "unmet",
      "上年12月没有职工参保",
    ],
  ])("%j, of %j, demands %s and is %s: %s", (condition, facts, clause, verdict, found) => {
    expect(clauseOn(condition, facts)).toEqual({ clause, verdict, missing: [], found });
  });

  it.each<[Condition, ExampleFacts, readonly string[]]>([
    [isRegistered, { deregisteredOn: "missing" }, ["deregisteredOn"]],
    [isNotSeriouslyDishonest, { seriousDishonesty: "conflict" }, ["seriousDishonesty"]],
  ])("%j, of %j, is unknown and wants %j", (condition, facts, missing) => {
    expect(judgeFacts(condition, facts)).toMatchObject({ verdict: "unknown", missing });
  });

  it("on the layoff rate is said as the policy says it, and found as a rate", () => {
    const facts = {
      "insuredHeadcount@2022-12": 200,
      "insuredHeadcount@2023-12": 189,
      "naturalAttrition@2023": 0,
    };
    const { clause, verdict, found } = clauseOn(layoffs, facts);
    expect([clause, verdict]).toEqual(["不裁员或者少裁员", "met"]);
    expect(found).toContain("裁员率");
    expect(found).toContain("5.5%");
  });
});
