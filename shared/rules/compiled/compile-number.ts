import { addDays } from "#shared/calendar/civil-date.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { proportionOf } from "#shared/money/proportion.ts";
import { calendarPeriodOf, latestSince, spanOf } from "#shared/rules/evaluating/days.ts";
import type {
  AgeBands,
  Bands,
  NumberExpression,
  ProRata,
  Proportion,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import { keyOn, type FactReference } from "#shared/rules/language/fact-reference.ts";
import { parameterOn } from "#shared/rules/language/parameter.ts";
import type { Share } from "#shared/rules/language/share.ts";
import { absenceCounts, type Setting } from "./flat-facts.ts";
import { met, unknown, type Compile, type Numeric, type Test } from "./test.ts";

/** What a compiled number can be besides an exact integer. */
export const open = Number.NaN;
export const none = Number.POSITIVE_INFINITY;
/** Beyond 2^53: the caller judges again with integers of any size. */
export const tooLarge = Number.NEGATIVE_INFINITY;

/** A number expression as a closure over one subject's flat facts. */
export function compileNumber(
  expression: NumberExpression,
  setting: Setting,
  compile: Compile,
): Numeric {
  const number = (part: NumberExpression) => compileNumber(part, setting, compile);
  switch (expression.kind) {
    case "constant": {
      const { value } = expression;
      return () => value;
    }
    case "parameter": {
      const value = parameterOn(expression.parameter, setting.on) ?? open;
      return () => value;
    }
    case "fact":
      return compileFact(expression, setting);
    case "sum":
      return expression.parts.map(number).reduce(
        (a, b) => pair(a, b, (x, y) => x + y),
        () => 0,
      );
    case "difference":
      return pair(number(expression.from), number(expression.less), (a, b) => a - b);
    case "product":
      return pair(number(expression.parts[0]), number(expression.parts[1]), (a, b) => a * b);
    case "least":
      return pair(number(expression.parts[0]), number(expression.parts[1]), (a, b) =>
        Math.min(a, b),
      );
    case "count": {
      const { relation } = expression;
      const bounds = compile.count(expression, setting);
      return (_, relatives) => {
        const [least, most] = bounds(relatives?.[relation]);
        return least === most ? least : open;
      };
    }
    case "proportion":
      return compileProportion(expression, number(expression.of), setting, compile);
    case "bands":
      return compileBands(expression, number(expression.of));
    case "ageBands":
      return compileAgeBands(expression, setting);
    case "proRata":
      return compileProRata(expression, number(expression.of), setting);
    case "choice": {
      const [use, otherwise] = [number(expression.use), number(expression.otherwise)];
      return choice(compile.condition(expression.when, setting), use, otherwise, open);
    }
  }
  return expression satisfies never;
}

/** A share as a closure; undefined while it is not known. */
export function compileShare(
  expression: ShareExpression,
  setting: Setting,
  compile: Compile,
): (...subject: Parameters<Test>) => Share | undefined {
  switch (expression.kind) {
    case "share":
      return () => expression;
    case "parameter": {
      const value = parameterOn(expression.parameter, setting.on);
      return () => value;
    }
    case "choice": {
      const use = compileShare(expression.use, setting, compile);
      const otherwise = compileShare(expression.otherwise, setting, compile);
      return choice(compile.condition(expression.when, setting), use, otherwise, undefined);
    }
  }
  return expression satisfies never;
}

function choice<T>(
  when: Test,
  use: (...subject: Parameters<Test>) => T,
  otherwise: (...subject: Parameters<Test>) => T,
  undecided: T,
): (...subject: Parameters<Test>) => T {
  return (facts, relatives) => {
    const code = when(facts, relatives);
    if (code === unknown) return undecided;
    return code === met ? use(facts, relatives) : otherwise(facts, relatives);
  };
}

function compileFact(reference: FactReference, setting: Setting): Numeric {
  const key = keyOn(reference, setting.on);
  const unreported = absenceCounts(key, setting) ? none : open;
  return (facts) => {
    const value = facts[key];
    return typeof value === "number" ? value : value === undefined ? unreported : open;
  };
}

/** A part that does not exist makes the whole not exist, whatever the other is. */
function pair(a: Numeric, b: Numeric, compute: (a: number, b: number) => number): Numeric {
  return (facts, relatives) => {
    const [x, y] = [a(facts, relatives), b(facts, relatives)];
    if (x === none || y === none) return none;
    const value = compute(x, y);
    return Number.isSafeInteger(value) || Number.isNaN(x) || Number.isNaN(y) ? value : tooLarge;
  };
}

function compileProportion(
  { share, rounding }: Proportion<About>,
  of: Numeric,
  setting: Setting,
  compile: Compile,
): Numeric {
  const part = compileShare(share, setting, compile);
  return (facts, relatives) => {
    const whole = of(facts, relatives);
    if (!Number.isFinite(whole)) return whole;
    const taken = part(facts, relatives);
    if (taken === undefined) return open;
    // Only more than the whole can leave the exact numbers.
    if (taken.numerator > taken.denominator && !Number.isSafeInteger(whole * taken.numerator))
      return tooLarge;
    return proportionOf(whole, taken.numerator, taken.denominator, rounding.mode);
  };
}

function compileBands({ bands }: Bands<About>, of: Numeric): Numeric {
  const steps = bands.toReversed();
  return (facts, relatives) => {
    const number = of(facts, relatives);
    if (!Number.isFinite(number)) return number;
    for (const [from, value] of steps) if (number >= from) return value;
    return 0;
  };
}

function compileAgeBands({ fact, bands }: AgeBands<About>, setting: Setting): Numeric {
  const key = keyOn(fact, setting.on);
  const steps = bands
    .map(([age, value]) => [latestBirth(age, setting), value] as const)
    .toReversed();
  return (facts) => {
    const birth = facts[key];
    if (typeof birth !== "string") return open;
    for (const [latest, value] of steps) if (latest === undefined || birth <= latest) return value;
    return 0;
  };
}

/** The latest day of birth of who has reached an age; undefined where everybody has, who is not born yet too. */
function latestBirth(age: number, { on }: Setting): Day | undefined {
  return age <= 0 ? undefined : latestSince(on, { unit: "years", count: age });
}

function compileProRata(
  { per, by, since, until, rounding }: ProRata<About>,
  of: Numeric,
  setting: Setting,
): Numeric {
  const { firstDay, next } = calendarPeriodOf(per, setting.on);
  const lastDay = addDays(next, -1);
  const begins = since === undefined ? () => firstDay : compileDay(since, setting);
  const ends = until === undefined ? () => lastDay : compileDay(until, setting);
  const total = spanOf(firstDay, lastDay, by);
  return (facts, relatives) => {
    const whole = of(facts, relatives);
    const [first, end] = [begins(facts), ends(facts)];
    if (whole === none || first === "none") return none;
    if (Number.isNaN(whole) || first === undefined || end === undefined) return open;
    if (whole === tooLarge) return tooLarge;
    // Who has no end register goes on; texts of days compare like days.
    const last = end === "none" || end > lastDay ? lastDay : end;
    const covered = spanOf(first < firstDay ? firstDay : first, last, by);
    return proportionOf(whole, covered, total, rounding.mode);
  };
}

type Day = ReturnType<typeof addDays>;

function compileDay(
  reference: FactReference,
  setting: Setting,
): (facts: Parameters<Test>[0]) => Day | "none" | undefined {
  const key = keyOn(reference, setting.on);
  const unreported = absenceCounts(key, setting) ? "none" : undefined;
  return (facts) => {
    const value = facts[key];
    return value === undefined ? unreported : dayIn(value);
  };
}

/** Guarantee: a date fact's value was checked at the door to be a real day. */
function dayIn(value: unknown): Day | undefined {
  return typeof value === "string" ? (value as Day) : undefined;
}
