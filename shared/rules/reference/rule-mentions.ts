import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { RelationName } from "#shared/facts/relations.ts";
import type {
  Condition,
  DayExpression,
  Duration,
  NumberExpression,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import type { FactReference } from "#shared/rules/language/fact-reference.ts";
import type { Rule } from "./arbitrary-rule.ts";

/** What a rule names, so that subjects can be made who stand right at its thresholds. */
export interface Mentions {
  readonly facts: FactReference[];
  readonly relatives: Map<RelationName, FactReference[]>;
  readonly numbers: Set<number>;
  readonly days: Set<CivilDate>;
  readonly durations: { readonly duration: Duration; readonly on: DayExpression }[];
}

type Expression = Condition | NumberExpression | ShareExpression | DayExpression | FactReference;

export function mentionsOf(rule: Rule): Mentions {
  const mentions: Mentions = {
    facts: [],
    relatives: new Map(),
    numbers: new Set(),
    days: new Set(),
    durations: [],
  };
  collect(rule, mentions, mentions.facts);
  return mentions;
}

function collect(value: unknown, mentions: Mentions, facts: FactReference[]): void {
  if (typeof value !== "object" || value === null) return;
  let own = facts;
  if (isExpression(value)) {
    switch (value.kind) {
      case "fact":
        facts.push(value);
        return;
      case "constant":
        mentions.numbers.add(value.value);
        return;
      case "parameter":
        collectParameter(value, mentions);
        return;
      case "day":
        mentions.days.add(value.day);
        return;
      case "bands":
        for (const [from] of value.bands) mentions.numbers.add(from);
        break;
      case "ageBands":
        for (const [count] of value.bands)
          mentions.durations.push({
            duration: { unit: "years", count },
            on: { kind: "judgedDay" },
          });
        break;
      case "lasted":
        mentions.durations.push(value);
        break;
      case "count":
      case "related":
        own = mentions.relatives.get(value.relation) ?? [];
        mentions.relatives.set(value.relation, own);
        break;
    }
  }
  for (const part of Object.values(value)) collect(part, mentions, own);
}

function collectParameter(
  { parameter }: Extract<Expression, { kind: "parameter" }>,
  mentions: Mentions,
): void {
  for (const { from, until, value } of parameter.values) {
    if (typeof value === "number") mentions.numbers.add(value);
    mentions.days.add(from);
    if (until !== undefined) mentions.days.add(addDays(until, 1));
  }
}

/** Guarantee: what has a kind and is in a rule is an expression, or has no expression's kind. */
function isExpression(value: object): value is Expression {
  return "kind" in value;
}
