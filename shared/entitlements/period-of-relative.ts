import { digestText } from "#shared/sealing/digest.ts";

/**
 * The period of what is given once for each relative: that of the policy, and for whom. It holds a part of the
 * relative's key, so it stays in the house: outside stands `toldPeriod`.
 */
export function periodForRelative(period: string, relativeId: string | undefined): string {
  return relativeId === undefined ? period : `${period}:${relativeId}`;
}

/** The policy's own period: "2026-12" of "2026-12:abcdefghijkl"; a period without a relative stays as it is. */
export function plainPeriod(period: string): string {
  return period.split(":")[0] ?? period;
}

/** For which relative it is given; undefined where it is given for none. */
export function relativeIdIn(period: string): string | undefined {
  return period.split(":")[1];
}

/** Marks what was given a second time for the period before it. */
const again = ":+";

/** Where a right is kept that was given for a period for which another number of the subject was given it too. */
export function secondPeriod(period: string, otherId: string): string {
  return `${period}${again}${otherId}`;
}

export const isGivenTwice = (period: string): boolean => period.includes(again);

/** The period for which it was given: the same for the second time as for the first. */
export const firstPeriod = (period: string): string => period.split(again)[0] ?? period;

/**
 * The period as it is told outside: a relative stands there as eight characters of a digest, the same for the same
 * subject and relative under every policy and in every period, from which no key can be learned.
 */
export async function toldPeriod(subjectKey: string, period: string): Promise<string> {
  const relativeId = relativeIdIn(period);
  if (relativeId === undefined) return period;
  const digest = await digestText(`relative ${subjectKey} ${relativeId}`);
  return periodForRelative(plainPeriod(period), digest.slice(0, 8));
}
