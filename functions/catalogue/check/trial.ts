import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
import type { Policy } from "#shared/rules/policy.ts";

/** What an answer looks like, as the dictionary's type says. */
export type AnswerForm =
  | { readonly kind: "date" }
  /** A value of null: the register lists nothing. */
  | { readonly kind: "choice"; readonly options: readonly Option[] }
  | {
      readonly kind: "number";
      /** 人, 元 */
      readonly unit: string;
      /** Asked in yuan, judged in fen. */
      readonly isMoney: boolean;
      readonly min: number;
      readonly max?: number;
    }
  | { readonly kind: "code"; readonly pattern: string; readonly standard: string };

export type Option = readonly [label: string, value: FactValue | null];

/** One question of the trial; whoever does not know may always say so. */
export interface Question {
  /** "户籍所在区" */
  readonly label: string;
  /** With {who} where the person, or the relative, is named. */
  readonly ask: string;
  readonly hint?: string;
  readonly form: AnswerForm;
  /** For a day or a number that there may not be: "没有". */
  readonly none?: string;
  /** Who keeps the register, in full: where to ask. */
  readonly steward: string;
}

/** Everything that the browser needs to try one policy: a rule is data, so one script serves all. */
export interface Trial {
  /** The day on which is judged. */
  readonly on: CivilDate;
  /** With the version in force only. */
  readonly policy: Policy;
  /** By key: "birthDate", "child.birthDate", "child" for how many there are. In the order of the rule. */
  readonly questions: Readonly<Record<string, Question>>;
  /** What nobody is asked of themselves: keys that count as "there is none". */
  readonly assumed: readonly string[];
}

/** What somebody has answered; not knowing is an answer too. */
export type Answer =
  | { readonly state: "known"; readonly value: FactValue }
  | { readonly state: "absent" }
  | { readonly state: "unclear" };

/** By key; a relative's as "child[1].birthDate". */
export type Answers = ReadonlyMap<string, Answer>;
