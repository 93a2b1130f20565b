import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type { Condition, Count } from "#shared/rules/language/condition.ts";
import type { Readings } from "#shared/rules/reading.ts";
import type { Verdict } from "#shared/rules/verdict.ts";

/** How a condition within a number or about a relative is judged. */
export type Judge = (condition: Condition, readings: Readings, on: CivilDate) => Verdict;

/** Of the relatives that were reported, how many meet a condition, do not, and of how many that is unknown. */
export interface Counted {
  readonly met: number;
  readonly unmet: number;
  readonly unknown: number;
  /** There are no others. */
  readonly isComplete: boolean;
}

/** Judges each relative on its own facts. */
export function countRelatives(
  { relation, where }: Pick<Count<About>, "relation" | "where">,
  readings: Readings,
  on: CivilDate,
  judge: Judge,
): Counted {
  const { members, isComplete } = readings.related(relation);
  const verdicts = members.map(({ fact }) => judge(where, ofRelative(fact), on));
  const count = (looked: Verdict) => verdicts.filter((verdict) => verdict === looked).length;
  return { met: count("met"), unmet: count("unmet"), unknown: count("unknown"), isComplete };
}

function ofRelative(fact: Readings["fact"]): Readings {
  return {
    fact,
    related: (relation) => {
      throw new RangeError(`of a relative no relatives are known: ${relation}`);
    },
  };
}
