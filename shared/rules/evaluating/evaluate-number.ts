import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { ageOn } from "#shared/calendar/age.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { quotient } from "#shared/money/proportion.ts";
import type {
  AgeBands,
  BandTable,
  NumberExpression,
  ProRata,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import type { Parameter } from "#shared/rules/language/parameter.ts";
import {
  nextParameterChange,
  parameterKey,
  parameterOn,
} from "#shared/rules/language/parameter.ts";
import type { Share } from "#shared/rules/language/share.ts";
import { calendarPeriodOf, endOf, spanOf } from "./days.ts";
import { countRelatives } from "./evaluate-related.ts";
import type { Judging } from "./judging.ts";
import type { Evaluate } from "./outcome.ts";
import { both, readDay, readInteger, type Typed } from "./typed-value.ts";

/** The number on the judged day. A part that does not exist makes the whole not exist. */
export function evaluateNumber(
  expression: NumberExpression,
  judging: Judging,
  evaluate: Evaluate,
): Typed<bigint> {
  const number = (part: NumberExpression) => evaluateNumber(part, judging, evaluate);
  switch (expression.kind) {
    case "constant":
      return { state: "value", value: BigInt(expression.value) };
    case "parameter": {
      const read = readParameter(expression.parameter, judging);
      return read.state === "value" ? { state: "value", value: BigInt(read.value) } : read;
    }
    case "fact":
      return readInteger(judging, expression);
    case "sum":
      return combine(expression.parts.map(number), (values) =>
        values.reduce((total, value) => total + value, 0n),
      );
    case "difference":
      return combine(
        [number(expression.from), number(expression.less)],
        ([a = 0n, b = 0n]) => a - b,
      );
    case "product":
      return combine(expression.parts.map(number), ([a = 0n, b = 0n]) => a * b);
    case "least":
      return combine(expression.parts.map(number), ([a = 0n, b = 0n]) => (a < b ? a : b));
    case "count": {
      const { least, most, missing } = countRelatives(expression, judging, evaluate);
      return least === most ? { state: "value", value: least } : { state: "unknown", missing };
    }
    case "proportion": {
      const share = evaluateShare(expression.share, judging, evaluate);
      const read = both(number(expression.of), share);
      if (read.state !== "value") return read;
      const [whole, { numerator, denominator }] = read.value;
      return {
        state: "value",
        value: quotient(whole * BigInt(numerator), BigInt(denominator), expression.rounding.mode),
      };
    }
    case "bands": {
      const read = number(expression.of);
      if (read.state !== "value") return read;
      return {
        state: "value",
        value: inBand(expression.bands, (from) => BigInt(from) <= read.value),
      };
    }
    case "ageBands":
      return evaluateAgeBands(expression, judging);
    case "proRata":
      return evaluateProRata(expression, number(expression.of), judging);
    case "choice": {
      const { verdict, missing } = evaluate(expression.when, judging);
      // What stands behind an open question is asked for once the question is settled.
      if (verdict === "unknown") return { state: "unknown", missing };
      return number(verdict === "met" ? expression.use : expression.otherwise);
    }
  }
  return expression satisfies never;
}

/** The share on the judged day. */
export function evaluateShare(
  expression: ShareExpression,
  judging: Judging,
  evaluate: Evaluate,
): Typed<Share> {
  switch (expression.kind) {
    case "share":
      return { state: "value", value: expression };
    case "parameter":
      return readParameter(expression.parameter, judging);
    case "choice": {
      const { verdict, missing } = evaluate(expression.when, judging);
      if (verdict === "unknown") return { state: "unknown", missing };
      const chosen = verdict === "met" ? expression.use : expression.otherwise;
      return evaluateShare(chosen, judging, evaluate);
    }
  }
  return expression satisfies never;
}

function readParameter<T extends number | Share>(
  parameter: Parameter<T>,
  judging: Judging,
): Typed<T> {
  judging.mayChangeOn(nextParameterChange(parameter, judging.on));
  const value = parameterOn(parameter, judging.on);
  if (value === undefined) return { state: "unknown", missing: [parameterKey(parameter)] };
  return { state: "value", value };
}

function evaluateAgeBands({ fact, bands }: AgeBands<About>, judging: Judging): Typed<bigint> {
  const birth = readDay(judging, fact);
  if (birth.state !== "value") return birth;
  for (const [age] of bands) judging.mayChangeOn(endOf(birth.value, { unit: "years", count: age }));
  const age = ageOn(birth.value, judging.on);
  return { state: "value", value: inBand(bands, (from) => from <= age) };
}

function inBand(bands: BandTable, reaches: (from: number) => boolean): bigint {
  return BigInt(bands.findLast(([from]) => reaches(from))?.[1] ?? 0);
}

function evaluateProRata(
  { per, by, since, until, rounding }: ProRata<About>,
  whole: Typed<bigint>,
  judging: Judging,
): Typed<bigint> {
  const { firstDay, next } = calendarPeriodOf(per, judging.on);
  const lastDay = addDays(next, -1);
  judging.mayChangeOn(next);
  const first: Typed<CivilDate> =
    since === undefined ? { state: "value", value: firstDay } : readDay(judging, since);
  const end: Typed<CivilDate> = until === undefined ? { state: "none" } : readDay(judging, until);
  // Who has no end register goes on.
  const last: Typed<CivilDate> = end.state === "none" ? { state: "value", value: lastDay } : end;
  const read = both(whole, both(first, last));
  if (read.state !== "value") return read;
  const [number, [begins, ends]] = read.value;
  const covered = spanOf(
    begins > firstDay ? begins : firstDay,
    ends < lastDay ? ends : lastDay,
    by,
  );
  const total = spanOf(firstDay, lastDay, by);
  return {
    state: "value",
    value: quotient(number * BigInt(covered), BigInt(total), rounding.mode),
  };
}

function combine(
  parts: readonly Typed<bigint>[],
  compute: (values: readonly bigint[]) => bigint,
): Typed<bigint> {
  const values: bigint[] = [];
  const missing: string[] = [];
  let isNone = false;
  for (const part of parts) {
    if (part.state === "value") values.push(part.value);
    if (part.state === "unknown") missing.push(...part.missing);
    if (part.state === "none") isNone = true;
  }
  if (isNone) return { state: "none" };
  if (missing.length > 0) return { state: "unknown", missing };
  return { state: "value", value: compute(values) };
}
