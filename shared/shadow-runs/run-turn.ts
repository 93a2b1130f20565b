import { sql } from "drizzle-orm";
import { shadowRuns } from "#shared/db/shadow-runs.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { compareStretch, type Setting } from "./compare-stretch.ts";
import { progressOf, referenceOf, type ShadowRun } from "./shadow-run.ts";
import { storeLastPart, storePart } from "./store-part.ts";

/** Subjects that one stretch covers, and stretches in one turn: then others have theirs. */
const window = 1000;
const perTurn = 4;

/** Findings of a shard that are listed one by one; a run that differs about more was asked for by mistake. */
const mostListed = 50_000;

export async function findShadowRun(city: D1Database, id: string): Promise<ShadowRun | undefined> {
  const result = await statement(
    city,
    sql`SELECT ${columnsOf(shadowRuns)} FROM shadow_runs WHERE id = ${id}`,
  ).all();
  return rowsOf<ShadowRun>(result)[0];
}

/**
 * Goes on with a shadow run of one shard: some stretches of subjects, then the task goes on behind them. Repeated after
 * a crash it puts the same in the same place. It changes nothing but the run's own rows.
 */
export async function runTurn(
  { shard, db, city }: { shard: number; db: D1Database; city: D1Database },
  task: Task,
  setting: Setting,
  now: Date,
): Promise<Outcome> {
  let progress = progressOf(task);
  const run = await findShadowRun(city, progress.run);
  const policy = policyById(task.policy);
  if (run === undefined || policy === undefined) return { task, end: "settled" };
  for (let looks = 0; looks < perTurn; looks += 1) {
    const { after, listed } = progress;
    const place = { run: run.id, shard, after };
    // One stretch after the other: each begins where the one before ended.
    // oxlint-disable no-await-in-loop
    const until = await endOfStretch(db, policy.subject, after);
    if (until === undefined) {
      await storeLastPart(city, place, now);
      return { task, end: "settled" };
    }
    const compared = await compareStretch(db, run, policy, { after, until }, setting);
    const findings = compared.findings.slice(0, Math.max(0, mostListed - listed));
    const counts = { ...compared.counts, listed: findings.length };
    await storePart(city, place, { until }, { counts, findings }, now);
    // oxlint-enable no-await-in-loop
    progress = { run: run.id, after: until, listed: listed + findings.length };
  }
  return {
    task,
    end: "continued",
    next: {
      topic: "sweep",
      kind: "shadow",
      reference: referenceOf(progress),
      dueAt: now.getTime(),
    },
  };
}

async function endOfStretch(
  db: D1Database,
  kind: Policy["subject"],
  after: string,
): Promise<string | undefined> {
  const [found] = rowsOf<{ last: string | null }>(
    await statement(
      db,
      sql`SELECT max(subject_key) AS last FROM (SELECT subject_key FROM profiles
        WHERE kind = ${kind} AND subject_key > ${after} ORDER BY subject_key LIMIT CAST(${window} AS INTEGER))`,
    ).all(),
  );
  return found?.last ?? undefined;
}
