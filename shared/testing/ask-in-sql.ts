import { civilDate } from "#shared/calendar/civil-date.ts";
import { relationNames } from "#shared/facts/relations.ts";
import { readFlat, type FlatSubject, type Setting } from "#shared/rules/compiled/flat-facts.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import type { Version } from "#shared/rules/policy.ts";
import { hotColumn, hotColumns, jsonbColumns, type Columns } from "#shared/rules/sql/columns.ts";
import { hotFacts, hotRowOf } from "#shared/rules/sql/hot-row.ts";
import { literal } from "#shared/rules/sql/literal.ts";
import { sqlOfCandidates } from "#shared/rules/sql/sql-of-candidates.ts";
import { sqlOfCondition, sqlOfRule } from "#shared/rules/sql/sql-of-rule.ts";
import type { Verdict } from "#shared/rules/verdict.ts";

/** On 20 November 2026, with these registers complete. */
export function aSetting(complete: readonly string[] = [], on = "2026-11-20"): Setting {
  return { on: civilDate(on), complete: new Set(complete) };
}

/** One subject's row as a query sees it: flat facts, relatives as JSON, and the columns of its hot facts. */
function rowOf({ facts, relatives = {} }: FlatSubject): string {
  const hot = Object.entries(hotRowOf(facts)).map(
    ([name, value]) => `${value === null ? "NULL" : literal(value)} AS ${hotColumn(name)}`,
  );
  const json = `jsonb(${literal(JSON.stringify(facts))}) AS facts`;
  const others = `${literal(JSON.stringify(relatives))} AS relatives`;
  return `(SELECT 'one' AS subject_key, ${[json, others, ...hot].join(", ")}) AS s`;
}

const inJsonb: Columns = jsonbColumns("s.facts", (relation, alias) => {
  if (!relationNames.includes(relation)) throw new RangeError(relation);
  return {
    from: `json_each(s.relatives, '$."${relation}"') AS ${alias}`,
    columns: jsonbColumns(`${alias}.value`),
  };
});

/** Flat JSONB alone, and hot columns with JSONB for the others. */
const storages: Readonly<Record<string, Columns>> = {
  inJsonb,
  inHotColumns: hotColumns("s", inJsonb),
};

/**
 * One condition for one subject: the verdict on which both storages and the judge agree; where they do not, each
 * one's own.
 */
export async function askInSql(
  db: D1Database,
  condition: Condition,
  subject: FlatSubject,
  setting: Setting,
): Promise<unknown> {
  const inSql = Object.entries(storages).map(async ([storage, columns]) => {
    const text = `SELECT ${sqlOfCondition(condition, setting, columns)} AS verdict FROM ${rowOf(subject)}`;
    return [storage, verdictIn(await db.prepare(text).first("verdict"))] as const;
  });
  const judging = startJudging(readFlat(subject, setting), setting.on);
  const judged = ["judge", evaluate(condition, judging).verdict] as const;
  return agreed([...(await Promise.all(inSql)), judged]);
}

/**
 * A rule with its amount: what is granted, by either storage, as expressions and as a query for candidates; or the
 * verdict where nothing is.
 */
export async function askRuleInSql(
  db: D1Database,
  rule: Pick<Version, "eligible" | "amount">,
  subject: FlatSubject,
  setting: Setting,
): Promise<unknown> {
  const row = rowOf(subject);
  const texts = Object.entries(storages).flatMap(([storage, columns]) => {
    const { verdict, amountFen = "NULL" } = sqlOfRule(rule, setting, columns);
    const from = `${row} WHERE 1`;
    const candidates = sqlOfCandidates(rule, setting, { from, carried, columns });
    return [
      [storage, `SELECT ${verdict} AS verdict, ${amountFen} AS amount_fen FROM ${row}`],
      [`${storage}, candidates`, candidates],
    ] as const;
  });
  const inSql = texts.map(async ([name, text]) => {
    const typed = `SELECT verdict, amount_fen AS amount, typeof(amount_fen) AS type FROM (${text})`;
    return [name, grantIn(await db.prepare(typed).first<Answer>())] as const;
  });
  return agreed(await Promise.all(inSql));
}

const carried = [
  "s.subject_key",
  "s.facts",
  "s.relatives",
  ...hotFacts.map((name) => `s.${hotColumn(name)}`),
];

interface Answer {
  readonly verdict: unknown;
  readonly amount: number | null;
  readonly type: string;
}

/** Who is no candidate is excluded. */
function grantIn(answer: Answer | null): Verdict | number {
  if (answer === null) return "unmet";
  const verdict = verdictIn(answer.verdict);
  if (verdict !== "met" || answer.amount === null) return verdict;
  if (answer.type !== "integer") throw new TypeError(`an amount of type ${answer.type}`);
  return answer.amount;
}

function agreed(answers: readonly (readonly [string, unknown])[]): unknown {
  const [first, ...others] = answers.map(([, answer]) => answer);
  return others.every((other) => other === first) ? first : Object.fromEntries(answers);
}

/** Throws for anything but 1, 0 and NULL. */
function verdictIn(value: unknown): Verdict {
  if (value === null) return "unknown";
  if (value === 1) return "met";
  if (value === 0) return "unmet";
  throw new TypeError(`not a verdict in SQL: ${JSON.stringify(value)}`);
}
