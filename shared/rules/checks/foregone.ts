import { definitionOf } from "#shared/facts/dictionary.ts";
import { checkFactValue } from "#shared/facts/fact-value.ts";
import { relationDefinition, type RelationName } from "#shared/facts/relations.ts";
import { placesOf, type Place } from "#shared/rules/boundaries/nodes.ts";
import { foregoneConclusion } from "#shared/rules/boundaries/reach.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { describe } from "#shared/rules/wording/describe.ts";
import { clauseAt, findingsIn, type Finding } from "./finding.ts";

/** No condition says the same of everybody, as far as the dictionary tells without looking at anybody. */
export function checkForegoneConclusions(policy: Policy, version: Version): Finding[] {
  const say = findingsIn(policy, version);
  return placesOf(version).flatMap((place) => {
    const { node } = place;
    if (node.kind === "share") return [];
    const faults =
      node.kind === "condition"
        ? ofCondition(node.condition, place, version)
        : ofNumber(node.number, place);
    return faults.map(([en, zh]) => say(clauseAt(place, version), en, zh));
  });
}

type Fault = readonly [en: string, zh: string];

function ofCondition(condition: Condition, place: Place, { from }: Version): Fault[] {
  switch (condition.kind) {
    case "related":
      return condition.quantifier === "every" && isNeverComplete(condition.relation)
        ? [
            [
              `“every ${condition.relation}” can never be met, for nobody knows all of them. Say it with some(), or leave it to people.`,
              `${relationDefinition(condition.relation).label}的登记从不完整，“每名都符合”永远不能成立；请改用 some()，或者留给人工判断。`,
            ],
          ]
        : [];
    case "number":
      return ofComparison(condition, place, describe(condition, from));
    case "quorum": {
      const { least, parts } = condition;
      if (least >= 1 && least <= parts.length) return duplicatesIn(parts);
      return [
        [
          `At least ${least} of ${parts.length} parts is no demand. Demand from 1 to ${parts.length} of them.`,
          `“${parts.length}项中至少${least}项”没有意义，请改为1至${parts.length}项。`,
        ],
      ];
    }
    case "all":
    case "any":
      return duplicatesIn(condition.parts);
    case "isOneOf":
      return ofList(condition);
    case "holds":
    case "absent":
    case "date":
    case "lasted":
    case "ratioAtMost":
    case "not":
    case "worded":
    case "cases":
      return [];
  }
  return condition satisfies never;
}

function ofComparison(
  comparison: Extract<Condition, { kind: "number" }>,
  place: Place,
  words: string,
): Fault[] {
  const { left, order } = comparison;
  if (left.kind === "count" && isNeverComplete(left.relation)) {
    if (order === "atMost" || order === "lessThan") {
      return [
        [
          `“${words}” can never be met, for there may always be one more ${left.relation}. Demand a least number, or leave it to people.`,
          "登记从不完整，人数上限永远不能成立；请改为下限，或者留给人工判断。",
        ],
      ];
    }
  }
  const foregone = foregoneConclusion(comparison);
  if (foregone === undefined) return [];
  // In the question of a case, “at least nought” is how a rule says that a number is known.
  if (foregone && place.role === "when" && place.above.at(-1)?.node.kind === "condition") return [];
  return [
    [
      `“${words}” is always ${foregone ? "true" : "false"} of what the dictionary allows. Correct the figure, or remove the condition.`,
      `按数据字典的取值范围，这一条件恒为${foregone ? "真" : "假"}；请更正数字或者删去。`,
    ],
  ];
}

function ofList({ fact, values }: Extract<Condition, { kind: "isOneOf" }>): Fault[] {
  const definition = definitionOf(fact.name);
  const faults = values
    .filter((value) => !checkFactValue(definition, value).ok)
    .map((value): Fault => [
      `The dictionary has no value “${value}” of ${fact.name}. Take one that it lists.`,
      `数据字典中“${definition.label}”没有“${value}”这一取值，请更正。`,
    ]);
  if (new Set(values).size < values.length) {
    faults.push([`A value of ${fact.name} is listed twice. Remove one.`, "取值重复，请删去。"]);
  }
  const { type } = definition;
  const isComplete =
    type.kind === "choice" &&
    Object.keys(type.values).every((name) => values.some((value) => value === name));
  if (isComplete) {
    faults.push([
      `Every value of ${fact.name} is listed, so it is true of everybody. Remove the condition.`,
      "列出了全部取值，人人符合；请删去这一条件。",
    ]);
  }
  return faults;
}

function ofNumber(number: NumberExpression, { above }: Place): Fault[] {
  if (number.kind !== "count" || !isNeverComplete(number.relation)) return [];
  const parent = above.at(-1)?.node;
  const isCompared =
    parent?.kind === "condition" &&
    parent.condition.kind === "number" &&
    parent.condition.left === number;
  if (isCompared) return [];
  return [
    [
      `The number of ${number.relation} is never known, for there may always be one more. Only a comparison on its left can use it.`,
      "登记从不完整，人数永远不能确定；只能用作比较的左边。",
    ],
  ];
}

function duplicatesIn(parts: readonly Condition[]): Fault[] {
  const texts = parts.map((part) => JSON.stringify(part));
  if (new Set(texts).size === texts.length) return [];
  return [["Two parts say the same. Remove one.", "有两项内容相同，请删去一项。"]];
}

function isNeverComplete(relation: RelationName): boolean {
  return relationDefinition(relation).absence.means === "unknown";
}
