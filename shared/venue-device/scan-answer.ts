/** What the server answers a gate (contract, section 5). */
export interface ScanAnswer {
  readonly verdict: "granted" | "refused" | "unknown";
  readonly benefit?: { readonly policy: string; readonly text: string };
  readonly maskedName?: string;
  readonly validUntil: string;
  readonly receipt: string;
}
