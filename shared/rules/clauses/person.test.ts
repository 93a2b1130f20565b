import { describe, expect, it } from "vitest";
import type { ExampleFacts } from "#shared/rules/example.ts";
import { ageBelow } from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { clauseOn, judgeFacts } from "#shared/testing/ask-judge.ts";
import {
  alive,
  hasDisabilityCertificate,
  hasOneChildCertificate,
  hasShanghaiHukou,
  isMartyrFamily,
  isSeverelyDisabledAndJobless,
  onlyChild,
  receivesMinimumLivingAllowance,
} from "./person.ts";

type Row = readonly [Condition, ExampleFacts, clause: string, verdict: string, found: string];

describe("a clause about a person", () => {
  const death = "公安、卫生健康、民政三方均无死亡记录";
  const isDead = "在有关部门有死亡记录（如有误，请拨打12345更正）";

  it.each<Row>([
    [hasShanghaiHukou, { hukouDistrict: "310101" }, "户籍在本市", "met", "户籍在本市（黄浦区）"],
    [hasShanghaiHukou, { hukouDistrict: "elsewhere" }, "户籍在本市", "unmet", "户籍不在本市"],
    [alive, {}, death, "met", ""],
    [alive, { deathDate: "2024-07-02" }, death, "met", ""],
    [alive, { deathDate: "2024-07-01" }, death, "unmet", isDead],
    [alive, { deathCertifiedOn: "2024-07-01" }, death, "unmet", isDead],
    [alive, { crematedOn: "2024-07-01", deathDate: "missing" }, death, "unmet", isDead],
    [
      hasDisabilityCertificate,
      { disabilityGrade: 2 },
      "持有有效的残疾人证",
      "met",
      "持有残疾人证（2级）",
    ],
    [hasDisabilityCertificate, {}, "持有有效的残疾人证", "unmet", "没有残疾人证的登记"],
    [
      receivesMinimumLivingAllowance,
      { minimumLivingAllowance: true },
      "享受最低生活保障",
      "met",
      "享受最低生活保障",
    ],
    [receivesMinimumLivingAllowance, {}, "享受最低生活保障", "unmet", "未享受最低生活保障"],
    [
      isSeverelyDisabledAndJobless,
      { severelyDisabledJobless: true },
      "经认定为重残无业人员",
      "met",
      "经认定为重残无业人员",
    ],
    [isSeverelyDisabledAndJobless, {}, "经认定为重残无业人员", "unmet", "未经认定为重残无业人员"],
    [isMartyrFamily, { martyrFamily: true }, "烈属", "met", "经登记为烈属"],
    [isMartyrFamily, {}, "烈属", "unmet", "未登记为烈属"],
    [
      hasOneChildCertificate,
      { oneChildCertificate: true },
      "持有独生子女父母光荣证",
      "met",
      "持有独生子女父母光荣证",
    ],
    [
      hasOneChildCertificate,
      { oneChildCertificate: false },
      "持有独生子女父母光荣证",
      "unmet",
      "没有独生子女父母光荣证",
    ],
  ])("%j, of %j, demands %s and is %s: %s", (condition, facts, clause, verdict, found) => {
    expect(clauseOn(condition, facts)).toEqual({ clause, verdict, missing: [], found });
  });

  it.each<[Condition, ExampleFacts, readonly string[]]>([
    [hasShanghaiHukou, {}, ["hukouDistrict"]],
    [alive, { deathDate: "missing" }, ["deathDate"]],
    [
      alive,
      { deathCertifiedOn: "missing", crematedOn: "conflict" },
      ["deathCertifiedOn", "crematedOn"],
    ],
    [hasDisabilityCertificate, { disabilityGrade: "missing" }, ["disabilityGrade"]],
    [hasOneChildCertificate, {}, ["oneChildCertificate"]],
  ])("%j, of %j, is unknown and wants %j", (condition, facts, missing) => {
    expect(judgeFacts(condition, facts)).toMatchObject({ verdict: "unknown", missing });
  });
});

describe("the only child", () => {
  const words = { clause: "独生子女未满16周岁", met: "子女未满16周岁", unmet: "子女已满16周岁" };
  const isYoung = onlyChild(words, ageBelow(16));
  const [young, grown] = [{ birthDate: "2008-07-02" }, { birthDate: "2008-07-01" }];

  it.each<[ExampleFacts, string, string]>([
    [{ child: [young] }, "met", "子女未满16周岁"],
    [{ child: [grown] }, "unmet", "子女已满16周岁"],
    [{ child: [young, young] }, "met", "子女未满16周岁"],
    [{ child: [young, grown] }, "unmet", "子女已满16周岁"],
    [{ child: [young, {}] }, "met", "子女未满16周岁"],
    [{ child: [grown, {}] }, "unmet", "子女已满16周岁"],
  ])("of %j is %s", (facts, verdict, found) => {
    expect(clauseOn(isYoung, facts)).toEqual({
      clause: "独生子女未满16周岁",
      verdict,
      missing: [],
      found,
    });
  });

  it.each<[ExampleFacts, readonly string[]]>([
    [{}, ["child"]],
    [{ child: [] }, ["child"]],
    [{ child: [{}] }, ["child.birthDate", "child"]],
    [{ child: [{ birthDate: "conflict" }] }, ["child.birthDate", "child"]],
  ])("of %j is unknown, and %j is wanted", (facts, missing) => {
    const { verdict, missing: wanted } = judgeFacts(isYoung, facts);
    expect([verdict, ...new Set(wanted)]).toEqual(["unknown", ...missing]);
  });

  it("comes of age on the birthday", () => {
    expect(judgeFacts(isYoung, { child: [young] }).nextChangeOn).toBe("2024-07-02");
  });
});
