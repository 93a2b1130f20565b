import type { Setting } from "#shared/rules/compiled/flat-facts.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import type { Version } from "#shared/rules/policy.ts";
import type { Columns } from "./columns.ts";
import { startCompiling } from "./compiling.ts";
import { unlessNone } from "./number-in-sql.ts";
import { compileCondition } from "./sql-of-condition.ts";
import { sqlOfNumber } from "./sql-of-number.ts";

/** A rule as SQL expressions over one subject's row. */
export interface RuleInSql {
  /** 1 met, 0 unmet, NULL unknown. */
  readonly verdict: string;
  /** Where the verdict is met: integer fen. Undefined for a benefit that is no money. */
  readonly amountFen: string | undefined;
}

/**
 * One version's rule, judged for every row of a table in SQLite. Days are worked out here, values stand in the text:
 * there is nothing to bind. Throws RangeError where a number might leave 64 bits.
 */
export function sqlOfRule(
  { eligible, amount }: Pick<Version, "eligible" | "amount">,
  setting: Setting,
  columns: Columns,
): RuleInSql {
  const compiling = startCompiling(setting, columns);
  const conditions = compileCondition(eligible, compiling);
  if (amount.kind === "none") return { verdict: conditions, amountFen: undefined };
  const money = sqlOfNumber(amount.amountFen, compiling, compileCondition);
  const isWorth = unlessNone([money], money.isPositive);
  return { verdict: `(${conditions} AND ${isWorth})`, amountFen: money.sql };
}

/** A condition as an SQL expression over one subject's row: 1 met, 0 unmet, NULL unknown. */
export function sqlOfCondition(condition: Condition, setting: Setting, columns: Columns): string {
  return compileCondition(condition, startCompiling(setting, columns));
}
