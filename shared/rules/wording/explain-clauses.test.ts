import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { minimumLivingStandard } from "#shared/parameters/minimum-living-standard.ts";
import { onlyChild } from "#shared/rules/clauses/person.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { benefit, perMonth } from "#shared/rules/language/amount.ts";
import { ageBelow, holds } from "#shared/rules/language/compare.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any } from "#shared/rules/language/logic.ts";
import { byBands, valueOf } from "#shared/rules/language/number.ts";
import { every } from "#shared/rules/language/relation.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { allowance, aPolicy, aVersion, refund } from "#shared/testing/sample-policies.ts";
import { explainClauses } from "./explain-clauses.ts";

const explained = (policy: Policy, facts: ExampleFacts, on = "2026-12-05") =>
  explainClauses(policy, readExample(facts), civilDate(on));

const verdicts = (policy: Policy, facts: ExampleFacts, on?: string) =>
  explained(policy, facts, on).map(({ number, verdict }) => `${number} ${verdict}`);

const old = { birthDate: "1961-03-01", hukouDistrict: "310101" } as const;

describe("the clauses of a policy", () => {
  it("stand one after another, each with the facts that it read, their values, sources and times", () => {
    expect(explained(allowance, old).slice(0, 2)).toEqual([
      {
        number: "1",
        text: "户籍在本市",
        verdict: "met",
        finding: "户籍在本市（黄浦区）",
        facts: [
          {
            fact: "hukouDistrict",
            label: "户籍所在区",
            state: "known",
            steward: "public-security",
            value: "310101",
            text: "黄浦区",
            observedAt: "2022-03-08T00:00:00Z",
          },
        ],
        relatives: [],
        figures: [],
      },
      expect.objectContaining({ number: "2", finding: "已满65周岁（生日1961年3月1日）" }),
    ]);
  });

  it("come with their parts where those can stand differently, and the amount last", () => {
    expect(verdicts(allowance, { ...old, deathCertifiedOn: "missing" })).toEqual([
      "1 met",
      "2 met",
      "3 unknown",
      "3.1 met",
      "3.2 unknown",
      "3.3 met",
      "4 met",
    ]);
    expect(explained(allowance, old).at(-1)).toMatchObject({
      text: "金额：65–69周岁每月75元，70周岁以上每月150元",
      finding: "75元",
      facts: [{ fact: "birthDate" }],
    });
  });

  it("leave out the amount where nothing is to be granted", () => {
    expect(verdicts(allowance, { ...old, hukouDistrict: "elsewhere" }).at(-1)).toBe("3.3 met");
  });

  it("end with an amount that comes to nothing, or that is not known", () => {
    const amount = perMonth(byBands(fact("disabilityGrade"), [[3, 200_00]]));
    const policy = aPolicy([aVersion({ amount })]);
    const ofGrade = (disabilityGrade: 1 | "missing") =>
      explained(policy, { veteran: true, disabilityGrade }).at(-1);
    expect(ofGrade(1)).toMatchObject({
      number: "2",
      verdict: "unmet",
      finding: "0元（残疾等级1所在的档次）",
    });
    const unknown = ofGrade("missing");
    expect(unknown).toMatchObject({ number: "2", verdict: "unknown" });
    expect(unknown).not.toHaveProperty("finding");
  });

  it("tell no amount of a benefit that is no money", () => {
    const policy = aPolicy([aVersion({ amount: benefit("免费") })]);
    expect(verdicts(policy, { veteran: true })).toEqual(["1 met"]);
  });

  it("are none where no version is in force", () => {
    expect(explained(allowance, old, "2019-01-01")).toEqual([]);
  });

  it("say of each gap what it is, and who is responsible", () => {
    const policy = aPolicy([
      aVersion({ eligible: any(holds("veteran"), holds("martyrFamily"), ageBelow(16)) }),
    ]);
    const clauses = explained(policy, { veteran: "conflict" });
    expect(clauses.flatMap(({ facts }) => facts)).toEqual([
      { fact: "veteran", label: "退役军人", state: "conflict", steward: "veterans-affairs" },
      { fact: "martyrFamily", label: "烈属", state: "absent", steward: "veterans-affairs" },
      { fact: "birthDate", label: "出生日期", state: "missing", steward: "public-security" },
    ]);
  });

  it("name facts with their period, and the sum that an amount is a share of", () => {
    const firm = {
      sizeClass: "large",
      specialisedNew: "city",
      "insuredHeadcount@2025-12": 3,
      "unemploymentPremiumPaidFen@2025": 100_00,
    } as const;
    const clauses = explained(refund, firm);
    expect(clauses[0]?.facts[0]).toMatchObject({ label: "2025年12月参保人数", text: "3人" });
    expect(clauses.at(-1)).toMatchObject({
      finding: "30元（2025年实际缴纳的失业保险费100元的30%）",
    });
  });

  it("tell a published figure with its source and days, and that there is none", () => {
    const policy = aPolicy([
      aVersion({ amount: perMonth<"person">(valueOf(minimumLivingStandard)) }),
    ]);
    expect(explained(policy, { veteran: true }, "2022-01-01").at(-1)).toMatchObject({
      verdict: "met",
      figures: [
        {
          parameter: "minimum-living-standard",
          text: "1,330元",
          from: "2021-07-01",
          until: "2022-06-30",
          status: "sourced",
        },
      ],
    });
    const [gap] = explained(policy, { veteran: true }, "2021-01-01").at(-1)?.figures ?? [];
    expect(gap).toEqual({
      parameter: "minimum-living-standard",
      label: "城乡居民最低生活保障标准",
      publisher: "civil-affairs",
    });
  });
});

describe("relatives", () => {
  const young = onlyChild({ clause: "子女未满16周岁" }, all(ageBelow(16), holds("veteran")));
  const policy = aPolicy([aVersion({ eligible: young })]);

  it("are told by their number, with how many there are and whether they are all", () => {
    const clauses = explained(policy, {
      child: [{ birthDate: "2000-01-01" }, { birthDate: "2015-01-01", veteran: true }],
    });
    expect(clauses[0]?.relatives).toEqual([{ relation: "child", count: 2, isComplete: false }]);
    expect(clauses.map(({ text, verdict }) => `${text} ${verdict}`)).toContain(
      "子女2：未满16周岁，并且有“退役军人”登记 met",
    );
    expect(clauses.flatMap(({ facts }) => facts.map(({ label }) => label))).toContain(
      "子女1的出生日期",
    );
  });

  it("of whom none may fail each stand for themselves", () => {
    const clauses = explained(policy, { child: [{ birthDate: "2000-01-01" }] });
    expect(clauses.map(({ number, text, verdict }) => `${number} ${text} ${verdict}`)).toEqual([
      "1 子女未满16周岁 unmet",
      "1.1 每名子女都符合“未满16周岁，并且有“退役军人”登记” unmet",
      "1.1.1 子女1：未满16周岁，并且有“退役军人”登记 unmet",
      "1.1.1.1 未满16周岁 unmet",
      "1.1.1.2 有“退役军人”登记 unmet",
    ]);
  });

  it("of whom nobody is known leave the clause alone", () => {
    const ofAll = aPolicy([aVersion({ eligible: every("child", ageBelow(16)) })]);
    expect(verdicts(ofAll, { child: "missing" })).toEqual(["1 unknown", "2 met"]);
  });
});
