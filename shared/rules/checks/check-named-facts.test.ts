import { benefit, perMonth } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { ageBelow, atLeast, holds, is } from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { decemberOf, fact, lastYear, monthBefore } from "#shared/rules/language/fact-reference.ts";
import { not } from "#shared/rules/language/logic.ts";
import { byAge } from "#shared/rules/language/number.ts";
import { some } from "#shared/rules/language/relation.ts";
import { aFinding, broken, foundBy } from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import { checkStructure } from "./structure.ts";

const found = (eligible: Condition) => foundBy(checkStructure, broken({ eligible }));

describe("a fact", () => {
  const ofOrganisation = (eligible: Condition) =>
    foundBy(
      checkStructure,
      broken({ eligible, amount: benefit("免费") }, { subject: "organisation" }),
    );
  const whose = (name: string, label: string, about: string, asked: string, subject: string) =>
    aFinding(
      name,
      `The fact is about a ${about}, but the rule asks it of a ${asked} for a ${subject}. Take a fact of the policy’s own subject.`,
      `“${label}”不是本政策对象的数据，请改用对象自身的数据。`,
    );

  it("is about the policy's subject", () => {
    expect(ofOrganisation(is("sizeClass", "micro"))).toEqual([]);
    expect(found(is("sizeClass", "micro"))).toEqual([
      whose("sizeClass", "企业划型", "organisation", "person", "person"),
    ]);
  });

  it("is about the policy's subject's relatives", () => {
    expect(found(some("child", holds("veteran")))).toEqual([]);
    expect(ofOrganisation(some("employee", holds("veteran")))).toEqual([]);
    expect(found(some("employee", holds("veteran")))).toEqual([
      whose("veteran", "退役军人", "person", "person", "person"),
    ]);
    const sizeOfChild: Condition = {
      kind: "related",
      quantifier: "some",
      relation: "child",
      where: is("sizeClass", "micro"),
    };
    expect(found(sizeOfChild)).toEqual([
      whose("sizeClass", "企业划型", "organisation", "person", "person"),
    ]);
  });

  it("is found once, however often it is named; the subject's own and a relative's are two", () => {
    const size = is("sizeClass", "micro");
    const own = whose("sizeClass", "企业划型", "organisation", "person", "person");
    const ofChild: Condition = {
      kind: "related",
      quantifier: "some",
      relation: "child",
      where: size,
    };
    expect(found({ kind: "any", parts: [size, not(size)] })).toEqual([own]);
    expect(found({ kind: "any", parts: [size, ofChild] })).toEqual([own, own]);
  });

  it("of the amount is looked at too", () => {
    const size = choose({ when: is("sizeClass", "micro"), use: 2_00, otherwise: 1_00 });
    expect(foundBy(checkStructure, broken({ amount: perMonth(size) }))).toHaveLength(1);
    const ofChildren = { eligible: ageBelow(16), amount: perMonth(byAge([[0, 1_00]])) };
    expect(foundBy(checkStructure, broken(ofChildren))).toEqual([]);
  });

  const periods = (name: string, label: string, exists: string, named: string) => [
    aFinding(
      name,
      `The fact exists ${exists}, but is named ${named}. Name it as the dictionary has it.`,
      `“${label}”的所属期与数据字典不符，请更正。`,
    ),
  ];
  const heads = (period: ReturnType<typeof decemberOf> | ReturnType<typeof monthBefore>) =>
    ofOrganisation(atLeast(fact("insuredHeadcount", period), 1));

  it("is named with its month or year", () => {
    expect(heads(decemberOf(-1))).toEqual([]);
    expect(heads(monthBefore(1))).toEqual([]);
    expect(ofOrganisation(atLeast(fact("naturalAttrition", lastYear), 1))).toEqual([]);
  });

  it("is not named without a period where it has one, nor with one where it has none", () => {
    const yearless = { kind: "fact", name: "naturalAttrition" } as const;
    expect(ofOrganisation(atLeast(yearless, 1))).toEqual(
      periods("naturalAttrition", "自然减员人数", "for each year", "without a period"),
    );
    const monthly = { ...fact("disabilityGrade"), period: decemberOf(-1) };
    expect(found(atLeast(monthly, 2))).toEqual(
      periods("disabilityGrade", "残疾等级", "once", "by the month"),
    );
  });

  it("is not named by another kind of period", () => {
    const yearly = { kind: "fact", name: "insuredHeadcount", period: lastYear } as const;
    expect(ofOrganisation(atLeast(yearly, 1))).toEqual(
      periods("insuredHeadcount", "参保人数", "for each month", "by the year"),
    );
    const before = { kind: "fact", name: "naturalAttrition", period: monthBefore(1) } as const;
    expect(ofOrganisation(atLeast(before, 1))).toEqual(
      periods("naturalAttrition", "自然减员人数", "for each year", "by the month"),
    );
  });
});
