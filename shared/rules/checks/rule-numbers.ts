import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Place } from "#shared/rules/boundaries/nodes.ts";
import type {
  Condition,
  DayExpression,
  NumberExpression,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import type { FactReference } from "#shared/rules/language/fact-reference.ts";
import { parameterOn } from "#shared/rules/language/parameter.ts";
import type { Share } from "#shared/rules/language/share.ts";
import { shareText } from "#shared/rules/wording/percent-text.ts";
import type { SpokenNumber } from "./spoken-numbers.ts";

/** A number of a rule, and how a text may say it. */
export interface RuleNumber {
  readonly value: number;
  /** "number" is fen or heads: the tree does not say which. */
  readonly of: Exclude<SpokenNumber["of"], "fen" | "heads"> | "number";
  /** As people read it: "5.5%". */
  readonly text: string;
  /** A text that is about it has to say it; of others it only may. */
  readonly mustBeSaid: boolean;
  /** What may stand for it: the name of a parameter. */
  readonly label?: string;
}

/** The numbers that stand at one place of a rule, not below it. */
export function numbersAtPlace({ node }: Place, on: CivilDate): RuleNumber[] {
  switch (node.kind) {
    case "condition":
      return inCondition(node.condition);
    case "number":
      return inNumber(node.number, on);
    case "share":
      return inShare(node.share, on);
  }
  return node satisfies never;
}

function inCondition(condition: Condition): RuleNumber[] {
  switch (condition.kind) {
    case "lasted": {
      const { unit, count } = condition.duration;
      return [said(count, unit), ...months(condition.fact), ...monthsOfDay(condition.on)];
    }
    case "quorum":
      return [said(condition.least, "number")];
    case "date":
      return [
        ...months(condition.fact),
        ...(condition.day.kind === "fact" ? months(condition.day) : monthsOfDay(condition.day)),
      ];
    case "holds":
    case "isOneOf":
    case "absent":
      return months(condition.fact);
    case "number":
    case "ratioAtMost":
    case "all":
    case "any":
    case "not":
    case "related":
    case "worded":
    case "cases":
      return [];
  }
  return condition satisfies never;
}

function inNumber(number: NumberExpression, on: CivilDate): RuleNumber[] {
  switch (number.kind) {
    case "constant":
      return [said(number.value, "number")];
    case "parameter": {
      const value = parameterOn(number.parameter, on);
      if (value === undefined) return [];
      return [{ ...said(value, "number"), label: number.parameter.label }];
    }
    case "bands":
      return number.bands.flat().map((value) => said(value, "number"));
    case "ageBands":
      return number.bands.flatMap(([from, value]) => [said(from, "years"), said(value, "number")]);
    case "fact":
      return months(number);
    case "sum":
    case "difference":
    case "product":
    case "least":
    case "count":
    case "proportion":
    case "proRata":
    case "choice":
      return [];
  }
  return number satisfies never;
}

function inShare(share: ShareExpression, on: CivilDate): RuleNumber[] {
  switch (share.kind) {
    case "share":
      return [percentage(share)];
    case "parameter": {
      const value = parameterOn(share.parameter, on);
      return value === undefined ? [] : [{ ...percentage(value), label: share.parameter.label }];
    }
    case "choice":
      return [];
  }
  return share satisfies never;
}

/** Nought and one are said by “none” and “some”. */
function said(value: number, of: RuleNumber["of"]): RuleNumber {
  return { value, of, text: String(value), mustBeSaid: of !== "number" || value > 1 };
}

function percentage(share: Share): RuleNumber {
  const { numerator, denominator } = share;
  const value = (numerator * 100) / denominator;
  return { value, of: "percent", text: shareText(share), mustBeSaid: true };
}

/** Months of the calendar may be said: 上年12月. */
function months({ period }: FactReference): RuleNumber[] {
  return period?.kind === "month" ? [month(period.month)] : [];
}

function monthsOfDay(day: DayExpression): RuleNumber[] {
  return day.kind === "firstOfMonth" ? [month(day.month)] : [];
}

function month(value: number): RuleNumber {
  return { value, of: "month", text: String(value), mustBeSaid: false };
}

/** Whether a number of a text is this number of a rule. */
export function isSameNumber(spoken: SpokenNumber, { value, of }: RuleNumber): boolean {
  if (Math.abs(spoken.value - value) > 1e-9) return false;
  if (spoken.of === of) return true;
  if (of === "number") return spoken.of !== "percent" && spoken.of !== "month";
  return spoken.of === "heads" && of !== "percent";
}
