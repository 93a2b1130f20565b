import { describe, expect, it } from "vitest";
import { benefit, once, type Amount } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import {
  ageAtLeast,
  atLeast,
  atMost,
  dateBefore,
  dateOnOrBefore,
  holds,
  is,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, not } from "#shared/rules/language/logic.ts";
import { byAge, sum, times } from "#shared/rules/language/number.ts";
import { aSetting } from "#shared/testing/ask-in-sql.ts";
import { hotColumns, jsonbColumns } from "./columns.ts";
import type { Source } from "./nested-queries.ts";
import { sqlOfCandidates } from "./sql-of-candidates.ts";

// What a query costs over a million rows: how often it looks into JSON, and how many queries it is made of.

interface Rule {
  readonly eligible: Condition;
  readonly amount: Amount;
}

const inJsonb: Source = {
  from: "profiles AS s WHERE 1",
  carried: ["s.subject_key", "s.facts"],
  columns: jsonbColumns("s.facts"),
};
const inHotColumns: Source = {
  from: "hot_facts AS s WHERE 1",
  carried: ["s.*"],
  columns: hotColumns("s", jsonbColumns("s.facts")),
};

const always: Condition = { kind: "all", parts: [] };
const veteran = holds("veteran");
const martyr = holds("martyrFamily");
const grade = fact("disabilityGrade");
const isGraded = all(atLeast(grade, 1), atMost(grade, 3));
const certificate = holds("oneChildCertificate");

const countOf = (text: string, part: string): number => text.split(part).length - 1;
const textOf = (rule: Rule, source: Source, complete: readonly string[] = []) =>
  sqlOfCandidates(rule, aSetting(complete), source);

describe("what several parts of a rule read in JSON", () => {
  const lookUps = (rule: Rule, complete: readonly string[] = []) =>
    countOf(textOf(rule, inJsonb, complete), "s.facts ->>");

  it.each<[string, Rule, number]>([
    ["by one condition", { eligible: certificate, amount: once(1) }, 1],
    ["by two conditions", { eligible: isGraded, amount: once(1) }, 1],
    ["by a condition and the amount", { eligible: atLeast(grade, 1), amount: once(grade) }, 1],
    [
      "by a condition that reads two",
      {
        eligible: all(
          atLeast(grade, fact("disabilityCategory")),
          isGraded,
          atMost(fact("disabilityCategory"), 7),
        ),
        amount: benefit(""),
      },
      2,
    ],
    [
      "each by conditions and the amount",
      { eligible: all(isGraded, certificate, veteran), amount: once(sum(grade, grade)) },
      3,
    ],
  ])("is looked up once: %s", (_, rule, expected) => {
    expect(lookUps(rule)).toBe(expected);
    expect(lookUps(rule, ["disabilityGrade", "veteran"])).toBe(expected);
  });

  it("is looked up once by the amount alone", () => {
    expect(lookUps({ eligible: always, amount: once(times(600, grade)) })).toBe(1);
  });

  it("has a query of its own only where another reads it for every row too", () => {
    const queries = (...parts: Condition[]) =>
      countOf(textOf({ eligible: { kind: "all", parts }, amount: benefit("") }, inJsonb), "SELECT");
    const graded = atLeast(choose({ when: veteran, use: grade, otherwise: 0 }), 1);
    expect(queries()).toBe(1);
    expect(queries(certificate)).toBe(2);
    expect(queries(certificate, veteran)).toBe(3);
    expect(queries(graded, atMost(grade, 3))).toBe(3);
  });
});

describe("over hot columns a query", () => {
  it("is a single one, and of each fact asks no more than whether it is known", () => {
    const eligible = all(veteran, is("hukouDistrict", "310101"), ageAtLeast(65));
    const text = textOf({ eligible, amount: once(5) }, inHotColumns);
    expect(countOf(text, "SELECT")).toBe(1);
    expect(text).not.toContain("CASE");
  });

  it("is a single one for facts that several conditions and the amount read, too", () => {
    const text = textOf({ eligible: isGraded, amount: once(sum(grade, grade)) }, inHotColumns);
    expect(countOf(text, "SELECT")).toBe(1);
  });

  it("goes through the bands of age for the amount alone: for the verdict the youngest is enough", () => {
    const rule = {
      eligible: veteran,
      amount: once(
        byAge([
          [65, 5],
          [70, 6],
        ]),
      ),
    };
    expect(countOf(textOf(rule, inHotColumns), "CASE")).toBe(1);
  });

  it("does not ask whether there is a day, where none would not be so early", () => {
    for (const eligible of [
      dateBefore("deathDate", "2026-01-01"),
      dateOnOrBefore("deathDate", "2026-01-01"),
    ])
      expect(textOf({ eligible, amount: once(5) }, inHotColumns, ["deathDate"])).not.toContain(
        "none",
      );
  });

  it("carries a row, with all that was computed, once", () => {
    const quorum = atLeast(1, veteran, martyr);
    const text = textOf({ eligible: all(quorum, not(quorum)), amount: once(5) }, inHotColumns);
    expect(countOf(text, "LIMIT -1) AS s")).toBe(2);
    expect(text).not.toMatch(/s\.\*, s\./);
  });
});
