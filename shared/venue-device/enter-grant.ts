import type { ReadCode } from "#shared/codes/read-code.ts";
import type { OfflineGrant } from "./judge-offline.ts";

/** What a device remembers that concerns one grant. */
export interface Ledger {
  /** Whether this very code was accepted here before. */
  readonly isUsed: boolean;
  /** How often its holder had this benefit here today. */
  readonly timesOfHolder: number;
  /** How often the device has granted this benefit today without a network. */
  readonly timesOffline: number;
}

/** `used`: the code was, or its holder had the benefit; `cap`: more than may be lost at worst, so somebody must look. */
export type Entered = "granted" | "used" | "cap";

/** Whether a device grants, given what it has granted before. A printed code stays the same, so only its holder counts. */
export function enterGrant({ policy, code }: OfflineGrant, ledger: Ledger): Entered {
  if (ledger.isUsed && code.class !== "printed") return "used";
  if (ledger.timesOfHolder >= (policy.perDay ?? 1)) return "used";
  return ledger.timesOffline >= policy.offlineTimes ? "cap" : "granted";
}

export const codeKey = ({ nonce }: ReadCode): string => `code ${nonce}`;

/** Under which names a device keeps what concerns a grant. Codes are forgotten when no clock would take them any more. */
export function ledgerKeys({ policy: { policy }, code, day, mark }: OfflineGrant) {
  return {
    code: codeKey(code),
    holder: `holder ${day} ${policy} ${mark}`,
    offline: `offline ${day} ${policy}`,
  } as const;
}
