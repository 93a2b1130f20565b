import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { earliest } from "#shared/calendar/civil-date.ts";
import { keyOn, type FactReference } from "#shared/rules/language/fact-reference.ts";
import { newYearAfter } from "#shared/rules/period.ts";
import type { FactReading, ReadFact } from "#shared/rules/reading.ts";

/** One judging of one rule: what it reads and until when that stays as it is. */
export interface Judging {
  readonly on: CivilDate;
  /** Reads a fact, each once. */
  read(reference: FactReference): FactReading;
  /** The answer may change on this day; days up to the judged one say nothing. */
  mayChangeOn(day: CivilDate | undefined): void;
  /** Every fact read, by its name with its period, in the order of reading. */
  readonly readings: ReadonlyMap<string, FactReading>;
  /** The earliest of the days given to `mayChangeOn`. */
  nextChangeOn(): CivilDate | undefined;
}

export function startJudging(readFact: ReadFact, on: CivilDate): Judging {
  const readings = new Map<string, FactReading>();
  let next: CivilDate | undefined;
  const mayChangeOn = (day: CivilDate | undefined): void => {
    if (day !== undefined && day > on) next = earliest(next, day);
  };
  return {
    on,
    readings,
    mayChangeOn,
    nextChangeOn: () => next,
    read(reference) {
      const key = keyOn(reference, on);
      const known = readings.get(key);
      if (known !== undefined) return known;
      const reading = readFact(key);
      readings.set(key, reading);
      mayChangeOn(reading.changesOn);
      // Next year the same words mean another period.
      if (reference.period !== undefined) mayChangeOn(newYearAfter(on));
      return reading;
    },
  };
}
