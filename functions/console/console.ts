import { recordDeadLetters } from "#shared/dead-letters/record-dead-letters.ts";
import type { Clock } from "#shared/web/clock.ts";
import { createStaffApp } from "#shared/web/create-staff-app.ts";
import { deadLetterRoutes } from "./dead-letters.ts";
import type { Env } from "./env.ts";
import { differenceRoutes } from "./differences.ts";
import { explanationRoutes } from "./explanations.ts";
import { obstacleRoutes } from "./obstacles.ts";
import { policyRoutes } from "./policies.ts";
import { proposalRoutes } from "./proposals.ts";
import { releaseRoutes } from "./releases.ts";
import { sealRoutes } from "./seals.ts";
import { shadowRunRoutes } from "./shadow-runs.ts";
import { statisticsRoutes } from "./statistics.ts";
import { workItemRoutes } from "./work-items.ts";

/** Staff: what the whole does, and what it may do. */
export function consoleFunction(clock: Clock): ExportedHandler<Env> {
  const app = createStaffApp<Env>("console", clock);
  explanationRoutes(app);
  differenceRoutes(app);
  proposalRoutes(app);
  policyRoutes(app);
  obstacleRoutes(app);
  releaseRoutes(app);
  deadLetterRoutes(app);
  sealRoutes(app);
  shadowRunRoutes(app);
  statisticsRoutes(app);
  workItemRoutes(app);

  return {
    fetch: app.fetch,
    async queue(batch, env) {
      const letters = batch.messages.map(({ id, body }) => ({
        id: `message-${id}`,
        queue: batch.queue,
        body,
        reason: "the consumer failed four times",
      }));
      await recordDeadLetters(env.DB_CITY, letters, await clock(env));
      batch.ackAll();
    },
  };
}
