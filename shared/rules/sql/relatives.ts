import type { About } from "#shared/facts/fact-definition.ts";
import type { Count, NumberComparison, Related } from "#shared/rules/language/condition.ts";
import { relativesInSql, type CompileCondition, type Compiling } from "./compiling.ts";
import { numberFrom, type NumberInSql } from "./number-in-sql.ts";

// Within these subqueries a column holds each relative's verdict: `count(*)` counts all relatives, `count(verdict)`
// those who are decided, `sum(verdict)` those who meet the condition. So every outer test has two values.

/** Some relative, or each, meets a condition. */
export function sqlOfRelated(
  { relation, where, quantifier }: Related<About>,
  compiling: Compiling,
  condition: CompileCondition,
): string {
  const [extreme, settling, otherwise] = quantifier === "some" ? ["max", 1, 0] : ["min", 0, 1];
  return overRelatives({ relation, where }, compiling, condition, (verdict, areAll) => {
    const all = ifAll(areAll, `count(*) = count(${verdict})`);
    return `CASE WHEN ${extreme}(${verdict}) = ${settling} THEN ${settling} WHEN ${all} THEN ${otherwise} END`;
  });
}

/** How many relatives meet a condition; known only where each is decided and there can be no other. */
export function sqlOfCount(
  count: Pick<Count<About>, "relation" | "where">,
  compiling: Compiling,
  condition: CompileCondition,
): NumberInSql {
  const sql = overRelatives(count, compiling, condition, (verdict, areAll) => {
    const all = ifAll(areAll, `count(*) = count(${verdict})`);
    return `CASE WHEN ${all} THEN coalesce(sum(${verdict}), 0) END`;
  });
  return numberFrom([], sql, [0n, mostRelatives]);
}

/** No register has more rows for one subject. */
const mostRelatives = 1_000_000_000n;

/** A count against a number: decided as soon as those who certainly meet the condition, or all who may, decide. */
export function sqlOfCountComparison(
  count: Pick<Count<About>, "relation" | "where">,
  order: NumberComparison<About>["order"],
  right: NumberInSql,
  compiling: Compiling,
  condition: CompileCondition,
): string {
  return overRelatives(count, compiling, condition, (verdict, areAll) => {
    const least = `coalesce(sum(${verdict}), 0)`;
    const most = `(${least} + count(*) - count(${verdict}))`;
    const test = (left: string, operator: string) => `${left} ${operator} ${right.sql}`;
    const testMost = (operator: string) => ifAll(areAll, test(most, operator));
    const cases = (met: string, unmet: string) =>
      `CASE WHEN ${met} THEN 1 WHEN ${unmet} THEN 0 END`;
    switch (order) {
      case "atLeast":
        return cases(test(least, ">="), testMost("<"));
      case "moreThan":
        return cases(test(least, ">"), testMost("<="));
      case "atMost":
        return cases(testMost("<="), test(least, ">"));
      case "lessThan":
        return cases(testMost("<"), test(least, ">="));
    }
    return order satisfies never;
  });
}

/** What is told by those who were reported, where they are all. */
function ifAll(areAll: string, test: string): string {
  return `(${areAll} AND ${test})`;
}

function overRelatives(
  { relation, where }: Pick<Count<About>, "relation" | "where">,
  compiling: Compiling,
  condition: CompileCondition,
  use: (verdict: string, areAll: string) => string,
): string {
  const relatives = relativesInSql(compiling, relation);
  const verdict = compiling.newName();
  const each = condition(where, relatives.compiling);
  const result = use(verdict, relatives.areAll);
  return `(SELECT ${result} FROM (SELECT ${each} AS ${verdict} FROM ${relatives.from}))`;
}
