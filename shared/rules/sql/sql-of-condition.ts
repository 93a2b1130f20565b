import type { About } from "#shared/facts/fact-definition.ts";
import { dayOn } from "#shared/rules/evaluating/days.ts";
import type {
  Cases,
  Condition,
  DateComparison,
  IsOneOf,
  NumberComparison,
  Quorum,
  RatioAtMost,
} from "#shared/rules/language/condition.ts";
import {
  called,
  computedOnce,
  factInSql,
  joinedBy,
  type Compiling,
  type FactInSql,
} from "./compiling.ts";
import { sinceAtLeast } from "./cut-off.ts";
import { literal } from "./literal.ts";
import { unlessNone } from "./number-in-sql.ts";
import { sqlOfCountComparison, sqlOfRelated } from "./relatives.ts";
import { scaledInSql } from "./rounding.ts";
import { withShareInSql } from "./share-in-sql.ts";
import { sqlOfNumber } from "./sql-of-number.ts";

/**
 * A condition as an operand that is 1, 0 or NULL. SQL's NOT, AND and OR are Kleene's; CASE asks each part once, and
 * has an ELSE only where what it gives is not NULL by design.
 */
export function compileCondition(condition: Condition, compiling: Compiling): string {
  const compile = (part: Condition) => compileCondition(part, compiling);
  switch (condition.kind) {
    case "holds":
      // Where the register lists nobody, the sentinel is not 1.
      return `(${factInSql(compiling, condition.fact).sql} = 1)`;
    case "isOneOf":
      return isOneOf(condition, factInSql(compiling, condition.fact));
    case "absent": {
      const fact = factInSql(compiling, condition.fact);
      const isNone = fact.sentinel !== undefined && valueOfAbsence(fact) === undefined;
      return isNone ? `(${fact.sql} = ${fact.sentinel})` : `nullif(${fact.sql} IS NULL, 1)`;
    }
    case "number":
      return compareNumbers(condition, compiling);
    case "date":
      return compareDays(condition, compiling);
    case "lasted": {
      const on = dayOn(condition.on, compiling.setting.on);
      // The sentinel is later than every day.
      return sinceAtLeast(factInSql(compiling, condition.fact).sql, on, condition.duration);
    }
    case "ratioAtMost":
      return ratioAtMost(condition, compiling);
    case "all":
      return joinedBy("AND", condition.parts.map(compile));
    case "any":
      return joinedBy("OR", condition.parts.map(compile));
    case "not":
      return `(NOT ${compile(condition.part)})`;
    case "quorum":
      return quorum(condition, compiling);
    case "related":
      return sqlOfRelated(condition, compiling, compileCondition);
    case "worded":
      return compile(condition.part);
    case "cases":
      return cases(condition, compiling);
  }
  return condition satisfies never;
}

/** The value that absence is, where it is one: "false", the choice "none". */
function valueOfAbsence({ definition: { type } }: FactInSql): false | "none" | undefined {
  if (type.kind === "boolean") return false;
  return type.kind === "choice" && Object.hasOwn(type.values, "none") ? "none" : undefined;
}

function isOneOf({ values }: IsOneOf<About>, fact: FactInSql): string {
  const listed = values.map(literal);
  const absence = valueOfAbsence(fact);
  const meansListed = absence !== undefined && values.includes(absence);
  if (fact.sentinel !== undefined && meansListed) listed.push(fact.sentinel);
  if (listed.length === 0) throw new RangeError("a list of values is empty");
  return `(${fact.sql} IN (${listed.join(", ")}))`;
}

const operators = { atLeast: ">=", atMost: "<=", moreThan: ">", lessThan: "<" } as const;

function compareNumbers(
  { order, left, right }: NumberComparison<About>,
  compiling: Compiling,
): string {
  const bound = sqlOfNumber(right, compiling, compileCondition);
  if (left.kind === "count") {
    return unlessNone(
      [bound],
      sqlOfCountComparison(left, order, bound, compiling, compileCondition),
    );
  }
  const number = sqlOfNumber(left, compiling, compileCondition);
  return unlessNone([number, bound], `(${number.sql} ${operators[order]} ${bound.sql})`);
}

const dayOperators = { onOrBefore: "<=", onOrAfter: ">=", before: "<", after: ">" } as const;

function compareDays({ order, fact, day }: DateComparison<About>, compiling: Compiling): string {
  const left = factInSql(compiling, fact);
  const right =
    day.kind === "fact"
      ? factInSql(compiling, day)
      : { sql: literal(dayOn(day, compiling.setting.on)), sentinel: undefined };
  const exists = [left, right].flatMap(({ sql, sentinel }) =>
    sentinel === undefined ? [] : [`(${sql} <> ${sentinel})`],
  );
  const test = `(${left.sql} ${dayOperators[order]} ${right.sql})`;
  // The sentinel is later than every day, so it is not before one either.
  const needsNoMore = day.kind !== "fact" && (order === "onOrBefore" || order === "before");
  return needsNoMore ? test : joinedBy("AND", [...exists, test]);
}

/**
 * dividend ÷ divisor ≤ n/d without a product that could overflow: the dividend is an integer, so it is at most
 * divisor × n/d cut down. A divisor of nought or less allows less than any dividend.
 */
function ratioAtMost(
  { dividend, divisor, limit }: RatioAtMost<About>,
  compiling: Compiling,
): string {
  const below = sqlOfNumber(divisor, compiling, compileCondition);
  // Whether there is a dividend is asked outside, where the name of what is computed inside means nothing.
  const nones = [below, sqlOfNumber(dividend, compiling, compileCondition)];
  const test = computedOnce(compiling, [below.sql], ([name = "NULL"]) => {
    const computed = new Map([...compiling.computed, [divisor, { ...below, sql: name }] as const]);
    const within = { ...compiling, computed };
    const above = sqlOfNumber(dividend, within, compileCondition);
    return withShareInSql(limit, within, compileCondition, ({ numerator, denominator }) => {
      const positive = { ...below, least: 0n };
      const factor = { sql: String(numerator), most: numerator };
      const most = scaledInSql(name, positive, factor, denominator, "down");
      const allowed = `CASE WHEN ${name} > 0 THEN ${most} WHEN ${name} <= 0 THEN ${above.least - 1n} END`;
      return `(${above.sql} <= ${allowed})`;
    });
  });
  return unlessNone(nones, test);
}

/** Counts those that are met in units, those that are unknown in larger ones. */
function quorum({ least, parts }: Quorum<About>, compiling: Compiling): string {
  const unit = parts.length + 1;
  const counted = parts.map(
    (part) =>
      `CASE ${compileCondition(part, compiling)} WHEN 1 THEN 1 WHEN 0 THEN 0 ELSE ${unit} END`,
  );
  const bound = literal(least);
  return computedOnce(compiling, [joinedBy("+", counted)], ([count = "NULL"]) => {
    const met = `${count} % ${unit} >= ${bound}`;
    const unmet = `${count} % ${unit} + ${count} / ${unit} < ${bound}`;
    return `CASE WHEN ${met} THEN 1 WHEN ${unmet} THEN 0 END`;
  });
}

/**
 * Each case is 3 where it applies and is unmet, 2 where it applies and is met, 1 where that is unknown, and 0 where it
 * does not apply; the largest decides.
 */
function cases({ cases: all }: Cases<About>, compiling: Compiling): string {
  const each = all.map(({ when, demand }) => {
    const applies = compileCondition(when, compiling);
    const holds = compileCondition(demand, compiling);
    return `CASE ${applies} WHEN 1 THEN CASE ${holds} WHEN 0 THEN 3 WHEN 1 THEN 2 ELSE 1 END WHEN 0 THEN 0 ELSE 1 END`;
  });
  // With one argument `max` would count rows.
  return `CASE ${called("max", ["0", ...each])} WHEN 3 THEN 0 WHEN 2 THEN 1 WHEN 0 THEN 0 END`;
}
