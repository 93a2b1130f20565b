import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { relationDefinition } from "#shared/facts/relations.ts";
import { formatYuan, type Fen } from "#shared/money/fen.ts";
import { evaluateAmount } from "#shared/rules/evaluating/evaluate-amount.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { startJudging, type Judging } from "#shared/rules/evaluating/judging.ts";
import type { ClauseExplained } from "#shared/rules/judgement.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type { Cases, Condition, Related } from "#shared/rules/language/condition.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import type { Readings } from "#shared/rules/reading.ts";
import { verdictOf } from "#shared/rules/verdict.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { namedInAmount, namedInCondition } from "#shared/rules/walk.ts";
import { basisOf } from "./amount-basis.ts";
import { topConditions } from "./clause-texts.ts";
import { describe, negated } from "./describe.ts";
import { factsSeen, figuresNamed, relativesSeen } from "./evidence.ts";
import { findingOf } from "./finding.ts";

/** Begins to judge afresh, so that what one clause reads can be told from what others read. */
type Start = () => Judging;

interface Part {
  readonly text: string;
  readonly condition: Condition;
  readonly start: Start;
}

/**
 * The rule in force clause by clause, for those who must answer for it: the verdict of each, and every fact that it
 * read with its source. Parts follow the clause that they belong to ("3", then "3.1"); the last clause is the amount,
 * where it was computed. Relatives are told by their number only. Empty where no version is in force.
 */
export function explainClauses(
  policy: Policy,
  readings: Readings,
  on: CivilDate,
): ClauseExplained[] {
  const version = versionOn(policy, on);
  if (version === undefined) return [];
  const start = () => startJudging(readings, on);
  const conditions = topConditions(version.eligible);
  const clauses = conditions.flatMap((condition, index) =>
    explain(String(index + 1), { text: describe(condition, on), condition, start }),
  );
  const isOut = evaluate(version.eligible, start()).verdict === "unmet";
  if (isOut || version.amount.kind === "none") return clauses;
  return [...clauses, explainAmount(String(conditions.length + 1), version, start())];
}

function explain(number: string, { text, condition, start }: Part): ClauseExplained[] {
  const judging = start();
  const outcome = evaluate(condition, judging);
  const parts = partsOf(condition, start).flatMap((part, index) =>
    explain(`${number}.${index + 1}`, part),
  );
  const finding = findingOf(outcome, judging);
  const inParts = new Set(parts.flatMap(({ facts }) => facts.map(({ fact }) => fact)));
  const isLeaf = parts.length === 0;
  return [
    {
      number,
      text,
      verdict: outcome.verdict,
      ...(isLeaf && finding !== "" ? { finding } : {}),
      facts: factsSeen(judging).filter(({ fact }) => !inParts.has(fact)),
      relatives: number.includes(".") ? [] : relativesSeen(judging),
      figures: isLeaf ? figuresNamed(namedInCondition(condition), judging.on) : [],
    },
    ...parts,
  ];
}

function explainAmount(number: string, version: Version, judging: Judging): ClauseExplained {
  const { amount, amountInWords } = version;
  const outcome = evaluateAmount(amount, judging);
  const isKnown = outcome.state === "money";
  return {
    number,
    text: `金额：${amountInWords}`,
    verdict: isKnown ? verdictOf(outcome.amountFen > 0) : "unknown",
    ...(isKnown ? { finding: amountText(outcome.amountFen, basisOf(amount, judging)) } : {}),
    facts: factsSeen(judging),
    relatives: relativesSeen(judging),
    figures: figuresNamed(namedInAmount(amount), judging.on),
  };
}

function amountText(amountFen: Fen, basis: string): string {
  return `${formatYuan(amountFen)}${basis === "" ? "" : `（${basis}）`}`;
}

/** What a clause is made of, where its parts can stand differently. */
function partsOf(condition: Condition, start: Start): Part[] {
  const plain = (part: Condition): Part => {
    const { on } = start();
    return { text: describe(part, on), condition: part, start };
  };
  switch (condition.kind) {
    case "worded":
      return partsOf(condition.part, start);
    case "all":
    case "any":
    case "quorum":
      return condition.parts.map(plain);
    case "not": {
      const related = relatedIn(condition.part);
      // That none meets it is that each one meets the opposite.
      return related === undefined
        ? opposites(condition.part).map(plain)
        : eachRelative({ ...related, where: negated(related.where) }, start);
    }
    case "cases":
      return casesThatApply(condition, start);
    case "related":
      return eachRelative(condition, start);
    case "holds":
    case "isOneOf":
    case "absent":
    case "number":
    case "date":
    case "lasted":
    case "ratioAtMost":
      return [];
  }
  return condition satisfies never;
}

/** What must hold of the parts of a condition that must not hold. */
function opposites(condition: Condition): Condition[] {
  switch (condition.kind) {
    case "worded":
      return opposites(condition.part);
    case "all":
    case "any":
      return condition.parts.map(negated);
    case "not":
      return [condition.part];
    case "quorum":
    case "cases":
    case "related":
    case "holds":
    case "isOneOf":
    case "absent":
    case "number":
    case "date":
    case "lasted":
    case "ratioAtMost":
      return [];
  }
  return condition satisfies never;
}

function relatedIn(condition: Condition): Related<About> | undefined {
  if (condition.kind === "worded") return relatedIn(condition.part);
  return condition.kind === "related" ? condition : undefined;
}

function casesThatApply({ cases }: Cases<About>, start: Start): Part[] {
  const { on } = start();
  return cases.flatMap(({ when, demand }) => {
    if (evaluate(when, start()).verdict !== "met") return [];
    // A case that can be told from its demand alone need not be named twice.
    const isNamed = demand === when || (demand.kind === "not" && demand.part === when);
    const text = isNamed
      ? describe(demand, on)
      : `${describe(when, on)}的，${describe(demand, on)}`;
    return [{ text, condition: demand, start }];
  });
}

function eachRelative({ relation, where }: Related<About>, start: Start): Part[] {
  const { label } = relationDefinition(relation);
  const judging = start();
  return judging.related(relation).members.map((_, index) => ({
    text: `${label}${index + 1}：${describe(where, judging.on)}`,
    condition: where,
    start() {
      const member = start().related(relation).members[index];
      if (member === undefined) throw new RangeError(`no ${relation} has the number ${index + 1}`);
      return member;
    },
  }));
}
