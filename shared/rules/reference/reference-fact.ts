import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { definitionOf, type FactValue } from "#shared/facts/dictionary.ts";
import type { FactReference } from "#shared/rules/language/fact-reference.ts";
import type { Readings } from "#shared/rules/reading.ts";
import { monthBefore } from "./reference-day.ts";

/** A value, the certainty that there is none, or nothing known. */
export type Reference<T> =
  | { readonly state: "value"; readonly value: T }
  | { readonly state: "none" }
  | { readonly state: "unknown" };

/** What a rule makes of a fact. */
export function readFact(
  reference: FactReference,
  readings: Readings,
  on: CivilDate,
): Reference<FactValue> {
  const reading = readings.fact(keyOf(reference, on));
  if (reading.state === "known") return { state: "value", value: reading.value };
  if (reading.state === "missing" || reading.state === "conflict") return { state: "unknown" };
  const { type } = definitionOf(reference.name);
  if (type.kind === "boolean") return { state: "value", value: false };
  if (type.kind === "choice" && Object.keys(type.values).includes("none"))
    return { state: "value", value: "none" };
  return { state: "none" };
}

function keyOf({ name, period }: FactReference, on: CivilDate): string {
  if (period === undefined) return name;
  if (period.kind === "monthBefore") return `${name}@${monthBefore(on, period.months)}`;
  const year = Number(on.slice(0, 4)) + period.years;
  if (period.kind === "year") return `${name}@${year}`;
  return `${name}@${year}-${String(period.month).padStart(2, "0")}`;
}
