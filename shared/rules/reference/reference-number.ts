import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type {
  BandTable,
  NumberExpression,
  ProRata,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import type { Parameter } from "#shared/rules/language/parameter.ts";
import type { Share } from "#shared/rules/language/share.ts";
import type { Readings } from "#shared/rules/reading.ts";
import { daysOfPeriod, fullYears } from "./reference-day.ts";
import { readFact, type Reference } from "./reference-fact.ts";
import { countRelatives, type Judge } from "./reference-relatives.ts";

/** What a number comes to on a day. */
export function numberOf(
  expression: NumberExpression,
  readings: Readings,
  on: CivilDate,
  judge: Judge,
): Reference<bigint> {
  const evaluate = (part: NumberExpression) => numberOf(part, readings, on, judge);
  switch (expression.kind) {
    case "constant":
      return { state: "value", value: BigInt(expression.value) };
    case "parameter": {
      const value = parameterOn<number>(expression.parameter, on);
      return value === undefined ? { state: "unknown" } : { state: "value", value: BigInt(value) };
    }
    case "fact": {
      const read = readFact(expression, readings, on);
      return read.state === "value" ? { state: "value", value: BigInt(read.value) } : read;
    }
    case "sum":
      return together(expression.parts.map(evaluate), (values) => {
        let total = 0n;
        for (const value of values) total += value;
        return total;
      });
    case "difference":
      return together(
        [evaluate(expression.from), evaluate(expression.less)],
        ([a = 0n, b = 0n]) => {
          return a - b;
        },
      );
    case "product":
      return together(expression.parts.map(evaluate), ([a = 0n, b = 0n]) => a * b);
    case "least":
      return together(expression.parts.map(evaluate), ([a = 0n, b = 0n]) => (a < b ? a : b));
    case "count": {
      const { met, unknown, isComplete } = countRelatives(expression, readings, on, judge);
      if (!isComplete || unknown > 0) return { state: "unknown" };
      return { state: "value", value: BigInt(met) };
    }
    case "proportion": {
      const share = shareOf(expression.share, readings, on, judge);
      const of = evaluate(expression.of);
      if (of.state === "none") return of;
      if (share === "unknown") return { state: "unknown" };
      return together([of], ([whole = 0n]) => {
        const numerator = whole * BigInt(share.numerator);
        return divide(numerator, BigInt(share.denominator), expression.rounding.mode);
      });
    }
    case "bands":
      return together([evaluate(expression.of)], ([value = 0n]) => inBand(expression.bands, value));
    case "ageBands": {
      const birth = readFact(expression.fact, readings, on);
      if (birth.state !== "value") return birth;
      const age = BigInt(fullYears(String(birth.value), on));
      return { state: "value", value: inBand(expression.bands, age) };
    }
    case "proRata":
      return partOf(expression, evaluate(expression.of), readings, on);
    case "choice": {
      const verdict = judge(expression.when, readings, on);
      if (verdict === "unknown") return { state: "unknown" };
      return evaluate(verdict === "met" ? expression.use : expression.otherwise);
    }
  }
  return expression satisfies never;
}

/** What a share comes to on a day. */
export function shareOf(
  expression: ShareExpression,
  readings: Readings,
  on: CivilDate,
  judge: Judge,
): Share | "unknown" {
  if (expression.kind === "share") return expression;
  if (expression.kind === "parameter")
    return parameterOn<Share>(expression.parameter, on) ?? "unknown";
  const verdict = judge(expression.when, readings, on);
  if (verdict === "unknown") return "unknown";
  return shareOf(verdict === "met" ? expression.use : expression.otherwise, readings, on, judge);
}

function parameterOn<T extends number | Share>(
  { values }: Parameter<T>,
  on: CivilDate,
): T | undefined {
  for (const { from, until, value } of values) {
    if (from <= on && on <= (until ?? "9999-12-31")) return value;
  }
  return undefined;
}

/** What there is none of makes the whole none; else what is unknown makes it unknown. */
function together(
  parts: readonly Reference<bigint>[],
  compute: (values: readonly bigint[]) => bigint,
): Reference<bigint> {
  if (parts.some((part) => part.state === "none")) return { state: "none" };
  if (parts.some((part) => part.state === "unknown")) return { state: "unknown" };
  return {
    state: "value",
    value: compute(parts.map((part) => (part.state === "value" ? part.value : 0n))),
  };
}

function inBand(bands: BandTable, number: bigint): bigint {
  let value = 0;
  for (const [from, each] of bands) if (number >= from) value = each;
  return BigInt(value);
}

/** An integer; what is less than nought is rounded as what is taken back. */
function divide(dividend: bigint, divisor: bigint, mode: "half-up" | "down"): bigint {
  if (dividend < 0n) return -divide(-dividend, divisor, mode);
  const whole = dividend / divisor;
  const rest = dividend - whole * divisor;
  return mode === "half-up" && rest + rest >= divisor ? whole + 1n : whole;
}

function partOf(
  { per, by, since, until, rounding }: ProRata<About>,
  of: Reference<bigint>,
  readings: Readings,
  on: CivilDate,
): Reference<bigint> {
  const first = since === undefined ? undefined : readFact(since, readings, on);
  const last = until === undefined ? undefined : readFact(until, readings, on);
  if (of.state === "none" || first?.state === "none") return { state: "none" };
  if (of.state === "unknown" || first?.state === "unknown" || last?.state === "unknown")
    return { state: "unknown" };
  const days = daysOfPeriod(on, per);
  const covered = days.filter((day) => {
    const hasBegun = first === undefined || day >= first.value;
    const isOver = last?.state === "value" && day > last.value;
    return hasBegun && !isOver;
  });
  const [part, whole] = by === "days" ? [covered, days] : [covered, days].map(monthsIn);
  return {
    state: "value",
    value: divide(of.value * BigInt(part?.length ?? 0), BigInt(whole?.length ?? 0), rounding.mode),
  };
}

function monthsIn(days: readonly string[]): string[] {
  return [...new Set(days.map((day) => day.slice(0, 7)))];
}
