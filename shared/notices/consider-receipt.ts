import type { Notice } from "./store-notice.ts";

type Receipt = NonNullable<Notice["receipt"]>;

/** What a gateway says of one message. */
export interface NoticeReport {
  readonly noticeId: string;
  readonly channel: string;
  readonly result: Receipt;
  readonly reason: string | undefined;
  /** When it happened, by the gateway's word: an instant, RFC 3339. */
  readonly at: string;
  readonly source: string;
  readonly id: string;
  readonly digest: string;
}

export type ReceiptOutcome = "accepted" | "duplicate" | "stale" | "reused" | "unknown-notice";

interface Considered {
  readonly outcome: ReceiptOutcome;
  /** What of the message becomes different. */
  readonly change?: Pick<Notice, "receipt" | "receiptAt" | "receiptReason" | "reports">;
  /** It is the first word that the message has not arrived. */
  readonly isFirstFailure?: boolean;
}

/** Events of one message that are remembered. A gateway says two or three things of it. */
const mostRemembered = 8;

/**
 * Considers one report against what is known: pure, so that every order of reports can be tried. What has arrived has
 * arrived; of other results the latest counts, of the same instant the one whose word is greater.
 */
export function considerReceipt(notice: Notice | undefined, report: NoticeReport): Considered {
  if (notice === undefined || notice.channel !== report.channel)
    return { outcome: "unknown-notice" };
  const reports = reportsOf(notice.reports);
  const seen = reports.find(([source, id]) => source === report.source && id === report.id);
  if (seen !== undefined) return { outcome: seen[2] === report.digest ? "duplicate" : "reused" };
  const receiptAt = Date.parse(report.at);
  const { result, source, id, digest } = report;
  const remembered = JSON.stringify([...reports, [source, id, digest]].slice(-mostRemembered));
  if (!isNews(notice, result, receiptAt))
    return {
      outcome: "stale",
      change: {
        receipt: notice.receipt,
        receiptAt: notice.receiptAt,
        receiptReason: notice.receiptReason,
        reports: remembered,
      },
    };
  return {
    outcome: "accepted",
    change: {
      receipt: result,
      receiptAt,
      receiptReason: report.reason ?? null,
      reports: remembered,
    },
    isFirstFailure: notice.receipt === null && result !== "delivered",
  };
}

function isNews({ receipt, receiptAt }: Notice, result: Receipt, at: number): boolean {
  if (receipt === null || receiptAt === null) return true;
  if (receipt === "delivered") return false;
  return result === "delivered" || at > receiptAt || (at === receiptAt && result > receipt);
}

type HeardReport = readonly [source: string, id: string, digest: string];

/** Guarantee: `considerReceipt` made it, and the column has no other writer. */
function reportsOf(text: string): HeardReport[] {
  return JSON.parse(text) as HeardReport[];
}
