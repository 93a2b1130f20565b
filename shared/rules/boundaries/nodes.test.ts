import { describe, expect, it } from "vitest";
import type { RelationName } from "#shared/facts/relations.ts";
import { benefit, perMonth, type Amount } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import {
  absent,
  ageAtLeast,
  atLeast,
  dateBefore,
  holds,
  is,
  judgedDay,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, cases, not, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
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
import { placesOf, type Place } from "./nodes.ts";

const nameOf = ({ node }: Place): string => {
  if (node.kind === "condition") return node.condition.kind;
  return node.kind === "number" ? node.number.kind : node.share.kind;
};

/** Each place of a rule: how deep it stands, what it is, its role where that is not "part", whose facts it is about. */
const drawn = (eligible: Condition, amount: Amount = benefit("免费")): string[] =>
  placesOf({ eligible, amount }).map((place) =>
    [
      "  ".repeat(place.above.length) + nameOf(place),
      ...(place.role === "part" ? [] : [place.role]),
      ...(place.relation === undefined ? [] : [`of ${place.relation}`]),
    ].join(" "),
  );

const rounding = { mode: "down", clause: "一" } as const;
const grade = fact("disabilityGrade");

describe("the places of a rule", () => {
  it("of a benefit are those of the condition alone", () => {
    expect(drawn(holds("veteran"))).toEqual(["holds"]);
  });

  it("of money are those of the condition, then those of the amount", () => {
    expect(drawn(holds("veteran"), perMonth(100))).toEqual(["holds", "constant"]);
  });

  it("stand under the nodes above them, parents before children, in the order of the rule", () => {
    const rule = all(any(holds("veteran"), ageAtLeast(60)), not(is("sex", "male")));
    expect(drawn(rule)).toEqual([
      "all",
      "  any",
      "    holds",
      "    lasted",
      "  not",
      "    isOneOf",
    ]);
    const places = placesOf({ eligible: rule, amount: benefit("免费") });
    expect(places[3]?.above.map(nameOf)).toEqual(["all", "any"]);
    expect(places[3]?.above).toEqual([places[0], places[1]]);
  });

  it.each<[string, Condition, string[]]>([
    ["an absence has no parts", absent("deathDate"), []],
    ["a day has no parts", dateBefore("deathDate", judgedDay), []],
    ["a comparison has two numbers", atLeast(grade, 2), ["  fact", "  constant"]],
    [
      "a quorum has its parts",
      atLeast(1, holds("veteran"), ageAtLeast(60)),
      ["  holds", "  lasted"],
    ],
    ["words have one part", worded({ clause: "一" }, holds("veteran")), ["  holds"]],
    [
      "a ratio has two numbers and a share",
      ratioAtMost({ name: "率", dividend: grade, divisor: constant(2), limit: percent("5") }),
      ["  fact", "  constant", "  share"],
    ],
    [
      "a share by choice asks a question first",
      ratioAtMost({
        name: "率",
        dividend: grade,
        divisor: constant(2),
        limit: choose({ when: holds("veteran"), use: percent("5"), otherwise: percent("6") }),
      }),
      ["  fact", "  constant", "  choice", "    holds when", "    share", "    share"],
    ],
    [
      "a case is a question and a demand",
      cases({ when: holds("veteran"), demand: ageAtLeast(60) }),
      ["  holds when", "  lasted"],
    ],
    [
      "what is asked of relatives is about them, however deep",
      some("child", all(holds("veteran"), atLeast(grade, 2))),
      [
        "  all of child",
        "    holds of child",
        "    number of child",
        "      fact of child",
        "      constant of child",
      ],
    ],
    [
      "what is counted is about relatives, the count itself is not",
      atLeast(count("employee", holds("veteran")), 2),
      ["  count", "    holds of employee", "  constant"],
    ],
  ])("%s", (_, condition, below) => {
    expect(drawn(condition).slice(1)).toEqual(below);
  });

  it.each<[string, Amount, string[]]>([
    ["a parameter has no parts", perMonth(valueOf(standard)), []],
    ["bands of age have no parts", perMonth(byAge([[65, 100]])), []],
    [
      "a sum has its parts",
      perMonth(sum(grade, constant(1), constant(2))),
      ["  fact", "  constant", "  constant"],
    ],
    ["a product has two", perMonth(perHead(600, grade)), ["  constant", "  fact"]],
    ["a cap stands after what it caps", perMonth(capped(grade, 3)), ["  fact", "  constant"]],
    [
      "a difference has what is left and what is taken",
      perMonth(difference(grade, constant(1))),
      ["  fact", "  constant"],
    ],
    ["bands have what they are of", perMonth(byBands(grade, [[1, 100]])), ["  fact"]],
    [
      "a part of a period has its whole",
      perMonth(proRata(100, { per: "month", by: "days", rounding })),
      ["  constant"],
    ],
    [
      "a proportion has its whole and its share",
      perMonth(proportionOf(percent("60"), grade, rounding)),
      ["  fact", "  share"],
    ],
    [
      "a choice asks its question first",
      perMonth(choose({ when: holds("veteran"), use: 200, otherwise: grade })),
      ["  holds when", "  constant", "  fact"],
    ],
  ])("%s", (_, amount, below) => {
    expect(drawn(holds("veteran"), amount).slice(2)).toEqual(below);
  });

  it("within a relative keep the relation of the innermost one", () => {
    const relations = (eligible: Condition): (RelationName | undefined)[] =>
      placesOf({ eligible, amount: benefit("免费") }).map(({ relation }) => relation);
    const nested = some("child", some("spouse", holds("veteran")));
    expect(relations(nested)).toEqual([undefined, "child", "spouse"]);
  });
});
