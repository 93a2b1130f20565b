import { definitionOf } from "#shared/facts/dictionary.ts";
import { relationDefinition, type RelationName } from "#shared/facts/relations.ts";
import { placesOf, type Place } from "#shared/rules/boundaries/nodes.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import type { FactReference } from "#shared/rules/language/fact-reference.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { namedInAmount, namedInCondition } from "#shared/rules/walk.ts";
import { amountClause, clauseAt, findingsIn, type Finding } from "./finding.ts";
import { sharesAt } from "./shares.ts";

type Fault = readonly [en: string, zh: string];

/** What the types cannot say of a rule's tree: what stands where, whole numbers, shares, periods, whose facts. */
export function checkStructure(policy: Policy, version: Version): Finding[] {
  const say = findingsIn(policy, version);
  const inPlaces = placesOf(version).flatMap((place) =>
    [...ofPlace(place), ...numbersAt(place), ...sharesAt(place)].map(([en, zh]) =>
      say(clauseAt(place, version), en, zh),
    ),
  );
  const ofAmount = [...ofPeriod(policy, version)].map(([en, zh]) =>
    say(amountClause(version), en, zh),
  );
  const ofFacts = namedIn(version).flatMap(({ fact, relation }) =>
    whoseFact(fact, relation, policy).map(([en, zh]) => say(fact.name, en, zh)),
  );
  return [...inPlaces, ...ofAmount, ...ofFacts];
}

function ofPlace({ node, relation, above }: Place): Fault[] {
  if (node.kind === "share") return [];
  const kind = node.kind === "condition" ? node.condition.kind : node.number.kind;
  const faults: Fault[] = [];
  if (kind === "cases" && !above.every(isConjunction)) {
    faults.push([
      "cases() stands under something else than all(): there one fact less could make a verdict known. Move it out.",
      "cases() 只能放在 all() 之下，否则少一项数据反而可能得出结论；请移出。",
    ]);
  }
  if ((kind === "related" || kind === "count") && relation !== undefined) {
    faults.push([
      `A relation stands within ${relation}: of a relative’s relatives nothing is known. Ask only for the relatives’ own facts.`,
      `关系之内不能再问关系（${relationDefinition(relation).label}的亲属未知），请只用其本人的数据。`,
    ]);
  }
  return faults;
}

function isConjunction({ node }: Place): boolean {
  return (
    node.kind === "condition" && (node.condition.kind === "all" || node.condition.kind === "worded")
  );
}

function numbersAt({ node }: Place): Fault[] {
  const numbers =
    node.kind === "condition"
      ? countsIn(node.condition)
      : node.kind === "number"
        ? integersIn(node.number)
        : [];
  return numbers
    .filter(({ value, from, to }) => !Number.isSafeInteger(value) || value < from || value > to)
    .map(({ value, from }): Fault => [
      `${value} is no exact integer${from < 0 ? "" : ` from ${from} on`} that belongs here. Write people, years and fen as integers.`,
      `${value} 不是合适的整数，请以整数书写人数、年数和分。`,
    ]);
}

interface Integer {
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

const integer = (value: number, from = -Infinity, to = Infinity): Integer => ({ value, from, to });

/** Durations pass; months are those of a year. */
function countsIn(condition: Condition): Integer[] {
  if (condition.kind === "quorum") return [integer(condition.least)];
  if (condition.kind === "lasted") {
    const { duration, on } = condition;
    return [
      integer(duration.count, 1),
      ...(on.kind === "firstOfMonth" ? [integer(on.month, 1, 12), integer(on.years)] : []),
    ];
  }
  if (condition.kind !== "date" || condition.day.kind !== "firstOfMonth") return [];
  return [integer(condition.day.month, 1, 12), integer(condition.day.years)];
}

function integersIn(number: NumberExpression): Integer[] {
  if (number.kind === "constant") return [integer(number.value)];
  if (number.kind !== "parameter") return [];
  return number.parameter.values.map(({ value }) => integer(value, 0));
}

function ofPeriod({ period }: Policy, { amount }: Version): Fault[] {
  if (amount.kind === "none") return [];
  const inPeriods = placesOf({ eligible: { kind: "all", parts: [] }, amount }).flatMap(
    ({ node }): Fault[] => {
      if (node.kind !== "number" || node.number.kind !== "proRata") return [];
      const { per } = node.number;
      if (per === amount.per) return [];
      return [
        [
          `A part of a ${per} is taken of an amount that is paid by another period (${amount.per}). Take the same period.`,
          `折算期间（${per}）与发放期间（${amount.per}）不一致，请改为一致。`,
        ],
      ];
    },
  );
  if (amount.per === period) return inPeriods;
  return [
    ...inPeriods,
    [
      `The amount is for each ${amount.per}, but the policy’s period is ${period}${
        period === "visit" ? ", which pays no money" : ""
      }. Make them agree.`,
      `金额按“${amount.per}”计，而政策的期间为“${period}”，请改为一致。`,
    ],
  ];
}

interface NamedFact {
  readonly fact: FactReference;
  readonly relation?: RelationName;
}

function namedIn({ eligible, amount }: Version): NamedFact[] {
  const byName = new Map<string, NamedFact>();
  for (const one of [...namedInCondition(eligible), ...namedInAmount(amount)]) {
    if (one.kind === "fact") byName.set(JSON.stringify(one), one);
  }
  return [...byName.values()];
}

function whoseFact(
  fact: FactReference,
  relation: RelationName | undefined,
  policy: Policy,
): Fault[] {
  const { about, period, label } = definitionOf(fact.name);
  const faults: Fault[] = [];
  const asked = relation === undefined ? policy.subject : relationDefinition(relation).other;
  const asking = relation === undefined ? policy.subject : relationDefinition(relation).about;
  if (about !== asked || asking !== policy.subject) {
    faults.push([
      `The fact is about a ${about}, but the rule asks it of a ${asked} for a ${policy.subject}. Take a fact of the policy’s own subject.`,
      `“${label}”不是本政策对象的数据，请改用对象自身的数据。`,
    ]);
  }
  const named = fact.period?.kind === "monthBefore" ? "month" : fact.period?.kind;
  if (named !== period) {
    faults.push([
      `The fact exists ${period === undefined ? "once" : `for each ${period}`}, but is named ${
        named === undefined ? "without a period" : `by the ${named}`
      }. Name it as the dictionary has it.`,
      `“${label}”的所属期与数据字典不符，请更正。`,
    ]);
  }
  return faults;
}
