import { definitionOf } from "#shared/facts/dictionary.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { dayOn, latestSince } from "#shared/rules/evaluating/days.ts";
import type {
  Absent,
  Condition,
  Holds,
  IsOneOf,
  Lasted,
} from "#shared/rules/language/condition.ts";
import { keyOn } from "#shared/rules/language/fact-reference.ts";
import { absenceCounts, type Setting } from "./flat-facts.ts";
import { met, unknown, unmet, type Code, type Test } from "./test.ts";

/** A condition on a single fact. */
export type Leaf = Holds<About> | IsOneOf<About> | Absent<About> | Lasted<About>;

export function isLeaf(condition: Condition): condition is Leaf {
  return ["holds", "isOneOf", "absent", "lasted"].includes(condition.kind);
}

/** A condition on a single fact as a closure that answers `yes`, `no` or unknown: its opposite costs no more. */
export function compileLeaf(condition: Leaf, setting: Setting, yes: Code, no: Code): Test {
  switch (condition.kind) {
    case "holds":
      return compileHolds(condition, setting, yes, no);
    case "isOneOf":
      return compileIsOneOf(condition, setting, yes, no);
    case "absent":
      return compileAbsent(condition, setting, yes, no);
    case "lasted":
      return compileLasted(condition, setting, yes, no);
  }
  return condition satisfies never;
}

function compileHolds({ fact }: Holds<About>, setting: Setting, yes: Code, no: Code): Test {
  const key = keyOn(fact, setting.on);
  const unreported = absenceCounts(key, setting) ? no : unknown;
  if (yes === met) {
    return (facts) => {
      const value = facts[key];
      if (value === true) return met;
      if (value === false) return unmet;
      return value === undefined ? unreported : unknown;
    };
  }
  // Written out once more: a closure that reads one fact only is read ahead by the engine.
  return (facts) => {
    const value = facts[key];
    if (value === true) return unmet;
    if (value === false) return met;
    return value === undefined ? unreported : unknown;
  };
}

function compileIsOneOf(
  { fact, values }: IsOneOf<About>,
  setting: Setting,
  yes: Code,
  no: Code,
): Test {
  const key = keyOn(fact, setting.on);
  const listed = new Set<unknown>(values);
  const { type } = definitionOf(fact.name);
  const meant = type.kind === "boolean" ? false : type.kind === "choice" ? "none" : undefined;
  const isMeant = listed.has(meant) ? yes : no;
  const unreported = absenceCounts(key, setting) ? isMeant : unknown;
  const [only, ...others] = values;
  if (others.length === 0) {
    return (facts) => {
      const value = facts[key];
      if (value === only) return yes;
      if (value === undefined) return unreported;
      return value === null ? unknown : no;
    };
  }
  return (facts) => {
    const value = facts[key];
    if (value === undefined) return unreported;
    if (value === null) return unknown;
    return listed.has(value) ? yes : no;
  };
}

function compileAbsent({ fact }: Absent<About>, setting: Setting, yes: Code, no: Code): Test {
  const key = keyOn(fact, setting.on);
  const { type } = definitionOf(fact.name);
  // Where absence has a value of its own, it is that value, and so not absent.
  const hasValue =
    type.kind === "boolean" || (type.kind === "choice" && Object.hasOwn(type.values, "none"));
  const isAbsent = hasValue ? no : yes;
  const unreported = absenceCounts(key, setting) ? isAbsent : unknown;
  return (facts) => {
    const value = facts[key];
    if (value === undefined) return unreported;
    return value === null ? unknown : no;
  };
}

function compileLasted(
  { fact, duration, on }: Lasted<About>,
  setting: Setting,
  yes: Code,
  no: Code,
): Test {
  const key = keyOn(fact, setting.on);
  const unreported = absenceCounts(key, setting) ? no : unknown;
  const latest: string = latestSince(dayOn(on, setting.on), duration);
  return (facts) => {
    const value = facts[key];
    if (typeof value === "string") return value <= latest ? yes : no;
    return value === undefined ? unreported : unknown;
  };
}
