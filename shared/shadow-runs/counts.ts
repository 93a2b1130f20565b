import type { Comparison, Here, There } from "./compare.ts";

/** How many subjects were compared, and what the differences come to, in fen. Sums of parts are counts again. */
export interface ShadowCounts {
  /** Subjects looked at. */
  readonly compared: number;
  /** To whom the rule gives it. */
  readonly eligible: number;
  readonly eligibleFen: number;
  /** Of whom the data here cannot tell, whatever the other system says. */
  readonly unknown: number;
  /** To whom the other system has granted or paid it. */
  readonly there: number;
  readonly thereFen: number;
  readonly agreed: number;
  /** Both give it, and the other system names no amount. */
  readonly withoutAmount: number;
  /** Entitled here, accepted there and not decided yet. */
  readonly underWay: number;
  readonly forgotten: number;
  readonly forgottenFen: number;
  readonly unfounded: number;
  readonly unfoundedFen: number;
  /** Paid another amount: too little and too much, each summed up by itself. */
  readonly amount: number;
  readonly tooLittleFen: number;
  readonly tooMuchFen: number;
  readonly undecided: number;
  readonly undecidedFen: number;
  /** Findings that are listed one by one. */
  readonly listed: number;
}

export const noCounts: ShadowCounts = {
  compared: 0,
  eligible: 0,
  eligibleFen: 0,
  unknown: 0,
  there: 0,
  thereFen: 0,
  agreed: 0,
  withoutAmount: 0,
  underWay: 0,
  forgotten: 0,
  forgottenFen: 0,
  unfounded: 0,
  unfoundedFen: 0,
  amount: 0,
  tooLittleFen: 0,
  tooMuchFen: 0,
  undecided: 0,
  undecidedFen: 0,
  listed: 0,
};

const names = Object.keys(noCounts) as readonly (keyof ShadowCounts)[];

export function addCounts(one: ShadowCounts, other: Partial<ShadowCounts>): ShadowCounts {
  const entries = names.map((name) => [name, one[name] + (other[name] ?? 0)]);
  // Guarantee: every name has its sum.
  return Object.fromEntries(entries) as unknown as ShadowCounts;
}

/** What one subject adds to the counts. */
export function countOf(
  here: Here,
  there: There | undefined,
  comparison: Comparison,
): Partial<ShadowCounts> {
  const hereFen = here.amountFen ?? 0;
  const thereFen = there?.amountFen ?? 0;
  const isDue = here.verdict === "met" && here.amountFen !== 0;
  const isGiven = there?.state === "granted" || there?.state === "paid";
  return {
    ...(isDue ? { eligible: 1, eligibleFen: hereFen } : {}),
    ...(here.verdict === "unknown" ? { unknown: 1 } : {}),
    ...(isGiven ? { there: 1, thereFen } : {}),
    ...ofComparison(comparison, hereFen, thereFen),
  };
}

function ofComparison(
  comparison: Comparison,
  hereFen: number,
  thereFen: number,
): Partial<ShadowCounts> {
  switch (comparison) {
    case "neither":
      return {};
    case "agreed":
      return { agreed: 1 };
    case "without-amount":
      return { withoutAmount: 1 };
    case "under-way":
      return { underWay: 1 };
    case "forgotten":
      return { forgotten: 1, forgottenFen: hereFen };
    case "unfounded":
      return { unfounded: 1, unfoundedFen: thereFen };
    case "amount":
      return {
        amount: 1,
        tooLittleFen: Math.max(0, hereFen - thereFen),
        tooMuchFen: Math.max(0, thereFen - hereFen),
      };
    case "undecided":
      return { undecided: 1, undecidedFen: thereFen };
  }
  return comparison satisfies never;
}
