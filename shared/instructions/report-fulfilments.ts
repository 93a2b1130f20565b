import { sql } from "drizzle-orm";
import type { ChainedEntry } from "#shared/audit/entry.ts";
import { byShard, databaseOf, findShardOf, type Shards } from "#shared/db/shards.ts";
import { audit, entitlements, instructions } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { upsert } from "#shared/db/upsert.ts";
import { advance } from "#shared/entitlements/advance.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import {
  fromStored,
  type StoredEntitlement,
  toStored,
} from "#shared/entitlements/stored-entitlement.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { newTask, type Task } from "#shared/outbox/task.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { considerReport, type FulfilmentReport, type ReportOutcome } from "./consider-report.ts";
import { findForwarded } from "./find-forwarded.ts";
import type { Instruction } from "./instruction.ts";

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
  const ids = JSON.stringify(turn.map(({ report }) => report.endToEndId));
  const [instructionRows, entitlementRows] = await db.batch([
    statement(
      db,
      sql`SELECT ${columnsOf(instructions)} FROM instructions WHERE end_to_end_id IN (SELECT value FROM json_each(${ids}))`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(entitlements)} FROM entitlements WHERE (subject_key, policy) IN
            (SELECT subject_key, policy FROM instructions WHERE end_to_end_id IN (SELECT value FROM json_each(${ids})))
          AND instruction IN (SELECT value FROM json_each(${ids}))`,
    ),
  ]);
  const known = new Map(rowsOf<Instruction>(instructionRows).map((row) => [row.endToEndId, row]));
  const owned = Map.groupBy(
    rowsOf<StoredEntitlement>(entitlementRows).map(fromStored),
    (one) => one.instruction,
  );

  const done = new Map<number, ReportOutcome>();
  const stamp = randomId();
  const changed: { index: number; id: string }[] = [];
  const rows: object[] = [];
  const moved: Entitlement[] = [];
  const entries: ChainedEntry[] = [];
  const tasks: Task[] = [];
  for (const { report, index } of turn) {
    const instruction = known.get(report.endToEndId);
    const considered = considerReport(instruction, payer, report);
    if (considered.change === undefined || instruction === undefined) {
      done.set(index, considered.outcome);
      continue;
    }
    const { change } = considered;
    const concerned = owned.get(report.endToEndId) ?? [];
    for (const entitlement of concerned) {
      // oxlint-disable-next-line no-await-in-loop
      const advanced = await advance(entitlement, {
        path: change.path,
        event: `reported-${report.result}`,
        actor: `department:${payer}`,
        at: now,
      });
      moved.push(advanced.entitlement);
      entries.push(advanced.entry);
    }
    const { subjectKey, policy } = instruction;
    if (change.notice === "returned") {
      // The account may have changed while the payment was under way: then it goes out again at once.
      tasks.push(
        newTask(
          {
            topic: "fulfil",
            kind: "instruct",
            subjectKey,
            policy,
            reference: report.endToEndId,
            dueAt: now,
          },
          now,
        ),
      );
    }
    if (change.notice !== undefined) {
      tasks.push(
        newTask(
          {
            topic: "notify",
            kind: change.notice,
            subjectKey,
            policy,
            reference: report.endToEndId,
            dueAt: now,
          },
          now,
        ),
      );
    }
    rows.push({
      ...change.instruction,
      endToEndId: report.endToEndId,
      settledAt: now.getTime(),
      knownReports: instruction.reports,
      guards: concerned.map(({ period, version }) => ({ period, version })),
    });
    changed.push({ index, id: report.endToEndId });
  }
  if (changed.length === 0) return done;

  const committed = sql`EXISTS (SELECT 1 FROM instructions WHERE stamp = ${stamp} AND end_to_end_id = coalesce(value ->> '$.instruction', value ->> '$.reference'))`;
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
    upsert(
      db,
      entitlements,
      [entitlements.subjectKey, entitlements.policy, entitlements.period],
      JSON.stringify(moved.map(toStored)),
      committed,
    ),
    statement(
      db,
      sql`INSERT INTO audit (${targetsOf(audit)}) SELECT ${valuesOf(audit)}
          FROM json_each(${JSON.stringify(entries.map((entry, position) => ({ ...entry, instruction: moved[position]?.instruction })))})
          WHERE ${committed}`,
    ),
    storeTasks(db, tasks, committed),
  ]);
  const won = new Set(rowsOf<{ id: string }>(updated).map(({ id }) => id));
  for (const { index, id } of changed) if (won.has(id)) done.set(index, "accepted");
  await sendHints(
    queues,
    tasks.filter((task) => won.has(task.reference)),
  );
  return done;
}
