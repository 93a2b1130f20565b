import { civilDate } from "#shared/calendar/civil-date.ts";
import { hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import { examplesOf, unmet } from "#shared/rules/example.ts";
import { benefit, perMonth, perYear } from "#shared/rules/language/amount.ts";
import { ageAtLeast, atLeast, holds } from "#shared/rules/language/compare.ts";
import { all, cases, not } from "#shared/rules/language/logic.ts";
import { byAge, valueOf } from "#shared/rules/language/number.ts";
import { parameter } from "#shared/rules/language/parameter.ts";
import {
  amountInWords,
  broken,
  examples,
  on,
  soundPolicy,
  soundVersion,
  source,
  type Loose,
} from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import { checkPolicy } from "./check-policy.ts";
import { findingText } from "./finding.ts";

const never = ageAtLeast(200);

/** The versions and clauses of which something is found, each once. */
const places = (change: Loose, more: object = {}, its = examples) => [
  ...new Set(
    checkPolicy(broken(change, more), its).map(({ version, clause }) => `${version} ${clause}`),
  ),
];

it("a sound policy has no finding", () => {
  expect(checkPolicy(soundPolicy, examples)).toEqual([]);
});

it("a finding names policy, version and clause, and says what to do in both languages", () => {
  const uncited = broken({ source: { ...source, clause: "" } });
  expect(checkPolicy(uncited, examples).map(findingText)).toEqual([
    "policy sound, version 2020, clause “source.clause”: “” cites nothing. Name the clause as it is printed. 没有写明出处，请按原文补充。",
  ]);
});

describe("a policy is read", () => {
  const unset = parameter<number>({
    id: "standard",
    label: "某项标准",
    publisher: "civil-affairs",
    unit: "fen",
    values: [{ from: "2030-01-01", value: 1, status: "sourced", source }],
  });
  const ofStandard = { amount: perMonth(valueOf(unset)), amountInWords: "某项标准" };

  it.each<[string, Loose, string]>([
    ["its tree", { amount: perYear(1) }, `2020 ${amountInWords}`],
    ["its bands", { amount: perMonth(byAge([])) }, `2020 ${amountInWords}`],
    [
      "what it says of everybody",
      { eligible: all(ageAtLeast(65), ageAtLeast(65)) },
      "2020 eligible",
    ],
    ["its sources", { source: { ...source, document: "" } }, "2020 source.document"],
    ["its parameters", ofStandard, "2020 某项标准"],
    ["its delivery", { mode: "direct", ground: "none", adverseEffects: true }, "2020 mode"],
    ["its words", { amountInWords: "每月200元" }, "2020 金额：每月200元"],
    ["its days", { until: civilDate("2019-12-31") }, "2020 until"],
  ])("for %s", (_, change, place) => {
    expect(places(change)).toEqual([place]);
  });

  it("for what a scan gives", () => {
    const scanned = { mode: "scan", ground: "none", amount: benefit("免费") };
    expect(places(scanned)).toContain("2020 scan");
  });

  it("for what leaves the house", () => {
    expect(places({}, { sensitive: true })).toEqual(["all neutralTitle"]);
  });

  it("in every version", () => {
    const until = civilDate("2020-12-31");
    const next = { ...soundVersion, id: "2021", from: civilDate("2021-01-01"), amount: perYear(1) };
    const versions = [{ ...soundVersion, until, amount: perYear(1) }, next];
    expect(places({}, { versions })).toEqual([`2020 ${amountInWords}`, `2021 ${amountInWords}`]);
  });
});

describe("a policy is tried", () => {
  const without = (name: string) => examples.filter((one) => one.name !== name);

  it("on its examples", () => {
    expect(places({}, {}, without("不明"))).toEqual(["all examples"]);
    expect(places({}, {}, without("外省市"))).toEqual(["2020 户籍在本市"]);
    expect(places({}, {}, without("七十岁"))).toEqual([`2020 ${amountInWords}`]);
  });

  it("on subjects made up from its rule", () => {
    const eligible = all(hasShanghaiHukou, ageAtLeast(65), atLeast(1, holds("veteran"), never));
    expect(places({ eligible })).toContain("2020 至少符合下列1项：有“退役军人”登记；年满200周岁");
  });
});

describe("what is built on what is wrong is not looked at", () => {
  const nonsense = not(cases({ when: holds("veteran"), demand: holds("martyrFamily") }));

  it("of a tree that makes no sense the words", () => {
    const change = { eligible: nonsense, source: { ...source, document: "" } };
    expect(places(change, { sensitive: true })).toEqual([
      "all neutralTitle",
      "2020 不符合“有“退役军人”登记的，有“烈属”登记”",
    ]);
  });

  it("of a rule that is wrong the examples", () => {
    expect(places({ source: { ...source, document: "" } }, {}, [])).toEqual([
      "2020 source.document",
    ]);
    expect(places({}, {}, [])).toContain("all examples");
  });

  it("of an example that nobody could report what it might show", () => {
    const shoes = { birthDate: "1961-03-01", shoeSize: 42 };
    const odd = examplesOf({ hukouDistrict: "310101" }, [["六十五岁", on, shoes, unmet()]]);
    const others = examples.filter(({ name }) => name !== "六十五岁");
    expect(places({}, {}, [...others, ...odd])).toEqual([
      "all example 六十五岁, shoeSize",
      "2020 年满65周岁",
      `2020 ${amountInWords}`,
    ]);
  });
});
