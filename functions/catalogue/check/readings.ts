import { definitionOf } from "#shared/facts/dictionary.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import type { FactReading, ReadFact, Readings } from "#shared/rules/reading.ts";
import type { Answer, Answers, Trial } from "./trial.ts";

/** What was answered, as the judge reads it. What nobody was asked yet, or does not know, is missing. */
export function readingsOf({ on, policy, assumed }: Trial, answers: Answers): Readings {
  const readFacts =
    (prefix: string, relation: string): ReadFact =>
    (key) => {
      if (assumed.includes(relation + key)) return { state: "absent" };
      return readingOf(key, answers.get(prefix + key), on);
    };
  return {
    fact: readFacts("", ""),
    related(relation) {
      const count = policy.per === relation ? 1 : countIn(answers.get(relation));
      return {
        // Who says how many there are has told of all.
        isComplete: count !== undefined,
        members: Array.from({ length: count ?? 0 }, (_, index) => ({
          id: String(index + 1),
          fact: readFacts(`${relation}[${index + 1}].`, `${relation}.`),
        })),
      };
    },
  };
}

function readingOf(key: string, answer: Answer | undefined, on: string): FactReading {
  if (answer === undefined || answer.state === "unclear") return { state: "missing" };
  if (answer.state === "absent") return answer;
  const parsed = parseFactName(key);
  if (!parsed.ok) throw new TypeError(parsed.problem.en);
  const { steward } = definitionOf(parsed.name);
  return {
    state: "known",
    value: answer.value,
    reportedBy: steward,
    observedAt: `${on}T00:00:00+08:00`,
  };
}

function countIn(answer: Answer | undefined): number | undefined {
  return answer?.state === "known" ? Number(answer.value) : undefined;
}
