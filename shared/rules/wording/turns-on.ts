import { addDays, earliest, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { endOf } from "#shared/rules/evaluating/days.ts";
import type { Judging } from "#shared/rules/evaluating/judging.ts";
import type { Outcome } from "#shared/rules/evaluating/outcome.ts";
import { readDay } from "#shared/rules/evaluating/typed-value.ts";
import type { DateComparison } from "#shared/rules/language/condition.ts";

/** The day on which an unmet condition will be met by the passing of time alone, where that can be told. */
function turnsOn(outcome: Outcome, judging: Judging): CivilDate | undefined {
  const { condition, parts } = outcome;
  switch (condition.kind) {
    case "lasted": {
      const since = readDay(judging, condition.fact);
      return since.state === "value" && condition.on.kind === "judgedDay"
        ? endOf(since.value, condition.duration)
        : undefined;
    }
    case "date":
      return dayComes(condition, judging);
    case "any":
      return earliest(...parts.map((part) => turnsOn(part, judging)));
    case "all":
    case "worded":
      return allTurnOn(parts, judging);
    case "holds":
    case "isOneOf":
    case "absent":
    case "number":
    case "ratioAtMost":
    case "not":
    case "quorum":
    case "related":
    case "cases":
      return undefined;
  }
  return condition satisfies never;
}

/** The day on which the last of those that are unmet today is met. */
export function allTurnOn(outcomes: readonly Outcome[], judging: Judging): CivilDate | undefined {
  let last: CivilDate | undefined;
  for (const outcome of outcomes) {
    if (outcome.verdict !== "unmet") continue;
    const day = turnsOn(outcome, judging);
    if (day === undefined) return undefined;
    if (last === undefined || day > last) last = day;
  }
  return last;
}

/** An event that lies ahead of the judged day will be past. */
function dayComes(
  { order, fact, day }: DateComparison<About>,
  judging: Judging,
): CivilDate | undefined {
  if (day.kind !== "judgedDay" || order === "onOrAfter" || order === "after") return undefined;
  const read = readDay(judging, fact);
  if (read.state !== "value") return undefined;
  return order === "onOrBefore" ? read.value : addDays(read.value, 1);
}
