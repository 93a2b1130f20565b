import { describe, expect, it } from "vitest";
import type { ExampleFacts } from "#shared/rules/example.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { clauseOn, judgeFacts } from "#shared/testing/ask-judge.ts";
import {
  isIndividualBusiness,
  isSmallLowProfitEnterprise,
  isSmallOrMicroEnterprise,
  isSmallScaleTaxpayer,
} from "./small-business.ts";

type Row = readonly [Condition, ExampleFacts, verdict: string, found: string];

describe("a clause about a small business", () => {
  it.each<Row>([
    [isSmallScaleTaxpayer, { vatTaxpayerKind: "small-scale" }, "met", "是增值税小规模纳税人"],
    [isSmallScaleTaxpayer, { vatTaxpayerKind: "general" }, "unmet", "不是增值税小规模纳税人"],
    [isSmallLowProfitEnterprise, { smallLowProfit: true }, "met", "是小型微利企业"],
    [isSmallLowProfitEnterprise, { smallLowProfit: false }, "unmet", "不是小型微利企业"],
    [isIndividualBusiness, { organisationKind: "individual-business" }, "met", "是个体工商户"],
    [isIndividualBusiness, { organisationKind: "enterprise" }, "unmet", "不是个体工商户"],
    [isSmallOrMicroEnterprise, { sizeClass: "micro" }, "met", "企业划型为微型"],
    [isSmallOrMicroEnterprise, { sizeClass: "small" }, "met", "企业划型为小型"],
    [
      isSmallOrMicroEnterprise,
      { sizeClass: "medium" },
      "unmet",
      "企业划型为中型，不是小型、微型企业",
    ],
  ])("%j, of %j, is %s: %s", (condition, facts, verdict, found) => {
    expect(clauseOn(condition, facts)).toMatchObject({ verdict, missing: [], found });
  });

  it.each<[Condition, string]>([
    [isSmallScaleTaxpayer, "vatTaxpayerKind"],
    [isSmallLowProfitEnterprise, "smallLowProfit"],
    [isIndividualBusiness, "organisationKind"],
    [isSmallOrMicroEnterprise, "sizeClass"],
  ])("%j is unknown of whom nothing was reported, and wants %s", (condition, fact) => {
    expect(judgeFacts(condition, {})).toMatchObject({ verdict: "unknown", missing: [fact] });
  });
});
