import { sql } from "drizzle-orm";
import { byShard, databaseOf, findShardOf, type Shards } from "#shared/db/shards.ts";
import { notices } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { considerReceipt, type NoticeReport, type ReceiptOutcome } from "./consider-receipt.ts";
import type { Notice } from "./store-notice.ts";

/**
 * A gateway may be quicker than the record of what it was sent, most of all where its own answer was lost: by then what
 * was sent has been sent again, and is on record.
 */
const recordedWithinMilliseconds = 10 * 60_000;

/** How often reports are considered again because the message was reported meanwhile. */
const mostAttempts = 20;

interface Routed {
  readonly report: NoticeReport;
  readonly index: number;
}

/**
 * Takes in what a gateway reports of messages, in any order and however often.
 *
 * @returns the outcome of each report, in their order
 * @throws {Error} when a message is not on record yet; the others are taken in, and the gateway says all of it again
 */
export async function reportNotices(
  shards: Shards,
  reports: readonly NoticeReport[],
  now: Date,
): Promise<ReceiptOutcome[]> {
  const outcomes = reports.map((): ReceiptOutcome => "unknown-notice");
  const routed = reports
    .map((report, index) => ({ report, index }))
    .filter(({ report }) => findShardOf(report.noticeId) !== undefined);
  await Promise.all(
    byShard(routed, ({ report }) => report.noticeId).map(async ([shard, group]) => {
      let pending = group;
      for (let attempt = 0; pending.length > 0; attempt += 1) {
        if (attempt === mostAttempts) throw new Error("messages are reported by too many at once");
        // Reports of one message take effect one after the other.
        const turn = firstOfEach(pending);
        // oxlint-disable-next-line no-await-in-loop
        const done = await reportTurn(databaseOf(shards, shard), turn);
        for (const [index, outcome] of done) outcomes[index] = outcome;
        pending = pending.filter(({ index }) => !done.has(index));
      }
    }),
  );
  const early = routed.filter(
    ({ report, index }) =>
      outcomes[index] === "unknown-notice" &&
      Date.parse(report.at) > now.getTime() - recordedWithinMilliseconds,
  );
  if (early.length > 0) throw new Error(`${early.length} messages are not on record yet`);
  return outcomes;
}

function firstOfEach(pending: readonly Routed[]): Routed[] {
  return [...Map.groupBy(pending, ({ report }) => report.noticeId).values()].flatMap(
    ([first]) => first ?? [],
  );
}

/** One turn: two round trips. Reports that lost a race are absent from the answer. */
async function reportTurn(
  db: D1Database,
  turn: readonly Routed[],
): Promise<Map<number, ReceiptOutcome>> {
  const known = await findNotices(
    db,
    turn.map(({ report }) => report.noticeId),
  );
  const done = new Map<number, ReceiptOutcome>();
  const changed = new Map<string, { index: number; outcome: ReceiptOutcome }>();
  const rows: object[] = [];
  for (const { report, index } of turn) {
    const notice = known.get(report.noticeId);
    const { outcome, change } = considerReceipt(notice, report);
    if (change === undefined || notice === undefined) {
      done.set(index, outcome);
      continue;
    }
    rows.push({ ...change, id: notice.id, knownReports: notice.reports });
    changed.set(notice.id, { index, outcome });
  }
  if (rows.length === 0) return done;
  const updated = await statement(
    db,
    sql`UPDATE notices SET receipt = next.value ->> '$.receipt', receipt_at = next.value ->> '$.receiptAt',
          receipt_reason = next.value ->> '$.receiptReason', reports = next.value ->> '$.reports'
        FROM json_each(${JSON.stringify(rows)}) AS next
        WHERE notices.id = next.value ->> '$.id' AND reports = next.value ->> '$.knownReports'
        RETURNING notices.id AS id`,
  ).all();
  for (const { id } of rowsOf<{ id: string }>(updated)) {
    const one = changed.get(id);
    if (one !== undefined) done.set(one.index, one.outcome);
  }
  return done;
}

/** Messages by their ids. */
async function findNotices(db: D1Database, ids: readonly string[]): Promise<Map<string, Notice>> {
  const rows = await statement(
    db,
    sql`SELECT ${columnsOf(notices)} FROM ${notices} WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  ).all();
  return new Map(rowsOf<Notice>(rows).map((row) => [row.id, row]));
}
