import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { factLabel, parseFactName, type ParsedFactName } from "#shared/facts/fact-name.ts";
import { formatFactValue } from "#shared/facts/fact-value.ts";
import { isRelationName, relationDefinition } from "#shared/facts/relations.ts";
import type { Judging } from "#shared/rules/evaluating/judging.ts";
import type { FactSeen, FactUsed, FigureUsed, RelativesRead } from "#shared/rules/judgement.ts";
import { parameterValueOn, type Parameter } from "#shared/rules/language/parameter.ts";
import type { FactReading } from "#shared/rules/reading.ts";
import type { Named } from "#shared/rules/walk.ts";
import { withUnit, type Unit } from "./describe-number.ts";
import { shareText } from "./percent-text.ts";

/** Every fact that was read, in the order of reading, with its source or why it has no value. */
export function factsSeen({ readings }: Judging): FactSeen[] {
  return [...readings].map(([key, reading]) => factSeen(key, reading));
}

/** A fact that a decision rests on, under its Chinese name and as people read it. */
export function usedFactInWords({ fact, value, reportedBy, observedAt }: FactUsed): {
  readonly label: string;
  readonly text: string;
} {
  const { label, text = "" } = factSeen(fact, { state: "known", value, reportedBy, observedAt });
  return { label, text };
}

/** The relatives who were looked at: how many, and whether they are all. */
export function relativesSeen({ relations }: Judging): RelativesRead[] {
  return [...relations].map(([relation, { members, isComplete }]) => ({
    relation,
    count: members.length,
    isComplete,
  }));
}

/** The published figures among what a rule names, each with its value on the day. */
export function figuresNamed(names: readonly Named[], on: CivilDate): FigureUsed[] {
  return parametersNamed(names).map((parameter) => figureOn(parameter, on));
}

/** The parameters among what a rule names, each once. */
export function parametersNamed(names: readonly Named[]): Parameter[] {
  const parameters = new Map<string, Parameter>();
  for (const one of names) {
    if (one.kind === "parameter") parameters.set(one.parameter.id, one.parameter);
  }
  return [...parameters.values()];
}

function factSeen(key: string, reading: FactReading): FactSeen {
  const at = key.indexOf(".");
  const parsed = parseFactName(key.slice(at + 1));
  if (!parsed.ok) throw new TypeError(parsed.problem.en);
  const label = `${whoseText(key.slice(0, Math.max(at, 0)))}${factLabel(parsed)}`;
  return { fact: key, label, ...seenIn(parsed, reading) };
}

function seenIn(
  { definition }: ParsedFactName,
  reading: FactReading,
): Pick<FactSeen, "state" | "steward" | "value" | "text" | "observedAt"> {
  const { state } = reading;
  if (state !== "known") return { state, steward: definition.steward };
  const { value, reportedBy, observedAt } = reading;
  const text = formatFactValue(definition, value);
  return { state, steward: reportedBy, value, text, observedAt };
}

/** "child[1]" as "子女1的" */
function whoseText(prefix: string): string {
  const at = prefix.indexOf("[");
  const relation = prefix.slice(0, Math.max(at, 0));
  if (!isRelationName(relation)) return "";
  return `${relationDefinition(relation).label}${prefix.slice(at + 1, -1)}的`;
}

/** A published figure on a day; without a value where none is known. */
function figureOn(parameter: Parameter, on: CivilDate): FigureUsed {
  const { id, label, publisher } = parameter;
  const held = parameterValueOn(parameter, on);
  if (held === undefined) return { parameter: id, label, publisher };
  const { value, from, until, status, source } = held;
  return {
    parameter: id,
    label,
    publisher,
    text: typeof value === "number" ? withUnit(value, unitOfFigure(parameter)) : shareText(value),
    from,
    ...(until === undefined ? {} : { until }),
    status,
    source,
  };
}

function unitOfFigure({ unit }: Parameter): Unit {
  return unit === "share" ? undefined : unit;
}
