import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { answerOf, isSameAnswer } from "#shared/rules/boundaries/answer.ts";
import { crossingsNear, type Crossing } from "#shared/rules/boundaries/crossing.ts";
import { subjectOfExample } from "#shared/rules/boundaries/subject.ts";
import { thresholdsOf, type Threshold } from "#shared/rules/boundaries/thresholds.ts";
import type { Example } from "#shared/rules/example.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { clauseAt, findingsIn, type Finding } from "./finding.ts";
import { judgedExamples, type JudgedExample } from "./judged-example.ts";
import { parametersOf } from "./parameters.ts";

const sides = ["on", "beyond"] as const;

/**
 * No threshold without an example on each side, judged under the version or under one whose rule holds the very same
 * condition. On a side stands an example from which one step of one fact leads over the threshold:
 * - of an age, a duration or a day bound: the day itself, and the day before or after
 * - of an integer or of how many relatives there are: the number, and its neighbour
 * - of a ratio: integers that meet it, or do not, and with one person more or less are on the other side
 * - of a band or a cap: the number from which it counts, and its neighbour
 *
 * and the step changes the verdict or the amount (of a band or cap it may change only how the amount is counted), for
 * an example whose verdict rests on something else shows nothing. What counts as one threshold: see `keyOfThreshold`.
 */
export function checkThresholdExamples(
  policy: Policy,
  version: Version,
  examples: readonly Example[],
): Finding[] {
  const say = findingsIn(policy, version);
  const judged = judgedExamples(policy, examples);
  const thresholds = daysOf(version).flatMap((day) => thresholdsOf(version, day));
  const firsts = thresholds.filter(
    ({ key }, index) => thresholds.findIndex((one) => one.key === key) === index,
  );
  const parts = new Set(thresholds.map(partOf));
  return firsts.flatMap((first) => {
    const shown = new Set(judged.flatMap((one) => sidesShown(first.key, parts, one)));
    return sides
      .filter((side) => !shown.has(side))
      .map((side) =>
        say(
          clauseAt(first.place, version),
          `No example stands just ${side === "on" ? "on" : "beyond"} the threshold “${first.text}”. Add one that a single day, person or fen would take across, with another answer.`,
          `“${first.text}”${side === "on" ? "刚好达到" : "刚好未达到"}的一侧没有例子，请补充（差一天、一人或者一分，结论即不同）。`,
        ),
      );
  });
}

/** The first day, and those on which a parameter has another value. */
function daysOf(version: Version): CivilDate[] {
  const { from, until } = version;
  const changes = parametersOf(version).flatMap(({ values }) => values.map((value) => value.from));
  return [from, ...changes.filter((day) => day > from && (until === undefined || day <= until))];
}

/** The sides on which an example stands of a threshold, as far as its version shares these parts of the rule. */
function sidesShown(key: string, parts: ReadonlySet<unknown>, judged: JudgedExample) {
  const { example, on, version } = judged;
  const subject = subjectOfExample(example.facts);
  const isTelling = (threshold: Threshold, { from, other }: Crossing): boolean => {
    if (from !== subject) return false;
    const [here, there] = [answerOf(version, subject, on), answerOf(version, other(subject), on)];
    return threshold.of === "amount"
      ? here.verdict === "met" || there.verdict === "met"
      : !isSameAnswer(here, there);
  };
  return thresholdsOf(version, on)
    .filter((threshold) => threshold.key === key && parts.has(partOf(threshold)))
    .flatMap((threshold) =>
      crossingsNear(threshold, subject, on)
        .filter((crossing) => isTelling(threshold, crossing))
        .map(({ fromSide }) => fromSide),
    );
}

/** The part of the rule that turns there; versions may share it. */
function partOf({ place: { node } }: Threshold): unknown {
  if (node.kind === "condition") return node.condition;
  return node.kind === "number" ? node.number : node.share;
}
