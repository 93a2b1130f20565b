import { expect, it } from "vitest";
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
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, not } from "#shared/rules/language/logic.ts";
import { isLeaf } from "./compile-leaf.ts";

it.each<[Condition, boolean]>([
  [holds("veteran"), true],
  [is("sex", "male"), true],
  [absent("deathDate"), true],
  [ageAtLeast(65), true],
  [dateOnOrBefore("deathDate", judgedDay), false],
  [atLeast(fact("disabilityGrade"), 1), false],
  [all(holds("veteran")), false],
  [not(holds("veteran")), false],
])("%j has an opposite that costs no more: %s", (condition, expected) => {
  expect(isLeaf(condition)).toBe(expected);
});
