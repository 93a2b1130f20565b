import { weekdayOf, type CivilDate } from "./civil-date.ts";

/** A day as people read it: "2026年12月1日（星期二）". */
export function formatDay(day: CivilDate): string {
  const weekday = "日一二三四五六".charAt(weekdayOf(day));
  return `${formatMonth(day.slice(0, 7))}${Number(day.slice(8))}日（星期${weekday}）`;
}

/** A month ("2026-12") as people read it: "2026年12月". Throws RangeError for another text. */
export function formatMonth(month: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw new RangeError(`not a month (YYYY-MM): ${month}`);
  }
  return `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
}
