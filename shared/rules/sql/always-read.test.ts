import { describe, expect, it } from "vitest";
import {
  absent,
  ageAtLeast,
  atLeast,
  dateBefore,
  holds,
  is,
} from "#shared/rules/language/compare.ts";
import { choose } from "#shared/rules/language/choose.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, cases, not, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
import {
  byAge,
  byBands,
  capped,
  constant,
  count,
  difference,
  proportionOf,
  proRata,
  sum,
  times,
  valueOf,
} from "#shared/rules/language/number.ts";
import { parameter } from "#shared/rules/language/parameter.ts";
import { some } from "#shared/rules/language/relation.ts";
import { percent } from "#shared/rules/language/share.ts";
import { alwaysRead } from "./always-read.ts";

const namesIn = (condition: Condition): string[] => alwaysRead(condition).map(({ name }) => name);

const grade = fact("disabilityGrade");
const category = fact("disabilityCategory");
const veteran = holds("veteran");
const martyr = holds("martyrFamily");
const down = { mode: "down", clause: "" } as const;
const standard = parameter<number>({
  id: "standard",
  label: "标准",
  publisher: "civil-affairs",
  unit: "fen",
  values: [
    {
      from: "2026-01-01",
      value: 5,
      status: "sample",
      source: { document: "", clause: "", inForceUntil: "not-stated" },
    },
  ],
});

describe("what is read for every row", () => {
  it.each<[string, Condition, string[]]>([
    ["of a boolean fact: it", veteran, ["veteran"]],
    ["of a list: its fact", is("sex", "female"), ["sex"]],
    ["of an absence: its fact", absent("deathDate"), ["deathDate"]],
    ["of an age: the day of birth", ageAtLeast(65), ["birthDate"]],
    [
      "of a day against a fixed one: the event",
      dateBefore("deathDate", "2026-01-01"),
      ["deathDate"],
    ],
    [
      "of two days: both",
      dateBefore("deathDate", { dayOf: "crematedOn" }),
      ["deathDate", "crematedOn"],
    ],
    [
      "of a comparison: both numbers",
      atLeast(grade, category),
      ["disabilityGrade", "disabilityCategory"],
    ],
    [
      "of a ratio: the divisor, for nought decides without the dividend",
      ratioAtMost({ name: "", dividend: grade, divisor: category, limit: percent("50") }),
      ["disabilityCategory"],
    ],
    ["of all: each part", all(veteran, martyr), ["veteran", "martyrFamily"]],
    ["of any: each part", any(veteran, martyr), ["veteran", "martyrFamily"]],
    ["of a quorum: each part", atLeast(1, veteran, martyr), ["veteran", "martyrFamily"]],
    ["of a denial: what is denied", not(veteran), ["veteran"]],
    [
      "of a condition with words of its own: what it says",
      worded({ clause: "" }, veteran),
      ["veteran"],
    ],
    [
      "of cases: when each applies, and no demand",
      cases({ when: veteran, demand: absent("deathDate") }, { when: martyr, demand: veteran }),
      ["veteran", "martyrFamily"],
    ],
    ["of relatives: nothing of the subject's own", some("child", veteran), []],
  ])("%s", (_, condition, names) => {
    expect(namesIn(condition)).toEqual(names);
  });

  it.each<[string, NumberExpression, string[]]>([
    ["a constant: nothing", constant(5), []],
    ["a parameter: nothing", valueOf(standard), []],
    ["a count of relatives: nothing of the subject's own", count("child", veteran), []],
    ["a fact: it", grade, ["disabilityGrade"]],
    ["a sum: each part", sum(grade, category), ["disabilityGrade", "disabilityCategory"]],
    ["a product: both factors", times(grade, category), ["disabilityGrade", "disabilityCategory"]],
    ["a cap: both numbers", capped(grade, category), ["disabilityGrade", "disabilityCategory"]],
    ["a difference: both", difference(grade, category), ["disabilityGrade", "disabilityCategory"]],
    ["a share: the whole", proportionOf(percent("50"), grade, down), ["disabilityGrade"]],
    ["bands: their number", byBands(grade, [[1, 5]]), ["disabilityGrade"]],
    ["bands of age: the day of birth", byAge([[65, 5]]), ["birthDate"]],
    [
      "a part of a period: the whole",
      proRata(grade, { per: "month", by: "days", since: fact("deathDate"), rounding: down }),
      ["disabilityGrade"],
    ],
    [
      "a choice: what it is made by, and neither side",
      choose({ when: veteran, use: grade, otherwise: category }),
      ["veteran"],
    ],
  ])("of %s", (_, number, names) => {
    expect(namesIn(atLeast(number, 0))).toEqual(names);
  });
});
