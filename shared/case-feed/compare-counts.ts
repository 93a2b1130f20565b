import { keyOf, type StepCounts, summed } from "./count-steps.ts";

export interface CountGap {
  /** "<policy> <state>" */
  readonly of: string;
  readonly ours: number;
  readonly theirs: number;
}

/** Where two counts of the same day differ; what one of them does not name, it has not seen. */
export function compareCounts(ours: StepCounts, theirs: StepCounts): CountGap[] {
  const [a, b] = [ours, theirs].map(
    (counts) => new Map(summed(counts).map((one) => [keyOf(one), one.count])),
  );
  return [...new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])])]
    .toSorted()
    .map((of) => ({ of, ours: a?.get(of) ?? 0, theirs: b?.get(of) ?? 0 }))
    .filter((gap) => gap.ours !== gap.theirs);
}
