import { civilDate } from "#shared/calendar/civil-date.ts";
import { hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import { examplesOf, met, unknown, unmet, type ExampleRow } from "#shared/rules/example.ts";
import { benefit, perMonth } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import {
  absent,
  ageAtLeast,
  ageBelow,
  atLeast,
  dateOnOrBefore,
  holds,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { fact, monthOfYear } from "#shared/rules/language/fact-reference.ts";
import { all, any, not } from "#shared/rules/language/logic.ts";
import { constant, count, sum } from "#shared/rules/language/number.ts";
import {
  aFinding,
  amountInWords,
  broken,
  examples,
  foundBy,
  on,
  soundPolicy,
  soundVersion,
  type Loose,
} from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import { checkIdleParts } from "./idle-parts.ts";

const free = { amount: benefit("免费") };
const foundOf = (change: Loose, ...rows: readonly ExampleRow[]) =>
  foundBy(checkIdleParts, broken(change), examplesOf({}, rows));
const found = (eligible: Condition, ...rows: readonly ExampleRow[]) =>
  foundOf({ eligible, ...free }, ...rows);

/** Nobody is refused for want of the part. */
const refusesNobody = (clause: string, words = clause) =>
  aFinding(
    clause,
    `Nobody was found who is refused for want of “${words}” alone, or gets another amount for it. Remove it, or correct what makes it idle.`,
    `“${words}”不影响任何结论，请删去，或者更正使其落空的条件。`,
  );
/** Nobody gets anything thanks to the part. */
const helpsNobody = (clause: string, words = clause) =>
  aFinding(
    clause,
    `Nobody was found who gets something thanks to “${words}”. Remove it, or correct what makes it idle.`,
    `“${words}”不影响任何结论，请删去，或者更正使其落空的条件。`,
  );

describe("a part that another makes idle is found", () => {
  it("among the clauses", () => {
    expect(found(all(ageAtLeast(65), ageAtLeast(60)))).toEqual([refusesNobody("年满60周岁")]);
  });

  it("in one of several, or in a quorum", () => {
    const either = "年满65周岁，或者年满70周岁";
    expect(found(all(holds("veteran"), any(ageAtLeast(65), ageAtLeast(70))))).toEqual([
      helpsNobody(either, "年满70周岁"),
    ]);
    const quorum = "至少符合下列1项：年满65周岁；年满70周岁";
    expect(found(all(holds("veteran"), atLeast(1, ageAtLeast(65), ageAtLeast(70))))).toEqual([
      helpsNobody(quorum, "年满70周岁"),
    ]);
  });

  it("once, though it is idle in several places of one clause", () => {
    const either = any(
      all(holds("veteran"), ageAtLeast(65), ageAtLeast(60)),
      all(holds("martyrFamily"), ageAtLeast(65), ageAtLeast(60)),
    );
    const clause =
      "有“退役军人”登记，并且年满65周岁，并且年满60周岁，或者有“烈属”登记，并且年满65周岁，并且年满60周岁";
    expect(found(either)).toEqual([refusesNobody(clause, "年满60周岁")]);
  });

  it("where no subject meets them all", () => {
    const never = all(ageAtLeast(65), ageBelow(60));
    const clause = "有“退役军人”登记，或者年满65周岁，并且未满60周岁";
    expect(found(any(holds("veteran"), never))).toEqual([
      helpsNobody(clause, "年满65周岁，并且未满60周岁"),
      helpsNobody(clause, "年满65周岁"),
      helpsNobody(clause, "未满60周岁"),
    ]);
  });

  it("where the only clause is met by nobody", () => {
    expect(found(ageAtLeast(200))).toEqual([helpsNobody("年满200周岁")]);
  });

  it("in the condition by which an amount is chosen", () => {
    const chosenBy = (when: Condition<"person">) =>
      foundOf({
        eligible: hasShanghaiHukou,
        amount: perMonth(choose({ when, use: 200_00, otherwise: 100_00 })),
      });
    expect(chosenBy(all(holds("veteran"), holds("martyrFamily")))).toEqual([]);
    expect(chosenBy(all(ageAtLeast(65), ageAtLeast(60)))).toEqual([
      refusesNobody(amountInWords, "年满60周岁"),
    ]);
  });
});

describe("a part that decides is not found", () => {
  it("in a sound policy, with or without its examples", () => {
    expect(foundBy(checkIdleParts, soundPolicy, examples)).toEqual([]);
    expect(foundBy(checkIdleParts, soundPolicy)).toEqual([]);
  });

  it("however deep it stands", () => {
    const two = atLeast(2, holds("veteran"), absent("disabilityGrade"), holds("martyrFamily"));
    expect(found(all(hasShanghaiHukou, ageAtLeast(65), two))).toEqual([]);
    expect(found(any(ageAtLeast(65), all(holds("veteran"), ageAtLeast(60))))).toEqual([]);
  });
});

it("parts of one clause that differ only in the month count as one", () => {
  const insured = (month: number) => atLeast(fact("insuredHeadcount", monthOfYear(month, -1)), 1);
  const clause =
    "2019年12月参保人数不少于1人，或者2019年11月参保人数不少于1人，并且2019年12月参保人数不少于1人";
  // The second of the two ways is idle as a whole; of its months only that they are so many.
  expect(found(any(insured(12), all(insured(11), insured(12))))).toEqual([
    helpsNobody(clause, "2019年11月参保人数不少于1人，并且2019年12月参保人数不少于1人"),
  ]);
});

describe("an example", () => {
  it("shows what no made-up subject does", () => {
    const eligible = atLeast(count("employee", holds("veteran")), 13);
    const words = "有“退役军人”登记的职工人数不少于13人";
    expect(found(eligible)).toEqual([helpsNobody(words)]);
    const employee = Array.from({ length: 13 }, () => ({ veteran: true }));
    expect(found(eligible, ["十三名", on, { employee }, met()])).toEqual([]);
    const alsoNone: ExampleRow = ["无人", on, { employee: [] }, unmet()];
    expect(found(eligible, alsoNone, ["十三名", on, { employee }, met()])).toEqual([]);
  });

  it("lends its facts to made-up subjects", () => {
    const heads = fact("insuredHeadcount", monthOfYear(12, -1));
    const many = atLeast(heads, sum<"organisation">(constant(300), constant(77)));
    const eligible = all(many, not(holds("seriousDishonesty")));
    const words = "2019年12月参保人数不少于300人加77人，并且没有“严重失信主体名单”登记";
    expect(found(eligible)).toEqual([
      helpsNobody("eligible", words),
      helpsNobody("2019年12月参保人数不少于300人加77人"),
      refusesNobody("没有“严重失信主体名单”登记"),
      helpsNobody("没有“严重失信主体名单”登记"),
    ]);
    const exact = { "insuredHeadcount@2025-12": 377 };
    expect(found(eligible, ["三百七十七人", on, exact, met()])).toEqual([]);
  });

  it("that says a fact is missing lends no value for it", () => {
    const missing: ExampleRow = ["不明", on, { birthDate: "missing" }, unknown("birthDate")];
    expect(found(all(holds("veteran"), ageAtLeast(65)), missing)).toEqual([]);
  });

  const [certified, uncertified] = [
    holds("oneChildCertificate"),
    not(holds("oneChildCertificate")),
  ];
  const facts = { birthDate: "1950-01-01", oneChildCertificate: "missing" } as const;

  it("of whom something is not known decides nothing", () => {
    const [yes, no] = ["有“独生子女父母光荣证”登记", "没有“独生子女父母光荣证”登记"];
    const either = `${yes}，或者${no}`;
    const its: ExampleRow = ["证件不明", on, facts, unknown("oneChildCertificate")];
    expect(found(all(ageAtLeast(65), any(certified, uncertified)), its)).toEqual([
      refusesNobody(either),
      refusesNobody(either, yes),
      refusesNobody(either, no),
    ]);
  });

  it("of whom something would no longer be known decides nothing", () => {
    const alsoSenior = any(all(ageAtLeast(65), certified), all(ageAtLeast(65), uncertified));
    const its: ExampleRow = ["证件不明", on, facts, met()];
    expect(found(any(ageAtLeast(65), alsoSenior), its)).toContainEqual(
      helpsNobody(
        "年满65周岁，或者年满65周岁，并且有“独生子女父母光荣证”登记，或者年满65周岁，并且没有“独生子女父母光荣证”登记",
        "年满65周岁",
      ),
    );
  });
});

describe("the days of a version", () => {
  /** Idle until 2025, for whoever is 65 was born before 1960. */
  const eligible = all(ageAtLeast(65), dateOnOrBefore("birthDate", "1960-01-01"));
  const words = "出生日期不晚于1960年1月1日";
  const later: ExampleRow = ["后来", on, { birthDate: "1960-06-01" }, unmet()];

  it("are the first, and those of its examples", () => {
    expect(found(eligible)).toEqual([refusesNobody(words)]);
    expect(found(eligible, later)).toEqual([]);
  });

  it("are not those of another version's examples", () => {
    const first = { ...soundVersion, ...free, eligible, until: civilDate("2024-12-31") };
    const next = { ...soundVersion, id: "2025", from: civilDate("2025-01-01") };
    const both = broken({}, { versions: [first, next] });
    expect(foundBy(checkIdleParts, both, examplesOf({}, [later]))).toEqual([refusesNobody(words)]);
  });
});
