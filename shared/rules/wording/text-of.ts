import type { Judging } from "#shared/rules/evaluating/judging.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { describe } from "./describe.ts";

/** What a condition demands, in Chinese; put into words once for all subjects of one rule and day. */
export function textOf(condition: Condition, { texts, on }: Judging): string {
  const known = texts.get(condition);
  if (known !== undefined) return known;
  const text = describe(condition, on);
  texts.set(condition, text);
  return text;
}
