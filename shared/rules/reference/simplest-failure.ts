import type { FlatFacts, FlatSubject, Setting } from "#shared/rules/compiled/flat-facts.ts";
import type { Rule } from "./arbitrary-rule.ts";

/** One rule and one subject. */
export interface Case {
  readonly rule: Rule;
  readonly setting: Setting;
  readonly subject: FlatSubject;
}

/**
 * The simplest case that still fails: as long as something can be left out or stand for what is around it, it does.
 * A rule shrinks by its structure, which a generator that only knows its own choices cannot do.
 */
export async function simplestFailure(
  failing: Case,
  fails: (simpler: Case) => boolean | Promise<boolean>,
): Promise<Case> {
  let simplest = failing;
  for (let isSimpler = true; isSimpler;) {
    isSimpler = false;
    for (const simpler of simplerCases(simplest)) {
      // One after the other: each starts from the simplest that was found.
      // oxlint-disable-next-line no-await-in-loop
      if (await fails(simpler)) {
        simplest = simpler;
        isSimpler = true;
        break;
      }
    }
  }
  return simplest;
}

/** What decides nothing. */
const unsaid = new Set(["label", "publisher", "status", "source", "clause", "words"]);

/** A case as text: the rule, the day, the complete registers and the subject. */
export function textOf({ rule, setting, subject }: Case): string {
  const { on, complete } = setting;
  const withoutSources = (key: string, value: unknown): unknown =>
    unsaid.has(key) ? undefined : value;
  const all = { rule, on, complete: [...complete], subject };
  return JSON.stringify(all, withoutSources, 1).replaceAll(
    // What fits into a line stands in one.
    /[[{]\s[^[\]{}]{0,160}[\]}]/g,
    (text) => text.replaceAll(/\n\s*/g, " "),
  );
}

function* simplerCases({ rule, setting, subject }: Case): Generator<Case> {
  for (const simpler of simplerRules(rule)) yield { rule: simpler, setting, subject };
  for (const simpler of simplerSubjects(subject)) yield { rule, setting, subject: simpler };
  for (const name of setting.complete) {
    const complete = new Set([...setting.complete].filter((other) => other !== name));
    yield { rule, setting: { ...setting, complete }, subject };
  }
}

function* simplerRules(rule: Rule): Generator<Rule> {
  if (rule.amount.kind !== "none") {
    yield { ...rule, amount: { kind: "none", benefit: "" } };
    if (!isAlways(rule.eligible)) yield { ...rule, eligible: { kind: "all", parts: [] } };
  }
  for (const simpler of simplerParts(rule)) yield asRule(simpler);
}

function isAlways(condition: Rule["eligible"]): boolean {
  return condition.kind === "all" && condition.parts.length === 0;
}

function* simplerSubjects({ facts, relatives }: FlatSubject): Generator<FlatSubject> {
  const others = relatives === undefined ? {} : { relatives };
  if (Object.values(relatives ?? {}).flat().length === 0 && relatives !== undefined)
    yield { facts };
  for (const fewer of without(facts)) yield { facts: fewer, ...others };
  for (const [relation, members] of Object.entries(relatives ?? {})) {
    for (const [index, member] of members.entries()) {
      yield { facts, relatives: { ...relatives, [relation]: members.toSpliced(index, 1) } };
      for (const fewer of without(member)) {
        yield { facts, relatives: { ...relatives, [relation]: members.with(index, fewer) } };
      }
    }
  }
}

function* without(facts: FlatFacts): Generator<FlatFacts> {
  for (const key of Object.keys(facts)) {
    yield Object.fromEntries(Object.entries(facts).filter(([other]) => other !== key));
  }
}

/** Where an expression has expressions of its own kind, by its kind. */
const ownParts: Readonly<Record<string, readonly string[]>> = {
  all: ["parts"],
  any: ["parts"],
  quorum: ["parts"],
  not: ["part"],
  worded: ["part"],
  cases: ["cases"],
  sum: ["parts"],
  difference: ["from", "less"],
  product: ["parts"],
  least: ["parts"],
  proportion: ["of"],
  bands: ["of"],
  proRata: ["of"],
  choice: ["use", "otherwise"],
};

const lists = new Set(["parts", "cases", "values", "bands"]);
const numbers = new Set(["fact", "parameter", "count", "ageBands"]);
/** Whose parts are two. */
const pairs = new Set(["product", "least"]);
const shareFields = new Set(["limit", "share"]);
const openShares = new Set(["parameter", "choice"]);
const numberFields = new Set(["left", "right", "of", "from", "less", "dividend", "divisor"]);

/** The value with one thing in it made simpler. */
function* simplerParts(value: unknown): Generator<unknown> {
  if (typeof value !== "object" || value === null) return;
  const kind = "kind" in value ? String(value.kind) : "";
  const entries = Object.entries(value);
  const field = (name: string): unknown => entries.find(([each]) => each === name)?.[1];
  for (const name of ownParts[kind] ?? []) {
    for (const part of [field(name)].flat()) {
      yield* isCase(part) ? [part.when, part.demand] : [part];
    }
  }
  for (const [name, part] of entries) {
    if (Array.isArray(part) && lists.has(name) && part.length > 1 && !pairs.has(kind)) {
      for (const index of part.keys()) yield { ...value, [name]: part.toSpliced(index, 1) };
    }
    if (numberFields.has(name) && isOneOfKinds(part, numbers)) {
      yield { ...value, [name]: { kind: "constant", value: 1 } };
    }
    if (shareFields.has(name) && isOneOfKinds(part, openShares)) {
      yield { ...value, [name]: { kind: "share", numerator: 1, denominator: 1 } };
    }
    for (const simpler of simplerParts(part)) {
      yield Array.isArray(value)
        ? value.toSpliced(Number(name), 1, simpler)
        : { ...value, [name]: simpler };
    }
  }
}

function isOneOfKinds(value: unknown, kinds: ReadonlySet<string>): boolean {
  return (
    typeof value === "object" && value !== null && "kind" in value && kinds.has(String(value.kind))
  );
}

function isCase(value: unknown): value is { readonly when: unknown; readonly demand: unknown } {
  return typeof value === "object" && value !== null && "when" in value && "demand" in value;
}

/** Guarantee: of a rule's expression one part was left out, or stands for the whole, which has the same type. */
function asRule(value: unknown): Rule {
  return value as Rule;
}
