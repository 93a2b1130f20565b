import { describe, expect, it } from "vitest";
import { standard, target } from "#shared/testing/sample-parameters.ts";
import { benefit, perMonth } from "./language/amount.ts";
import { choose } from "./language/choose.ts";
import {
  absent,
  ageAtLeast,
  atLeast,
  dateOnOrAfter,
  dateOnOrBefore,
  days,
  holds,
  is,
  judgedDay,
  lasted,
  moreThan,
} from "./language/compare.ts";
import type { Condition, NumberExpression } from "./language/condition.ts";
import { decemberOf, fact, lastYear } from "./language/fact-reference.ts";
import { all, any, cases, not, ratioAtMost, worded } from "./language/logic.ts";
import {
  byAge,
  byBands,
  capped,
  constant,
  count,
  difference,
  proportionOf,
  proRata,
  shareOf,
  sum,
  times,
  valueOf,
} from "./language/number.ts";
import { parameterKey } from "./language/parameter.ts";
import { every, some } from "./language/relation.ts";
import { percent } from "./language/share.ts";
import { namedInAmount, namedInCondition, type Named } from "./walk.ts";

function textOf(named: Named): string {
  if (named.kind === "parameter") return parameterKey(named.parameter);
  if (named.kind === "relation") return named.relation;
  return named.relation === undefined ? named.fact.name : `${named.relation}.${named.fact.name}`;
}

const [a, b, c] = [holds("veteran"), holds("martyrFamily"), is("sex", "male")];
const grade = fact("disabilityGrade");
const category = fact("disabilityCategory");
const rounding = { mode: "down", clause: "一" } as const;
const chosenShare = choose({
  when: a,
  use: shareOf(target),
  otherwise: choose({ when: b, use: percent("1"), otherwise: percent("2") }),
});

describe("a condition names", () => {
  it.each<[Condition, readonly string[]]>([
    [a, ["veteran"]],
    [c, ["sex"]],
    [absent("deathDate"), ["deathDate"]],
    [ageAtLeast(65), ["birthDate"]],
    [lasted("retiredOn", days(1)), ["retiredOn"]],
    [dateOnOrBefore("deathDate", judgedDay), ["deathDate"]],
    [dateOnOrAfter("retiredOn", { dayOf: "deathDate" }), ["retiredOn", "deathDate"]],
    [atLeast(grade, category), ["disabilityGrade", "disabilityCategory"]],
    [
      ratioAtMost({ name: "比例", dividend: grade, divisor: category, limit: chosenShare }),
      ["disabilityGrade", "disabilityCategory", "veteran", "parameter:target", "martyrFamily"],
    ],
    [all(a, b, c), ["veteran", "martyrFamily", "sex"]],
    [any(a, b, a), ["veteran", "martyrFamily", "veteran"]],
    [atLeast(1, a, b), ["veteran", "martyrFamily"]],
    [not(a), ["veteran"]],
    [worded({ clause: "" }, a), ["veteran"]],
    [
      cases({ when: a, demand: b }, { when: c, demand: ageAtLeast(1) }),
      ["veteran", "martyrFamily", "sex", "birthDate"],
    ],
    [some("child", all(a, ageAtLeast(1))), ["child", "child.veteran", "child.birthDate"]],
    [every("employee", a), ["employee", "employee.veteran"]],
    [
      some("child", moreThan(grade, valueOf(standard))),
      ["child", "child.disabilityGrade", "parameter:standard"],
    ],
    [moreThan(count("child", a), 1), ["child", "child.veteran"]],
  ])("%j: %j", (condition, expected) => {
    expect(namedInCondition(condition).map(textOf)).toEqual(expected);
  });
});

describe("a number names", () => {
  it.each<[NumberExpression, readonly string[]]>([
    [constant(1), []],
    [valueOf(standard), ["parameter:standard"]],
    [grade, ["disabilityGrade"]],
    [sum(grade, category), ["disabilityGrade", "disabilityCategory"]],
    [difference(grade, category), ["disabilityGrade", "disabilityCategory"]],
    [times(grade, category), ["disabilityGrade", "disabilityCategory"]],
    [capped(grade, category), ["disabilityGrade", "disabilityCategory"]],
    [count("child", a), ["child", "child.veteran"]],
    [proportionOf(percent("1"), grade, rounding), ["disabilityGrade"]],
    [
      proportionOf(chosenShare, grade, rounding),
      ["disabilityGrade", "veteran", "parameter:target", "martyrFamily"],
    ],
    [byBands(grade, [[1, 1]]), ["disabilityGrade"]],
    [byAge([[1, 1]]), ["birthDate"]],
    [proRata(grade, { per: "month", by: "days", rounding }), ["disabilityGrade"]],
    [
      proRata(grade, { per: "month", by: "days", since: fact("retiredOn"), rounding }),
      ["disabilityGrade", "retiredOn"],
    ],
    [
      proRata(grade, {
        per: "month",
        by: "days",
        since: fact("retiredOn"),
        until: fact("deathDate"),
        rounding,
      }),
      ["disabilityGrade", "retiredOn", "deathDate"],
    ],
    [
      choose({ when: a, use: grade, otherwise: category }),
      ["veteran", "disabilityGrade", "disabilityCategory"],
    ],
  ])("%j: %j", (number, expected) => {
    expect(namedInAmount(perMonth(number)).map(textOf)).toEqual(expected);
  });
});

it("a benefit that is no money names nothing", () => {
  expect(namedInAmount(benefit("免费入园"))).toEqual([]);
});

it("a parameter is nobody's, named of a relative too", () => {
  const named = namedInCondition(some("child", moreThan(grade, valueOf(standard))));
  expect(named.at(-1)).toStrictEqual({ kind: "parameter", parameter: standard });
});

it("a fact is named with its period, and none of a relation unless it is a relative's", () => {
  const headcount = fact("insuredHeadcount", decemberOf(-1));
  expect(namedInCondition(atLeast(headcount, 1))).toEqual([{ kind: "fact", fact: headcount }]);
  expect(namedInCondition(atLeast(fact("naturalAttrition", lastYear), 1))).toEqual([
    { kind: "fact", fact: fact("naturalAttrition", lastYear) },
  ]);
});
