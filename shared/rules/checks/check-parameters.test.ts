import { civilDate } from "#shared/calendar/civil-date.ts";
import { perMonth } from "#shared/rules/language/amount.ts";
import { ageAtLeast, moreThan } from "#shared/rules/language/compare.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all } from "#shared/rules/language/logic.ts";
import { valueOf } from "#shared/rules/language/number.ts";
import { parameter, type ParameterValue } from "#shared/rules/language/parameter.ts";
import {
  aFinding,
  broken,
  foundBy,
  soundPolicy,
  source,
  type Loose,
} from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import { checkParameters, parametersOf } from "./parameters.ts";

type Value = ParameterValue<number, string>;
type Values = readonly [Value, ...Value[]];

const standard = (...values: Values) =>
  parameter<number>({
    id: "standard",
    label: "某项标准",
    publisher: "civil-affairs",
    unit: "fen",
    values,
  });

/** What is found of a version, in force from 2020-01-01, whose amount is the parameter. */
const found = (values: Values, more: Loose = {}) =>
  foundBy(checkParameters, broken({ amount: perMonth(valueOf(standard(...values))), ...more }));
const fault = (en: string, zh: string) => aFinding("某项标准", en, zh);

const value: Value = { from: "2020-01-01", value: 100_00, status: "sourced", source };
const until = (day: string) => ({ until: civilDate(day) });

it("a rule without parameters has no fault of theirs", () => {
  expect(foundBy(checkParameters, soundPolicy)).toEqual([]);
});

it("a parameter of both the conditions and the amount is one", () => {
  const of = standard(value);
  const eligible = all(ageAtLeast(65), moreThan(fact("disabilityGrade"), valueOf(of)));
  const [version] = broken({ eligible, amount: perMonth(valueOf(of)) }).versions;
  expect(parametersOf(version)).toEqual([of]);
});

describe("the values of a parameter", () => {
  const overlaps = (from: string, next: string) =>
    fault(
      `The value from ${from} overlaps the one from ${next}. End it before that day, and keep values in the order of their days.`,
      `${from}起的取值与${next}起的重叠，请更正。`,
    );
  const next = { ...value, from: "2021-01-01" };

  it("follow one another", () => {
    expect(found([value])).toEqual([]);
    expect(found([{ ...value, until: "2020-12-31" }, next])).toEqual([]);
    expect(
      found([
        { ...value, until: "2020-01-01" },
        { ...next, from: "2020-01-02" },
      ]),
    ).toEqual([]);
  });

  it("do not overlap by a single day", () => {
    expect(found([value, next])).toEqual([overlaps("2020-01-01", "2021-01-01")]);
    expect(found([{ ...value, until: "2021-01-01" }, next])).toEqual([
      overlaps("2020-01-01", "2021-01-01"),
    ]);
  });

  it("stand in the order of their days", () => {
    const earlier = { ...value, from: "2019-01-01", until: "2019-12-31" };
    expect(found([value, earlier])).toEqual([overlaps("2020-01-01", "2019-01-01")]);
  });

  it("end no earlier than they begin", () => {
    expect(found([value, { ...next, from: "2022-01-01", until: "2021-12-31" }])).toEqual([
      overlaps("2020-01-01", "2022-01-01"),
      fault(
        "The value from 2022-01-01 ends on 2021-12-31, before it begins. Correct one of the days.",
        "2022-01-01起的取值结束日早于开始日，请更正。",
      ),
    ]);
  });

  it("cite a source each", () => {
    expect(found([{ ...value, source: { ...source, clause: "" } }])).toEqual([
      fault(
        "The value from 2020-01-01, source.clause: “” cites nothing. Name the clause as it is printed.",
        "2020-01-01起的取值：没有写明出处，请按原文补充。",
      ),
    ]);
  });

  it("say whether they are samples, as their documents do", () => {
    const unclear = fault(
      "The value from 2020-01-01 and its document do not agree on whether it is a sample. Begin a sample’s document with “示例”, and no other’s.",
      "2020-01-01起的取值与文件名不一致：示例须以“示例”开头，其他不得如此。",
    );
    const sample = { ...source, document: "示例：延续" };
    expect(found([{ ...value, status: "sample", source: sample }])).toEqual([]);
    expect(found([{ ...value, status: "sample" }])).toEqual([unclear]);
    expect(found([{ ...value, source: sample }])).toEqual([unclear]);
  });

  it("do not outlive their documents", () => {
    const ending = (inForceUntil: string, day?: string) =>
      found([
        {
          ...value,
          source: { ...source, inForceUntil },
          ...(day === undefined ? {} : { until: day }),
        },
      ]);
    expect(ending("2025-12-31", "2025-12-31")).toEqual([]);
    const outlived = [
      fault(
        "The value from 2020-01-01 goes on after its document ended on 2025-12-31. End it there.",
        "2020-01-01起的取值超过了文件的有效期（2025-12-31），请按期结束。",
      ),
    ];
    expect(ending("2025-12-31", "2026-01-01")).toEqual(outlived);
    expect(ending("2025-12-31")).toEqual(outlived);
    expect(ending("not-stated", "2025-12-31")).toEqual([]);
  });
});

describe("the days of a version", () => {
  const valueless = (day: string) =>
    fault(
      `It has no value on ${day}, so that nobody can be judged. Add the value, or begin the version later.`,
      `${day}没有取值，无法判断；请补充取值，或者推迟版本的开始日。`,
    );

  it("have a value from the first on", () => {
    expect(found([{ ...value, from: "2020-01-02" }])).toEqual([valueless("2020-01-01")]);
    expect(found([{ ...value, from: "2019-01-01" }])).toEqual([]);
  });

  it("are told once, where the last value ended on the day before the first", () => {
    const values: Values = [
      { ...value, from: "2019-01-01", until: "2019-12-31" },
      { ...value, from: "2020-07-01" },
    ];
    expect(found(values)).toEqual([valueless("2020-01-01")]);
  });

  it("have a value between two values, however many there are", () => {
    const values: Values = [
      { ...value, until: "2020-12-31" },
      { ...value, from: "2021-01-01", until: "2021-12-31" },
      { ...value, from: "2023-01-01" },
    ];
    expect(found(values)).toEqual([valueless("2022-01-01")]);
    expect(found(values, until("2022-01-01"))).toEqual([valueless("2022-01-01")]);
    expect(found(values, until("2021-12-31"))).toEqual([]);
  });

  it("need no value before the version, nor one that nobody has set yet", () => {
    const values: Values = [
      { ...value, from: "2018-01-01", until: "2018-12-31" },
      { ...value, from: "2020-01-01", until: "2026-12-31" },
    ];
    expect(found(values)).toEqual([]);
    expect(found(values, until("2027-06-30"))).toEqual([valueless("2027-01-01")]);
  });
});
