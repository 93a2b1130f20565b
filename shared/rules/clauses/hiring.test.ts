import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { ExampleFacts } from "#shared/rules/example.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { all } from "#shared/rules/language/logic.ts";
import { some } from "#shared/rules/language/relation.ts";
import { describe as inWords } from "#shared/rules/wording/describe.ts";
import { verdictOn } from "#shared/testing/ask-judge.ts";
import {
  hasContractOf,
  hiredSince,
  isGraduateOfThisYear,
  wasGraduateOrYouth,
  wasInsuredFor,
  wasUnemployedOrIsGraduate,
} from "./hiring.ts";

describe("a condition on one person hired", () => {
  it("is read aloud between 有 and 职工", () => {
    const hired = all(hiredSince("2022-03-01"), hasContractOf(12), wasInsuredFor(1));
    expect(inWords(some("employee", hired), civilDate("2022-09-01"))).toBe(
      "有2022年3月1日起入职，并且签订12个月以上劳动合同，并且参保缴费满1个月的职工",
    );
  });

  it.each<[Condition, ExampleFacts, string]>([
    [hiredSince("2022-03-01"), { employedSince: "2022-03-01" }, "met"],
    [hiredSince("2022-03-01"), { employedSince: "2022-02-28" }, "unmet"],
    [hiredSince("2022-03-01"), {}, "unknown"],
    [hasContractOf(12), { contractMonths: 12 }, "met"],
    [hasContractOf(12), { contractMonths: 11 }, "unmet"],
    [wasInsuredFor(3), { insuredMonths: 3 }, "met"],
    [wasInsuredFor(3), { insuredMonths: 2 }, "unmet"],
    [isGraduateOfThisYear, { graduatedOn: "2024-01-01" }, "met"],
    [isGraduateOfThisYear, { graduatedOn: "2023-12-31" }, "unmet"],
    [isGraduateOfThisYear, { graduatedOn: "2024-12-31" }, "met"],
    [isGraduateOfThisYear, { graduatedOn: "2025-01-01" }, "unmet"],
    [isGraduateOfThisYear, {}, "unmet"],
    [wasUnemployedOrIsGraduate, { unemployedMonths: 3 }, "met"],
    [wasUnemployedOrIsGraduate, { unemployedMonths: 2 }, "unmet"],
    [wasUnemployedOrIsGraduate, { graduatedOn: "2024-06-30" }, "unmet"],
    [wasUnemployedOrIsGraduate, { graduatedOn: "2024-06-30", graduatedInShanghai: true }, "met"],
    [wasUnemployedOrIsGraduate, { unemployedMonths: "missing" }, "unknown"],
  ])("%# is %o: %s", (condition, facts, verdict) => {
    expect(verdictOn(condition, facts, "2024-07-01")).toBe(verdict);
  });
});

describe("a graduate or an unemployed young person, as of the day of hiring", () => {
  const hired = { employedSince: "2024-03-01", unemployedMonths: 0 } as const;

  it.each<[ExampleFacts, string]>([
    [{ ...hired, ageWhenHired: 16 }, "met"],
    [{ ...hired, ageWhenHired: 15 }, "unmet"],
    [{ ...hired, ageWhenHired: 24 }, "met"],
    [{ ...hired, ageWhenHired: 25 }, "unmet"],
    [hired, "unknown"],
    [{ employedSince: "2024-03-01", ageWhenHired: 20 }, "unmet"],
    [{ employedSince: "2024-03-01", countsAsGraduateUntil: "2024-03-01" }, "met"],
    [{ employedSince: "2024-03-01", countsAsGraduateUntil: "2024-02-29" }, "unmet"],
  ])("%o: %s", (facts, verdict) => {
    expect(verdictOn(wasGraduateOrYouth, facts, "2024-07-01")).toBe(verdict);
  });
});
