import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { DistrictCode } from "#shared/identity/districts.ts";

/** Counts of subjects unless the name says otherwise; see migrations/city/0002_policy_life.sql. */
export interface Counts {
  readonly eligible: number;
  readonly unknown: number;
  /** What the eligible ones get for one period. */
  readonly amountFen: number;
  readonly entitled: number;
  readonly omitted: number;
  readonly unfounded: number;
  /** Who ever received it. */
  readonly benefited: number;
  readonly paidFen: number;
  /** Instructions. */
  readonly settled: number;
  readonly failed: number;
  readonly objections: number;
  /** What was left out, for it is about to be judged again. */
  readonly pending: number;
  /** Days from match to payment, and how many entitlements took so long. */
  readonly waits: ReadonlyMap<number, number>;
}

/** "" where it is not known. */
export type MeasuredDistrict = DistrictCode | "elsewhere" | "";

/** The newest day on which all shards measured a policy. */
export interface Measure extends Counts {
  readonly policy: string;
  readonly day: CivilDate;
  /** The number of the stage under which all shards measured it; undefined where it changed in between. */
  readonly stage: number | undefined;
  readonly byDistrict: ReadonlyMap<MeasuredDistrict, Counts>;
}

/** By policy; one that was never measured by all shards is not among them. */
export type Measures = ReadonlyMap<string, Measure>;

const sums = [
  "eligible",
  "unknown",
  "amountFen",
  "entitled",
  "omitted",
  "unfounded",
  "benefited",
  "paidFen",
  "settled",
  "failed",
  "objections",
  "pending",
] as const;

/** Adds up counts of different subjects. */
export function summed(parts: readonly Counts[]): Counts {
  const total = (name: (typeof sums)[number]): number =>
    parts.reduce((sum, part) => sum + part[name], 0);
  const waits = new Map<number, number>();
  for (const part of parts) {
    for (const [days, count] of part.waits) waits.set(days, (waits.get(days) ?? 0) + count);
  }
  return {
    eligible: total("eligible"),
    unknown: total("unknown"),
    amountFen: total("amountFen"),
    entitled: total("entitled"),
    omitted: total("omitted"),
    unfounded: total("unfounded"),
    benefited: total("benefited"),
    paidFen: total("paidFen"),
    settled: total("settled"),
    failed: total("failed"),
    objections: total("objections"),
    pending: total("pending"),
    waits,
  };
}

/** The days within which half of the payments came; undefined where there was none. */
export function medianWait({ waits }: Pick<Counts, "waits">): number | undefined {
  const sorted = [...waits].toSorted(([a], [b]) => a - b);
  const half = sorted.reduce((sum, [, count]) => sum + count, 0) / 2;
  let seen = 0;
  for (const [days, count] of sorted) {
    seen += count;
    if (seen >= half) return days;
  }
  return undefined;
}
