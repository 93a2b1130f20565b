import type {
  AgeBands,
  Bands,
  NumberExpression,
  Proportion,
} from "#shared/rules/language/condition.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { keyOn, type FactReference } from "#shared/rules/language/fact-reference.ts";
import { parameterOn } from "#shared/rules/language/parameter.ts";
import {
  computedOnce,
  factInSql,
  joinedBy,
  type CompileCondition,
  type Compiling,
} from "./compiling.ts";
import { sinceAtLeast } from "./cut-off.ts";
import { literal } from "./literal.ts";
import { numberFrom, plainNumber, type NumberInSql } from "./number-in-sql.ts";
import { sqlOfProRata } from "./pro-rata.ts";
import { sqlOfCount } from "./relatives.ts";
import { scaledInSql, scaledRange } from "./rounding.ts";
import { switchInSql, switchOf } from "./switch-in-sql.ts";
import { sharesIn, withShareInSql } from "./share-in-sql.ts";

/** A number on the judged day. Throws RangeError where it might leave 64 bits. */
export function sqlOfNumber(
  expression: NumberExpression,
  compiling: Compiling,
  condition: CompileCondition,
): NumberInSql {
  const known = compiling.computed.get(expression);
  if (known !== undefined) return known;
  const number = (part: NumberExpression) => sqlOfNumber(part, compiling, condition);
  switch (expression.kind) {
    case "constant":
      return plainNumber(literal(expression.value), BigInt(expression.value));
    case "parameter": {
      const value = parameterOn(expression.parameter, compiling.setting.on);
      return value === undefined
        ? plainNumber("NULL", 0n)
        : plainNumber(literal(value), BigInt(value));
    }
    case "fact":
      return integerFact(expression, compiling);
    case "sum": {
      const parts = expression.parts.map(number);
      const sql = joinedBy(
        "+",
        parts.map((part) => part.sql),
      );
      return numberFrom(parts, sql, [total(parts, "least"), total(parts, "most")]);
    }
    case "difference": {
      const [from, less] = [number(expression.from), number(expression.less)];
      const range = [from.least - less.most, from.most - less.least] as const;
      return numberFrom([from, less], `(${from.sql} - ${less.sql})`, range);
    }
    case "product": {
      const [a, b] = [number(expression.parts[0]), number(expression.parts[1])];
      const corners = [a.least * b.least, a.least * b.most, a.most * b.least, a.most * b.most];
      return numberFrom([a, b], `(${a.sql} * ${b.sql})`, rangeOf(corners));
    }
    case "least": {
      const [a, b] = [number(expression.parts[0]), number(expression.parts[1])];
      const range = [lesser(a.least, b.least), lesser(a.most, b.most)] as const;
      return numberFrom([a, b], `min(${a.sql}, ${b.sql})`, range);
    }
    case "count":
      return sqlOfCount(expression, compiling, condition);
    case "proportion":
      return proportion(expression, number(expression.of), compiling, condition);
    case "bands":
      return bands(expression, number(expression.of), compiling);
    case "ageBands":
      return ageBands(expression, compiling);
    case "proRata":
      return sqlOfProRata(expression, number(expression.of), compiling);
    case "choice": {
      const { branches, otherwise } = switchOf<NumberExpression>(expression, choiceIn);
      const whens = branches.map(([when]) => condition(when, compiling));
      const uses = branches.map(([, use]) => number(use));
      const last = number(otherwise);
      const switched = (sqlIn: (one: NumberInSql) => string): string =>
        switchInSql(zipped(whens, uses.map(sqlIn)), sqlIn(last));
      const sides = [...uses, last];
      const range = rangeOf(sides.flatMap(({ least, most }) => [least, most]));
      const chosen = numberFrom(
        sides,
        switched(({ sql }) => sql),
        range,
      );
      // Only the side that is taken can be one that does not exist.
      if (chosen.none === undefined) return chosen;
      return { ...chosen, none: switched(({ none = "0" }) => none) };
    }
  }
  return expression satisfies never;
}

const choiceIn = (number: NumberExpression) => (number.kind === "choice" ? number : undefined);

const zipped = (whens: readonly string[], uses: readonly string[]) =>
  whens.map((when, index) => [when, uses[index] ?? "NULL"] as const);

const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);

function rangeOf([first = 0n, ...others]: readonly bigint[]): readonly [bigint, bigint] {
  const most = others.reduce((a, b) => (a > b ? a : b), first);
  return [others.reduce(lesser, first), most];
}

function total(parts: readonly NumberInSql[], bound: "least" | "most"): bigint {
  return parts.reduce((sum, part) => sum + part[bound], 0n);
}

function integerFact(reference: FactReference, compiling: Compiling): NumberInSql {
  const { definition, sql, sentinel } = factInSql(compiling, reference);
  if (definition.type.kind !== "integer") throw new RangeError(`${reference.name} is no number`);
  const { min, max = Number.MAX_SAFE_INTEGER } = definition.type;
  return {
    sql,
    none: sentinel === undefined ? undefined : `(${sql} = ${sentinel})`,
    isPositive: `(${sql} > 0)`,
    least: BigInt(min),
    most: BigInt(max),
    facts: [keyOn(reference, compiling.setting.on)],
  };
}

function proportion(
  { share, rounding }: Proportion<About>,
  whole: NumberInSql,
  compiling: Compiling,
  condition: CompileCondition,
): NumberInSql {
  const sql = computedOnce(compiling, [whole.sql], ([value = "NULL"]) =>
    withShareInSql(share, compiling, condition, ({ numerator, denominator }) => {
      const factor = { sql: String(numerator), most: numerator };
      return scaledInSql(value, whole, factor, denominator, rounding.mode);
    }),
  );
  const ranges = sharesIn(share, compiling).map(({ numerator, denominator }) =>
    scaledRange(whole, { sql: String(numerator), most: numerator }, denominator),
  );
  const range = rangeOf(ranges.flatMap(({ least, most }) => [least, most]));
  return numberFrom([whole], sql, range);
}

/** The last band that is reached; what is known and reaches none is nought, what is unknown stays so. */
function bands({ bands: table }: Bands<About>, of: NumberInSql, compiling: Compiling): NumberInSql {
  const sql = computedOnce(compiling, [of.sql], ([value = "NULL"]) => {
    const reached = table.map(
      ([from, result]) => `WHEN ${value} >= ${literal(from)} THEN ${literal(result)}`,
    );
    return `CASE ${reached.toReversed().join(" ")} WHEN ${value} IS NOT NULL THEN 0 END`;
  });
  return numberFrom([of], sql, valuesOf(table));
}

/** By the day of birth: who was born on or before a cut-off is of the band's age. */
function ageBands({ fact, bands: table }: AgeBands<About>, compiling: Compiling): NumberInSql {
  const birth = factInSql(compiling, fact);
  const { on } = compiling.setting;
  const sql = computedOnce(compiling, [birth.sql], ([value = "NULL"]) => {
    const reached = table.map(([age, result]) => {
      const test =
        age <= 0 ? `${value} IS NOT NULL` : sinceAtLeast(value, on, { unit: "years", count: age });
      return `WHEN ${test} THEN ${literal(result)}`;
    });
    return `CASE ${reached.toReversed().join(" ")} WHEN ${value} IS NOT NULL THEN 0 END`;
  });
  const number = numberFrom([], sql, valuesOf(table));
  const youngest = Math.min(...table.map(([age]) => age));
  if (youngest <= 0 || table.some(([, value]) => value <= 0)) return number;
  // Each band is worth something, so it is enough to have reached one.
  const ofAge = sinceAtLeast(birth.sql, on, { unit: "years", count: youngest });
  return { ...number, isPositive: ofAge };
}

function valuesOf(table: Bands<About>["bands"]): readonly [bigint, bigint] {
  return rangeOf([0n, ...table.map(([, value]) => BigInt(value))]);
}
