import { sql } from "drizzle-orm";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { objections } from "#shared/db/objections.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { act, type ActResult } from "./act.ts";
import { unfreeze } from "./after-freeze.ts";
import type { Objection } from "./objection.ts";
import { tell } from "./tasks.ts";

/** The first objection that stops the payment of an entitlement. */
export async function findFreeze(
  db: D1Database,
  entitlement: string,
): Promise<Objection | undefined> {
  const result = await statement(
    db,
    sql`SELECT ${columnsOf(objections)} FROM objections
        WHERE entitlement = ${entitlement} AND state IN ('lodged', 'accepted') AND freezes = 1
        ORDER BY lodged_at, id LIMIT 1`,
  ).all();
  return rowsOf<Objection>(result)[0];
}

/**
 * Lifts the freeze of an entitlement before the answer: the objections to it are examined on, and the payment waits for
 * them no longer.
 */
export async function liftFreeze(
  db: D1Database,
  queues: QueueBindings,
  id: string,
  by: string,
  now: Date,
): Promise<ActResult<never>> {
  return act(db, queues, id, async ({ objection, all, matter }) => {
    const freezing = all.filter(({ freezes }) => freezes === 1);
    if (freezing.length === 0) return { kind: "done" };
    const mover = { event: "freeze-lifted", by, now, today: shanghaiDay(now) };
    const moved = await unfreeze(matter, mover);
    const lifted = freezing.map((one): Objection => ({
      ...one,
      freezes: 0,
      version: one.version + 1,
    }));
    const isNews = moved.moves.length > 0;
    return {
      kind: "act",
      act: {
        objections: lifted,
        moves: moved.moves,
        tasks: [...moved.tasks, ...(isNews ? [tell(objection, "lifted", now)] : [])],
      },
    };
  });
}
