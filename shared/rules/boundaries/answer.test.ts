import { expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { ExampleFacts } from "#shared/rules/example.ts";
import { benefit, perMonth, type Amount } from "#shared/rules/language/amount.ts";
import { ageAtLeast, holds } from "#shared/rules/language/compare.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all } from "#shared/rules/language/logic.ts";
import { byBands, perHead } from "#shared/rules/language/number.ts";
import { answerOf, isSameAnswer, type Answer } from "./answer.ts";
import { subjectOfExample } from "./subject.ts";

const on = civilDate("2026-03-01");
const eligible = all(holds("oneChildCertificate"), ageAtLeast(65));
const perGrade = perMonth<"person">(perHead(100, fact("insuredMonths")));
const old = { oneChildCertificate: true, birthDate: "1950-01-01" } as const;

it.each<[string, Amount<"person">, ExampleFacts, Answer]>([
  ["a benefit is met", benefit("免费"), old, { verdict: "met", missing: [] }],
  [
    "money is met with its amount",
    perGrade,
    { ...old, insuredMonths: 3 },
    { verdict: "met", missing: [], amountFen: 300 },
  ],
  [
    "what is unmet misses nothing",
    perGrade,
    { oneChildCertificate: false },
    { verdict: "unmet", missing: [] },
  ],
  [
    "an amount of nought is unmet",
    perGrade,
    { ...old, insuredMonths: 0 },
    { verdict: "unmet", missing: [] },
  ],
  [
    "an amount of nought is unmet whatever else is missing",
    perGrade,
    { oneChildCertificate: true, insuredMonths: 0 },
    { verdict: "unmet", missing: [] },
  ],
  [
    "an unknown condition names what is missing",
    benefit("免费"),
    { oneChildCertificate: true },
    { verdict: "unknown", missing: ["birthDate"] },
  ],
  [
    "an unknown condition with a known amount names what the condition misses",
    perGrade,
    { oneChildCertificate: true, insuredMonths: 1 },
    { verdict: "unknown", missing: ["birthDate"] },
  ],
  [
    "an unknown amount is missed",
    perGrade,
    old,
    { verdict: "unknown", missing: ["insuredMonths"] },
  ],
  [
    "both are missed together, the condition's first",
    perGrade,
    { birthDate: "1950-01-01" },
    { verdict: "unknown", missing: ["oneChildCertificate", "insuredMonths"] },
  ],
  [
    "an amount below the first band is unmet",
    perMonth<"person">(byBands(fact("insuredMonths"), [[12, 100]])),
    { ...old, insuredMonths: 11 },
    { verdict: "unmet", missing: [] },
  ],
])("%s", (_, amount, facts, expected) => {
  const answer = answerOf({ eligible, amount }, subjectOfExample(facts), on);
  const { verdict, missing, amountFen } = answer;
  expect(amountFen === undefined ? { verdict, missing } : { verdict, missing, amountFen }).toEqual(
    expected,
  );
});

it("answers are the same when verdict and money are, whatever is missing", () => {
  const met: Answer = { verdict: "met", amountFen: 1, missing: [] };
  expect(isSameAnswer(met, { ...met, missing: ["sex"] })).toBe(true);
  expect(isSameAnswer(met, { ...met, amountFen: 2 })).toBe(false);
  expect(isSameAnswer({ verdict: "met", missing: [] }, { verdict: "unmet", missing: [] })).toBe(
    false,
  );
  expect(isSameAnswer({ verdict: "met", missing: [] }, met)).toBe(false);
});
