import { civilDate } from "#shared/calendar/civil-date.ts";
import { perMonth, perYear } from "#shared/rules/language/amount.ts";
import {
  ageAtLeast,
  ageBelow,
  atLeast,
  atMost,
  dateOnOrAfter,
  holds,
  moreThan,
} from "#shared/rules/language/compare.ts";
import { type Condition, type Rounding } from "#shared/rules/language/condition.ts";
import { decemberOf, fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, cases, not, ratioAtMost } from "#shared/rules/language/logic.ts";
import {
  byAge,
  byBands,
  constant,
  count,
  proportionOf,
  proRata,
  times,
} from "#shared/rules/language/number.ts";
import { every, some } from "#shared/rules/language/relation.ts";
import { percent, type Share } from "#shared/rules/language/share.ts";
import { type Version } from "#shared/rules/policy.ts";
import { describe, expect, it } from "vitest";
import {
  source,
  soundRule,
  soundPolicy,
  broken,
  found,
  foundOf,
  finding,
  amountInWords,
  soundVersion,
} from "#shared/testing/a-sound-policy.ts";

it("a sound policy has no finding", () => {
  expect(found(soundPolicy)).toEqual([]);
});

describe("versions", () => {
  const next = { ...soundVersion, id: "2022", from: civilDate("2022-01-01") };
  const until2020 = { ...soundVersion, until: civilDate("2020-12-31") };
  const withVersions = (...versions: readonly Version[]) => broken({}, { versions });

  it("that end before they begin are found", () => {
    expect(found(broken({ until: civilDate("2019-12-31") }))).toEqual(
      finding("until", "before it begins"),
    );
  });

  it("that overlap, or do not stand in their order, are found", () => {
    expect(found(withVersions(soundVersion, next))).toEqual(
      finding("until", "overlaps version 2022"),
    );
    expect(found(withVersions(next, until2020))).toEqual(
      finding("until", "in the order of their days"),
    );
  });

  it("that leave a gap which is not declared are found", () => {
    const gap = {
      from: civilDate("2021-01-01"),
      until: civilDate("2021-12-31"),
      note: "未核到文件",
    };
    const texts = found(withVersions(until2020, next));
    expect(texts).toEqual(finding("gaps", "from 2021-01-01 until 2021-12-31"));
    const declared = (gaps: readonly unknown[]) =>
      found(broken({}, { versions: [until2020, next], gaps }));
    expect(declared([gap]).filter((text) => text.includes("gaps"))).toEqual([]);
    expect(declared([{ ...gap, note: " " }])).toEqual(finding("gaps", "has no note"));
    expect(declared([{ ...gap, until: civilDate("2021-11-30") }])).toEqual(
      finding("gaps", "exactly"),
    );
  });

  it("with the same id are found", () => {
    expect(found(withVersions(until2020, { ...next, id: "2020" }))).toEqual(
      finding("id", "the same id"),
    );
  });

  it("that are samples and do not say so, or say so and are none, are found", () => {
    expect(found(broken({ status: "sample" }))).toEqual(finding("status", "sample-"));
    expect(found(broken({ source: { ...source, document: "示例：延续" } }))).toEqual(
      finding("status", "“示例”"),
    );
  });
});

describe("bands", () => {
  const banded = (...bands: readonly (readonly [number, number])[]) =>
    foundOf(soundRule.eligible, perMonth(byAge(bands)));

  it("that do not ascend are found", () => {
    expect(banded([65, 1], [70, 2], [70, 3])).toEqual(finding(amountInWords, "do not ascend"));
  });

  it("that are no whole numbers from nought on are found", () => {
    expect(banded([65, 0.5])).toEqual(finding(amountInWords, "no pair of integers"));
    expect(banded([65, -1])).toEqual(finding(amountInWords, "no pair of integers"));
  });

  it("that begin above or below who is eligible are found", () => {
    expect(banded([66, 100_00])).toEqual(finding(amountInWords, "begins at 66"));
    expect(banded([60, 100_00])).toEqual(finding(amountInWords, "begins at 60"));
    expect(banded()).toEqual(finding(amountInWords, "no band"));
  });

  it("of another number begin where its own least number does", () => {
    const grade = fact("disabilityGrade");
    const amount = perMonth(byBands(grade, [[2, 100_00]]));
    expect(foundOf(all(atLeast(grade, 3), ageAtLeast(65)), amount)).toEqual(
      finding(amountInWords, "begins at 3"),
    );
    expect(foundOf(moreThan(grade, 2), amount)).toEqual(finding(amountInWords, "begins at 3"));
  });
});

describe("conditions that say the same of everybody", () => {
  const grade = fact("disabilityGrade");

  it.each<[string, Condition<"person">, string]>([
    [
      "every of relatives who are never all known",
      every("child", holds("veteran")),
      "can never be met",
    ],
    ["at most so many of them", atMost(count("child", ageBelow(18)), 2), "can never be met"],
    ["a number of them", atLeast(times(1, count("child", ageBelow(18))), 2), "is never known"],
    ["a number beyond its least", atLeast(grade, 1), "always true"],
    ["a number beyond its most", atLeast(grade, 5), "always false"],
    ["a comparison of constants", atMost(constant(3), 2), "always false"],
    [
      "a quorum of more than there are",
      atLeast(3, holds("veteran"), holds("martyrFamily")),
      "from 1 to 2",
    ],
    ["a quorum of none", atLeast(0, holds("veteran")), "from 1 to 1"],
    ["parts that say the same", any(holds("veteran"), holds("veteran")), "say the same"],
  ])("%s", (_, condition, says) => {
    const texts = foundOf(all(ageAtLeast(65), condition));
    expect(texts).toEqual(finding("", says));
  });

  it("a list of every value, a value twice, and one that the dictionary has not", () => {
    const listed = (values: readonly [string, ...string[]]): Condition => ({
      kind: "isOneOf",
      fact: fact("sex"),
      values,
    });
    expect(foundOf(listed(["male", "female"]))).toEqual(finding("性别", "true of everybody"));
    expect(foundOf(listed(["male", "male"]))).toEqual(finding("性别", "listed twice"));
    expect(foundOf(listed(["robot"]))).toEqual(finding("性别", "no value “robot”"));
  });

  it("is how a case says that a number is known", () => {
    const known = cases({ when: atLeast(grade, 1), demand: atMost(grade, 2) });
    expect(foundOf(known).filter((text) => text.includes("always true"))).toEqual([]);
  });
});

describe("a rule's tree", () => {
  const ofSum = (share: Share, rounding: Rounding = { mode: "down", clause: "一" }) =>
    perMonth(proportionOf(share, constant(100_00), rounding));
  const heads = fact("insuredHeadcount", decemberOf(-1));

  it("has cases only under all", () => {
    const byCase = cases({ when: holds("veteran"), demand: holds("martyrFamily") });
    expect(foundOf(any(byCase, ageAtLeast(65)))).toEqual(finding("", "cases() stands under"));
    expect(foundOf(not(byCase))).toEqual(finding("", "cases() stands under"));
    expect(foundOf(all(ageAtLeast(65), byCase)).filter((text) => text.includes("cases()"))).toEqual(
      [],
    );
  });

  it("has no relation within a relation", () => {
    const nested = some("child", some("child", holds("veteran")));
    expect(foundOf(nested)).toEqual(finding("", "A relation stands within child"));
    expect(foundOf(some("child", atLeast(count("child", holds("veteran")), 1)))).toEqual(
      finding("", "within child"),
    );
  });

  it("has exact integers", () => {
    expect(foundOf(atLeast(fact("disabilityGrade"), 2.5))).toEqual(
      finding("", "2.5 is no exact integer"),
    );
    expect(foundOf(ageAtLeast(0))).toEqual(finding("", "0 is no exact integer"));
    expect(
      foundOf(dateOnOrAfter("retiredOn", { kind: "firstOfMonth", month: 14, years: 0 })),
    ).toEqual(finding("", "14 is"));
    expect(foundOf(soundRule.eligible, perMonth(0.1))).toEqual(
      finding(amountInWords, "0.1 is no exact"),
    );
  });

  it("has shares that are fractions, and of a sum no more than the whole", () => {
    expect(foundOf(soundRule.eligible, ofSum(percent("101")))).toEqual(
      finding(amountInWords, "more than the sum"),
    );
    const of0 = { kind: "share", numerator: 1, denominator: 0 } as const;
    expect(foundOf(soundRule.eligible, ofSum(of0))).toEqual(
      finding(amountInWords, "1/0 is no share"),
    );
    const above = ratioAtMost({
      name: "率",
      dividend: heads,
      divisor: heads,
      limit: percent("150"),
    });
    expect(foundOf(above).filter((text) => text.includes("more than the sum"))).toEqual([]);
  });

  it("pays by the policy's period", () => {
    expect(foundOf(soundRule.eligible, perYear(1))).toEqual(
      finding(amountInWords, "period is month"),
    );
    const visit = broken({}, { period: "visit", standing: false });
    expect(found(visit)).toEqual(finding(amountInWords, "pays no money"));
    const part = proRata(100_00, {
      per: "year",
      by: "days",
      rounding: { mode: "down", clause: "一" },
    });
    expect(foundOf(soundRule.eligible, perMonth(part))).toEqual(
      finding(amountInWords, "A part of a year"),
    );
  });

  it("asks for facts of the policy's subject, with their periods", () => {
    expect(foundOf(atLeast(heads, 1))).toEqual(finding("insuredHeadcount", "about a organisation"));
    expect(foundOf(some("employee", holds("veteran")))).toEqual(finding("veteran", "for a person"));
    const yearless = { kind: "fact", name: "naturalAttrition" } as const;
    expect(foundOf(atLeast(yearless, 1))).toEqual(finding("naturalAttrition", "without a period"));
    const monthly = { ...fact("disabilityGrade"), period: decemberOf(-1) };
    expect(foundOf(atLeast(monthly, 2))).toEqual(finding("disabilityGrade", "by the month"));
  });

  it("names a clause for each rounding", () => {
    const rounded = ofSum(percent("50"), { mode: "down", clause: " " });
    expect(foundOf(soundRule.eligible, rounded)).toEqual(finding(amountInWords, "names no clause"));
  });
});
