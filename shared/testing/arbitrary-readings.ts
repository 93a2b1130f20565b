import * as fc from "fast-check";
import {
  addDays,
  civilDate,
  daysBetween,
  earliest,
  type CivilDate,
} from "#shared/calendar/civil-date.ts";
import { definitionOf } from "#shared/facts/dictionary.ts";
import type { FactDefinition } from "#shared/facts/fact-definition.ts";
import { parseFactName, type ParsedFactName } from "#shared/facts/fact-name.ts";
import { checkFactValue } from "#shared/facts/fact-value.ts";
import { isRelationName, relationDefinition } from "#shared/facts/relations.ts";
import { figuresOf, type Figures } from "#shared/rules/boundaries/figures.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { keyOn } from "#shared/rules/language/fact-reference.ts";
import type { FactReading, Readings } from "#shared/rules/reading.ts";
import { namedInAmount, namedInCondition } from "#shared/rules/walk.ts";

/**
 * Everything that could be read of one subject, by fact and period: "birthDate", "child[1].birthDate" of the first
 * child; "child" is "absent" where the children are known to be all, and "child.length" how many there are.
 */
export type Facts = Readonly<Record<string, FactReading>>;

const from = civilDate("2016-01-01");
const lastDay = addDays(from, 4000);
const day = dayFrom(from, lastDay);
const birth = fc.integer({ min: 0, max: 36_000 }).map((n) => addDays(civilDate("1912-01-01"), n));
const recentBirth = fc
  .integer({ min: 0, max: 8000 })
  .map((n) => addDays(civilDate("2000-01-01"), n));

function dayFrom(first: CivilDate, last: CivilDate): fc.Arbitrary<CivilDate> {
  const max = Math.max(0, daysBetween(first, last));
  return fc.integer({ min: 0, max }).map((n) => addDays(first, n));
}

/** Any day, and every other time one on which a version is in force: some are so for a few months. */
export function dayFor(policy: Policy): fc.Arbitrary<CivilDate> {
  const versions: readonly Version[] = policy.versions;
  const inForce = versions
    .filter((version) => version.from <= lastDay)
    .map((version) =>
      dayFrom(
        version.from < from ? from : version.from,
        earliest(version.until, lastDay) ?? lastDay,
      ),
    );
  return fc.oneof(day, fc.oneof(...inForce));
}

/** Events that end what was: they come to few. */
const ends = new Set<string>(["deathDate", "deathCertifiedOn", "crematedOn", "deregisteredOn"]);

/** What can be read under a name; nothing where nothing is said. */
export const at = (facts: Facts, key: string): FactReading => facts[key] ?? { state: "missing" };

/** The judge's view of generated facts; each name that it reads is told to `onRead`. */
export function readingsOf(
  facts: Facts,
  onRead: (key: string) => void = () => undefined,
): Readings {
  const read = (key: string): FactReading => {
    onRead(key);
    return at(facts, key);
  };
  return {
    fact: read,
    related(relation) {
      const { state, changesOn } = read(relation);
      return {
        isComplete: state === "absent",
        members: membersOf(facts, relation).map((id) => ({
          id,
          fact: (key) => read(`${id}.${key}`),
        })),
        ...(changesOn === undefined ? {} : { changesOn }),
      };
    },
  };
}

/** "child[1]", "child[2]" */
export function membersOf(facts: Facts, relation: string): string[] {
  const length = at(facts, `${relation}.length`);
  const count = length.state === "known" ? Number(length.value) : 0;
  return Array.from({ length: count }, (_, index) => `${relation}[${index + 1}]`);
}

const mostRelatives = 2;

/** Every name under which a version reads a fact or a relation on a day. */
export function keysOn({ eligible, amount }: Version, on: CivilDate): string[] {
  return [...namedInCondition(eligible), ...namedInAmount(amount)].flatMap((one) => {
    if (one.kind === "parameter") return [];
    if (one.kind === "relation") return [one.relation];
    const key = keyOn(one.fact, on);
    if (one.relation === undefined) return [key];
    return Array.from({ length: mostRelatives }, (_, n) => `${one.relation}[${n + 1}].${key}`);
  });
}

/** Every name under which the policy reads a fact or a relation from 2016 to 2028. */
export function keysOf(policy: Policy): string[] {
  const versions: readonly Version[] = policy.versions;
  const days = Array.from({ length: 13 }, (_, n) => civilDate(`${2016 + n}-07-01`));
  return [...new Set(versions.flatMap((version) => days.flatMap((on) => keysOn(version, on))))];
}

/** The fact's own name: that of a relative's without the relative. */
const factIn = (key: string): string => key.replace(/^\w+\[\d+\]\./, "");

/** What the rules of all versions of a policy turn on. */
export function figuresIn(policy: Policy): readonly Figures[] {
  const versions: readonly Version[] = policy.versions;
  return versions.map((version) => figuresOf(version, version.from));
}

/** Of a fact the values that rules name, and those beside the figures: few of all values, and all that matters. */
function tellingValues(
  { name, definition }: ParsedFactName,
  figures: readonly Figures[],
): readonly (boolean | number | string)[] {
  const { type } = definition;
  const beside = (number: number) => [number - 1, number, number + 1];
  const besideDay = (one: CivilDate) => [addDays(one, -1), one, addDays(one, 1)];
  const values = figures.flatMap((one) => [
    ...(one.values.get(name) ?? []),
    ...(one.days.get(name) ?? []).flatMap(besideDay),
    ...(type.kind === "integer" && type.unit === undefined ? one.numbers.flatMap(beside) : []),
  ]);
  return values.filter((value) => checkFactValue(definition, value).ok);
}

function valueArbitrary(
  key: string,
  headcount: number,
  figures: readonly Figures[],
): fc.Arbitrary<boolean | number | string> {
  const parsed = parseFactName(factIn(key));
  if (!parsed.ok) throw new Error(key);
  const any = anyValueArbitrary(key, parsed.definition, headcount);
  const telling = tellingValues(parsed, figures);
  return telling.length === 0 ? any : fc.oneof(any, fc.constantFrom(...telling));
}

function anyValueArbitrary(
  key: string,
  { type }: FactDefinition,
  headcount: number,
): fc.Arbitrary<boolean | number | string> {
  switch (type.kind) {
    case "boolean":
      return fc.boolean();
    case "date":
      if (factIn(key) !== "birthDate") return day;
      return key === "birthDate" ? birth : recentBirth;
    case "choice":
      return fc.constantFrom(...Object.keys(type.values));
    case "district":
      return fc.constantFrom("310101", "310112", "310115", "elsewhere");
    case "code":
      return fc.constant("I6210");
    case "integer":
      if (key.startsWith("naturalAttrition")) return fc.integer({ min: 0, max: 3 });
      if (type.unit === "fen") {
        return fc.oneof(fc.constantFrom(1, 9_600_00), fc.integer({ min: 0, max: 10_000_000 }));
      }
      if (type.unit !== "people") return fc.integer({ min: type.min, max: type.max ?? 100 });
      return fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: Math.max(0, headcount - 3), max: headcount }) },
        { weight: 1, arbitrary: fc.constant(0) },
      );
  }
  return type satisfies never;
}

/** Whatever can be read under a name: a value, absence, nothing, a conflict. */
export function readingArbitrary(
  key: string,
  headcount: number,
  figures: readonly Figures[],
): fc.Arbitrary<FactReading> {
  if (isRelationName(key)) {
    const { absence } = relationDefinition(key);
    const missing: FactReading = { state: "missing" };
    if (absence.means === "unknown") return fc.constant(missing);
    return fc.constantFrom<FactReading>({ state: "absent" }, { state: "absent" }, missing);
  }
  const parsed = parseFactName(factIn(key));
  if (!parsed.ok) throw new Error(key);
  const { steward, absence } = definitionOf(parsed.name);
  const known = valueArbitrary(key, headcount, figures).map((value): FactReading => ({
    state: "known",
    value,
    reportedBy: steward,
    observedAt: "2022-03-08T00:00:00Z",
  }));
  const missing = fc.constantFrom<FactReading>({ state: "missing" }, { state: "conflict" });
  if (absence.means === "unknown") {
    return fc.oneof({ weight: 12, arbitrary: known }, { weight: 1, arbitrary: missing });
  }
  const absent = fc.constant<FactReading>({ state: "absent" });
  const isEnd = ends.has(parsed.name);
  return fc.oneof(
    { weight: isEnd ? 2 : 9, arbitrary: known },
    { weight: isEnd ? 15 : 6, arbitrary: absent },
    { weight: 1, arbitrary: missing },
  );
}

/** How many relatives of each kind are reported. */
function lengthsArbitrary(keys: readonly string[]): fc.Arbitrary<Facts> {
  const lengths = keys.filter(isRelationName).map((relation) =>
    fc.integer({ min: 0, max: mostRelatives }).map((value): [string, FactReading] => {
      const [reportedBy] = relationDefinition(relation).stewards;
      const observedAt = "2022-03-08T00:00:00Z";
      return [`${relation}.length`, { state: "known", value, reportedBy, observedAt }];
    }),
  );
  return fc.tuple(...lengths).map((entries) => Object.fromEntries(entries));
}

/** Everything that a policy's rules may read of one subject. */
export function factsArbitrary(policy: Policy): fc.Arbitrary<Facts> {
  const keys = keysOf(policy);
  const figures = figuresIn(policy);
  return fc
    .integer({ min: 1, max: 60 })
    .chain((headcount) =>
      fc
        .tuple(
          lengthsArbitrary(keys),
          ...keys.map((key) =>
            readingArbitrary(key, headcount, figures).map((reading) => ({ [key]: reading })),
          ),
        )
        .map((parts): Facts => Object.assign({}, ...parts)),
    );
}
