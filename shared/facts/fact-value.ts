import { parseCivilDate } from "#shared/calendar/civil-date.ts";
import { fen, formatYuan } from "#shared/money/fen.ts";
import {
  presentDistrict,
  shanghaiDistricts,
  type DistrictCode,
} from "#shared/identity/districts.ts";
import type { FactValue } from "./dictionary.ts";
import type { FactDefinition, FactType } from "./fact-definition.ts";
import type { FactProblem } from "./fact-name.ts";

/**
 * Checks a reported value against the dictionary. SQLite compares "7" with 65 without complaint, so what passes here
 * is of exactly the fact's type: a boolean, a safe integer within its bounds, a real day, one of the listed values.
 */
export function checkFactValue(
  definition: FactDefinition,
  value: unknown,
):
  | { readonly ok: true; readonly value: FactValue }
  | { readonly ok: false; readonly problem: FactProblem } {
  const { label, type } = definition;
  switch (type.kind) {
    case "boolean":
      if (typeof value === "boolean") return { ok: true, value };
      return otherType(label, "true 或 false", "true or false");
    case "integer":
      if (typeof value !== "number" || !Number.isSafeInteger(value)) {
        return otherType(label, "整数", "an integer");
      }
      if (value >= type.min && value <= (type.max ?? Number.MAX_SAFE_INTEGER)) {
        // -0 would be another JSON text for the same number.
        return { ok: true, value: value === 0 ? 0 : value };
      }
      return outOfRange(
        label,
        rangeText(type, "至", "不小于"),
        rangeText(type, " to ", "at least "),
      );
    case "date": {
      if (typeof value !== "string") return otherType(label, "日期 YYYY-MM-DD", "a day YYYY-MM-DD");
      const day = parseCivilDate(value);
      if (day !== undefined && day >= "1850-01-01" && day <= "2200-12-31") {
        return { ok: true, value: day };
      }
      return outOfRange(
        label,
        "1850至2200年间真实存在的日期 YYYY-MM-DD",
        "a real day YYYY-MM-DD of 1850 to 2200",
      );
    }
    case "choice": {
      const names = Object.keys(type.values);
      if (typeof value === "string" && names.includes(value)) return { ok: true, value };
      return outOfRange(label, `${names.join("、")} 之一`, `one of ${names.join(", ")}`);
    }
    case "district":
      if (value === "elsewhere") return { ok: true, value };
      if (typeof value === "string" && /^[1-8]\d{5}$/.test(value)) {
        const district = presentDistrict(value);
        // A Shanghai code that names no district decides nothing, least of all "not in Shanghai".
        if (!district.startsWith("31") || isDistrictCode(district))
          return { ok: true, value: district };
      }
      return outOfRange(
        label,
        "六位行政区划代码（GB/T 2260）或 elsewhere",
        'a GB/T 2260 code of six digits, or "elsewhere"',
      );
    case "code":
      if (typeof value === "string" && type.pattern.test(value)) return { ok: true, value };
      return outOfRange(label, `${type.standard} 代码`, `a code of ${type.standard}`);
  }
  return type satisfies never;
}

/** A value as people read it: "1961年3月1日", "黄浦区", "200人", "1,234.50元", "小型", "是". */
export function formatFactValue(definition: FactDefinition, value: FactValue): string {
  const { type } = definition;
  switch (type.kind) {
    case "boolean":
      return value === true ? "是" : "否";
    case "integer":
      if (type.unit === "fen" && typeof value === "number") return formatYuan(fen(value));
      return `${value}${type.unit === "people" ? "人" : ""}`;
    case "date":
      return formatPlainDay(String(value));
    case "choice":
      return type.values[String(value)] ?? String(value);
    case "district":
      return typeof value === "string" && isDistrictCode(value)
        ? shanghaiDistricts[value]
        : "外省市";
    case "code":
      return String(value);
  }
  return type satisfies never;
}

/** A day inside a sentence, without its weekday: "1961年3月1日". */
export function formatPlainDay(day: string): string {
  return `${day.slice(0, 4)}年${plain(day, 5)}月${plain(day, 8)}日`;
}

/** Two digits without a leading nought. */
function plain(day: string, at: number): string {
  return day.charAt(at) === "0" ? day.charAt(at + 1) : day.slice(at, at + 2);
}

function isDistrictCode(text: string): text is DistrictCode {
  return Object.hasOwn(shanghaiDistricts, text);
}

function rangeText(
  type: Extract<FactType, { kind: "integer" }>,
  to: string,
  atLeast: string,
): string {
  return type.max === undefined ? `${atLeast}${type.min}` : `${type.min}${to}${type.max}`;
}

type Refused = { ok: false; problem: FactProblem };

function otherType(label: string, zh: string, en: string): Refused {
  return {
    ok: false,
    problem: {
      because: "value-of-another-type",
      zh: `${label}应为${zh}。`,
      en: `The value must be ${en}.`,
    },
  };
}

function outOfRange(label: string, zh: string, en: string): Refused {
  return {
    ok: false,
    problem: {
      because: "value-out-of-range",
      zh: `${label}的取值应为${zh}。`,
      en: `The value must be ${en}.`,
    },
  };
}
