import { parseFactName, factLabel, type ParsedFactName } from "#shared/facts/fact-name.ts";
import { relationDefinition, type RelationName } from "#shared/facts/relations.ts";
import { stewardName } from "#shared/facts/stewards.ts";
import { districtCodes, shanghaiDistricts } from "#shared/identity/districts.ts";
import { asking, type Asking } from "./asking.ts";
import type { AnswerForm, Option, Question } from "./trial.ts";

/** So few whole numbers are options of their own. */
const fewNumbers = 10;

/**
 * Asks for a fact as its type in the dictionary says. Throws TypeError for a name that the dictionary does not have.
 *
 * @param name with its period: "insuredHeadcount@2025-12"
 */
export function questionAbout(name: string): Question {
  const parsed = parseFactName(name);
  if (!parsed.ok) throw new TypeError(parsed.problem.en);
  const { definition } = parsed;
  const label = factLabel(parsed);
  const words = asking[parsed.name] ?? {};
  const { ask, hint, none = "没有登记" } = words;
  const form = formOf(parsed, words);
  const mayBeNone = definition.absence.means === "none" && form.kind !== "choice";
  return {
    label,
    ask:
      ask?.replace("{label}", label) ?? usualAsk(form, label, definition.type.kind === "boolean"),
    ...(hint === undefined ? {} : { hint }),
    form,
    ...(mayBeNone ? { none } : {}),
    steward: stewardName(definition.steward),
  };
}

/** Asks how many relatives of a kind there are: who says so tells of all. */
export function questionHowMany(relation: RelationName): Question {
  const { label, stewards } = relationDefinition(relation);
  const isSpouse = relation === "spouse";
  const most = relation === "child" ? 9 : 2;
  const options: Option[] = isSpouse
    ? [
        ["有", 1],
        ["没有", 0],
      ]
    : Array.from({ length: most + 1 }, (_, count) => [count === 0 ? "没有" : `${count}名`, count]);
  return {
    label: isSpouse ? label : `${label}人数`,
    ask: isSpouse ? `{who}现在有${label}吗？` : `{who}有几名健在的${label}？`,
    form: { kind: "choice", options },
    steward: stewardName(stewards[0]),
  };
}

function usualAsk({ kind }: AnswerForm, label: string, isYesOrNo: boolean): string {
  if (isYesOrNo) return `{who}符合“${label}”吗？`;
  switch (kind) {
    case "date":
      return `{who}的${label}是哪一天？`;
    case "choice":
      return `{who}的${label}是哪一种？`;
    case "number":
      return `{who}的${label}是多少？`;
    case "code":
      return `{who}的${label}是什么？`;
  }
  return kind satisfies never;
}

/** The form of the answer. An absence that the register vouches for is an option among the others. */
function formOf(
  { definition: { type, absence } }: ParsedFactName,
  { names = {}, none = "没有登记", unit = "" }: Asking,
): AnswerForm {
  const named = (value: string, usual: string): string => names[value] ?? usual;
  switch (type.kind) {
    case "date":
      return { kind: "date" };
    case "boolean":
      return {
        kind: "choice",
        options: [
          [named("true", "是"), true],
          [named("false", "不是"), false],
        ],
      };
    case "integer": {
      const { min, max } = type;
      if (max !== undefined && max - min < fewNumbers) {
        const options = Array.from({ length: max - min + 1 }, (_, index): Option => {
          const value = min + index;
          return [named(String(value), String(value)), value];
        });
        return {
          kind: "choice",
          options: absence.means === "none" ? [...options, [none, null]] : options,
        };
      }
      const isMoney = type.unit === "fen";
      return {
        kind: "number",
        unit: isMoney ? "元" : type.unit === "people" ? "人" : unit,
        isMoney,
        min,
        ...(max === undefined ? {} : { max }),
      };
    }
    case "choice":
      return {
        kind: "choice",
        options: Object.entries(type.values).map(([value, usual]) => [named(value, usual), value]),
      };
    case "district":
      return {
        kind: "choice",
        options: [
          ...districtCodes.map((code): Option => [shanghaiDistricts[code], code]),
          [named("elsewhere", "不在上海"), "elsewhere"],
        ],
      };
    case "code":
      return { kind: "code", pattern: type.pattern.source, standard: type.standard };
  }
  return type satisfies never;
}
