import { civilDate } from "#shared/calendar/civil-date.ts";
import { hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import { examplesOf, met, unmet, type Example, type ExampleRow } from "#shared/rules/example.ts";
import { benefit, perMonth } from "#shared/rules/language/amount.ts";
import { ageAtLeast, atLeast, holds } from "#shared/rules/language/compare.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any } from "#shared/rules/language/logic.ts";
import { byAge, capped, count, times, valueOf } from "#shared/rules/language/number.ts";
import { parameter } from "#shared/rules/language/parameter.ts";
import type { Policy } from "#shared/rules/policy.ts";
import {
  aFinding,
  amountInWords,
  broken,
  examples,
  foundBy,
  on,
  soundPolicy,
  soundRule,
  soundVersion,
  source,
  type Loose,
} from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import { checkThresholdExamples } from "./threshold-examples.ts";

const found = (one: Policy, its: readonly Example[]) => foundBy(checkThresholdExamples, one, its);
const foundOf = (change: Loose, ...rows: readonly ExampleRow[]) =>
  found(broken(change), examplesOf({ hukouDistrict: "310101" }, rows));

const noneOn = (clause: string, threshold: string) =>
  aFinding(
    clause,
    `No example stands just on the threshold “${threshold}”. Add one that a single day, person or fen would take across, with another answer.`,
    `“${threshold}”刚好达到的一侧没有例子，请补充（差一天、一人或者一分，结论即不同）。`,
  );
const noneBeyond = (clause: string, threshold: string) =>
  aFinding(
    clause,
    `No example stands just beyond the threshold “${threshold}”. Add one that a single day, person or fen would take across, with another answer.`,
    `“${threshold}”刚好未达到的一侧没有例子，请补充（差一天、一人或者一分，结论即不同）。`,
  );
const bothSides = (clause: string, threshold: string) => [
  noneOn(clause, threshold),
  noneBeyond(clause, threshold),
];

const age65 = "年满65周岁";
const band = (years: number) => `年满${years}周岁（分档）`;

describe("a threshold of age", () => {
  const without = (...names: readonly string[]) =>
    found(
      soundPolicy,
      examples.filter(({ name }) => !names.includes(name)),
    );

  it("is shown by the birthday and the day before", () => {
    expect(without()).toEqual([]);
    expect(without("六十五岁")).toEqual([noneOn(age65, age65), noneOn(amountInWords, band(65))]);
    expect(without("前一天")).toEqual([
      noneBeyond(age65, age65),
      noneBeyond(amountInWords, band(65)),
    ]);
  });

  it("of a band is shown likewise", () => {
    expect(without("七十岁")).toEqual([noneOn(amountInWords, band(70))]);
    expect(without("七十岁前一天")).toEqual([noneBeyond(amountInWords, band(70))]);
  });

  it("is not shown on a day that falls under no version", () => {
    const early = examples.map((one) => ({ ...one, on: "2019-03-01" }));
    expect(found(soundPolicy, early)).toHaveLength(6);
  });

  it("is not shown by who is refused for something else", () => {
    const hidden = examples.map((one) =>
      one.name === "六十五岁" || one.name === "前一天"
        ? { ...one, facts: { ...one.facts, hukouDistrict: "elsewhere" as const } }
        : one,
    );
    expect(found(soundPolicy, hidden)).toEqual([
      ...bothSides(age65, age65),
      ...bothSides(amountInWords, band(65)),
    ]);
  });

  it("is not shown by who gets the same on either side of it", () => {
    const eligible = any(holds("veteran"), ageAtLeast(65));
    const veteran = (birthDate: string): ExampleRow => [
      birthDate,
      on,
      { birthDate, veteran: true },
      met(),
    ];
    expect(
      foundOf({ eligible, amount: benefit("免费") }, veteran("1961-03-01"), veteran("1961-03-02")),
    ).toEqual(bothSides("有“退役军人”登记，或者年满65周岁", age65));
  });

  it("is one, though it stands in several places", () => {
    const eligible = any(
      all(holds("veteran"), ageAtLeast(65)),
      all(holds("martyrFamily"), ageAtLeast(65)),
    );
    const change = { eligible, amount: benefit("免费") };
    const clause = "有“退役军人”登记，并且年满65周岁，或者有“烈属”登记，并且年满65周岁";
    expect(foundOf(change)).toEqual(bothSides(clause, age65));
    const birthday: ExampleRow = ["生日", on, { birthDate: "1961-03-01", veteran: true }, met()];
    expect(foundOf(change, birthday)).toEqual([noneBeyond(clause, age65)]);
    const eve: ExampleRow = [
      "前一天",
      on,
      { birthDate: "1961-03-02", martyrFamily: true },
      unmet(),
    ];
    expect(foundOf(change, birthday, eve)).toEqual([]);
  });
});

describe("a threshold of numbers", () => {
  it("of relatives is shown by one more and one less", () => {
    const eligible = atLeast(count("employee", holds("veteran")), 2);
    const change = { eligible, amount: benefit("免费") };
    const words = "有“退役军人”登记的职工人数不少于2人";
    const [veteran, other] = [{ veteran: true }, { veteran: false }];
    const two: ExampleRow = ["两名", on, { employee: [veteran, other, veteran] }, met()];
    const one: ExampleRow = ["一名", on, { employee: [other, veteran] }, unmet()];
    expect(foundOf(change, two)).toEqual([noneBeyond(words, words)]);
    expect(foundOf(change, one)).toEqual([noneOn(words, words)]);
    expect(foundOf(change, two, one)).toEqual([]);
  });

  it("of a cap is shown by who gets no more for one step more", () => {
    const amount = perMonth(capped(times(10_00, fact("disabilityGrade")), 30_00));
    const change = { eligible: hasShanghaiHukou, amount };
    const last: ExampleRow = ["三级", on, { disabilityGrade: 3 }, met(30_00)];
    const more: ExampleRow = ["四级", on, { disabilityGrade: 4 }, met(30_00)];
    expect(foundOf(change, last, more)).toEqual([]);
    expect(foundOf(change, last)).toEqual([noneBeyond(amountInWords, "最高30元")]);
    expect(foundOf(change, more)).toEqual([noneOn(amountInWords, "最高30元")]);
  });

  it("of a cap is not shown by who gets nothing", () => {
    const amount = perMonth(capped(times(10_00, fact("disabilityGrade")), 30_00));
    const elsewhere = (disabilityGrade: number): ExampleRow => [
      `${disabilityGrade}级`,
      on,
      { disabilityGrade, hukouDistrict: "elsewhere" },
      unmet(),
    ];
    expect(foundOf({ eligible: hasShanghaiHukou, amount }, elsewhere(3), elsewhere(4))).toEqual(
      bothSides(amountInWords, "最高30元"),
    );
  });
});

describe("examples of another version", () => {
  const until = civilDate("2024-12-31");
  const later = { ...soundVersion, id: "2025", from: civilDate("2025-01-01") };
  const foundOfFirst = (change: Loose) =>
    found(
      broken(
        {},
        {
          versions: [
            { ...soundVersion, until },
            { ...later, ...change },
          ],
        },
      ),
      examples,
    );

  it("show the thresholds of the same rule", () => {
    expect(foundOfFirst({})).toEqual([]);
  });

  it("show none of conditions that only read the same", () => {
    const eligible = all(hasShanghaiHukou, ageAtLeast(65));
    expect(foundOfFirst({ eligible })).toEqual(bothSides(age65, age65));
  });

  it("show none of bands that only read the same", () => {
    const amount = perMonth(
      byAge([
        [65, 100_00],
        [70, 200_00],
      ]),
    );
    expect(foundOfFirst({ amount })).toEqual([
      ...bothSides(amountInWords, band(65)),
      ...bothSides(amountInWords, band(70)),
    ]);
    expect(soundRule.amount).toEqual(amount);
  });
});

describe("a threshold by a parameter", () => {
  const value = { status: "sourced", source } as const;
  const most = parameter<number>({
    id: "most",
    label: "最高标准",
    publisher: "civil-affairs",
    unit: "fen",
    values: [
      { ...value, from: "2018-01-01", until: "2019-12-31", value: 10_00 },
      { ...value, from: "2020-01-01", until: "2024-12-31", value: 30_00 },
      { ...value, from: "2025-01-01", value: 20_00 },
    ],
  });
  const amount = perMonth(capped(times(10_00, fact("disabilityGrade")), valueOf(most)));
  const graded = (day: string, disabilityGrade: number, amountFen: number): ExampleRow => [
    `${day}的${disabilityGrade}级`,
    day,
    { disabilityGrade },
    met(amountFen),
  ];
  const of30 = [graded("2024-01-01", 3, 30_00), graded("2024-01-01", 4, 30_00)];
  const of20 = [graded("2026-01-01", 2, 20_00), graded("2026-01-01", 3, 20_00)];
  const change = { eligible: hasShanghaiHukou, amount };

  it("is one for each of its values while the version is in force", () => {
    expect(foundOf(change, ...of30, ...of20)).toEqual([]);
    expect(foundOf(change, ...of20)).toEqual(bothSides(amountInWords, "最高最高标准（30元）"));
    expect(foundOf(change, ...of30)).toEqual(bothSides(amountInWords, "最高最高标准（20元）"));
  });

  it("is none of a value that is set only later", () => {
    const ending = (until: string) => foundOf({ ...change, until: civilDate(until) }, ...of30);
    expect(ending("2024-12-31")).toEqual([]);
    expect(ending("2025-01-01")).toEqual(bothSides(amountInWords, "最高最高标准（20元）"));
    expect(ending("2030-12-31")).toEqual(bothSides(amountInWords, "最高最高标准（20元）"));
  });
});
