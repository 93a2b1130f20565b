import { addDays, daysBetween } from "#shared/calendar/civil-date.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { calendarPeriodOf } from "#shared/rules/evaluating/days.ts";
import type { ProRata } from "#shared/rules/language/condition.ts";
import { computedOnce, factInSql, type Compiling } from "./compiling.ts";
import { literal } from "./literal.ts";
import { numberFrom, type NumberInSql } from "./number-in-sql.ts";
import { scaledInSql, scaledRange } from "./rounding.ts";

/** The part of a number for the days or months that are covered. */
export function sqlOfProRata(
  { per, by, since, until, rounding }: ProRata<About>,
  whole: NumberInSql,
  compiling: Compiling,
): NumberInSql {
  const { firstDay, next, months } = calendarPeriodOf(per, compiling.setting.on);
  const first = literal(firstDay);
  const last = literal(addDays(next, -1));
  const begins = since === undefined ? undefined : factInSql(compiling, since);
  const ends = until === undefined ? undefined : factInSql(compiling, until);
  // `min` and `max` of several values are NULL where one of them is; who has no end has the sentinel, after every day.
  const from = begins === undefined ? first : `max(${first}, ${begins.sql})`;
  const to = ends === undefined ? last : `min(${last}, ${ends.sql})`;
  const count = by === "days" ? daysFromTo : monthsFromTo;
  const covered = computedOnce(
    compiling,
    [from, to],
    ([a = "NULL", b = "NULL"]) =>
      `CASE WHEN ${a} <= ${b} THEN ${count(a, b)} WHEN ${a} > ${b} THEN 0 END`,
  );
  const total = by === "days" ? daysBetween(firstDay, next) : months;
  const sql = computedOnce(compiling, [whole.sql, covered], ([value = "NULL", part = "NULL"]) =>
    scaledInSql(value, whole, { sql: part, most: BigInt(total) }, BigInt(total), rounding.mode),
  );
  const range = scaledRange(whole, { sql, most: BigInt(total) }, BigInt(total));
  const noBeginning =
    begins?.sentinel === undefined ? undefined : `(${begins.sql} = ${begins.sentinel})`;
  const beginning = { ...whole, none: noBeginning };
  return numberFrom([whole, beginning], sql, [range.least, range.most]);
}

/** Both days included. At midnight an instant is a whole number of days since 1970. */
function daysFromTo(from: string, to: string): string {
  return `unixepoch(${to}) / 86400 - unixepoch(${from}) / 86400 + 1`;
}

function monthsFromTo(from: string, to: string): string {
  const monthsOf = (day: string) =>
    `CAST(substr(${day}, 1, 4) AS INTEGER) * 12 + CAST(substr(${day}, 6, 2) AS INTEGER)`;
  return `(${monthsOf(to)}) - (${monthsOf(from)}) + 1`;
}
