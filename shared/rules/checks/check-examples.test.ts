import { civilDate } from "#shared/calendar/civil-date.ts";
import {
  examplesOf,
  met,
  unknown,
  unmet,
  type Example,
  type ExampleRow,
} from "#shared/rules/example.ts";
import { benefit } from "#shared/rules/language/amount.ts";
import {
  aFinding,
  broken,
  examples,
  on,
  soundPolicy,
  soundVersion,
} from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import { checkExamples } from "./examples.ts";

const found = (its: readonly Example[]) => checkExamples(soundPolicy, its);
/** What is found of one more example. */
const foundAlso = (...row: ExampleRow) =>
  found([...examples, ...examplesOf({ hukouDistrict: "310101" }, [row])]);
const foundOfFacts = (facts: object) => foundAlso("又一例", on, facts, unmet());

const ofAll = (clause: string, en: string, zh: string) => ({
  ...aFinding(clause, en, zh),
  version: "all",
});

describe("examples", () => {
  const without = (name: string) => examples.filter((one) => one.name !== name);

  it("of a sound policy are sound", () => {
    expect(found(examples)).toEqual([]);
  });

  it("show all three verdicts", () => {
    const none = (verdict: string) =>
      ofAll(
        "examples",
        `No example is ${verdict}. Add one.`,
        `没有结论为 ${verdict} 的例子，请补充。`,
      );
    expect(found(without("不明"))).toEqual([none("unknown")]);
    expect(found(examples.filter(({ expect: its }) => its.verdict === "unknown"))).toEqual([
      none("met"),
      none("unmet"),
    ]);
  });

  it("say each something else", () => {
    expect(foundAlso("不明", on, {}, unknown("birthDate"))).toEqual([
      ofAll(
        "example 不明",
        "Another example has the same name. Say what differs.",
        "例名重复，请写明区别。",
      ),
    ]);
  });

  it("show every version", () => {
    const until = civilDate("2026-12-31");
    const next = { ...soundVersion, id: "2027", from: civilDate("2027-01-01") };
    const both = broken({}, { versions: [{ ...soundVersion, until }, next] });
    expect(checkExamples(both, examples)).toEqual([
      {
        ...aFinding(
          "examples",
          "No example falls under it. Add one on a day when it is in force.",
          "没有适用这一版本的例子，请补充。",
        ),
        version: "2027",
      },
    ]);
  });

  it("may show one version after another", () => {
    const until = civilDate("2025-12-31");
    const next = { ...soundVersion, id: "2026", from: civilDate("2026-01-01") };
    const both = broken({}, { versions: [{ ...soundVersion, until }, next] });
    const earlier: ExampleRow = ["五年前", "2021-03-01", { birthDate: "1990-01-01" }, unmet()];
    const its = [...examples, ...examplesOf({ hukouDistrict: "310101" }, [earlier])];
    expect(checkExamples(both, its)).toEqual([]);
  });

  it("are of real days", () => {
    expect(foundAlso("又一例", "2026-02-30", {}, unmet())).toEqual([
      ofAll(
        "example 又一例",
        "“2026-02-30” is no real day. Write YYYY-MM-DD.",
        "日期不存在，请更正。",
      ),
    ]);
  });
});

describe("an example that is not judged so", () => {
  const judged = (as: string, says: string) => [
    ofAll(
      "example 又一例",
      `It is judged as ${as}, but says ${says}. Correct the rule or the example.`,
      `判断结果为 ${as}，与例子所写 ${says} 不符，请更正规则或者例子。`,
    ),
  ];
  const old = { birthDate: "1950-01-01" };
  const met200 = '{"verdict":"met","amountFen":20000}';

  it("differs in the amount", () => {
    expect(foundAlso("又一例", on, old, met(100_00))).toEqual(
      judged(met200, '{"verdict":"met","amountFen":10000}'),
    );
    expect(foundAlso("又一例", on, old, met())).toEqual(judged(met200, '{"verdict":"met"}'));
  });

  it("differs in the verdict", () => {
    expect(foundAlso("又一例", on, old, unmet())).toEqual(judged(met200, '{"verdict":"unmet"}'));
    expect(foundAlso("又一例", on, { birthDate: "2000-01-01" }, met(100_00))).toEqual(
      judged('{"verdict":"unmet"}', '{"verdict":"met","amountFen":10000}'),
    );
  });

  it("differs in what is missing", () => {
    expect(foundAlso("又一例", on, { birthDate: "missing" }, unknown("sex"))).toEqual(
      judged(
        '{"verdict":"unknown","missing":["birthDate"]}',
        '{"verdict":"unknown","missing":["sex"]}',
      ),
    );
  });

  it("may name no amount where there is no money", () => {
    const free = broken({ amount: benefit("免费"), amountInWords: "免费" });
    const its = examples.map((one) =>
      one.expect.verdict === "met" ? { ...one, expect: met() } : one,
    );
    expect(checkExamples(free, its)).toEqual([]);
  });

  it("falls under no version", () => {
    expect(foundAlso("又一例", "2019-12-31", old, unmet())).toEqual([]);
    expect(foundAlso("又一例", "2019-12-31", old, met(200_00))).toEqual(
      judged('{"verdict":"unmet"}', met200),
    );
  });
});

describe("the facts of an example", () => {
  it("are facts that a steward could report, missing, or in conflict", () => {
    expect(foundAlso("又一例", on, { birthDate: "missing" }, unknown("birthDate"))).toEqual([]);
    expect(foundAlso("又一例", on, { birthDate: "conflict" }, unknown("birthDate"))).toEqual([]);
    expect(foundOfFacts({ birthDate: "2000-01-01", disabilityGrade: 4, veteran: true })).toEqual(
      [],
    );
  });

  it("may be relatives' facts; or it is missing who they are", () => {
    const young = { birthDate: "2000-01-01" };
    expect(foundOfFacts({ ...young, child: [{ veteran: true }], spouse: [] })).toEqual([]);
    expect(foundOfFacts({ ...young, child: "missing" })).toEqual([]);
  });

  const anothers = [
    "It is not about the policy’s subject. Take a fact of the subject’s own.",
    "不是本政策对象的数据，请改用对象自身的数据。",
  ] as const;

  it.each<[string, object, readonly [string, string]]>([
    [
      "disabilityGrade",
      { disabilityGrade: 5 },
      ["The value must be 1 to 4.", "残疾等级的取值应为1至4。"],
    ],
    [
      "birthDate",
      { birthDate: "1961-02-30" },
      [
        "The value must be a real day YYYY-MM-DD of 1850 to 2200.",
        "出生日期的取值应为1850至2200年间真实存在的日期 YYYY-MM-DD。",
      ],
    ],
    [
      "shoeSize",
      { shoeSize: 42 },
      [
        "The data dictionary has no such fact; check its name.",
        "数据字典中没有这项数据，请核对名称。",
      ],
    ],
    ["sizeClass", { sizeClass: "large" }, anothers],
    ["employee", { employee: [] }, anothers],
    ["sizeClass", { child: [{ sizeClass: "large" }] }, anothers],
    [
      "insuredHeadcount@2023-13",
      { "insuredHeadcount@2023-13": 1 },
      [
        "The period of insuredHeadcount is malformed; write it as in insuredHeadcount@2023-12.",
        "参保人数的所属期写法不对，例如 insuredHeadcount@2023-12。",
      ],
    ],
    // 卢湾区 became a part of 黄浦区 in 2011.
    [
      "hukouDistrict",
      { hukouDistrict: "310103" },
      ["Write the value as it is kept.", "请按存储的写法书写。"],
    ],
  ])("are no others: %s of %j", (key, facts, [en, zh]) => {
    expect(foundOfFacts({ birthDate: "2000-01-01", ...facts })).toEqual([
      ofAll(`example 又一例, ${key}`, en, zh),
    ]);
  });
});
