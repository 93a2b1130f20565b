import { consumeHints } from "#shared/outbox/consume-hints.ts";
import type { Clock } from "#shared/web/clock.ts";
import { createApp } from "#shared/web/create-app.ts";
import type { Env } from "./env.ts";
import { fulfilTasks } from "./fulfil-tasks.ts";

/** Instructions to paying and serving departments: checked, released, committed, and only then sent. */
export function fulfil(clock: Clock): ExportedHandler<Env> {
  const app = createApp<Env>("fulfil");
  return {
    fetch: app.fetch,
    async queue(batch, env) {
      const now = await clock(env);
      await consumeHints(batch, env, now, async (shard, db, tasks) =>
        fulfilTasks(env, shard, db, tasks, now),
      );
    },
  };
}
