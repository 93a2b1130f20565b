/** How often one person may be granted it: so many times a day, a month, or both. */
type Times =
  | { readonly perDay: number; readonly perMonth?: number }
  | { readonly perDay?: number; readonly perMonth: number };

/** `venue`: at each venue so often; `group`: so often at all venues of a group together. */
type ScanLimits = Times & { readonly within: "venue" | "group" };

/**
 * Whether a device grants it while it has no network, and what that can cost at most: what one device grants in one day
 * beyond the cap is its venue's own loss. A cap in fen needs `reimbursedFen`.
 */
type OfflineGrant =
  | "never"
  | { readonly capTimes: number; readonly capFen?: never }
  | { readonly capFen: number; readonly capTimes?: never };

/** What a scan may give, and what the one at the gate does. */
export interface ScanTerms {
  readonly limits: ScanLimits;
  readonly offline: OfflineGrant;
  /** So little that a printed code is good enough for it; the operator looks at the person a second time. */
  readonly lowValue: boolean;
  /** What the gatekeeper does when it cannot be told who is entitled; the same whoever stands there. */
  readonly whenUnknown: string;
  /** What the payer gives the venue back for each visit, in fen. */
  readonly reimbursedFen?: number;
  /** The id under which venues know the policy, where its own tells disability, poverty or loss. */
  readonly toldAs?: string;
}
