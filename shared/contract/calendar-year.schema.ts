import { calendarYearFaults } from "#shared/calendar/check-calendar-year.ts";
import * as z from "zod/mini";
import { daySchema } from "./subject.schema.ts";

/** A year of the State Council's calendar, as its notice has it. */
export const calendarYearSchema = z
  .strictObject({
    year: z.int().check(z.minimum(2000), z.maximum(2200)),
    document: z
      .string()
      .check(
        z.trim(),
        z.minLength(1),
        z.maxLength(300),
        z.describe("The notice: its number and where it was published"),
      ),
    holidays: z
      .array(z.strictObject({ from: daySchema, until: daySchema }))
      .check(z.maxLength(30), z.describe("First and last day of each holiday 放假")),
    weekendWorkingDays: z
      .array(daySchema)
      .check(z.maxLength(30), z.describe("Saturdays and Sundays on which people work 调休上班")),
  })
  .check((context) => {
    const { year, holidays, weekendWorkingDays } = context.value;
    const faults = calendarYearFaults({
      year,
      holidays: holidays.map(({ from, until }) => [from, until]),
      weekendWorkingDays,
    });
    for (const message of faults)
      context.issues.push({ code: "custom", message, input: context.value });
  });
export type CalendarYearEntry = z.infer<typeof calendarYearSchema>;
