import { addDays, addMonths, type CivilDate } from "#shared/calendar/civil-date.ts";
import { definitionOf, type FactName } from "#shared/facts/dictionary.ts";
import type { FactDefinition, FactType } from "#shared/facts/fact-definition.ts";
import { checkFactValue } from "#shared/facts/fact-value.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import type { Figures } from "./figures.ts";
import type { Said, Subject } from "./subject.ts";

/**
 * Values worth trying for a fact, the plainest first: what a figure of the rule stands beside, what the subject already
 * has under the same name (another month's headcount, another event's day), and what is far from all figures.
 */
export function candidatesFor(
  key: string,
  figures: Figures,
  subject: Subject,
  on: CivilDate,
): readonly Said[] {
  const name = nameIn(key);
  const definition = definitionOf(name);
  const { absence } = definition;
  const values: Said[] = valuesFor(name, definition, figures, subject, on).filter(
    (value) => value === "(absent)" || checkFactValue(definition, value).ok,
  );
  return [...new Set(absence.means === "unknown" ? values : ["(absent)", ...values])];
}

function valuesFor(
  name: FactName,
  { type, period }: FactDefinition,
  figures: Figures,
  { facts }: Subject,
  on: CivilDate,
): Said[] {
  switch (type.kind) {
    case "boolean":
      return [true, false];
    case "choice":
      return [...(figures.values.get(name) ?? []), ...Object.keys(type.values)];
    case "district":
      return [...(figures.values.get(name) ?? ["310101"]).slice(0, 1), "elsewhere"];
    case "code":
      return [...(figures.values.get(name) ?? []), "A", "I6210"];
    case "integer": {
      const same = [...facts].flatMap(([key, value]) => (nameIn(key) === name ? [value] : []));
      const plain = plainNumber(type, period);
      return [...same, plain, ...beside(figures.numbers), type.min, type.min + 1];
    }
    case "date": {
      const turning = figures.days.get(name) ?? [];
      const others = [...facts.values()].filter(
        (value): value is CivilDate => checkFactValue(definitionOf("birthDate"), value).ok,
      );
      const near = [...turning, ...turning.map((day) => addDays(day, 1))];
      return [...near, addMonths(on, -360), on, addDays(on, 1), ...others.flatMap(besideDay)];
    }
  }
  return type satisfies never;
}

/** The least and the greatest values between which a fact's turning points are sought. */
export function extremesOf(key: string, on: CivilDate): readonly (number | CivilDate)[] {
  const { type } = definitionOf(nameIn(key));
  if (type.kind === "integer") return [type.min, Math.min(type.max ?? enormous, enormous)];
  return type.kind === "date" ? [addMonths(on, -12 * 130), addMonths(on, 12 * 20)] : [];
}

/** More people, or fen, than any cap speaks of; products of two such numbers stay exact. */
const enormous = 50_000_000;

/** An ordinary number: 200 people, nobody in a whole year of whom one counts events, 12,000 yuan. */
function plainNumber(
  type: Extract<FactType, { kind: "integer" }>,
  period: FactDefinition["period"],
): number {
  if (type.unit === "fen") return 12_000_00;
  return period === "year" ? type.min : 200;
}

/** The greatest figures first: a limit on heads says more than the "at least one" that stands beside it. */
const beside = (numbers: readonly number[]): number[] => {
  const descending = numbers.toReversed();
  return [0, 1, -1].flatMap((step) => descending.map((number) => number + step));
};
const besideDay = (day: CivilDate): CivilDate[] => [day, addDays(day, -1), addDays(day, 1)];

function nameIn(key: string): FactName {
  const parsed = parseFactName(key);
  if (!parsed.ok) throw new RangeError(parsed.problem.en);
  return parsed.name;
}
