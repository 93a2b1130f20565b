import { consumeHints } from "#shared/outbox/consume-hints.ts";
import type { Clock } from "#shared/web/clock.ts";
import { healthOnly } from "#shared/web/health-only.ts";
import type { Env } from "./env.ts";
import { fulfilTasks } from "./fulfil-tasks.ts";

/** Instructions to paying and serving departments: checked, released, committed, and only then sent. */
export function fulfil(clock: Clock): ExportedHandler<Env> {
  return {
    fetch: healthOnly("fulfil"),
    async queue(batch, env) {
      const now = await clock(env);
      await consumeHints(batch, env, now, async (shard, db, tasks) =>
        fulfilTasks(env, shard, db, tasks, now),
      );
    },
  };
}
