import { weekdayOf, type CivilDate } from "./civil-date.ts";

/** A day as people read it: "2026年12月1日（星期二）". */
export function formatDay(day: CivilDate): string {
  const weekday = "日一二三四五六".charAt(weekdayOf(day));
  return `${formatMonth(day.slice(0, 7))}${Number(day.slice(8))}日（星期${weekday}）`;
}

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months =
  "January February March April May June July August September October November December".split(
    " ",
  );

/** A day in English: "Tuesday, 1 December 2026". */
export function formatDayInEnglish(day: CivilDate): string {
  const month = months[Number(day.slice(5, 7)) - 1] ?? "";
  return `${weekdays[weekdayOf(day)] ?? ""}, ${Number(day.slice(8))} ${month} ${day.slice(0, 4)}`;
}

/** A month ("2026-12") as people read it: "2026年12月". Throws RangeError for another text. */
export function formatMonth(month: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw new RangeError(`not a month (YYYY-MM): ${month}`);
  }
  return `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
}

/** The period of a benefit as people read it: "2026年12月", "2026年第四季度", "2026年"; another text stays as it is. */
export function formatPeriod(period: string): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  if (quarter !== null) return `${quarter[1]}年第${"一二三四".charAt(Number(quarter[2]) - 1)}季度`;
  if (/^\d{4}-\d{2}$/.test(period)) return formatMonth(period);
  return /^\d{4}$/.test(period) ? `${period}年` : period;
}
