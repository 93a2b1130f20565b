import { sql } from "drizzle-orm";
import { links, outbox, toldTogether } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { newTask, type Task } from "#shared/outbox/task.ts";
import type { Link } from "./store-notice.ts";
import { gatheredKinds, isGathered, togetherReference } from "./together.ts";

/** What a task would say alone: the link makes known for certain whether somebody has begun to. */
export interface Gatherable {
  readonly task: Task;
  readonly noticeId: string;
  readonly link: Link;
}

/** The tasks that were committed together with these, of the same subjects, and can be told together with them. */
export async function findSiblings(db: D1Database, tasks: readonly Task[]): Promise<Task[]> {
  const own = tasks.filter(isGathered);
  if (own.length === 0) return [];
  const known = new Set(tasks.map(({ id }) => id));
  const found = await statement(
    db,
    sql`SELECT ${columnsOf(outbox)} FROM outbox
        WHERE due_at IN (SELECT value ->> 0 FROM json_each(${keysOf(own)}))
          AND (due_at, subject_key) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${keysOf(own)}))
          AND kind IN (SELECT value FROM json_each(${JSON.stringify(gatheredKinds)}))`,
  ).all();
  return rowsOf<Task>(found).filter(({ id }) => !known.has(id));
}

const keysOf = (tasks: readonly Task[]): string =>
  JSON.stringify(tasks.map(({ dueAt, subjectKey }) => [dueAt, subjectKey]));

/**
 * Makes one task of several, or of none of them: where one was settled meanwhile, or somebody has begun to tell it alone,
 * nothing happens. From then on they live in the new task alone; a crash loses none and doubles none.
 *
 * @returns the new task; undefined where nothing happened
 */
export async function gather(
  db: D1Database,
  all: readonly Gatherable[],
  now: Date,
  noticeIdOf: (task: Task) => Promise<string>,
): Promise<Task | undefined> {
  const [first] = all;
  if (first === undefined) return undefined;
  const { subjectKey, policy } = first.task;
  const reference = togetherReference(all);
  const task = newTask(
    { topic: "notify", kind: "together", subjectKey, policy, reference, dueAt: now },
    now,
  );
  const noticeId = await noticeIdOf(task);
  const rows = JSON.stringify(all.map(({ task: { dueAt, id, kind } }) => [dueAt, id, kind]));
  const told = all.map((one) => ({ occasion: one.noticeId, noticeId }));
  const codes = JSON.stringify(all.map(({ link }) => link));
  const isUntouched = sql`
    (SELECT count(*) FROM outbox WHERE (due_at, id, kind) IN (
      SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${rows}))) = CAST(${all.length} AS INTEGER)
    AND NOT EXISTS (SELECT 1 FROM links WHERE secret_hash IN (
      SELECT value ->> '$.secretHash' FROM json_each(${codes})))`;
  const isMade = sql`EXISTS (SELECT 1 FROM outbox WHERE due_at = CAST(${task.dueAt} AS INTEGER) AND id = ${task.id})`;
  const results = await db.batch([
    storeTasks(db, [task], isUntouched),
    statement(
      db,
      sql`INSERT INTO told_together (${targetsOf(toldTogether)}) SELECT ${valuesOf(toldTogether)}
          FROM json_each(${JSON.stringify(told)}) WHERE ${isMade} ON CONFLICT DO NOTHING`,
    ),
    statement(
      db,
      sql`INSERT INTO links (${targetsOf(links)}) SELECT ${valuesOf(links)}
          FROM json_each(${codes}) WHERE ${isMade} ON CONFLICT DO NOTHING`,
    ),
    statement(
      db,
      sql`DELETE FROM outbox WHERE (due_at, id) IN (
            SELECT value ->> 0, value ->> 1 FROM json_each(${rows})) AND ${isMade}`,
    ),
    statement(db, sql`SELECT ${isMade} AS made`),
  ]);
  return rowsOf<{ made: number }>(results.at(-1))[0]?.made === 1 ? task : undefined;
}

/** Tasks that are told now, each alone. */
export interface Begun {
  /** Those whose row is still there; the others have been told together, or settled. */
  readonly standing: ReadonlySet<string>;
  /** The ids of messages whose occasion was told together with others. */
  readonly told: ReadonlySet<string>;
}

/** Says beforehand that these are told alone: from then on nobody gathers them. Their links are valid from now on. */
export async function beginAlone(
  db: D1Database,
  all: readonly {
    readonly task: Task;
    readonly noticeId: string;
    readonly links: readonly Link[];
  }[],
): Promise<Begun> {
  const rows = all.flatMap(({ task: { dueAt, id }, links: own }) =>
    own.map((link) => ({ ...link, dueAt, taskId: id })),
  );
  const keys = JSON.stringify(all.map(({ task: { dueAt, id } }) => [dueAt, id]));
  const ids = JSON.stringify(all.map(({ noticeId }) => noticeId));
  const [, standing, told] = await db.batch([
    statement(
      db,
      sql`INSERT INTO links (${targetsOf(links)}) SELECT ${valuesOf(links)} FROM json_each(${JSON.stringify(rows)})
          WHERE EXISTS (SELECT 1 FROM outbox WHERE due_at = value ->> '$.dueAt' AND outbox.id = value ->> '$.taskId')
          ON CONFLICT DO NOTHING`,
    ),
    statement(
      db,
      sql`SELECT id FROM outbox WHERE (due_at, id) IN (
            SELECT value ->> 0, value ->> 1 FROM json_each(${keys}))`,
    ),
    statement(
      db,
      sql`SELECT occasion FROM told_together WHERE occasion IN (SELECT value FROM json_each(${ids}))`,
    ),
  ]);
  return {
    standing: new Set(rowsOf<{ id: string }>(standing).map(({ id }) => id)),
    told: new Set(rowsOf<{ occasion: string }>(told).map(({ occasion }) => occasion)),
  };
}
