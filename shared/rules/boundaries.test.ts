import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { checkFactValue } from "#shared/facts/fact-value.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { policies } from "#shared/policies/index.ts";
import { boundaryExamples } from "./boundaries.ts";
import { answerOf } from "./boundaries/answer.ts";
import { figuresOf } from "./boundaries/figures.ts";
import { showThreshold } from "./boundaries/shown.ts";
import { exampleFactsOf, subjectOfExample } from "./boundaries/subject.ts";
import { thresholdsOf } from "./boundaries/thresholds.ts";
import { evaluate } from "./evaluating/evaluate.ts";
import { startJudging } from "./evaluating/judging.ts";
import { readExample, type ExampleFacts } from "./example.ts";
import { judge } from "./judge.ts";
import { benefit, perMonth, type Amount } from "./language/amount.ts";
import {
  ageAtLeast,
  ageBelow,
  atLeast,
  atMost,
  dateOnOrBefore,
  holds,
  lasted,
  months,
} from "./language/compare.ts";
import type { Condition } from "./language/condition.ts";
import { decemberOf, fact } from "./language/fact-reference.ts";
import { all, any, not } from "./language/logic.ts";
import { byBands, capped, count, perHead, proRata } from "./language/number.ts";
import type { Policy, Version } from "./policy.ts";

const on = civilDate("2026-03-01");

/** The two sides of each threshold, by its text. */
function shownBy(eligible: Condition, amount: Amount = benefit("免费")) {
  const rule = { eligible, amount };
  const figures = figuresOf(rule, on);
  return thresholdsOf(rule, on).map((threshold) => {
    const shown = showThreshold(threshold, { rule, on, figures });
    if (shown === undefined) return [threshold.text];
    return [threshold.text, exampleFactsOf(shown.on), exampleFactsOf(shown.beyond)];
  });
}

describe.each(
  policies.flatMap((policy: Policy) =>
    policy.versions.map((version: Version): [string, Policy, Version] => [
      `${policy.title}, version ${version.id}`,
      policy,
      version,
    ]),
  ),
)("%s", (_, policy, version) => {
  const examples = boundaryExamples(policy, version);

  it("has both sides of each threshold, one after the other", () => {
    expect(examples.map(({ side }) => side)).toEqual(
      Array.from({ length: examples.length / 2 }, () => ["on", "beyond"]).flat(),
    );
    // A rule of yes and no alone has none.
    expect(examples.length > 0).toBe(thresholdsOf(version, version.from).length > 0);
  });

  it("says of each subject what the judge says, and never that it is not known", () => {
    for (const example of examples) {
      const judgement = judge(policy, readExample(example.facts), example.on);
      expect(judgement.verdict).toBe(example.verdict);
      expect(judgement.amountFen).toBe(example.amountFen);
      expect(judgement.version).toBe(version.id);
      expect(example.verdict).not.toBe("unknown");
    }
  });

  it("makes up facts that a steward could report", () => {
    const said = (facts: ExampleFacts): [string, unknown][] =>
      Object.entries(facts).flatMap(([key, value]): [string, unknown][] =>
        typeof value === "object"
          ? value.flatMap((one: ExampleFacts) => said(one))
          : [[key, value]],
      );
    const isPossible = ([key, value]: [string, unknown]) => {
      const parsed = parseFactName(key);
      return parsed.ok && checkFactValue(parsed.definition, value).ok;
    };
    expect(examples.flatMap(({ facts }) => said(facts)).every(isPossible)).toBe(true);
  });
});

describe("a threshold", () => {
  it("of age lies between the birthday and the day before it", () => {
    expect(shownBy(ageAtLeast(65))).toEqual([
      ["年满65周岁", { birthDate: "1961-03-01" }, { birthDate: "1961-03-02" }],
    ]);
  });

  it("of a number lies between neighbours, from whichever side the rule looks", () => {
    const grade = fact("disabilityGrade");
    const [three, two] = [{ disabilityGrade: 3 }, { disabilityGrade: 2 }];
    expect(shownBy(atLeast(grade, 3))).toEqual([[expect.any(String), three, two]]);
    expect(shownBy(atMost(grade, 2))).toEqual([[expect.any(String), two, three]]);
  });

  it("of a duration lies between two days", () => {
    expect(shownBy(lasted("retiredOn", months(6)))).toEqual([
      [expect.any(String), { retiredOn: "2025-09-01" }, { retiredOn: "2025-09-02" }],
    ]);
  });

  it("of a relative's fact is shown on a relative", () => {
    const child = (birthDate: string) => ({ employee: [{ birthDate }] });
    expect(shownBy(atLeast(count("employee", ageBelow(25)), 1))).toContainEqual([
      "职工年满25周岁",
      child("2001-03-01"),
      child("2001-03-02"),
    ]);
  });

  it("of how many relatives there are lies between one more and one less", () => {
    const [shown] = shownBy(atLeast(count("employee", holds("veteran")), 3));
    const veteran = { veteran: true };
    expect(shown?.slice(1)).toEqual([
      { employee: [veteran, veteran, veteran] },
      { employee: [veteran, veteran] },
    ]);
  });

  it("that another condition may replace is shown where no other is met", () => {
    expect(shownBy(any(ageAtLeast(65), holds("veteran")))).toEqual([
      ["年满65周岁", { birthDate: "1961-03-01" }, { birthDate: "1961-03-02" }],
    ]);
  });

  it("of a cap lies where one more brings no more", () => {
    const heads = fact("insuredHeadcount", decemberOf(-1));
    const amount = perMonth(capped(perHead(600_00, heads), 3_000_000_00));
    const key = "insuredHeadcount@2025-12";
    expect(shownBy(atLeast(heads, 1), amount)).toContainEqual([
      "最高3,000,000元",
      { [key]: 5000 },
      { [key]: 5001 },
    ]);
  });

  it("of a band lies where the band begins", () => {
    const heads = fact("insuredHeadcount", decemberOf(-1));
    const bands = byBands(heads, [
      [1, 500_00],
      [30, 400_00],
    ]);
    const key = "insuredHeadcount@2025-12";
    expect(shownBy(atLeast(heads, 1), perMonth(bands))).toContainEqual([
      "2025年12月参保人数达到30（分档）",
      { [key]: 30 },
      { [key]: 29 },
    ]);
  });

  it("of a part of a period lies at its first day", () => {
    const part = proRata(310_00, {
      per: "month",
      by: "days",
      since: fact("retiredOn"),
      rounding: { mode: "down", clause: "一" },
    });
    expect(shownBy(dateOnOrBefore("retiredOn", "2026-03-20"), perMonth(part))).toContainEqual([
      "退休日期（折算）",
      { retiredOn: "2026-03-01" },
      { retiredOn: "2026-03-02" },
    ]);
  });

  it("that nothing can lie beyond is none", () => {
    expect(shownBy(atLeast(fact("disabilityGrade"), 1))).toEqual([]);
  });

  it("that never changes the answer is not shown", () => {
    const [, useless] = shownBy(all(ageAtLeast(65), ageAtLeast(60)));
    expect(useless).toEqual(["年满60周岁"]);
  });
});

describe("a subject", () => {
  it("is read from an example and written as one", () => {
    const facts: ExampleFacts = {
      birthDate: "1961-03-01",
      deathDate: "missing",
      child: [{ veteran: true }],
      spouse: "missing",
    };
    expect(exampleFactsOf(subjectOfExample(facts))).toEqual(facts);
  });

  it.each<[ExampleFacts, string[] | "met"]>([
    [{ birthDate: "1961-03-01" }, "met"],
    [{ birthDate: "missing" }, ["birthDate"]],
    [{}, ["birthDate"]],
    [{ birthDate: "1961-03-01", deathDate: "missing" }, ["deathDate"]],
    [{ birthDate: "1961-03-01", employee: "missing" }, ["employee"]],
    [{ birthDate: "1961-03-01", employee: [{ veteran: true }] }, []],
  ])("%j is judged as the example is", (facts, expected) => {
    const noVeterans = atMost(count("employee", holds("veteran")), 0);
    const dead = dateOnOrBefore("deathDate", "2026-03-01");
    // The rule is about nobody: it joins what a person and what a firm has.
    const parts: readonly Condition[] = [ageAtLeast(65), not(dead), noVeterans];
    const rule = { eligible: { kind: "all", parts }, amount: benefit("免费") } as const;
    const { verdict, missing } = answerOf(rule, subjectOfExample(facts), on);
    const judged = evaluate(rule.eligible, startJudging(readExample(facts), on));
    expect({ verdict, missing }).toEqual({ verdict: judged.verdict, missing: judged.missing });
    expect(verdict === "met" ? verdict : missing).toEqual(expected);
  });
});
