import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { benefit } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import {
  ageAtLeast,
  atLeast,
  atMost,
  dateAfter,
  dateBefore,
  dateOnOrAfter,
  dateOnOrBefore,
  days,
  firstOfMonth,
  holds,
  judgedDay,
  lasted,
  lessThan,
  months,
  moreThan,
} from "#shared/rules/language/compare.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import { decemberOf, fact, lastYear, monthBefore } from "#shared/rules/language/fact-reference.ts";
import { all, any, not, worded } from "#shared/rules/language/logic.ts";
import {
  byAge,
  byBands,
  capped,
  constant,
  count,
  difference,
  perHead,
  proportionOf,
  proRata,
  sum,
  valueOf,
} from "#shared/rules/language/number.ts";
import { some } from "#shared/rules/language/relation.ts";
import { percent } from "#shared/rules/language/share.ts";
import { standard } from "#shared/testing/sample-parameters.ts";
import { placesOf } from "./nodes.ts";
import { figuresIn, keyOfThreshold } from "./threshold-key.ts";

const on = civilDate("2026-03-01");
const grade = fact("disabilityGrade");
const rounding = { mode: "down", clause: "一" } as const;

/** The keys of the comparisons in a condition, in its order. */
const keysIn = (eligible: Condition): string[] =>
  placesOf({ eligible, amount: benefit("免费") }).flatMap((place) => {
    const { node } = place;
    if (node.kind !== "condition") return [];
    const { condition } = node;
    return condition.kind === "lasted" || condition.kind === "date" || condition.kind === "number"
      ? [keyOfThreshold(condition, place, on)]
      : [];
  });

describe("the key of a threshold", () => {
  it.each<[string, Condition, string]>([
    ["names a duration", ageAtLeast(65), "birthDate lasted 65 years today"],
    [
      "names its unit and its day",
      lasted("retiredOn", months(6), firstOfMonth(3, 0)),
      "retiredOn lasted 6 months 0",
    ],
    [
      "of a fixed day names it",
      lasted("retiredOn", days(5), { kind: "day", day: on }),
      "retiredOn lasted 5 days 2026-03-01",
    ],
    [
      "tells new year's day from other months",
      lasted("retiredOn", days(5), firstOfMonth(1, -1)),
      "retiredOn lasted 5 days -1 new year",
    ],
    [
      "is the same for the months of one year",
      dateOnOrBefore("retiredOn", firstOfMonth(7, -1)),
      "retiredOn after -1",
    ],
    [
      "of 'on or before' turns after the day",
      dateOnOrBefore("deathDate", judgedDay),
      "deathDate after today",
    ],
    ["of 'after' turns after the day", dateAfter("deathDate", judgedDay), "deathDate after today"],
    [
      "of 'before' turns before the day",
      dateBefore("deathDate", judgedDay),
      "deathDate before today",
    ],
    [
      "of 'on or after' turns before the day",
      dateOnOrAfter("deathDate", judgedDay),
      "deathDate before today",
    ],
    [
      "names the event that bounds another",
      dateBefore("retiredOn", { dayOf: "deathDate" }),
      "retiredOn before deathDate",
    ],
    ["of 'at least' lies at its number", atLeast(grade, 3), "disabilityGrade from 3"],
    ["of 'less than' lies at its number", lessThan(grade, 3), "disabilityGrade from 3"],
    ["of 'more than' lies one above", moreThan(grade, 2), "disabilityGrade from 3"],
    ["of 'at most' lies one above", atMost(grade, 2), "disabilityGrade from 3"],
    [
      "of 'at least a figure' says the figure",
      atLeast(grade, fact("disabilityCategory")),
      "disabilityGrade from 残疾类别",
    ],
    [
      "of 'more than a figure' lies above it",
      moreThan(grade, fact("disabilityCategory")),
      "disabilityGrade from above 残疾类别",
    ],
    [
      "of 'at most a figure' lies above it",
      atMost(grade, fact("disabilityCategory")),
      "disabilityGrade from above 残疾类别",
    ],
    [
      "joins the figures of a sum",
      atLeast(sum(grade, fact("disabilityCategory")), 3),
      "disabilityGrade+disabilityCategory from 3",
    ],
  ])("%s", (_, condition, key) => {
    expect(keysIn(condition)).toEqual([key]);
  });

  it("of a relative's fact says whose it is", () => {
    expect(keysIn(some("child", ageAtLeast(16)))).toEqual([
      "child.birthDate lasted 16 years today",
    ]);
  });

  it.each(["all", "any"] as const)(
    "is shared by parts of one '%s' that ask the same of several facts",
    (kind) => {
      const join = { all, any }[kind];
      const deaths = join<"person">(
        dateOnOrBefore("deathDate", judgedDay),
        dateOnOrBefore("crematedOn", judgedDay),
      );
      const key = "crematedOn|deathDate after today";
      expect(keysIn(deaths)).toEqual([key, key]);
    },
  );

  it("is shared by parts of one quorum", () => {
    const two = atLeast(1, lasted("retiredOn", months(6)), lasted("employedSince", months(6)));
    const key = "employedSince|retiredOn lasted 6 months today";
    expect(keysIn(two)).toEqual([key, key]);
  });

  it("is not shared where the bound, the order or the kind differs", () => {
    expect(
      keysIn(
        all<"person">(
          dateOnOrBefore("deathDate", judgedDay),
          dateBefore("crematedOn", judgedDay),
          dateOnOrBefore("retiredOn", "2026-01-01"),
          lasted("employedSince", months(6)),
          lasted("graduatedOn", months(7)),
          holds("veteran"),
        ),
      ),
    ).toEqual([
      "deathDate after today",
      "crematedOn before today",
      "retiredOn after 2026-01-01",
      "employedSince lasted 6 months today",
      "graduatedOn lasted 7 months today",
    ]);
  });

  it("is not shared through another node, nor outside of a joining one", () => {
    const [one, other] = [
      dateOnOrBefore("deathDate", judgedDay),
      dateOnOrBefore("crematedOn", judgedDay),
    ];
    expect(keysIn(all(not(one), worded({ clause: "一" }, other)))).toEqual([
      "deathDate after today",
      "crematedOn after today",
    ]);
    const within = some("child", one);
    expect(keysIn(within)).toEqual(["child.deathDate after today"]);
    const place = { above: [] };
    expect(keyOfThreshold(one, place, on)).toBe("deathDate after today");
    const byNumber = placesOf({
      eligible: atLeast(count("employee", one), 1),
      amount: benefit("免费"),
    });
    expect(
      byNumber.flatMap(({ node, ...rest }) =>
        node.kind === "condition" && node.condition === one ? [keyOfThreshold(one, rest, on)] : [],
      ),
    ).toEqual(["employee.deathDate after today"]);
  });
});

describe("the figures in a number", () => {
  it.each<[string, NumberExpression, string[]]>([
    ["a constant has none", constant(1), []],
    ["a parameter is its own", valueOf(standard), ["standard"]],
    ["a fact is its name", grade, ["disabilityGrade"]],
    [
      "a fact of a month goes by its year",
      fact("insuredHeadcount", decemberOf(-1)),
      ["insuredHeadcount@-1"],
    ],
    [
      "a fact of a month before goes by the month",
      fact("insuredHeadcount", monthBefore(2)),
      ["insuredHeadcount@month"],
    ],
    ["a fact of a year goes by it", fact("naturalAttrition", lastYear), ["naturalAttrition@-1"]],
    ["age is age", byAge([[65, 1]]), ["age"]],
    ["a count is that of a relation", count("child", holds("veteran")), ["count of child"]],
    [
      "a sum names each once",
      sum(grade, grade, fact("disabilityCategory")),
      ["disabilityGrade", "disabilityCategory"],
    ],
    ["a product names what is multiplied", perHead(600, grade), ["disabilityGrade"]],
    ["a cap is a figure too", capped(grade, valueOf(standard)), ["disabilityGrade", "standard"]],
    [
      "a difference names both, each once",
      difference(sum(grade, fact("disabilityCategory")), grade),
      ["disabilityGrade", "disabilityCategory"],
    ],
    [
      "a proportion names its whole",
      proportionOf(percent("60"), grade, rounding),
      ["disabilityGrade"],
    ],
    ["bands name what they are of", byBands(grade, [[1, 100]]), ["disabilityGrade"]],
    [
      "a part of a period names its whole",
      proRata(grade, { per: "month", by: "days", rounding }),
      ["disabilityGrade"],
    ],
    [
      "a choice names both branches, each once, not what it is chosen by",
      choose({
        when: holds("veteran"),
        use: grade,
        otherwise: sum(grade, fact("disabilityCategory")),
      }),
      ["disabilityGrade", "disabilityCategory"],
    ],
  ])("%s", (_, number, expected) => {
    expect(figuresIn(number)).toEqual(expected);
  });
});
