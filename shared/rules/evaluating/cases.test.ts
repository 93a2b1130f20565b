import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { holds, is } from "#shared/rules/language/compare.ts";
import { evaluate } from "./evaluate.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { startJudging } from "./judging.ts";
import { cases } from "#shared/rules/language/logic.ts";

/** A veteran must hold the one-child certificate, a student's parent must be on the allowance. */
const rule = cases(
  { when: holds("veteran"), demand: holds("oneChildCertificate") },
  { when: is("studentStatus", "university"), demand: holds("minimumLivingAllowance") },
);

function judgeFacts(facts: ExampleFacts) {
  const judging = startJudging(readExample(facts), civilDate("2024-07-01"));
  const { verdict, missing } = evaluate(rule, judging);
  return [verdict, ...missing];
}

describe("cases", () => {
  it.each<[string, ExampleFacts, string[]]>([
    [
      "the one that applies decides, whatever is known of the other",
      { veteran: true, oneChildCertificate: true },
      ["met"],
    ],
    ["the one that applies must hold", { veteran: true, oneChildCertificate: false }, ["unmet"]],
    [
      "the one that applies says what it wants",
      { veteran: true },
      ["unknown", "oneChildCertificate"],
    ],
    [
      "the one that applies is not unmet where no other can apply",
      { veteran: true, studentStatus: "none" },
      ["unknown", "oneChildCertificate"],
    ],
    [
      "where none is known to apply, what would tell is wanted",
      { veteran: "missing" },
      ["unknown", "veteran", "studentStatus"],
    ],
    ["where none applies, it is unmet", { veteran: false, studentStatus: "none" }, ["unmet"]],
    [
      "where two apply, both must hold",
      { veteran: true, oneChildCertificate: true, studentStatus: "university" },
      ["unmet"],
    ],
    [
      "where two apply, the one that is known decides",
      {
        veteran: true,
        oneChildCertificate: true,
        studentStatus: "university",
        minimumLivingAllowance: "missing",
      },
      ["met"],
    ],
  ])("%s", (_, facts, expected) => {
    expect(judgeFacts(facts)).toEqual(expected);
  });
});
