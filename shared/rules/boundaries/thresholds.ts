import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { ageOn } from "#shared/calendar/age.ts";
import { definitionOf } from "#shared/facts/dictionary.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { relationDefinition, type RelationName } from "#shared/facts/relations.ts";
import { fen, formatYuan } from "#shared/money/fen.ts";
import { calendarPeriodOf } from "#shared/rules/evaluating/days.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { evaluateNumber, evaluateShare } from "#shared/rules/evaluating/evaluate-number.ts";
import type { Judging } from "#shared/rules/evaluating/judging.ts";
import { readDay } from "#shared/rules/evaluating/typed-value.ts";
import type {
  Condition,
  NumberExpression,
  ProRata,
  RatioAtMost,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import type { FactReference } from "#shared/rules/language/fact-reference.ts";
import { parameterOn } from "#shared/rules/language/parameter.ts";
import type { Verdict } from "#shared/rules/verdict.ts";
import { namedInAmount, namedInCondition, type Named } from "#shared/rules/walk.ts";
import { describe, labelOf } from "#shared/rules/wording/describe.ts";
import { describeNumber, figureText } from "#shared/rules/wording/describe-number.ts";
import { shareText } from "#shared/rules/wording/percent-text.ts";
import { placesOf, type Place, type Rule } from "./nodes.ts";
import { foregoneConclusion, reachOf } from "./reach.ts";
import { figuresIn, keyOfThreshold } from "./threshold-key.ts";

/** On which side of a threshold a subject stands; undefined where the threshold does not touch it. */
export type Side = "on" | "beyond" | undefined;

/** A place of a rule where one step of a fact (a day, a person, a fen) changes something. */
export interface Threshold {
  /** The same for the same threshold, wherever it stands: see `keyOfThreshold`. */
  readonly key: string;
  /** "年满65周岁", "子女年满16周岁", "裁员率不超过5.5%" */
  readonly text: string;
  readonly place: Place;
  /** Of a condition the verdict turns; of an amount perhaps only the way in which it is counted. */
  readonly of: "condition" | "amount";
  /** The facts whose steps lead over it: integers and days. */
  readonly facts: readonly FactReference[];
  /** The relatives whose number leads over it. */
  readonly counted?: RelationName;
  readonly sideOf: (judging: Judging) => Side;
}

/** Every threshold of a rule on a day, in the order of the rule; the same one may stand in several places. */
export function thresholdsOf(rule: Rule, on: CivilDate): Threshold[] {
  return placesOf(rule).flatMap((place) => {
    const { node } = place;
    if (node.kind === "condition") return ofCondition(node.condition, place, on);
    return node.kind === "number" ? ofNumber(node.number, place, on) : [];
  });
}

function ofCondition(condition: Condition, place: Place, on: CivilDate): Threshold[] {
  const orderly = orderlyFacts(namedInCondition(condition));
  const whose = place.relation === undefined ? "" : relationDefinition(place.relation).label;
  const text = `${whose}${describe(condition, on)}`;
  const sideOf = (judging: Judging) => sideOfVerdict(evaluate(condition, judging).verdict);
  const common = { text, place, of: "condition", facts: orderly, sideOf } as const;
  switch (condition.kind) {
    case "lasted":
    case "date":
      return [{ ...common, key: keyOfThreshold(condition, place, on) }];
    case "number": {
      if (foregoneConclusion(condition) !== undefined) return [];
      const { left } = condition;
      const counted = left.kind === "count" ? { counted: left.relation } : {};
      return [{ ...common, key: keyOfThreshold(condition, place, on), ...counted }];
    }
    case "ratioAtMost":
      return limitsIn(condition.limit, on).map((limit) => ({
        ...common,
        key: `${condition.name} at most ${limit}`,
        text: `${condition.name}不超过${limit}`,
        sideOf: (judging) => (limitOn(condition, judging) === limit ? sideOf(judging) : undefined),
      }));
    case "holds":
    case "isOneOf":
    case "absent":
    case "all":
    case "any":
    case "not":
    case "quorum":
    case "related":
    case "worded":
    case "cases":
      return [];
  }
  return condition satisfies never;
}

function ofNumber(number: NumberExpression, place: Place, on: CivilDate): Threshold[] {
  const facts = orderlyFacts(namedInAmount({ kind: "money", per: "once", amountFen: number }));
  const common = { place, of: "amount", facts } as const;
  switch (number.kind) {
    case "ageBands":
      return number.bands.map(([from]) => ({
        ...common,
        key: `band of age from ${from}`,
        text: `年满${from}周岁（分档）`,
        sideOf: (judging) => {
          const birth = readDay(judging, number.fact);
          return birth.state === "value"
            ? sideIf(ageOn(birth.value, judging.on) >= from)
            : undefined;
        },
      }));
    case "bands":
      return number.bands
        .filter(([from]) => from > reachOf(number.of).least)
        .map(([from]) => ({
          ...common,
          key: `band of ${figuresIn(number.of).join("+")} from ${from}`,
          text: `${describeNumber(number.of, on, describe)}达到${from}（分档）`,
          sideOf: (judging) => compare(number.of, judging, (value) => value >= BigInt(from)),
        }));
    case "least": {
      const [of, cap] = number.parts;
      const isMoney = cap.kind === "constant" && of.kind !== "fact" && of.kind !== "count";
      const text = isMoney ? formatYuan(fen(cap.value)) : figureText(cap, of, on, describe);
      return [
        {
          ...common,
          key: `${figuresIn(of).join("+")} capped at ${text}`,
          text: `最高${text}`,
          sideOf: (judging) => {
            const most = evaluateNumber(cap, judging, evaluate);
            if (most.state !== "value") return undefined;
            return compare(of, judging, (value) => value <= most.value);
          },
        },
      ];
    }
    case "proRata":
      return ofProRata(number, place, on);
    case "constant":
    case "parameter":
    case "fact":
    case "sum":
    case "difference":
    case "product":
    case "count":
    case "proportion":
    case "choice":
      return [];
  }
  return number satisfies never;
}

/** Whole at the period's first and last day, a part from the day after and until the day before. */
function ofProRata(proRata: ProRata<About>, place: Place, on: CivilDate): Threshold[] {
  const { since, until, per } = proRata;
  const { firstDay, next } = calendarPeriodOf(per, on);
  const whole = (
    name: "since" | "until",
    event: FactReference,
    isWhole: (day: string) => boolean,
  ) => ({
    key: `${event.name} ${name} of ${per}`,
    text: `${labelOf(event, on)}（折算）`,
    place,
    of: "amount" as const,
    facts: [event],
    sideOf: (judging: Judging): Side => {
      const reading = judging.read(event);
      if (reading.state !== "known" || typeof reading.value !== "string") return undefined;
      return sideIf(isWhole(reading.value));
    },
  });
  return [
    ...(since === undefined ? [] : [whole("since", since, (day) => day <= firstDay)]),
    ...(until === undefined ? [] : [whole("until", until, (day) => day >= addDays(next, -1))]),
  ];
}

function compare(
  number: NumberExpression,
  judging: Judging,
  isOn: (value: bigint) => boolean,
): Side {
  const read = evaluateNumber(number, judging, evaluate);
  return read.state === "value" ? sideIf(isOn(read.value)) : undefined;
}

function limitOn({ limit }: RatioAtMost<About>, judging: Judging): string | undefined {
  const read = evaluateShare(limit, judging, evaluate);
  return read.state === "value" ? shareText(read.value) : undefined;
}

/** The limits that a ratio can have on a day: "5.5%". */
function limitsIn(share: ShareExpression, on: CivilDate): string[] {
  switch (share.kind) {
    case "share":
      return [shareText(share)];
    case "parameter": {
      const value = parameterOn(share.parameter, on);
      return value === undefined ? [] : [shareText(value)];
    }
    case "choice":
      return [...new Set([...limitsIn(share.use, on), ...limitsIn(share.otherwise, on)])];
  }
  return share satisfies never;
}

/** The subject's own integers and days among what is named. */
function orderlyFacts(named: readonly Named[]): FactReference[] {
  return named.flatMap((one) => {
    if (one.kind !== "fact" || one.relation !== undefined) return [];
    const { kind } = definitionOf(one.fact.name).type;
    return kind === "integer" || kind === "date" ? [one.fact] : [];
  });
}

function sideOfVerdict(verdict: Verdict): Side {
  return verdict === "unknown" ? undefined : sideIf(verdict === "met");
}

function sideIf(isOn: boolean): Side {
  return isOn ? "on" : "beyond";
}
