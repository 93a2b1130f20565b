import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { evaluateNumber } from "#shared/rules/evaluating/evaluate-number.ts";
import { startJudging, type Judging } from "#shared/rules/evaluating/judging.ts";
import { answerOf, isSameAnswer } from "./answer.ts";
import { candidatesFor } from "./candidates.ts";
import { crossingsNear, turningsOf, type Crossing } from "./crossing.ts";
import { explore, isHeadcount } from "./explore.ts";
import type { Figures } from "./figures.ts";
import type { Rule } from "./nodes.ts";
import {
  nobody,
  readingsOfSubject,
  valueAt,
  whoseFact,
  withFact,
  type Address,
  type Said,
  type Subject,
} from "./subject.ts";
import type { Threshold } from "./thresholds.ts";

/** A rule on a day, with the figures worth trying. */
export interface Ground {
  readonly rule: Rule;
  readonly on: CivilDate;
  readonly figures: Figures;
}

/** A threshold shown on two subjects. */
export interface Shown {
  readonly on: Subject;
  readonly beyond: Subject;
}

/**
 * Two subjects on the two sides of a threshold who differ in one step and in nothing else, and get another verdict or
 * another amount for it; where money is only counted otherwise, both verdicts are known and one is met. Undefined where
 * none was found.
 */
export function showThreshold(threshold: Threshold, ground: Ground): Shown | undefined {
  for (const base of take(8, subjectsTouchedBy(threshold, ground))) {
    for (const crossing of crossingsNear(threshold, base, ground.on)) {
      const shown = completed(crossing, threshold, ground);
      if (shown !== undefined) return shown;
    }
  }
  return undefined;
}

function* subjectsTouchedBy(threshold: Threshold, ground: Ground): Generator<Subject> {
  yield* explore(nobody, {
    ...waysOf(ground),
    patience: 600,
    progressOf: (subject) => progressOf(threshold, subject, ground.on),
  });
}

function completed(crossing: Crossing, threshold: Threshold, { rule, on, figures }: Ground) {
  const ways = waysOf({ figures, on, rule });
  const answersOf = (subject: Subject) => [
    answerOf(rule, subject, on),
    answerOf(rule, crossing.other(subject), on),
  ];
  const found = explore(crossing.from, {
    ...ways,
    patience: 300,
    progressOf(subject) {
      const answers = answersOf(subject);
      return {
        isDecided: answers.every(({ verdict }) => verdict !== "unknown"),
        missing: answers.flatMap(({ missing }) => missing),
      };
    },
    candidates(subject, address, isLast) {
      const plain = ways.candidates(subject, address);
      if (!isLast || !isHeadcount(address.key)) return plain;
      const told = (value: Said) =>
        answersOf(withFact(subject, address, value))
          .map(({ verdict }) => verdict)
          .join();
      return [...turningsOf(address.key, plain, told, on), ...plain];
    },
  });
  for (const subject of found) {
    const other = crossing.other(subject);
    const [here, there] = [answerOf(rule, subject, on), answerOf(rule, other, on)];
    const isShown =
      threshold.of === "amount"
        ? here.verdict === "met" || there.verdict === "met"
        : !isSameAnswer(here, there);
    if (!isShown) continue;
    return crossing.fromSide === "on"
      ? { on: subject, beyond: other }
      : { on: other, beyond: subject };
  }
  return undefined;
}

/** The facts that the threshold itself is about, before anything else is asked. */
function progressOf({ place: { node, relation } }: Threshold, subject: Subject, on: CivilDate) {
  const judging = startJudging(readingsOfSubject(subject), on);
  const [member] = relation === undefined ? [judging] : judging.related(relation).members;
  if (member === undefined)
    return { isDecided: false, missing: relation === undefined ? [] : [relation] };
  const { isDecided, missing } = decided(node, member);
  return {
    isDecided,
    missing: relation === undefined ? missing : missing.map((key) => `${relation}.${key}`),
  };
}

function decided(node: Threshold["place"]["node"], judging: Judging) {
  if (node.kind === "condition") {
    const { verdict, missing } = evaluate(node.condition, judging);
    return { isDecided: verdict !== "unknown", missing };
  }
  if (node.kind === "share") return { isDecided: true, missing: [] };
  const read = evaluateNumber(node.number, judging, evaluate);
  return read.state === "unknown"
    ? { isDecided: false, missing: read.missing }
    : { isDecided: true, missing: [] };
}

/** How a search goes on from a subject: see `explore`. */
export function waysOf({ figures, on }: Ground) {
  const counts = figures.numbers.filter((number) => number > 1 && number <= 12);
  return {
    candidates(subject: Subject, address: Address): readonly Said[] {
      const plain = candidatesFor(address.key, figures, whoseFact(subject, address), on);
      const { index = 0 } = address;
      const before = index === 0 ? undefined : valueAt(subject, { ...address, index: index - 1 });
      // Relatives are alike unless there is a reason.
      return before === undefined ? plain : [before, ...plain.filter((one) => one !== before)];
    },
    relativesToTry: [...new Set([1, 0, 2, ...counts.flatMap((n) => [n, n + 1, n - 1])])],
  };
}

function* take<T>(most: number, items: Iterable<T>): Generator<T> {
  let taken = 0;
  for (const item of items) {
    if (taken >= most) return;
    taken += 1;
    yield item;
  }
}
