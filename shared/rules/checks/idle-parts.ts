import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { answerOf, isSameAnswer } from "#shared/rules/boundaries/answer.ts";
import { explore } from "#shared/rules/boundaries/explore.ts";
import { figuresOf } from "#shared/rules/boundaries/figures.ts";
import { placesOf, type Place, type Rule } from "#shared/rules/boundaries/nodes.ts";
import { waysOf } from "#shared/rules/boundaries/shown.ts";
import {
  nobody,
  subjectOfExample,
  valueAt,
  type Address,
  type Said,
  type Subject,
} from "#shared/rules/boundaries/subject.ts";
import type { Example } from "#shared/rules/example.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { describe } from "#shared/rules/wording/describe.ts";
import { clauseAt, findingsIn, type Finding } from "./finding.ts";
import { judgedExamples, type JudgedExample } from "./judged-example.ts";

/**
 * Each clause, and each part of an all, an any or a quorum, can change the answer both ways: for some subject it would
 * be another if the part held, for some other if it did not. Looked for among the policy's examples and subjects made
 * up from the rule. Parts of one clause that differ only in the month, where a formula looks for the first one, count as one.
 */
export function checkIdleParts(
  policy: Policy,
  version: Version,
  examples: readonly Example[],
): Finding[] {
  const say = findingsIn(policy, version);
  const judged = judgedExamples(policy, examples);
  const parts = partsOf(version);
  const firsts = parts.filter(
    ({ text }, index) => parts.findIndex((one) => one.text === text) === index,
  );
  return firsts.flatMap(({ text, clause, part }) => {
    const alike = parts.filter((one) => one.text === text);
    const words = describe(part, version.from);
    return ([true, false] as const)
      .filter((holds) => !alike.some((one) => canDecide(one, holds, version, judged)))
      .map((holds) =>
        say(
          clause,
          holds
            ? `Nobody was found who is refused for want of “${words}” alone, or gets another amount for it. Remove it, or correct what makes it idle.`
            : `Nobody was found who gets something thanks to “${words}”. Remove it, or correct what makes it idle.`,
          `“${words}”不影响任何结论，请删去，或者更正使其落空的条件。`,
        ),
      );
  });
}

interface Part {
  readonly place: Place;
  readonly part: Condition;
  readonly clause: string;
  /** The same for parts that count as one. */
  readonly text: string;
}

const months = /"years":-?\d+,"month":\d+/g;

function partsOf(version: Version): Part[] {
  return placesOf(version).flatMap((place, index) => {
    if (place.node.kind !== "condition") return [];
    const { condition } = place.node;
    const parent = place.above.at(-1)?.node;
    const isPart =
      parent?.kind === "condition" &&
      (parent.condition.kind === "all" ||
        parent.condition.kind === "any" ||
        parent.condition.kind === "quorum");
    if (!isPart && index > 0) return [];
    const clause = clauseAt(place, version);
    const text = `${clause} ${JSON.stringify(condition).replaceAll(months, "")}`;
    return [{ place, part: condition, clause, text }];
  });
}

/** A subject who gets another answer once the part holds, or does not, whatever its facts. */
function canDecide(
  { part, place }: Part,
  holds: boolean,
  version: Version,
  judged: readonly JudgedExample[],
): boolean {
  const { eligible, amount } = version;
  // An amount that is nought below its first band does not make the clause about age idle.
  const isOfAmount = place.above[0]?.node.kind === "number";
  const rule: Rule = { eligible, amount: isOfAmount ? amount : { kind: "none", benefit: "" } };
  const settled: Condition = { kind: holds ? "all" : "any", parts: [] };
  const otherwise = replaced(rule, part, settled);
  const isDecisive = (subject: Subject, on: CivilDate) => {
    const [as, if_] = [answerOf(rule, subject, on), answerOf(otherwise, subject, on)];
    return as.verdict !== "unknown" && if_.verdict !== "unknown" && !isSameAnswer(as, if_);
  };
  const own = judged.filter((one) => one.version === version);
  if (own.some(({ example, on }) => isDecisive(subjectOfExample(example.facts), on))) return true;
  const hints = [undefined, ...own];
  return hints.some((hint) => {
    const on = hint?.on ?? version.from;
    const ways = waysOf({ rule, on, figures: figuresOf(rule, on) });
    const known = hint === undefined ? nobody : subjectOfExample(hint.example.facts);
    const found = explore(nobody, {
      ...ways,
      patience: hint === undefined ? 1500 : 300,
      candidates: (subject, address) => hinted(known, address, ways.candidates(subject, address)),
      progressOf(subject) {
        const answers = [answerOf(rule, subject, on), answerOf(otherwise, subject, on)];
        return {
          isDecided: answers.every(({ verdict }) => verdict !== "unknown"),
          missing: answers.flatMap(({ missing }) => missing),
        };
      },
    });
    for (const subject of found) if (isDecisive(subject, on)) return true;
    return false;
  });
}

/** What the example says of a fact is tried first. */
function hinted(known: Subject, address: Address, plain: readonly Said[]): readonly Said[] {
  const said = valueAt(known, address);
  if (said === undefined || said === "(missing)") return plain;
  return [...new Set([said, ...plain])];
}

/** The same tree with one of its nodes, wherever it stands, replaced by another. */
function replaced<T>(tree: T, node: Condition, by: Condition): T {
  return copyOf(tree, node, by) as T;
}

function copyOf(tree: unknown, node: Condition, by: Condition): unknown {
  if (tree === node) return by;
  if (Array.isArray(tree)) return tree.map((one) => copyOf(one, node, by));
  if (!(tree instanceof Object)) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, copyOf(value, node, by)]),
  );
}
