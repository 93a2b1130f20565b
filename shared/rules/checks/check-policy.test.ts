import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import {
  examplesOf,
  met,
  unknown,
  unmet,
  type Example,
  type ExampleRow,
} from "#shared/rules/example.ts";
import { benefit, perMonth, perYear, type Amount } from "#shared/rules/language/amount.ts";
import {
  absent,
  ageAtLeast,
  ageBelow,
  atLeast,
  atMost,
  dateOnOrAfter,
  holds,
  moreThan,
} from "#shared/rules/language/compare.ts";
import type { Condition, Rounding } from "#shared/rules/language/condition.ts";
import { decemberOf, fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, cases, not, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
import {
  byAge,
  byBands,
  capped,
  constant,
  count,
  perHead,
  proportionOf,
  proRata,
  shareOf,
  times,
  valueOf,
} from "#shared/rules/language/number.ts";
import { parameter, type ParameterValue } from "#shared/rules/language/parameter.ts";
import { every, some } from "#shared/rules/language/relation.ts";
import { percent, type Share } from "#shared/rules/language/share.ts";
import { policy, type Policy, type Version } from "#shared/rules/policy.ts";
import { checkPolicy } from "./check-policy.ts";
import { findingText } from "./finding.ts";

const source = {
  document: "沪府发〔2016〕24号",
  clause: "二",
  inForceUntil: "not-stated",
} as const;

const sound = {
  id: "sound",
  title: "健全的津贴",
  titleEn: "A sound allowance",
  subject: "person",
  leadDepartment: "civil-affairs",
  supportingDepartments: [],
  category: "行政给付",
  sensitive: false,
  assurance: "link",
  period: "month",
  standing: true,
  commitment: "情况有变化时及时告知。",
  fulfilment: { kind: "service", payer: "civil-affairs" },
  ordinaryChannel: { text: "社区事务受理服务中心" },
} as const;

const versionText = {
  id: "2020",
  from: "2020-01-01",
  status: "sourced",
  source,
  mode: "confirm",
  ground: "choice",
  adverseEffects: false,
  arrears: "all",
  leftToPeople: [],
} as const;

const soundRule = {
  eligible: all(hasShanghaiHukou, ageAtLeast(65)),
  amount: perMonth(
    byAge([
      [65, 100_00],
      [70, 200_00],
    ]),
  ),
  amountInWords: "65–69周岁每月100元，70周岁及以上每月200元",
} as const;

const on = "2026-03-01";
const rows: readonly ExampleRow[] = [
  ["六十五岁", on, { birthDate: "1961-03-01" }, met(100_00)],
  ["前一天", on, { birthDate: "1961-03-02" }, unmet()],
  ["七十岁", on, { birthDate: "1956-03-01" }, met(200_00)],
  ["七十岁前一天", on, { birthDate: "1956-03-02" }, met(100_00)],
  ["外省市", on, { birthDate: "1956-03-01", hukouDistrict: "elsewhere" }, unmet()],
  ["不明", on, { birthDate: "1956-03-01", hukouDistrict: "missing" }, unknown("hukouDistrict")],
];
const examples = examplesOf({ hukouDistrict: "310101" }, rows);

const soundPolicy = policy({ ...sound, versions: [{ ...versionText, ...soundRule }] });
const [soundVersion] = soundPolicy.versions;

type Loose = { readonly [K in keyof Version]?: unknown };

/** Guarantee: none; it stands for a policy that did not go through the types. */
function broken(change: Loose, more: { readonly [K in keyof Policy]?: unknown } = {}): Policy {
  return { ...soundPolicy, versions: [{ ...soundVersion, ...change }], ...more } as Policy;
}

const found = (one: Policy, its: readonly Example[] = examples) =>
  checkPolicy(one, its).map(findingText);

/** What is found of another rule, by reading it. */
const foundOf = (eligible: Condition, amount: Amount = soundRule.amount, more: Loose = {}) =>
  found(broken({ eligible, amount, ...more }));

/** Findings, one of which names policy, version and clause, and says so. */
const finding = (clause: string, says: string): unknown =>
  expect.arrayContaining([
    expect.stringMatching(
      new RegExp(
        `^policy sound, version (2020|2022|all), clause “${escaped(clause)}.*${escaped(says)}`,
      ),
    ),
  ]);

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const amountInWords = `金额：${soundRule.amountInWords}`;

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

describe("sources", () => {
  it.each([
    ["document", { document: "" }, "cites nothing"],
    ["document", { document: "TODO" }, "cites nothing"],
    ["clause", { clause: "待补" }, "cites nothing"],
    ["inForceUntil", { inForceUntil: "2022-02-30" }, "no real day"],
    ["inForceUntil", { inForceUntil: "2025-12-31" }, "goes on after its document ended"],
    ["url", { url: "law.example" }, "no address"],
  ])("lack their %s: %j", (field, change, says) => {
    expect(found(broken({ source: { ...source, ...change } }))).toEqual(
      finding(`source.${field}`, says),
    );
  });
});

describe("parameters", () => {
  const value = { from: "2020-01-01", value: 100_00, status: "sourced", source } as const;
  type Values = readonly [ParameterValue<number, string>, ...ParameterValue<number, string>[]];
  const withValues = (...values: Values) => {
    const standard = parameter<number>({
      id: "standard",
      label: "某项标准",
      publisher: "civil-affairs",
      unit: "fen",
      values,
    });
    return foundOf(soundRule.eligible, perMonth(valueOf(standard)), {
      amountInWords: "每月某项标准",
    });
  };

  it("have a value on the version's first day, and on the days between two values", () => {
    expect(withValues(value).filter((text) => text.includes("某项标准”:"))).toEqual([]);
    expect(withValues({ ...value, from: "2020-01-02" })).toEqual(
      finding("某项标准", "no value on 2020-01-01"),
    );
    const [first, second] = [
      { ...value, until: "2021-12-31" },
      { ...value, from: "2023-01-01" },
    ];
    expect(withValues(first, second)).toEqual(finding("某项标准", "no value on 2022-01-01"));
  });

  it("have values that ascend and do not overlap", () => {
    expect(withValues(value, { ...value, from: "2021-01-01" })).toEqual(
      finding("某项标准", "overlaps"),
    );
    expect(withValues({ ...value, until: "2019-12-31" })).toEqual(
      finding("某项标准", "before it begins"),
    );
  });

  it("cite a source for each value, and do not outlive it", () => {
    expect(withValues({ ...value, source: { ...source, clause: "" } })).toEqual(
      finding("某项标准", "cites nothing"),
    );
    expect(withValues({ ...value, source: { ...source, inForceUntil: "2020-12-31" } })).toEqual(
      finding("某项标准", "after its document ended"),
    );
    expect(withValues({ ...value, status: "sample" })).toEqual(
      finding("某项标准", "whether it is a sample"),
    );
  });

  it("that are shares are fractions", () => {
    const target = parameter<Share>({
      id: "target",
      label: "目标",
      publisher: "human-resources",
      unit: "share",
      values: [{ ...value, value: { kind: "share", numerator: -1, denominator: 100 } }],
    });
    const heads = fact("disabilityGrade");
    const ratio = ratioAtMost({
      name: "率",
      dividend: heads,
      divisor: heads,
      limit: shareOf(target),
    });
    expect(foundOf(ratio)).toEqual(finding("", "-1/100 is no share"));
  });
});

describe("delivery and discretion", () => {
  it("never grants unasked what needs an application or has an adverse side", () => {
    const byLaw = { mode: "direct", ground: "application-by-law-or-regulation" };
    expect(found(broken(byLaw))).toEqual(finding("mode", "demand an application"));
    expect(found(broken({ mode: "direct", ground: "none", adverseEffects: true }))).toEqual(
      finding("mode", "adverse"),
    );
  });

  it("pays no money at a scan", () => {
    expect(found(broken({ mode: "scan", ground: "none" }))).toEqual(
      finding(amountInWords, "A scan pays no money"),
    );
  });

  it("gives a sensitive policy a neutral title, and tells nothing by it", () => {
    expect(found(broken({}, { sensitive: true }))).toEqual(
      finding("neutralTitle", "no neutral title"),
    );
    const telling = { sensitive: true, neutralTitle: "残疾补贴" };
    expect(found(broken({}, telling))).toEqual(finding("neutralTitle", "“残”"));
    const fulfilment = { kind: "payment", remark: "低保金" };
    const remark = { sensitive: true, neutralTitle: "补贴", fulfilment };
    expect(found(broken({}, remark))).toEqual(finding("fulfilment.remark", "“低保”"));
    expect(foundOf(soundRule.eligible, benefit("烈属免费"))).toEqual(
      finding("amount.benefit", "“烈”"),
    );
  });
});

describe("words", () => {
  const said = (words: string) => found(broken({ amountInWords: words }));

  it.each([
    ["65–69周岁每月100元，70周岁及以上每月210元", "“210元”"],
    ["65–69周岁每月100元，70周岁及以上每月210元", "20000"],
    ["65–68周岁每月100元，70周岁及以上每月200元", "“68周岁”"],
    ["66–69周岁每月100元，70周岁及以上每月200元", "“66周岁”"],
    ["每月100元，70周岁及以上每月200元", "The rule has 65"],
    ["65–69周岁每月100元，70周岁及以上每月200元，2021年3月1日起", "2021-03-01"],
  ])("of an amount name its numbers and no others: %s", (words, says) => {
    expect(said(words)).toEqual(finding(`金额：${words}`, says));
  });

  it("of an amount may name the version's own days", () => {
    expect(said(`${soundRule.amountInWords}，2020年1月1日起`)).toEqual([]);
  });

  it.each<[string, Condition<"person">, string]>([
    ["年满60周岁", ageAtLeast(65), "“60周岁”"],
    ["年满60周岁", ageAtLeast(65), "The rule has 65"],
    ["残疾等级较高", atMost(fact("disabilityGrade"), 2), "the number 2"],
    ["2022年3月1日后退休", dateOnOrAfter("retiredOn", "2022-03-02"), "2022-03-02"],
    ["2022年3月1日后退休", dateOnOrAfter("retiredOn", "2022-03-02"), "2022-03-01"],
    [
      "比率不超过5%",
      ratioAtMost({
        name: "率",
        dividend: fact("disabilityGrade"),
        divisor: fact("disabilityCategory"),
        limit: percent("5.5"),
      }),
      "5.5%",
    ],
  ])("of a clause name its numbers and no others: %s", (clause, part, says) => {
    expect(foundOf(all(hasShanghaiHukou, worded({ clause }, part)))).toEqual(finding(clause, says));
  });

  it("may give yuan, tens of thousands of yuan, months of the calendar, and the telephone", () => {
    const heads = fact("insuredHeadcount", decemberOf(-1));
    const amount = perYear(capped(perHead(600_00, heads), 3_000_000_00));
    const firm = {
      subject: "organisation",
      period: "year",
      standing: false,
      assurance: "signed-in",
    };
    const clause = { clause: "上年12月有职工参保", unmet: "没有参保（如有误，请拨打12345）" };
    const rule = { eligible: worded(clause, atLeast(heads, 1)), amount };
    const texts = (words: string) => found(broken({ ...rule, amountInWords: words }, firm), []);
    const faultsOfWords = (words: string) => texts(words).filter((text) => text.includes("words"));
    expect(faultsOfWords("每人600元，最高300万元")).toEqual([]);
    expect(texts("每人600元，最高30万元")).toEqual(finding("金额", "“30万元”"));
  });
});

describe("examples", () => {
  const without = (name: string) => examples.filter((one) => one.name !== name);
  const also = (row: ExampleRow) => [
    ...examples,
    ...examplesOf({ hukouDistrict: "310101" }, [row]),
  ];

  it("on both sides of each threshold are wanted", () => {
    expect(found(soundPolicy, without("六十五岁"))).toEqual(
      finding("年满65周岁", "just on the threshold"),
    );
    expect(found(soundPolicy, without("前一天"))).toEqual(
      finding("年满65周岁", "just beyond the threshold"),
    );
    expect(found(soundPolicy, without("七十岁"))).toEqual(
      finding(amountInWords, "just on the threshold"),
    );
    expect(found(soundPolicy, without("七十岁前一天"))).toEqual(
      finding(amountInWords, "just beyond"),
    );
  });

  it("show a threshold only where the step changes the answer", () => {
    const hidden = examples.map((one) =>
      one.name === "六十五岁"
        ? { ...one, facts: { ...one.facts, hukouDistrict: "elsewhere" as const }, expect: unmet() }
        : one,
    );
    expect(found(soundPolicy, hidden)).toEqual(finding("年满65周岁", "just on the threshold"));
  });

  it("of an earlier version count for a later one with the same rule, not for one with its own", () => {
    const until = civilDate("2021-12-31");
    const later = { ...soundVersion, id: "2022", from: civilDate("2022-01-01") };
    const own = { ...later, eligible: all(hasShanghaiHukou, ageAtLeast(65)) };
    const early = examples.map((one) => ({ ...one, on: "2021-03-01" }));
    const its = [...early, { ...early[4], name: "后一版", on } as Example];
    const both = (version: Version) =>
      found(
        broken({}, { versions: [{ ...soundVersion, until }, version] }),
        its.map((one) => ({ ...one, facts: shifted(one) })),
      ).filter((text) => text.includes("threshold"));
    expect(both(later)).toEqual([]);
    expect(both(own)).toEqual(finding("年满65周岁", "just on the threshold"));
  });

  it("with a clause as the sole reason are wanted", () => {
    expect(found(soundPolicy, without("外省市"))).toEqual(
      finding("户籍在本市", "for this clause alone"),
    );
  });

  it("that are not judged so are found", () => {
    const wrong = also(["错误", on, { birthDate: "1950-01-01" }, met(100_00)]);
    expect(found(soundPolicy, wrong)).toEqual(finding("example 错误", "is judged as"));
    const verdict = also(["错误", on, { birthDate: "1950-01-01" }, unmet()]);
    expect(found(soundPolicy, verdict)).toEqual(finding("example 错误", "is judged as"));
    const missing = also(["错误", on, { birthDate: "missing" }, unknown("sex")]);
    expect(found(soundPolicy, missing)).toEqual(finding("example 错误", "is judged as"));
  });

  it("of facts that nobody could report are found", () => {
    const facts = (its: object) => also(["错误", on, its, unmet()]);
    expect(found(soundPolicy, facts({ disabilityGrade: 5 }))).toEqual(
      finding("example 错误, disabilityGrade", "1 to 4"),
    );
    expect(found(soundPolicy, facts({ birthDate: "1961-02-30" }))).toEqual(
      finding("example 错误", "real day"),
    );
    expect(found(soundPolicy, facts({ sizeClass: "large" }))).toEqual(
      finding("example 错误", "not about"),
    );
    expect(found(soundPolicy, facts({ employee: [] }))).toEqual(
      finding("example 错误, employee", "not about"),
    );
    expect(found(soundPolicy, facts({ child: [{ sizeClass: "large" }] }))).toEqual(
      finding("example 错误", "not about"),
    );
    expect(found(soundPolicy, facts({ shoeSize: 42 }))).toEqual(
      finding("example 错误, shoeSize", "no such fact"),
    );
    expect(found(soundPolicy, facts({ hukouDistrict: "310103" }))).toEqual(
      finding("example 错误", "as it is kept"),
    );
    expect(found(soundPolicy, also(["错误", "2026-02-30", {}, unmet()]))).toEqual(
      finding("example 错误", "no real day"),
    );
  });

  it("show all three verdicts, every version, and each something else", () => {
    expect(found(soundPolicy, without("不明"))).toEqual(
      finding("examples", "No example is unknown"),
    );
    expect(found(soundPolicy, [])).toEqual(finding("examples", "No example falls under it"));
    expect(found(soundPolicy, also(["不明", on, {}, unknown("birthDate")]))).toEqual(
      finding("example 不明", "same name"),
    );
  });
});

describe("parts that can never matter", () => {
  const idle = (eligible: Condition) => foundOf(eligible).filter((text) => text.includes("Nobody"));

  it("are found where another part says more", () => {
    expect(idle(all(hasShanghaiHukou, ageAtLeast(65), ageAtLeast(60)))).toEqual(
      finding("年满60周岁", "Nobody"),
    );
    const either = any(ageAtLeast(65), ageAtLeast(70));
    expect(idle(all(hasShanghaiHukou, either))).toEqual(finding("", "“年满70周岁”"));
  });

  it("are found where no subject can meet them all", () => {
    const never = all(ageAtLeast(65), ageBelow(60));
    expect(idle(all(hasShanghaiHukou, any(ageAtLeast(65), never)))).toEqual(
      finding("", "“年满65周岁，并且未满60周岁”"),
    );
  });

  it("are none in a sound rule, however deep", () => {
    const deep = all(
      hasShanghaiHukou,
      ageAtLeast(65),
      atLeast(2, holds("veteran"), absent("disabilityGrade"), holds("martyrFamily")),
    );
    expect(idle(deep)).toEqual([]);
  });
});

/** The same facts five years earlier. */
function shifted({ on: day, facts }: Example): Example["facts"] {
  const { birthDate } = facts;
  if (day === on || birthDate === undefined) return facts;
  return { ...facts, birthDate: `${Number(birthDate.slice(0, 4)) - 5}${birthDate.slice(4)}` };
}
