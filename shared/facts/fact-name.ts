import { parseCivilDate } from "#shared/calendar/civil-date.ts";
import { formatMonth } from "#shared/calendar/format.ts";
import { definitionOf, isFactName, type FactName } from "./dictionary.ts";
import type { FactDefinition } from "./fact-definition.ts";

/** What is wrong with a fact's name or value, and what to do, in both languages. */
export interface FactProblem {
  readonly because:
    | "unknown-fact"
    | "period-missing"
    | "period-unexpected"
    | "period-malformed"
    | "value-of-another-type"
    | "value-out-of-range";
  readonly zh: string;
  readonly en: string;
}

/** A fact's name taken apart: "insuredHeadcount@2023-12". */
export interface ParsedFactName {
  readonly name: FactName;
  readonly period?: string;
  readonly definition: FactDefinition;
}

/** Reads a fact's name with its period, if the fact has one. */
export function parseFactName(
  text: string,
):
  | ({ readonly ok: true } & ParsedFactName)
  | { readonly ok: false; readonly problem: FactProblem } {
  const at = text.indexOf("@");
  const name = at < 0 ? text : text.slice(0, at);
  const period = at < 0 ? undefined : text.slice(at + 1);
  if (!isFactName(name)) {
    return refuse(
      "unknown-fact",
      "数据字典中没有这项数据，请核对名称。",
      "The data dictionary has no such fact; check its name.",
    );
  }
  const definition = definitionOf(name);
  if (definition.period === undefined) {
    if (period === undefined) return { ok: true, name, definition };
    return refuse(
      "period-unexpected",
      `${definition.label}不分期，请去掉“@”及其后的内容。`,
      `${name} has no period; leave out "@" and what follows.`,
    );
  }
  const example = definition.period === "month" ? `${name}@2023-12` : `${name}@2023`;
  if (period === undefined) {
    return refuse(
      "period-missing",
      `${definition.label}需要写明所属期，例如 ${example}。`,
      `${name} needs a period, for example ${example}.`,
    );
  }
  if (isPeriod(definition.period, period)) return { ok: true, name, period, definition };
  return refuse(
    "period-malformed",
    `${definition.label}的所属期写法不对，例如 ${example}。`,
    `The period of ${name} is malformed; write it as in ${example}.`,
  );
}

/** The name that a profile keeps a fact under; the inverse of `parseFactName`. */
export function factKey(name: FactName, period?: string): string {
  return period === undefined ? name : `${name}@${period}`;
}

/** How people call it: "出生日期", "2023年12月参保人数", "2023年自然减员人数". */
export function factLabel(parsed: ParsedFactName): string {
  const { definition, period } = parsed;
  if (period === undefined) return definition.label;
  return `${period.length === 4 ? `${period}年` : formatMonth(period)}${definition.label}`;
}

function isPeriod(kind: "month" | "year", text: string): boolean {
  return parseCivilDate(kind === "month" ? `${text}-01` : `${text}-01-01`) !== undefined;
}

function refuse(
  because: FactProblem["because"],
  zh: string,
  en: string,
): { ok: false; problem: FactProblem } {
  return { ok: false, problem: { because, zh, en } };
}
