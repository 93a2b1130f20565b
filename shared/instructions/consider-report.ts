import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Instruction, InstructionState } from "./instruction.ts";

/** What a payer says of one instruction. */
export interface FulfilmentReport {
  readonly endToEndId: string;
  readonly result: "paid" | "rejected" | "returned";
  readonly reason: string | undefined;
  /** When it happened, by the payer's word: an instant, RFC 3339. */
  readonly at: string;
  readonly source: string;
  readonly id: string;
  readonly digest: string;
  /** The day of the event's `time`, by which it is held against the payer's manifest. */
  readonly observedOn?: CivilDate;
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
  /** What of the instruction becomes different. */
  readonly change?: {
    readonly state: FulfilmentReport["result"];
    readonly reason: string | null;
    readonly reports: string;
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
  const last = reports.at(-1)?.[3];
  switch (orderOf(instruction.state, report.result, last, report.at)) {
    case "next":
      break;
    case "earlier":
      return { outcome: "stale" };
    case "contradiction":
      return { outcome: "contradiction" };
  }
  return {
    outcome: "accepted",
    change: {
      state: report.result,
      reason: report.reason ?? null,
      reports: JSON.stringify([...reports, rememberedOf(report)]),
    },
  };
}

/**
 * A payment can bounce after it was booked, and the word that it was booked may come last; by when they say that it
 * happened they fit together. Nothing else follows on a final result.
 */
function orderOf(
  state: InstructionState,
  result: FulfilmentReport["result"],
  lastAt: string | undefined,
  at: string,
): "next" | "earlier" | "contradiction" {
  if (state === "requested" || state === "delivered") return "next";
  const known = lastAt === undefined ? undefined : Date.parse(lastAt);
  const since = known === undefined ? 0 : Date.parse(at) - known;
  if (state === "paid" && result === "returned") return since >= 0 ? "next" : "contradiction";
  if (state === "returned" && result === "paid" && known !== undefined)
    return since <= 0 ? "earlier" : "contradiction";
  return "contradiction";
}

/** The oldest do not say when it happened, nor on which day the payer said so. */
type StoredReport = [
  source: string,
  id: string,
  digest: string,
  at?: string,
  observedOn?: CivilDate,
];

function rememberedOf({ source, id, digest, at, observedOn }: FulfilmentReport): StoredReport {
  return observedOn === undefined ? [source, id, digest, at] : [source, id, digest, at, observedOn];
}

/** Guarantee: `considerReport` made it, and the column has no other writer. */
function reportsOf(text: string): StoredReport[] {
  return JSON.parse(text) as StoredReport[];
}
