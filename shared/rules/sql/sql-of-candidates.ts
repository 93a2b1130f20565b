import type { Setting } from "#shared/rules/compiled/flat-facts.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import type { Version } from "#shared/rules/policy.ts";
import { alwaysRead } from "./always-read.ts";
import type { Columns } from "./columns.ts";
import { factInSql, joinedBy, startCompiling, type Compiling } from "./compiling.ts";
import { nestedQueries, type Source } from "./nested-queries.ts";
import { unlessNone } from "./number-in-sql.ts";
import { compileCondition } from "./sql-of-condition.ts";
import { sqlOfNumber } from "./sql-of-number.ts";

/**
 * A query for the subjects whom the rule does not exclude: `subject_key`, `verdict` (1 met, NULL unknown, 0 where the
 * amount comes to nothing) and `amount_fen`. Unlike the expressions of `sqlOfRule` it judges no condition after one
 * that is unmet, and looks up once what several conditions read: what is dear is computed in a query of its own, over
 * the rows that the conditions before have left. Nothing is bound.
 */
export function sqlOfCandidates(
  { eligible, amount }: Pick<Version, "eligible" | "amount">,
  setting: Setting,
  source: Source,
): string {
  let compiling = startCompiling(setting, source.columns);
  const queries = nestedQueries(source, compiling.newName);
  const money = () =>
    amount.kind === "none" ? undefined : sqlOfNumber(amount.amountFen, compiling, compileCondition);
  const onceComputed = (sql: string): string =>
    (isDear(sql) ? queries.compute([sql])[0] : undefined) ?? sql;
  const verdicts: string[] = [];
  const parts = conjunctsOf(eligible);
  parts.forEach((part, index) => {
    const texts = parts.slice(index).map((one) => compileCondition(one, compiling));
    const shared = sharedFacts(part, [...texts, money()?.sql ?? ""], compiling);
    if (shared.length > 0) {
      const names = queries.compute(shared);
      const named = new Map(shared.map((sql, place) => [sql, names[place] ?? sql]));
      compiling = { ...compiling, columns: columnsWith(compiling.columns, named) };
    }
    const verdict = onceComputed(compileCondition(part, compiling));
    verdicts.push(verdict);
    queries.keep(notExcluding(part, verdict, compiling));
  });
  const number = money();
  const amountFen = number === undefined ? "NULL" : onceComputed(number.sql);
  if (number !== undefined) {
    const isPositive = amountFen === number.sql ? number.isPositive : `(${amountFen} > 0)`;
    verdicts.push(unlessNone([number], isPositive));
  }
  return `SELECT s.subject_key, ${joinedBy("AND", verdicts)} AS verdict, ${amountFen} AS amount_fen
    FROM ${queries.from()} LIMIT -1`;
}

/**
 * Two-valued: what is unknown passes. Within CASE … WHEN, SQLite's AND asks no further than it must; of a single fact
 * it is quicker still to ask whether it is known.
 */
function notExcluding(condition: Condition, verdict: string, compiling: Compiling): string {
  const isOfOneFact = ["holds", "isOneOf", "lasted"].includes(condition.kind);
  const [fact] = isOfOneFact ? alwaysRead(condition) : [];
  const value = fact === undefined ? undefined : factInSql(compiling, fact).sql;
  if (value !== undefined && !isDear(value)) return `(${verdict} OR ${value} IS NULL)`;
  return `CASE WHEN NOT ${verdict} THEN 0 ELSE 1 END`;
}

/** The conditions that are joined by AND, however they are grouped and worded. */
function conjunctsOf(condition: Condition): readonly Condition[] {
  if (condition.kind === "worded") return conjunctsOf(condition.part);
  return condition.kind === "all" ? condition.parts.flatMap(conjunctsOf) : [condition];
}

/** It looks into JSON or asks a query; anything else is sooner computed twice than kept. */
function isDear(sql: string): boolean {
  return /->>|SELECT/.test(sql);
}

/** Of the facts that a condition reads for every row, those that are dear and stand in the texts several times. */
function sharedFacts(
  condition: Condition,
  texts: readonly string[],
  compiling: Compiling,
): string[] {
  const facts = alwaysRead(condition).map((fact) => factInSql(compiling, fact).sql);
  return [...new Set(facts)].filter((sql) => isDear(sql) && texts.join(" ").split(sql).length > 2);
}

/** The same columns, but for the expressions that have a name already. */
function columnsWith(columns: Columns, named: ReadonlyMap<string, string>): Columns {
  return {
    fact(key, absence) {
      const sql = columns.fact(key, absence);
      return named.get(sql) ?? sql;
    },
    relatives: (relation, alias) => columns.relatives(relation, alias),
  };
}
