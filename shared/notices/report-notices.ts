import { sql } from "drizzle-orm";
import { byShard, databaseOf, findShardOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { considerReceipt, type NoticeReport, type ReceiptOutcome } from "./consider-receipt.ts";
import { findNotices } from "./find-notices.ts";
import { forwardTask, isForwardable } from "./forwarding.ts";

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
 * Takes in what a gateway reports of messages, in any order and however often. What has not arrived, the next channel tells.
 *
 * @returns the outcome of each report, in their order
 * @throws {Error} when a message is not on record yet; the others are taken in, and the gateway says all of it again
 */
export async function reportNotices(
  shards: Shards,
  queues: QueueBindings,
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
        const done = await reportTurn(databaseOf(shards, shard), queues, turn, now);
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
  queues: QueueBindings,
  turn: readonly Routed[],
  now: Date,
): Promise<Map<number, ReceiptOutcome>> {
  const known = await findNotices(
    db,
    turn.map(({ report }) => report.noticeId),
  );
  const done = new Map<number, ReceiptOutcome>();
  const changed = new Map<string, { index: number; outcome: ReceiptOutcome }>();
  const rows: object[] = [];
  const tasks: (Task & { readonly cause: string; readonly known: string })[] = [];
  for (const { report, index } of turn) {
    const notice = known.get(report.noticeId);
    const { outcome, change, isFirstFailure } = considerReceipt(notice, report);
    if (change === undefined || notice === undefined) {
      done.set(index, outcome);
      continue;
    }
    rows.push({ ...change, id: notice.id, knownReports: notice.reports });
    changed.set(notice.id, { index, outcome });
    if (isFirstFailure === true && isForwardable(notice))
      tasks.push({ ...forwardTask(notice, now, now), cause: notice.id, known: notice.reports });
  }
  if (rows.length === 0) return done;
  const [, updated] = await db.batch([
    storeTasks(
      db,
      tasks,
      sql`EXISTS (SELECT 1 FROM notices WHERE notices.id = value ->> '$.cause' AND reports = value ->> '$.known')`,
    ),
    statement(
      db,
      sql`UPDATE notices SET receipt = next.value ->> '$.receipt', receipt_at = next.value ->> '$.receiptAt',
          receipt_reason = next.value ->> '$.receiptReason', reports = next.value ->> '$.reports'
        FROM json_each(${JSON.stringify(rows)}) AS next
        WHERE notices.id = next.value ->> '$.id' AND reports = next.value ->> '$.knownReports'
        RETURNING notices.id AS id`,
    ),
  ]);
  const won = new Set(rowsOf<{ id: string }>(updated).map(({ id }) => id));
  for (const [id, { index, outcome }] of changed) if (won.has(id)) done.set(index, outcome);
  await sendHints(
    queues,
    tasks.filter(({ cause }) => won.has(cause)),
  );
  return done;
}
