import type { EntitlementState } from "#shared/entitlements/states.ts";
import type { Instruction, InstructionState } from "./instruction.ts";

/** What a payer says of one instruction. */
export interface FulfilmentReport {
  readonly endToEndId: string;
  readonly result: "paid" | "rejected" | "returned";
  readonly reason: string | undefined;
  readonly source: string;
  readonly id: string;
  readonly digest: string;
}

export type ReportOutcome =
  | "accepted"
  | "duplicate"
  | "stale"
  | "reused"
  | "unknown-instruction"
  | "not-the-payer"
  | "contradiction";

interface Considered {
  readonly outcome: ReportOutcome;
  readonly change?: {
    readonly instruction: {
      readonly state: InstructionState;
      readonly reason: string | null;
      readonly reports: string;
    };
    readonly path: readonly EntitlementState[];
    readonly notice: "fulfilled" | "returned" | undefined;
  };
}

/** Considers one report against what is known: pure, so that every order of reports can be tried. */
export function considerReport(
  instruction: Instruction | undefined,
  payer: string,
  report: FulfilmentReport,
): Considered {
  if (instruction === undefined) return { outcome: "unknown-instruction" };
  if (instruction.payer !== payer) return { outcome: "not-the-payer" };
  const reports = reportsOf(instruction.reports);
  const seen = reports.find(([source, id]) => source === report.source && id === report.id);
  if (seen !== undefined) return { outcome: seen[2] === report.digest ? "duplicate" : "reused" };
  if (instruction.state === report.result) return { outcome: "stale" };
  // A payment can bounce after it was booked; nothing else follows on a final result.
  const isPossible =
    instruction.state === "requested" ||
    instruction.state === "delivered" ||
    (instruction.state === "paid" && report.result === "returned");
  if (!isPossible) return { outcome: "contradiction" };
  return {
    outcome: "accepted",
    change: {
      instruction: {
        state: report.result,
        reason: report.reason ?? null,
        reports: JSON.stringify([...reports, [report.source, report.id, report.digest]]),
      },
      path: [report.result === "paid" ? "fulfilled" : "payment-returned"],
      notice: report.result === "paid" ? "fulfilled" : "returned",
    },
  };
}

/** Guarantee: `considerReport` made it, and the column has no other writer. */
function reportsOf(text: string): [string, string, string][] {
  return JSON.parse(text) as [string, string, string][];
}
