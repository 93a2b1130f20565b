import type { Credential } from "./read-credential.ts";

type ScanResult = "counted" | "repeated" | "conflict" | "refused";

/** A scan that was granted without a network, and what became of it. */
export interface KeptScan {
  /** Random: the same again, however often it is sent. */
  readonly id: string;
  /** Null once the server has it: what was shown is of no use here any longer. */
  readonly credential: Credential | null;
  readonly policy: string;
  /** The benefit as it was told. */
  readonly text: string;
  /** RFC 3339, by the time as the device had set it right. */
  readonly at: string;
  readonly operator: string;
  readonly purpose: string;
  readonly state: "waiting" | ScanResult;
  /** The server's code of why it was not counted. */
  readonly reason: string | null;
  readonly settledAt: string | null;
}

/** What the server says of one scan. */
export interface SettledScan {
  readonly id: string;
  readonly result: ScanResult;
  readonly reason?: string | undefined;
}

/** As many scans as the server takes at once. */
const mostAtOnce = 500;

const day = 86_400_000;
/** How long a device shows what has come of a scan; where something was wrong, somebody may still ask. */
const shownMilliseconds = {
  counted: day,
  repeated: day,
  conflict: 7 * day,
  refused: 7 * day,
} as const;

/** What is to be sent next, the oldest first. */
export function nextBatch(scans: readonly KeptScan[]): readonly KeptScan[] {
  return scans
    .filter(({ state }) => state === "waiting")
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, mostAtOnce);
}

/** The scans of which the server has said something, as they are kept from then on. */
export function settle(
  scans: readonly KeptScan[],
  settled: readonly SettledScan[],
  now: Date,
): readonly KeptScan[] {
  const results = new Map(settled.map((one) => [one.id, one]));
  return scans.flatMap((scan) => {
    const said = results.get(scan.id);
    if (said === undefined || scan.state !== "waiting") return [];
    const { result: state, reason = null } = said;
    return [{ ...scan, credential: null, state, reason, settledAt: now.toISOString() }];
  });
}

/** Whether a scan is to be forgotten: never one that waits. */
export function isOver({ state, settledAt }: KeptScan, now: Date): boolean {
  if (state === "waiting" || settledAt === null) return false;
  return new Date(settledAt).getTime() + shownMilliseconds[state] < now.getTime();
}

/** How many scans are in which state. */
export function countByState(
  scans: readonly KeptScan[],
): Readonly<Record<KeptScan["state"], number>> {
  const counts = { waiting: 0, counted: 0, repeated: 0, conflict: 0, refused: 0 };
  for (const { state } of scans) counts[state] += 1;
  return counts;
}
