/** A number as SQL, with what is certain about it before any row is read. */
export interface NumberInSql {
  /** NULL where it is unknown; anything where it is none. An operand that needs no further brackets. */
  readonly sql: string;
  /** 1 where a part does not exist; NULL only where `sql` is NULL too. Undefined where every part exists. */
  readonly none: string | undefined;
  /** That it is more than nought; NULL where `sql` is. */
  readonly isPositive: string;
  readonly least: bigint;
  readonly most: bigint;
  /** The facts of which it is made. */
  readonly facts: readonly string[];
}

const int64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n } as const;

/**
 * A number made of others. Throws RangeError where it might leave 64 bits, for there SQLite silently goes on with a
 * REAL.
 */
export function numberFrom(
  parts: readonly NumberInSql[],
  sql: string,
  [least, most]: readonly [least: bigint, most: bigint],
): NumberInSql {
  const facts = [...new Set(parts.flatMap((part) => part.facts))];
  requireInt64(least, most, facts);
  return { sql, none: noneOf(parts), isPositive: `(${sql} > 0)`, least, most, facts };
}

/** Throws RangeError where a value between these might leave 64 bits. */
export function requireInt64(least: bigint, most: bigint, facts: readonly string[]): void {
  if (least >= int64.least && most <= int64.most) return;
  throw new RangeError(
    `a number made of ${facts.join(", ") || "constants"} might leave 64 bits; give a smaller max in the dictionary`,
  );
}

/** A number without parts. */
export function plainNumber(sql: string, value: bigint): NumberInSql {
  return { sql, none: undefined, isPositive: `(${sql} > 0)`, least: value, most: value, facts: [] };
}

/** 1 where one of them does not exist. */
function noneOf(parts: readonly Pick<NumberInSql, "none">[]): string | undefined {
  const nones = parts.flatMap(({ none }) => none ?? []);
  return nones.length < 2 ? nones[0] : `(${nones.join(" OR ")})`;
}

/** A test of numbers, unmet where one of them does not exist. */
export function unlessNone(parts: readonly Pick<NumberInSql, "none">[], test: string): string {
  const none = noneOf(parts);
  return none === undefined ? test : `(NOT ${none} AND ${test})`;
}
