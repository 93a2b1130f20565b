import { sql, type SQL } from "drizzle-orm";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import type { Repayment } from "#shared/adjustments/record-repayment.ts";
import { storeAdjustments } from "#shared/adjustments/store-adjustments.ts";
import { byShard, databaseOf, findShardOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { type Caused, storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { considerReport, type FulfilmentReport, type ReportOutcome } from "./consider-report.ts";
import { findForwarded } from "./find-forwarded.ts";
import { followReport } from "./follow-report.ts";
import { loadReported } from "./load-reported.ts";
import { noteContradiction } from "./note-contradiction.ts";

/** How often reports are considered again because the instruction changed meanwhile. */
const mostAttempts = 20;

/**
 * Takes in what a payer reports of its instructions: paid, rejected or returned. The entitlements follow, and a
 * message says so, in the same batch.
 *
 * @returns the outcome of each report, in their order
 */
export async function reportFulfilments(
  shards: Shards,
  queues: QueueBindings,
  payer: string,
  reports: readonly FulfilmentReport[],
  now: Date,
): Promise<ReportOutcome[]> {
  const outcomes = reports.map((): ReportOutcome => "unknown-instruction");
  const routed = reports
    .map((report, index) => ({ report, index }))
    .filter(({ report }) => findShardOf(report.endToEndId) !== undefined);
  await reportAll(routed, ({ report }) => report.endToEndId);
  // Their subject was joined with another one, and they went along to the shard of that one.
  const unknown = routed.filter(({ index }) => outcomes[index] === "unknown-instruction");
  const keys = await findForwarded(
    shards,
    unknown.map(({ report }) => report.endToEndId),
  );
  const forwarded = unknown.filter(({ report }) => keys.has(report.endToEndId));
  await reportAll(forwarded, ({ report }) => keys.get(report.endToEndId) ?? report.endToEndId);
  if (forwarded.some(({ index }) => outcomes[index] === "unknown-instruction"))
    throw new Error("an instruction is on its way to another subject");
  return outcomes;

  async function reportAll(
    reported: readonly Routed[],
    placeOf: (one: Routed) => string,
  ): Promise<void> {
    await Promise.all(
      byShard(reported, placeOf).map(async ([shard, group]) => {
        const db = databaseOf(shards, shard);
        let pending = group;
        for (let attempt = 0; pending.length > 0; attempt += 1) {
          if (attempt === mostAttempts)
            throw new Error("instructions are reported by too many at once");
          // Reports of one instruction take effect one after the other.
          const turn = firstOfEach(pending);
          // oxlint-disable-next-line no-await-in-loop
          const done = await reportTurn(db, queues, payer, turn, now);
          for (const [index, outcome] of done) outcomes[index] = outcome;
          pending = pending.filter(({ index }) => !done.has(index));
        }
      }),
    );
  }
}

interface Routed {
  readonly report: FulfilmentReport;
  readonly index: number;
}

function firstOfEach(pending: readonly Routed[]): Routed[] {
  return [...Map.groupBy(pending, ({ report }) => report.endToEndId).values()].flatMap(
    ([first]) => first ?? [],
  );
}

/** One turn: two round trips. Reports that lost a race are absent from the answer. */
async function reportTurn(
  db: D1Database,
  queues: QueueBindings,
  payer: string,
  turn: readonly Routed[],
  now: Date,
): Promise<Map<number, ReportOutcome>> {
  const known = await loadReported(
    db,
    turn.map(({ report }) => report.endToEndId),
  );
  const done = new Map<number, ReportOutcome>();
  const changed: { index: number; id: string }[] = [];
  const rows: object[] = [];
  const moves: Caused[] = [];
  const adjusted: (Adjustment & { readonly cause: string })[] = [];
  const tasks: (Task & { readonly cause: string })[] = [];
  const undone: (Repayment & { readonly cause: string })[] = [];
  const taken = new Set<string>();
  for (const { report, index } of turn) {
    const instruction = known.instructions.get(report.endToEndId);
    const paid = known.paidBy(report.endToEndId);
    // Of one entitlement another instruction is reported too: the next turn takes that.
    if (paid.entitlements.some(({ id }) => taken.has(id))) continue;
    const { outcome, change } = considerReport(instruction, payer, report);
    if (instruction !== undefined && outcome === "contradiction")
      // oxlint-disable-next-line no-await-in-loop
      await noteContradiction(db, queues, instruction, report, paid, now);
    if (change === undefined || instruction === undefined) {
      done.set(index, outcome);
      continue;
    }
    const cause = report.endToEndId;
    for (const { id } of paid.entitlements) taken.add(id);
    // oxlint-disable-next-line no-await-in-loop
    const followed = await followReport(instruction, report, paid, now);
    moves.push(...followed.moves.map((one) => ({ ...one, cause })));
    adjusted.push(...followed.adjustments.map((one) => ({ ...one, cause })));
    tasks.push(...followed.tasks.map((one) => ({ ...one, cause })));
    if (report.result !== "paid") undone.push(...paid.setOffs.map((one) => ({ ...one, cause })));
    rows.push({
      ...change,
      endToEndId: report.endToEndId,
      settledAt: now.getTime(),
      knownReports: instruction.reports,
      guards: paid.entitlements.map(({ period, version }) => ({ period, version })),
    });
    changed.push({ index, id: report.endToEndId });
  }
  if (changed.length === 0) return done;

  const stamp = randomId();
  const committed = sql`EXISTS (SELECT 1 FROM instructions WHERE stamp = ${stamp} AND end_to_end_id = value ->> '$.cause')`;
  const [updated] = await db.batch([
    statement(
      db,
      sql`UPDATE instructions SET state = next.value ->> '$.state', reason = next.value ->> '$.reason',
            reports = next.value ->> '$.reports', settled_at = next.value ->> '$.settledAt', stamp = ${stamp}
          FROM json_each(${JSON.stringify(rows)}) AS next
          WHERE end_to_end_id = next.value ->> '$.endToEndId' AND reports = next.value ->> '$.knownReports'
            AND NOT EXISTS (SELECT 1 FROM json_each(next.value -> '$.guards') AS guard LEFT JOIN entitlements AS e
              ON e.subject_key = instructions.subject_key AND e.policy = instructions.policy
                AND e.period = guard.value ->> '$.period'
              WHERE e.version IS NOT guard.value ->> '$.version')
          RETURNING end_to_end_id AS id`,
    ),
    ...storeAdvanced(db, moves, committed),
    ...storeAdjustments(db, adjusted, committed),
    storeTasks(db, tasks, committed),
    ...(undone.length === 0 ? [] : [undoSetOffs(db, undone, committed, now)]),
  ]);
  const won = new Set(rowsOf<{ id: string }>(updated).map(({ id }) => id));
  for (const { index, id } of changed) if (won.has(id)) done.set(index, "accepted");
  await sendHints(
    queues,
    tasks.filter(({ cause }) => won.has(cause)),
  );
  return done;
}

/** What was set off against a payment that did not arrive stays in the books as undone. */
function undoSetOffs(
  db: D1Database,
  undone: readonly Repayment[],
  committed: SQL,
  now: Date,
): D1PreparedStatement {
  return statement(
    db,
    sql`UPDATE repayments SET undone_at = ${now.getTime()} WHERE (subject_key, adjustment, reference) IN (
          SELECT value ->> '$.subjectKey', value ->> '$.adjustment', value ->> '$.reference'
          FROM json_each(${JSON.stringify(undone)}) WHERE ${committed})`,
  );
}
