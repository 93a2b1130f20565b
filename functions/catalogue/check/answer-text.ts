import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { fen, formatYuan } from "#shared/money/fen.ts";
import type { Answer, Question } from "./trial.ts";

/** An answer as it is shown again: "1961年3月1日", "黄浦区", "不清楚". */
export function answerText({ form, none = "没有" }: Question, answer: Answer): string {
  if (answer.state === "unclear") return "不清楚";
  const value = answer.state === "known" ? answer.value : null;
  if (form.kind === "choice") {
    return form.options.find(([, one]) => one === value)?.[0] ?? none;
  }
  if (value === null) return none;
  if (form.kind === "date") return formatPlainDay(String(value));
  if (form.kind === "code") return String(value);
  return form.isMoney ? formatYuan(fen(Number(value))) : `${value}${form.unit}`;
}
