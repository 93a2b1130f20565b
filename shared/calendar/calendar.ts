/** What a notice of the State Council says of one year: holidays and make-up working days (调休). */
export interface CalendarYear {
  readonly year: number;
  /** First and last day of each holiday. A notice can reach back into the year before. */
  readonly holidays: readonly (readonly [first: string, last: string])[];
  /** Saturdays and Sundays on which people work. */
  readonly weekendWorkingDays: readonly string[];
}

/** The years whose notice is known. What is not among them is missing, and never guessed. */
export type Calendar = ReadonlyMap<number, CalendarYear>;

/** The calendar with these years too; of one that it has already, the later one counts (a notice can be amended). */
export function calendarWith(calendar: Calendar, years: readonly CalendarYear[]): Calendar {
  return new Map([...calendar, ...years.map((one) => [one.year, one] as const)]);
}
