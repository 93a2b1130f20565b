import { parseCivilDate, type CivilDate } from "#shared/calendar/civil-date.ts";

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

const dayPattern = /\d{4}年\d{1,2}月\d{1,2}日/g;
/** A year alone is the name of a version, not a figure of its rule. */
const yearPattern = /\d{4}年/g;
const numberPattern =
  /\d[\d,]*(?:\.\d+)?(?:[–—~～-](\d+))?(万元|元|%|％|周岁|岁|年|个月|月|天|日)?/g;

/** The numbers and days of a text. The end of a range is said by the number after it: 65–69周岁 ends before 70. */
export function spokenIn(text: string): Spoken {
  const days = [...text.matchAll(dayPattern)].flatMap(([written]) => dayWritten(written));
  const rest = text.replaceAll(dayPattern, "、").replaceAll(yearPattern, "、");
  const numbers = [...rest.matchAll(numberPattern)].flatMap(
    ([all, end, unit = ""]): SpokenNumber[] => {
      const value = Number.parseFloat(all.replaceAll(",", ""));
      if (end === undefined) return [spoken(all, value, unit)];
      return [
        spoken(`${value}${unit}`, value, unit),
        spoken(`${end}${unit}`, Number(end) + 1, unit),
      ];
    },
  );
  return { numbers, days };
}

/** "2021年3月1日"; of a day that there is not nothing. */
function dayWritten(text: string): CivilDate[] {
  const parts = text.slice(0, -1).split(/[年月]/);
  const day = parseCivilDate(parts.map((part) => part.padStart(2, "0")).join("-"));
  return day === undefined ? [] : [day];
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
