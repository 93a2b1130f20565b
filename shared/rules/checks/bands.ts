import { placesOf } from "#shared/rules/boundaries/nodes.ts";
import type {
  AgeBands,
  Bands,
  BandTable,
  Condition,
  NumberExpression,
} from "#shared/rules/language/condition.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { topConditions } from "#shared/rules/wording/clause-texts.ts";
import { clauseAt, findingsIn, type Finding } from "./finding.ts";

/** Bands ascend without overlap, in whole numbers, and the first begins where eligibility does. */
export function checkBands(policy: Policy, version: Version): Finding[] {
  return placesOf(version).flatMap((place) => {
    const { node } = place;
    if (node.kind !== "number") return [];
    const { number } = node;
    if (number.kind !== "bands" && number.kind !== "ageBands") return [];
    const say = findingsIn(policy, version);
    const clause = clauseAt(place, version);
    return faultsOf(number, version.eligible).map(([en, zh]) => say(clause, en, zh));
  });
}

type Fault = readonly [en: string, zh: string];

function faultsOf(number: Bands<About> | AgeBands<About>, eligible: Condition): Fault[] {
  const { bands } = number;
  const [first] = bands;
  if (first === undefined) return [["The table has no band. Add the bands.", "分档为空，请补充。"]];
  const faults: Fault[] = [];
  for (const [from, value] of bands.filter((band) => !isWhole(band))) {
    faults.push([
      `The band ${from}: ${value} is no pair of integers from nought on. Write people, years and fen as integers.`,
      `分档 ${from}：${value} 应为非负整数。`,
    ]);
  }
  const pair = outOfOrder(bands);
  if (pair !== undefined) {
    faults.push([
      `The bands from ${pair[0]} and from ${pair[1]} do not ascend. Sort them, each from its own number.`,
      `分档 ${pair[0]} 与 ${pair[1]} 没有递增，请按起点从小到大排列。`,
    ]);
  }
  const begins = beginningOf(number, eligible);
  if (begins !== undefined && begins !== first[0]) {
    faults.push([
      `The first band begins at ${first[0]}, but who is eligible begins at ${begins}: ${
        begins < first[0] ? "those between get nothing" : "nobody eligible is so low"
      }. Let both begin at the same number.`,
      `第一档自${first[0]}起，而享受条件自${begins}起，请使两者一致。`,
    ]);
  }
  return faults;
}

const isWhole = (band: BandTable[number]): boolean =>
  band.every((number) => Number.isSafeInteger(number) && number >= 0);

function outOfOrder(bands: BandTable): readonly [number, number] | undefined {
  for (const [index, [from]] of bands.entries()) {
    const next = bands[index + 1];
    if (next !== undefined && next[0] <= from) return [from, next[0]];
  }
  return undefined;
}

/** The least number of those who are eligible, where one of the rule's clauses says it outright. */
function beginningOf(
  number: Bands<About> | AgeBands<About>,
  eligible: Condition,
): number | undefined {
  const least = topConditions(eligible).flatMap((clause) => {
    const bare = withoutWords(clause);
    return number.kind === "ageBands" ? ageFrom(bare) : numberFrom(bare, number.of);
  });
  return least.length === 0 ? undefined : Math.max(...least);
}

function ageFrom(condition: Condition): number[] {
  if (condition.kind !== "lasted" || condition.on.kind !== "judgedDay") return [];
  const { fact, duration } = condition;
  return fact.name === "birthDate" && duration.unit === "years" ? [duration.count] : [];
}

function numberFrom(condition: Condition, of: NumberExpression): number[] {
  if (condition.kind !== "number" || condition.right.kind !== "constant") return [];
  if (JSON.stringify(condition.left) !== JSON.stringify(of)) return [];
  const { order, right } = condition;
  if (order === "atLeast") return [right.value];
  return order === "moreThan" ? [right.value + 1] : [];
}

function withoutWords(condition: Condition): Condition {
  return condition.kind === "worded" ? withoutWords(condition.part) : condition;
}
