import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { aPolicy, aVersion } from "#shared/testing/sample-policies.ts";
import { readExample, type ExampleFacts } from "./example.ts";
import { judge } from "./judge.ts";
import { benefit, perMonth } from "./language/amount.ts";
import { ageBelow, holds } from "./language/compare.ts";
import { fact } from "./language/fact-reference.ts";
import { all } from "./language/logic.ts";
import { times } from "./language/number.ts";
import { some } from "./language/relation.ts";
import type { Policy } from "./policy.ts";

const judgeFacts = (sample: Policy, facts: ExampleFacts, on: string) =>
  judge(sample, readExample(facts), civilDate(on));

describe("what a judgement rests on", () => {
  const forParents = aPolicy([
    aVersion({ eligible: all(holds("veteran"), some("child", ageBelow(16))) }),
  ]);

  it("names relatives by their number, and says how many there were and whether they were all", () => {
    const facts: ExampleFacts = { veteran: true, child: [{ birthDate: "2020-01-01" }, {}] };
    const judgement = judgeFacts(forParents, facts, "2026-12-05");
    expect(judgement).toMatchObject({
      verdict: "met",
      relatives: [{ relation: "child", count: 2, isComplete: false }],
      gaps: [{ fact: "child[2].birthDate", state: "missing" }],
    });
    expect(judgement.facts.map((one) => one.fact)).toEqual(["veteran", "child[1].birthDate"]);
  });

  it("has every gap by its kind", () => {
    const facts: ExampleFacts = { veteran: "conflict", child: [{ birthDate: "missing" }] };
    expect(judgeFacts(forParents, facts, "2026-12-05")).toMatchObject({
      verdict: "unknown",
      missing: [
        { fact: "veteran", steward: "veterans-affairs" },
        { fact: "child.birthDate", steward: "public-security" },
        { fact: "child", steward: "public-security" },
      ],
      gaps: [
        { fact: "veteran", state: "conflict" },
        { fact: "child[1].birthDate", state: "missing" },
      ],
    });
  });

  it("is nothing of the amount's where nothing is to be granted anyway", () => {
    const graded = aPolicy([
      aVersion({ amount: perMonth(times(100_00, fact("disabilityGrade"))) }),
    ]);
    expect(judgeFacts(graded, {}, "2026-12-05")).toMatchObject({
      verdict: "unmet",
      gaps: [{ fact: "veteran", state: "absent" }],
      clauses: [{ verdict: "unmet" }],
    });
  });
});

describe("a benefit", () => {
  it("that is no money has no amount", () => {
    const judgement = judgeFacts(
      aPolicy([aVersion({ amount: benefit("免费入园") })]),
      { veteran: true },
      "2026-12-05",
    );
    expect(judgement).toMatchObject({ verdict: "met", period: "2026-12" });
    expect(judgement).not.toHaveProperty("amountFen");
  });

  it("by the visit has no period", () => {
    const free = aPolicy([aVersion({})], { period: "visit", standing: false });
    const judgement = judgeFacts(free, { veteran: true }, "2026-12-05");
    expect(judgement).toMatchObject({ verdict: "met", amountFen: 100_00 });
    expect(judgement).not.toHaveProperty("period");
    expect(judgement).not.toHaveProperty("nextChangeOn");
  });

  it("by the quarter lasts until the next", () => {
    const quarterly = aPolicy([aVersion({})], { period: "quarter", standing: true });
    expect(judgeFacts(quarterly, { veteran: true }, "2026-11-05")).toMatchObject({
      period: "2026-Q4",
      nextChangeOn: "2027-01-01",
    });
  });

  it("that comes to nothing is unmet, whoever may be eligible", () => {
    const nothing = aPolicy([aVersion({ amount: perMonth(0) })]);
    expect(judgeFacts(nothing, { veteran: "missing" }, "2026-12-05")).toMatchObject({
      verdict: "unmet",
      missing: [],
    });
  });
});
