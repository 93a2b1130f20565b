import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Allowance } from "./marks.ts";
import type { Candidate, ScanReason, StoredScan } from "./scan.ts";

/** What a device granted while it had no network, ready to be counted. */
export interface OfflineScan {
  readonly receipt: string;
  readonly day: CivilDate;
  readonly at: number;
  readonly operator: string;
  readonly purpose: string;
  readonly itemCode: string | null;
  readonly candidate: Candidate;
  readonly allowance: Allowance;
  /** Undefined for what may be shown again. */
  readonly code: Allowance | undefined;
  /** Why it could not have been granted with a network, where that is known before anything is counted. */
  readonly conflict: ScanReason | undefined;
  /** Whether the device says that it granted it. */
  readonly isGranted: boolean;
}

/** What is known where scans are to be counted. */
export interface OfflineKnown {
  readonly scans: readonly StoredScan[];
  readonly allowances: readonly StoredAllowance[];
  readonly codes: readonly { readonly mark: string; readonly receipt: string }[];
}

export interface StoredAllowance extends Allowance {
  readonly times: number;
  /** JSON: `{ "30": 1 }`. */
  readonly days: string;
}

/** What becomes of scans: whole rows, so that what is stored is what was decided. */
export interface OfflineCount {
  readonly inserted: readonly StoredScan[];
  /** Refused by the server before, and granted by the device when no answer came. */
  readonly corrected: readonly StoredScan[];
  readonly allowances: readonly (StoredAllowance & { readonly timesRead: number })[];
  readonly codes: readonly (Allowance & { readonly receipt: string })[];
  /** By receipt: as they stand now, and whether that was known before. */
  readonly ends: ReadonlyMap<string, { readonly scan: StoredScan; readonly wasKnown: boolean }>;
}

/**
 * Counts scans in the order in which they were made. Nothing is counted twice: a receipt that is known stays as it is. What
 * is beyond the limits, or of a code that was used elsewhere, is a conflict.
 */
export function countOffline(
  { venue, device }: Pick<StoredScan, "venue" | "device">,
  scans: readonly OfflineScan[],
  known: OfflineKnown,
): OfflineCount {
  const ends = new Map(known.scans.map((scan) => [scan.receipt, { scan, wasKnown: true }]));
  const inserted: StoredScan[] = [];
  const corrected: StoredScan[] = [];
  const tallies = new Map(known.allowances.map((one) => [one.mark, tallyOf(one)]));
  const usedBy = new Map(known.codes.map(({ mark, receipt }) => [mark, receipt]));
  const codes: (Allowance & { receipt: string })[] = [];

  const becauseOf = (scan: OfflineScan): ScanReason | undefined => {
    if (scan.conflict !== undefined) return scan.conflict;
    const { code, receipt } = scan;
    if (code !== undefined) {
      const user = usedBy.get(code.mark);
      if (user !== undefined && user !== receipt) return "code-used";
      if (user === undefined) codes.push({ ...code, receipt });
      usedBy.set(code.mark, receipt);
    }
    const tally = tallies.get(scan.allowance.mark) ?? newTally(scan.allowance);
    tallies.set(scan.allowance.mark, tally);
    return take(tally, scan) ? undefined : "limit-reached";
  };

  for (const scan of scans.toSorted((a, b) => a.at - b.at || (a.receipt < b.receipt ? -1 : 1))) {
    const before = ends.get(scan.receipt)?.scan;
    if (before !== undefined) {
      // The server's own refusal was lost on its way, and the device let the person in.
      const wasRefused = before.offline === 0 && before.verdict !== "granted";
      if (!wasRefused || !scan.isGranted) continue;
      const row = conflictOf({ ...before, offline: 1 }, scan, "refused-before");
      corrected.push(row);
      ends.set(scan.receipt, { scan: row, wasKnown: false });
      continue;
    }
    const row = rowOf(venue, device, scan);
    const because = scan.isGranted ? becauseOf(scan) : undefined;
    const end = because === undefined ? row : conflictOf(row, scan, because);
    inserted.push(end);
    ends.set(scan.receipt, { scan: end, wasKnown: false });
  }
  const counted = [...tallies.values()].filter(({ times, timesRead }) => times > timesRead);
  const allowances = counted.map(({ days, ...one }) => ({ ...one, days: JSON.stringify(days) }));
  return { inserted, corrected, allowances, codes, ends };
}

interface Tally extends Allowance {
  readonly timesRead: number;
  times: number;
  readonly days: Record<string, number>;
}

const newTally = ({ mark, expiresOn }: Allowance): Tally => ({
  mark,
  expiresOn,
  timesRead: 0,
  times: 0,
  days: {},
});

/** Guarantee: `recordScan` or `recordOffline` wrote the days. */
function tallyOf({ mark, expiresOn, times, days }: StoredAllowance): Tally {
  const byDay = JSON.parse(days) as Record<string, number>;
  return { mark, expiresOn, timesRead: times, times, days: byDay };
}

/** Takes one of what is left; false where nothing is. */
function take(tally: Tally, { candidate: { perDay, perMonth }, day }: OfflineScan): boolean {
  const ofDay = day.slice(-2);
  const today = tally.days[ofDay] ?? 0;
  if (perDay !== undefined && today >= perDay) return false;
  if (perMonth !== undefined && tally.times >= perMonth) return false;
  tally.days[ofDay] = today + 1;
  tally.times += 1;
  return true;
}

function rowOf(venue: string, device: string, scan: OfflineScan): StoredScan {
  const { day, receipt, at, operator, purpose, itemCode, candidate, isGranted } = scan;
  const told = { day, venue, receipt, at, device, operator, purpose, itemCode, offline: 1 };
  return isGranted
    ? { ...told, verdict: "granted", policy: candidate.policy, because: null }
    : { ...told, verdict: "refused", policy: null, because: "refused-offline" };
}

const conflictOf = (row: StoredScan, { candidate }: OfflineScan, because: ScanReason) => ({
  ...row,
  verdict: "conflict" as const,
  policy: candidate.policy,
  because,
});
