import { findReceivers } from "#shared/departments/find-receivers.ts";
import { lastGatewayReport } from "#shared/notices/gateway-reports.ts";
import { consumeHints } from "#shared/outbox/consume-hints.ts";
import type { Clock } from "#shared/web/clock.ts";
import { healthOnly } from "#shared/web/health-only.ts";
import { alarmTasks, isAlarm } from "./alarm-tasks.ts";
import { caseTasks, isOfCases } from "./case-tasks.ts";
import type { Env } from "./env.ts";
import { tellNotices } from "./tell-notices.ts";
import { isWatch, watchTasks } from "./watch-tasks.ts";

const gateway = "government-services";

/**
 * Messages to people: the link is made here, by the only function that holds its key. And the steps of cases to the
 * one-stop platform.
 */
export function notify(clock: Clock): ExportedHandler<Env> {
  return {
    fetch: healthOnly("notify"),
    async queue(batch, env) {
      const now = await clock(env);
      await consumeHints(batch, env, now, async (_shard, db, all) => {
        const told = [
          ...(await alarmTasks(env, all.filter(isAlarm), now)),
          ...(await caseTasks(env, db, all.filter(isOfCases), now)),
        ];
        const tasks = all.filter((task) => !isAlarm(task) && !isOfCases(task));
        if (tasks.length === 0) return told;
        const [receivers, reportedAt] = await Promise.all([
          findReceivers(env.DB_CITY, env.KEYRING_KEY, "notices", [gateway]),
          lastGatewayReport(env.DB_CITY, gateway),
        ]);
        const to = { receiver: receivers.get(gateway), reportedAt };
        return [
          ...told,
          ...(await watchTasks(db, tasks.filter(isWatch), reportedAt, now)),
          ...(await tellNotices(
            env,
            db,
            tasks.filter((task) => !isWatch(task)),
            to,
            now,
          )),
        ];
      });
    },
  };
}
