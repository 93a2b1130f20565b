import { addMonths, yearOf, type CivilDate } from "./civil-date.ts";

/**
 * The day on which a person reaches an age in full years (周岁): the birthday itself.
 * Born on 29 February, that is 28 February in common years, by analogy with Civil Code Art. 202
 * (where the month has no such day, its last day).
 * Throws RangeError when `age` is not a whole number, or the day lies outside 1800 to 9998.
 */
export function reachesAgeOn(birth: CivilDate, age: number): CivilDate {
  return addMonths(birth, age * 12);
}

/** Age in full years (周岁) on a day; 0 before birth, never negative. */
export function ageOn(birth: CivilDate, on: CivilDate): number {
  if (on <= birth) return 0;
  const thisYear = yearOf(on) - yearOf(birth);
  return reachesAgeOn(birth, thisYear) <= on ? thisYear : thisYear - 1;
}
