import * as fc from "fast-check";
import {
  addDays,
  addMonths,
  civilDate,
  firstOfMonth,
  lastOfMonth,
  newYearAfter,
  type CivilDate,
} from "#shared/calendar/civil-date.ts";
import { definitionOf, type FactName, type FactValue } from "#shared/facts/dictionary.ts";
import { isRelationName, relationNames } from "#shared/facts/relations.ts";
import type { FlatFacts, FlatSubject, Setting } from "#shared/rules/compiled/flat-facts.ts";
import type { DayExpression, Duration } from "#shared/rules/language/condition.ts";
import { keyOn, type FactReference } from "#shared/rules/language/fact-reference.ts";
import { someValuesOf } from "./arbitrary-fact.ts";
import type { Rule } from "./arbitrary-rule.ts";
import { mentionsOf, type Mentions } from "./rule-mentions.ts";

/** A rule, the day and the registers under which it is judged, and subjects at its thresholds. */
export interface Trial {
  readonly rule: Rule;
  readonly setting: Setting;
  readonly subjects: readonly FlatSubject[];
}

/** Rules with so many subjects each. */
export function arbitraryTrial(rules: fc.Arbitrary<Rule>, subjects: number): fc.Arbitrary<Trial> {
  return rules.chain((rule) => {
    const mentions = mentionsOf(rule);
    return arbitrarySetting(mentions).chain((setting) =>
      fc
        .array(arbitrarySubject(mentions, setting.on), { minLength: subjects, maxLength: subjects })
        .map((each) => ({ rule, setting, subjects: each })),
    );
  });
}

/** Days on which months, quarters, years and leap years turn. */
const turns = [
  "2023-02-28",
  "2023-03-01",
  "2023-12-31",
  "2024-01-01",
  "2024-02-28",
  "2024-02-29",
  "2024-03-01",
  "2024-05-31",
  "2024-06-30",
  "2024-07-01",
  "2025-04-30",
  "2025-11-15",
].map(civilDate);

function arbitrarySetting({ facts, relatives, days }: Mentions): fc.Arbitrary<Setting> {
  const references = [...facts, ...[...relatives.values()].flat()];
  const registers = [...references.map(({ name }) => name), ...relatives.keys()].filter(
    (name) => isRelationName(name) || definitionOf(name).absence.means !== "unknown",
  );
  const near = [...days].flatMap((day) => (day > "2021" ? [addDays(day, -1), day] : []));
  return fc.record({
    on: fc.oneof(fc.constantFrom(...turns), fc.constantFrom(...turns, ...near)),
    complete: fc
      .tuple(...[...new Set(registers)].map((name) => fc.constantFrom(name, name, name, undefined)))
      .map((names) => new Set(names.filter((name) => name !== undefined))),
  });
}

function arbitrarySubject(mentions: Mentions, on: CivilDate): fc.Arbitrary<FlatSubject> {
  const pools = { numbers: numbersNear(mentions), days: daysNear(mentions, on) };
  const relations = relationNames.filter((name) => mentions.relatives.has(name));
  const members = relations.map((name) =>
    fc.array(arbitraryFacts(mentions.relatives.get(name) ?? [], on, pools), { maxLength: 4 }),
  );
  return fc
    .record({ facts: arbitraryFacts(mentions.facts, on, pools), members: fc.tuple(...members) })
    .map(({ facts, members: each }) => {
      const known = relations.map((name, index) => [name, each[index] ?? []] as const);
      // Who has no relatives may have no entry either.
      const relatives = Object.fromEntries(known.filter(([, list]) => list.length > 0));
      return Object.keys(relatives).length === 0 ? { facts } : { facts, relatives };
    });
}

interface Pools {
  readonly numbers: readonly number[];
  readonly days: readonly CivilDate[];
}

/** Of ten facts one is contradicted, two are not reported. */
function arbitraryFacts(
  references: readonly FactReference[],
  on: CivilDate,
  pools: Pools,
): fc.Arbitrary<FlatFacts> {
  const names = new Map(references.map((reference) => [keyOn(reference, on), reference.name]));
  const values = [...names.values()].map((name) => {
    const known = valuesOf(name, pools);
    return fc.nat(known.length * 10 - 1).map((n) => {
      if (n % 10 === 0) return null;
      return n % 10 < 3 ? undefined : known[Math.floor(n / 10)];
    });
  });
  return fc.tuple(...values).map((each) => {
    const entries = [...names.keys()].map((key, index) => [key, each[index]] as const);
    return Object.fromEntries(entries.filter(isReported));
  });
}

function isReported(
  entry: readonly [string, FactValue | null | undefined],
): entry is readonly [string, FactValue | null] {
  return entry[1] !== undefined;
}

function valuesOf(name: FactName, { numbers, days }: Pools): readonly FactValue[] {
  const { type } = definitionOf(name);
  if (type.kind === "date") return days;
  if (type.kind !== "integer") return someValuesOf(name);
  const max = type.max ?? Number.MAX_SAFE_INTEGER;
  return [...numbers, type.min, type.min + 1].filter((n) => n >= type.min && n <= max);
}

/** The numbers that the rule names, one less and one more, and a few others. */
function numbersNear({ numbers }: Mentions): number[] {
  const near = [...numbers].flatMap((number) => [number - 1, number, number + 1]);
  return [...new Set([...near, 0, 1, 2, 3, 4, 7, 199, 123_456_78])];
}

/** The days on which the rule's answer turns, the day before and the day after, and a few others. */
function daysNear({ days, durations }: Mentions, on: CivilDate): CivilDate[] {
  const quarter = addMonths(firstOfMonth(on), -((Number(on.slice(5, 7)) - 1) % 3));
  const cutOffs = durations.map((each) => daysBefore(dayOf(each.on, on), each.duration));
  const named = [
    on,
    firstOfMonth(on),
    lastOfMonth(on),
    quarter,
    addMonths(quarter, 3),
    newYearAfter(on),
    civilDate("1960-02-29"),
    ...days,
    ...cutOffs,
    // What begins on the last days of a long month ends on the last of a short one.
    ...cutOffs.map(lastOfMonth),
  ];
  const near = named.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]);
  return [...new Set([...near, civilDate("1958-08-17"), civilDate("2024-02-11")])].filter(
    (day) => day >= "1850-01-01" && day <= "2200-12-31",
  );
}

function daysBefore(day: CivilDate, { unit, count }: Duration): CivilDate {
  if (unit === "days") return addDays(day, -count);
  return addMonths(day, unit === "years" ? -12 * count : -count);
}

function dayOf(expression: DayExpression, on: CivilDate): CivilDate {
  if (expression.kind === "judgedDay") return on;
  if (expression.kind === "day") return expression.day;
  const january = addMonths(newYearAfter(on), 12 * (expression.years - 1));
  return addMonths(january, expression.month - 1);
}
