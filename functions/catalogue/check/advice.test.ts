import { expect, test } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
import { policyById } from "#shared/policies/index.ts";
import { adviceOn } from "./advice.ts";
import { answerText } from "./answer-text.ts";
import { nextStep } from "./next-step.ts";
import { questionAbout, questionHowMany } from "./questions.ts";
import { readCode, readDay, readNumber } from "./read-answer.ts";
import { trialOf } from "./trial-of.ts";
import type { Answer } from "./trial.ts";

function advice(id: string, given: Readonly<Record<string, FactValue | "unclear">>) {
  const policy = policyById(id);
  const trial = policy && trialOf(policy, civilDate("2026-12-01"));
  if (trial === undefined || typeof trial === "string") throw new Error(`${id}: ${trial}`);
  const answers = new Map(
    Object.entries(given).map(([key, value]): [string, Answer] => [
      key,
      value === "unclear" ? { state: "unclear" } : { state: "known", value },
    ]),
  );
  return adviceOn(trial, nextStep(trial, answers));
}

const seniors = "senior-comprehensive-allowance";

test("who meets the conditions is told what it is worth, by which standard, and why", () => {
  expect(advice(seniors, { hukouDistrict: "310101", birthDate: "1950-03-01" })).toEqual({
    verdict: "met",
    worth: "每月150元",
    basis: "70周岁以上的标准",
    lines: [
      { verdict: "met", text: "户籍在本市（黄浦区）" },
      { verdict: "met", text: "已满65周岁（生日1950年3月1日）" },
    ],
    open: [],
  });
});

test("a fixed sum needs no ground, and a benefit is told in words", () => {
  const nursing = { hukouDistrict: "310101", disabilityGrade: 1, longTermCareNeeded: true };
  expect(advice("disability-nursing-allowance", nursing)).not.toHaveProperty("basis");
  expect(advice("park-admission", { birthDate: "1950-03-01" }).worth).toContain("免费入园");
});

test("who is too young is told when that changes, and nothing of what was not asked", () => {
  const young = advice(seniors, { hukouDistrict: "unclear", birthDate: "1970-02-28" });
  expect(young).toMatchObject({ verdict: "unmet", turnsOn: "2035-02-28", open: [] });
  expect(young.lines.map(({ verdict }) => verdict)).toEqual(["unmet"]);
  expect(young).not.toHaveProperty("worth");
});

test("what nobody knows is named with who keeps the register", () => {
  const open = advice(seniors, { hukouDistrict: "unclear", birthDate: "1950-03-01" });
  expect(open.verdict).toBe("unknown");
  expect(open.open).toEqual([{ label: "户籍所在区", steward: "上海市公安局" }]);
  expect(open.lines).toContainEqual({ verdict: "unknown", text: "户籍在本市" });
});

test("where there is nothing to pay, that is the reason", () => {
  const nothing = advice("six-taxes-two-fees-reduction", {
    vatTaxpayerKind: "small-scale",
    "sixTaxesTwoFeesDueFen@2026-11": 0,
  });
  expect(nothing.verdict).toBe("unmet");
  expect(nothing.lines.at(-1)?.text).toBe("按标准计算，金额为0元");
});

test.each([
  [["1961", "3", "1"], "1961-03-01"],
  [["１９６１", "０３", "０１"], "1961-03-01"],
  [["2024", "2", "29"], "2024-02-29"],
] as const)("the day %j is read as %s", ([year, month, day], value) => {
  expect(readDay(year, month, day)).toEqual({ ok: true, answer: { state: "known", value } });
});

test.each([
  ["2023", "2", "29"],
  ["1961", "13", "1"],
  ["61", "3", "1"],
  ["1961", "", "1"],
  ["1849", "12", "31"],
  ["1961", "3月", "1"],
])("%s-%s-%s is no day", (year, month, day) => {
  expect(readDay(year, month, day).ok).toBe(false);
});

const money = { kind: "number", unit: "元", isMoney: true, min: 0 } as const;
const people = { kind: "number", unit: "人", isMoney: false, min: 0, max: 1200 } as const;
test.each([
  ["1,234.5", money, 123_450],
  ["１２", money, 1200],
  ["0", people, 0],
  ["1200", people, 1200],
] as const)("the number %s is read to the fen", (typed, form, value) => {
  expect(readNumber(typed, form)).toEqual({ ok: true, answer: { state: "known", value } });
});

test.each([
  ["1.234", money],
  ["-1", money],
  ["", people],
  ["1.5", people],
  ["1201", people],
  ["99999999999999999", people],
  ["一百", people],
] as const)("%s is refused, with what to do", (typed, form) => {
  const read = readNumber(typed, form);
  expect(read).toMatchObject({ ok: false, problem: expect.stringMatching(/^(请|这个数)/) });
});

test("a code is read by its pattern", () => {
  const form = { kind: "code", pattern: "^[A-T]\\d{4}$", standard: "GB/T 4754-2017" } as const;
  expect(readCode(" h6210 ", form)).toMatchObject({ ok: true, answer: { value: "H6210" } });
  expect(readCode("62", form).ok).toBe(false);
});

test.each([
  ["birthDate", "1961-03-01", "1961年3月1日"],
  ["hukouDistrict", "310115", "浦东新区"],
  ["veteran", true, "是"],
  ["disabilityGrade", 2, "二级"],
  ["unemploymentPremiumPaidFen@2025", 123_450, "1,234.50元"],
  ["insuredHeadcount@2025-12", 30, "30人"],
  ["industry", "H6210", "H6210"],
] as const)("an answer about %s is shown again as %s is read", (name, value, text) => {
  expect(answerText(questionAbout(name), { state: "known", value })).toBe(text);
});

test("that there is none, and that one does not know, are answers too", () => {
  const disability = questionAbout("disabilityGrade");
  expect(answerText(disability, { state: "absent" })).toBe("没有残疾人证");
  expect(answerText(disability, { state: "unclear" })).toBe("不清楚");
  expect(answerText(questionAbout("graduatedOn"), { state: "absent" })).toBe("不是高校毕业生");
  expect(answerText(questionHowMany("spouse"), { state: "known", value: 0 })).toBe("没有");
});
