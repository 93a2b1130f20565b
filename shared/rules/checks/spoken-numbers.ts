import { civilDate, parseCivilDate, type CivilDate } from "#shared/calendar/civil-date.ts";

/** A number as a text says it, with what it counts. */
export interface SpokenNumber {
  /** As it stands in the text: "75元", "5.5%", "65周岁". */
  readonly text: string;
  /** Fen where it is money, otherwise as it stands. */
  readonly value: number;
  readonly of: "fen" | "percent" | "years" | "months" | "days" | "month" | "heads";
}

interface Spoken {
  readonly numbers: readonly SpokenNumber[];
  readonly days: readonly CivilDate[];
}

const dayPattern = /(\d{4})年(\d{1,2})月(\d{1,2})日/g;
/** A year alone is the name of a version, not a figure of its rule. */
const yearPattern = /\d{4}年/g;
const numberPattern =
  /(\d[\d,]*(?:\.\d+)?)(?:[–—~～-](\d+))?(万元|元|%|％|周岁|岁|年|个月|月|天|日)?/g;

/** The numbers and days of a text. The end of a range is said by the number after it: 65–69周岁 ends before 70. */
export function spokenIn(text: string): Spoken {
  const days = [...text.matchAll(dayPattern)].flatMap(([, year = "", month = "", day = ""]) => {
    const written = parseCivilDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
    return written === undefined ? [] : [civilDate(written)];
  });
  const rest = text.replaceAll(dayPattern, "、").replaceAll(yearPattern, "、");
  const numbers = [...rest.matchAll(numberPattern)].flatMap(
    ([all, number = "", end, unit = ""]): SpokenNumber[] => {
      const value = Number(number.replaceAll(",", ""));
      const first = spoken(end === undefined ? all : `${number}${unit}`, value, unit);
      return end === undefined ? [first] : [first, spoken(`${end}${unit}`, Number(end) + 1, unit)];
    },
  );
  return { numbers, days };
}

function spoken(text: string, value: number, unit: string): SpokenNumber {
  switch (unit) {
    case "元":
      return { text, value: Math.round(value * 100), of: "fen" };
    case "万元":
      return { text, value: Math.round(value * 1_000_000), of: "fen" };
    case "%":
    case "％":
      return { text, value, of: "percent" };
    case "周岁":
    case "岁":
    case "年":
      return { text, value, of: "years" };
    case "个月":
      return { text, value, of: "months" };
    case "月":
      return { text, value, of: "month" };
    case "天":
    case "日":
      return { text, value, of: "days" };
    default:
      return { text, value, of: "heads" };
  }
}
