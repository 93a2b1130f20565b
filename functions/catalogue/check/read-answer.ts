import { parseCivilDate } from "#shared/calendar/civil-date.ts";
import type { Answer, AnswerForm } from "./trial.ts";

/** What was typed, as an answer; or what is wrong with it, to be said to the person. */
export type ReadAnswer =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly problem: string };

/** Year, month and day as they were typed; digits of the full width that Chinese keyboards give are digits too. */
export function readDay(year: string, month: string, day: string): ReadAnswer {
  const [y, m, d] = [year, month, day].map(plain);
  if (y === "" || m === "" || d === "") return wrong("请把年、月、日都填上。");
  const text = `${y}-${m?.padStart(2, "0")}-${d?.padStart(2, "0")}`;
  const value = parseCivilDate(text);
  if (value === undefined || value < "1850-01-01" || value > "2200-12-31")
    return wrong("没有这一天，请检查年、月、日，例如 1961 年 3 月 1 日。");
  return known(value);
}

/** A whole number; of money in yuan with at most two decimals. */
export function readNumber(
  typed: string,
  { isMoney, unit, min, max }: Extract<AnswerForm, { kind: "number" }>,
): ReadAnswer {
  const text = plain(typed).replaceAll(",", "");
  const [, whole, decimals = ""] =
    (isMoney ? /^(\d+)(?:\.(\d{1,2}))?$/ : /^(\d+)$/).exec(text) ?? [];
  if (whole === undefined)
    return wrong(isMoney ? "请填数字，最多两位小数，例如 1234.50。" : "请填整数，例如 12。");
  const value = isMoney ? Number(whole + decimals.padEnd(2, "0")) : Number(whole);
  if (!Number.isSafeInteger(value)) return wrong("这个数太大了，请检查。");
  if (value < min || (max !== undefined && value > max)) {
    const shown = (limit: number) => `${isMoney ? limit / 100 : limit}${unit}`;
    return wrong(
      max === undefined
        ? `请填不小于${shown(min)}的数。`
        : `请填${shown(min)}到${shown(max)}之间的数。`,
    );
  }
  return known(value);
}

/** A code of a national classification. */
export function readCode(
  typed: string,
  { pattern, standard }: Extract<AnswerForm, { kind: "code" }>,
): ReadAnswer {
  const value = plain(typed).toUpperCase();
  return new RegExp(pattern).test(value) ? known(value) : wrong(`请填 ${standard} 的代码。`);
}

function known(value: string | number): ReadAnswer {
  return { ok: true, answer: { state: "known", value } };
}

function wrong(problem: string): ReadAnswer {
  return { ok: false, problem };
}

function plain(text: string): string {
  return text.normalize("NFKC").replaceAll(/\s/g, "");
}
