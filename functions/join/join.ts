import { rowsOf } from "#shared/db/statement.ts";
import { completeJoins } from "#shared/joins/complete-joins.ts";
import { thaw } from "#shared/joins/freeze.ts";
import { leadFollowers } from "#shared/joins/lead-followers.ts";
import { completeRegisters, type StoredRegister } from "#shared/registers/register.ts";
import { selectRegisters } from "#shared/registers/select-registers.ts";
import { selectStages, stagesFrom, type StoredStage } from "#shared/stages/select-stages.ts";
import type { Clock } from "#shared/web/clock.ts";
import { createApp } from "#shared/web/create-app.ts";
import type { Env } from "./env.ts";

/** Joins and followers in one run: each takes about a hundred statements, and D1 allows 1,000 in one invocation. */
const mostJoins = 6;
const mostFollowers = 20;

/** Two numbers of one person or organisation become one subject. A run that is skipped, doubled or broken off does no harm. */
export function join(clock: Clock): ExportedHandler<Env> {
  const app = createApp<Env>("join");
  return {
    fetch: app.fetch,
    async scheduled(_controller, env) {
      const now = await clock(env);
      const city = env.DB_CITY;
      const [registers, stages] = await city.batch([selectRegisters(city), selectStages(city)]);
      const circumstances = {
        now,
        complete: completeRegisters(rowsOf<StoredRegister>(registers)),
        stages: stagesFrom(rowsOf<StoredStage>(stages)),
        actor: "system:join",
      };
      await completeJoins(env, circumstances, mostJoins);
      await leadFollowers(env, circumstances, mostFollowers);
      await thaw(env, city);
    },
  };
}
