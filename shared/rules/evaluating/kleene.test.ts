import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import {
  absent,
  ageAtLeast,
  atLeast,
  dateOnOrBefore,
  holds,
  is,
  judgedDay,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { evaluate } from "./evaluate.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { startJudging } from "./judging.ts";
import { all, any, not } from "#shared/rules/language/logic.ts";

const on = civilDate("2024-07-01");

const leaf: fc.Arbitrary<Condition<"person">> = fc.constantFrom<Condition<"person">[]>(
  holds("minimumLivingAllowance"),
  holds("veteran"),
  holds("oneChildCertificate"),
  is("sex", "female"),
  absent("disabilityGrade"),
  atLeast(fact("disabilityGrade"), 3),
  ageAtLeast(65),
  dateOnOrBefore("deathDate", judgedDay),
);

const { condition } = fc.letrec<{ condition: Condition<"person">; several: Condition<"person">[] }>(
  (tie) => ({
    condition: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      tie("condition").map((part) => not(part)),
      fc.tuple(tie("condition"), tie("several")).map(([first, others]) => all(first, ...others)),
      fc.tuple(tie("condition"), tie("several")).map(([first, others]) => any(first, ...others)),
    ),
    several: fc.array(tie("condition"), { maxLength: 3 }),
  }),
);

const unknowns = ["missing", "conflict"] as const;
const facts: fc.Arbitrary<ExampleFacts> = fc.record(
  {
    minimumLivingAllowance: fc.constantFrom(true, false, ...unknowns),
    veteran: fc.constantFrom(true, false, ...unknowns),
    oneChildCertificate: fc.constantFrom(true, false, ...unknowns),
    sex: fc.constantFrom("male", "female", ...unknowns),
    disabilityGrade: fc.constantFrom(1, 2, 3, 4, ...unknowns),
    birthDate: fc.constantFrom("1959-07-01", "1959-07-02", ...unknowns),
    deathDate: fc.constantFrom("2024-07-01", "2024-07-02", ...unknowns),
  },
  { requiredKeys: [] },
);
const names = [
  "minimumLivingAllowance",
  "veteran",
  "oneChildCertificate",
  "sex",
  "disabilityGrade",
  "birthDate",
  "deathDate",
] as const;

const judgeFacts = (rule: Condition, known: ExampleFacts) =>
  evaluate(rule, startJudging(readExample(known), on));

/** Deliberately naive: 1 is met, 0 unmet, ½ unknown; all is the least, any the greatest, not the complement. */
function naive(rule: Condition, known: ExampleFacts): number {
  if (rule.kind === "all") return Math.min(...rule.parts.map((part) => naive(part, known)));
  if (rule.kind === "any") return Math.max(...rule.parts.map((part) => naive(part, known)));
  if (rule.kind === "not") return 1 - naive(rule.part, known);
  return { met: 1, unknown: 0.5, unmet: 0 }[judgeFacts(rule, known).verdict];
}

describe("generated rules", () => {
  it("are judged as by the least, the greatest and the complement", () => {
    fc.assert(
      fc.property(condition, facts, (rule, known) => {
        const expected = { 1: "met", 0.5: "unknown", 0: "unmet" }[naive(rule, known)];
        expect(judgeFacts(rule, known).verdict).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it("with not or without: a fact less leaves the verdict as it is or makes it unknown", () => {
    fc.assert(
      fc.property(condition, facts, fc.constantFrom(...names), (rule, known, lost) => {
        const { verdict } = judgeFacts(rule, known);
        expect([verdict, "unknown"]).toContain(
          judgeFacts(rule, { ...known, [lost]: "missing" }).verdict,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("want what was not known, and something exactly when the verdict is unknown", () => {
    fc.assert(
      fc.property(condition, facts, (rule, known) => {
        const { verdict, missing } = judgeFacts(rule, known);
        const values = new Map(Object.entries(known));
        const unreported = (name: string) =>
          ["birthDate", "sex", "oneChildCertificate"].includes(name) ? "missing" : "absent";
        for (const name of missing) {
          expect(["missing", "conflict"]).toContain(values.get(name) ?? unreported(name));
        }
        expect(missing.length > 0).toBe(verdict === "unknown");
      }),
      { numRuns: 1000 },
    );
  });
});
