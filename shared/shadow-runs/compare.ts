import type { CaseState } from "#shared/cases/reported-case.ts";
import type { shadowFindingKinds } from "#shared/db/enumerations.ts";
import type { Verdict } from "#shared/rules/judgement.ts";

export type FindingKind = (typeof shadowFindingKinds)[number];

/** What the rule says of one subject and period. */
export interface Here {
  readonly verdict: Verdict;
  /** Null for what is no money. */
  readonly amountFen: number | null;
}

/** What the other system says: its last word about the period, of all its cases together. */
export interface There {
  readonly state: CaseState;
  /** Null where one of them names none. */
  readonly amountFen: number | null;
  readonly caseNumber: string | null;
}

/** How the two stand to each other: they agree, nothing is to be said yet, or they differ. */
export type Comparison = "neither" | "agreed" | "without-amount" | "under-way" | FindingKind;

/** Compares what is due here with what another system has granted or paid. */
export function compare(here: Here, there: There | undefined): Comparison {
  const isDue = here.verdict === "met" && here.amountFen !== 0;
  const state = there?.state;
  switch (state) {
    case undefined:
    case "refused":
    case "withdrawn":
      return isDue ? "forgotten" : "neither";
    case "accepted":
      return isDue ? "under-way" : "neither";
    case "granted":
    case "paid":
      if (here.verdict === "unknown") return "undecided";
      if (!isDue) return "unfounded";
      if (here.amountFen === null) return "agreed";
      if (there === undefined || there.amountFen === null) return "without-amount";
      return here.amountFen === there.amountFen ? "agreed" : "amount";
  }
  return state satisfies never;
}
