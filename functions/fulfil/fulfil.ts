import { consumeHints } from "#shared/outbox/consume-hints.ts";
import { isSettlement } from "#shared/settlements/settlement.ts";
import type { Clock } from "#shared/web/clock.ts";
import { healthOnly } from "#shared/web/health-only.ts";
import type { Env } from "./env.ts";
import { fulfilTasks } from "./fulfil-tasks.ts";
import { settleVisits } from "./settle-visits.ts";

/** Instructions to paying and serving departments: checked, released, committed, and only then sent. */
export function fulfil(clock: Clock): ExportedHandler<Env> {
  return {
    fetch: healthOnly("fulfil"),
    async queue(batch, env) {
      const now = await clock(env);
      await consumeHints(batch, env, now, async (shard, db, tasks) => {
        const others = tasks.filter((task) => !isSettlement(task));
        const outcomes = await Promise.all([
          others.length === 0 ? [] : fulfilTasks(env, shard, db, others, now),
          settleVisits(env, shard, db, tasks.filter(isSettlement), now),
        ]);
        return outcomes.flat();
      });
    },
  };
}
