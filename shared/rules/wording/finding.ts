import { definitionOf, isFactName } from "#shared/facts/dictionary.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { formatFactValue, formatPlainDay } from "#shared/facts/fact-value.ts";
import { endOf } from "#shared/rules/evaluating/days.ts";
import type { Judging } from "#shared/rules/evaluating/judging.ts";
import type { Outcome } from "#shared/rules/evaluating/outcome.ts";
import { readDay } from "#shared/rules/evaluating/typed-value.ts";
import type { DateComparison, IsOneOf, Lasted } from "#shared/rules/language/condition.ts";
import type { FactReference } from "#shared/rules/language/fact-reference.ts";
import {
  dayBoundText,
  describe,
  describeNot,
  durationText,
  labelOf,
  lastedText,
  recordText,
  valuesText,
} from "./describe.ts";
import { numberFinding, ratioFinding } from "./finding-number.ts";

/**
 * What was found of a condition that is settled, to follow 您 or 贵单位: "已满65周岁（生日1961年3月1日）". Empty where
 * there is nothing to say. Of relatives it tells only whether the condition holds, never their own facts.
 */
export function findingOf(outcome: Outcome, judging: Judging): string {
  const { condition, verdict, parts } = outcome;
  if (verdict === "unknown") return "";
  const isMet = verdict === "met";
  switch (condition.kind) {
    case "worded": {
      const words = isMet ? condition.words.met : condition.words.unmet;
      return words === undefined ? findingsOf(outcome, judging) : fillIn(words, judging);
    }
    case "all":
    case "any":
    case "cases":
      return findingsOf(outcome, judging);
    case "quorum":
      return isMet
        ? findingsOf(outcome, judging)
        : quorumFinding(condition.least, outcome, judging);
    case "not":
      // What was found of the part is what was found of its opposite.
      return parts[0] === undefined ? "" : findingOf(parts[0], judging);
    case "lasted":
      return lastedFinding(condition, isMet, judging);
    case "number":
      return numberFinding(condition, isMet, judging);
    case "ratioAtMost":
      return ratioFinding(condition, isMet, judging);
    case "date":
      return dateFinding(condition, isMet, judging);
    case "holds":
      return recordText(condition.fact, isMet, judging.on);
    case "absent":
      return recordText(condition.fact, !isMet, judging.on);
    case "isOneOf":
      return valueFinding(condition, isMet, judging);
    case "related":
      return isMet ? describe(condition, judging.on) : describeNot(condition, judging.on);
  }
  return condition satisfies never;
}

/** The findings of those parts that make the whole what it is. */
function findingsOf({ parts, verdict }: Outcome, judging: Judging): string {
  let text = "";
  for (const part of parts) {
    if (part.verdict !== verdict) continue;
    const found = findingOf(part, judging);
    if (found !== "") text = text === "" ? found : `${text}，${found}`;
  }
  return text;
}

function quorumFinding(least: number, outcome: Outcome, judging: Judging): string {
  const { parts } = outcome;
  const met = parts.filter(({ verdict }) => verdict === "met").length;
  const lacking = findingsOf(outcome, judging);
  return `符合规定的${parts.length}项条件中的${met}项，不足${least}项（${lacking}）`;
}

function lastedFinding(condition: Lasted<About>, holds: boolean, judging: Judging): string {
  const { fact, duration, on: day } = condition;
  const since = readDay(judging, fact);
  if (since.state !== "value") return recordText(fact, false, judging.on);
  const { value } = since;
  if (fact.name === "birthDate" && duration.unit === "years") {
    const birthday = `生日${formatPlainDay(value)}`;
    const years = `${duration.count}周岁`;
    if (holds && day.kind === "judgedDay") return `已满${years}（${birthday}）`;
    const text = lastedText(condition, holds, judging.on);
    return holds ? `${text}（${birthday}）` : `${text}（${birthday}，${endText()}满${years}）`;
  }
  const text = lastedText(condition, holds, judging.on);
  const began = `${labelOf(fact, judging.on)}${formatPlainDay(value)}`;
  return holds
    ? `${text}（${began}）`
    : `${text}（${began}，${endText()}满${durationText(duration)}）`;

  function endText(): string {
    return formatPlainDay(endOf(value, duration));
  }
}

function dateFinding(condition: DateComparison<About>, holds: boolean, judging: Judging): string {
  const { fact, day } = condition;
  const value = valueText(fact, judging);
  if (value === undefined) return recordText(fact, false, judging.on);
  const is = `${labelOf(fact, judging.on)}为${value}`;
  if (day.kind === "judgedDay" && condition.order === "onOrBefore") {
    return holds ? is : `${is}，还没有到`;
  }
  const found = `${is}，${dayBoundText(condition, holds, judging.on)}`;
  if (day.kind !== "fact") return found;
  const other = valueText(day, judging);
  return other === undefined ? recordText(day, false, judging.on) : `${found}（${other}）`;
}

function valueFinding(condition: IsOneOf<About>, isMet: boolean, judging: Judging): string {
  const { fact } = condition;
  const value = valueText(fact, judging);
  if (value === undefined) return recordText(fact, false, judging.on);
  const found = `${labelOf(fact, judging.on)}为${value}`;
  // A long list of what would do tells nobody anything.
  return isMet || condition.values.length > 4 ? found : `${found}，不是${valuesText(condition)}`;
}

/** The value of a fact that was read; none where the register says that there is none. */
function valueText(reference: FactReference, judging: Judging): string | undefined {
  const reading = judging.read(reference);
  if (reading.state !== "known" || reading.value === "none") return undefined;
  return formatFactValue(definitionOf(reference.name), reading.value);
}

/** Puts the values of facts in the places that name them: "户籍在本市（{hukouDistrict}）". */
function fillIn(words: string, judging: Judging): string {
  let [text, rest] = ["", words];
  for (let at = rest.indexOf("{"); at >= 0; at = rest.indexOf("{")) {
    const end = rest.indexOf("}", at);
    text += rest.slice(0, at) + valueNamed(rest.slice(at + 1, end), judging);
    rest = rest.slice(end + 1);
  }
  return text + rest;
}

function valueNamed(name: string, judging: Judging): string {
  const reading = judging.readings.get(judging.prefix + name);
  if (!isFactName(name) || reading?.state !== "known") return "";
  return formatFactValue(definitionOf(name), reading.value);
}
