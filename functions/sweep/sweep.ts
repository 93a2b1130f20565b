import { findSealMarks } from "#shared/audit/find-seal-marks.ts";
import { markSeal, sealShard } from "#shared/audit/seal-shard.ts";
import { databaseOf, shardCount } from "#shared/db/shards.ts";
import { rowsOf } from "#shared/db/statement.ts";
import { reviewDue } from "#shared/judging/review-due.ts";
import { consumeHints } from "#shared/outbox/consume-hints.ts";
import { relayDueTasks } from "#shared/outbox/relay-due-tasks.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { completeRegisters, type StoredRegister } from "#shared/registers/register.ts";
import { reviewForNewRegisters } from "#shared/registers/review-for-new-registers.ts";
import { selectRegisters } from "#shared/registers/select-registers.ts";
import type { Clock } from "#shared/web/clock.ts";
import { createApp } from "#shared/web/create-app.ts";
import { passMilestone } from "./pass-milestone.ts";
import type { Env } from "./env.ts";

/** What only time brings. A run that is skipped, doubled or late does no harm: each step looks at what is due. */
export function sweep(clock: Clock): ExportedHandler<Env> {
  const app = createApp<Env>("sweep");
  return {
    fetch: app.fetch,
    async scheduled(_controller, env) {
      const now = await clock(env);
      const registers = rowsOf<StoredRegister>(await selectRegisters(env.DB_CITY).all());
      await reviewForNewRegisters(env, registers, now);
      const shards = Array.from({ length: shardCount }, (_, shard) => shard);
      const results = await Promise.allSettled(
        shards.map(async (shard) => sweepShard(env, shard, completeRegisters(registers), now)),
      );
      const failures = results.flatMap((result) =>
        result.status === "rejected" ? [result.reason] : [],
      );
      // One shard's failure stops no other; the run still counts as failed, so that operations see it.
      if (failures.length > 0) throw new AggregateError(failures, "a shard was not swept");
    },
    async queue(batch, env) {
      const now = await clock(env);
      await consumeHints(batch, env, now, async (_shard, db, tasks) =>
        Promise.all(tasks.map(async (task) => passMilestone(db, task, now))),
      );
    },
  };
}

async function sweepShard(
  env: Env,
  shard: number,
  complete: ReadonlySet<string>,
  now: Date,
): Promise<void> {
  const db = databaseOf(env, shard);
  await reviewDue(db, env, { now, complete, actor: "system:sweep" });
  await sendHints(env, await relayDueTasks(db, now));
  const mark = (await findSealMarks(env.DB_CITY)).get(shard);
  const seal = await sealShard(db, mark, now);
  if (seal === "restored") {
    console.error(
      `sweep: shard ${shard} lacks the seal that the city remembers; its payments are frozen`,
    );
  } else if (seal !== undefined && seal.number !== mark?.number) {
    await markSeal(env.DB_CITY, shard, seal);
  }
}
