import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { scans } from "#shared/db/scans.schema.ts";

/** One row. */
export type StoredScan = typeof scans.$inferSelect;

/** Why nothing was granted: for staff and the log. Whoever is at the gate sees no difference. */
export type ScanReason =
  | "not-entitled"
  | "facts-unknown"
  | "not-in-operation"
  | "no-longer-alive"
  | "limit-reached"
  | "code-used"
  | "printed-code"
  | "number-not-valid"
  | "number-of-card"
  | "no-such-policy"
  // Of what a device granted without network.
  | "refused-before"
  | "refused-offline"
  | "not-told"
  | "never-offline"
  | "card-offline"
  | "beyond-cap"
  | `code-${string}`;

/** Where, when and for what something is scanned, as the venue tells it. */
export interface ScanContext {
  /** A venue's id; one that is not registered is known to its department alone. */
  readonly venue: string;
  /** Venues whose visits count together. */
  readonly group: string;
  /** "" where a department's own system has signed. */
  readonly device: string;
  readonly operator: string;
  readonly purpose: string;
  readonly itemCode: string | undefined;
  readonly day: CivilDate;
  readonly at: Date;
  /** Stays the same when the request comes again. */
  readonly requestId: string;
}

/** What may be granted, and how often. */
export interface Candidate {
  readonly policy: string;
  readonly perDay: number | undefined;
  readonly perMonth: number | undefined;
  readonly within: "venue" | "group";
}

/** What becomes of it when nothing is granted. */
export interface Otherwise {
  readonly verdict: "refused" | "unknown";
  /** That could not be told. */
  readonly policy: string | null;
  readonly because: ScanReason;
}
