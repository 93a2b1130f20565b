import type { PublicCodeKey } from "#shared/codes/check-code.ts";

/** What a venue's device may grant while it has no network. */
export interface PackedPolicy {
  readonly policy: string;
  /** The benefit as the gatekeeper reads it. */
  readonly text: string;
  /** How often one device may grant it in one day without a network; 0: never. */
  readonly offlineTimes: number;
  /** How often one person may have it in a day; null where only months are counted. */
  readonly perDay: number | null;
  /** Whether a printed code is good enough, with a second look. */
  readonly lowValue: boolean;
  /** What the gatekeeper does when nobody can tell. */
  readonly whenUnknown: string;
}

/** What a device needs to know to work without a network. */
export interface OfflinePack {
  readonly venue: string;
  readonly validUntil: string;
  readonly codeKeys: readonly PublicCodeKey[];
  /** Of the venue's group, the newest first. */
  readonly offlineKeys: readonly string[];
  readonly policies: readonly PackedPolicy[];
}
