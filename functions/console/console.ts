import { recordDeadLetters } from "#shared/dead-letters/record-dead-letters.ts";
import type { Clock } from "#shared/web/clock.ts";
import { createApp } from "#shared/web/create-app.ts";
import { requireSignedIn } from "#shared/web/verify-token.ts";
import type { ConsoleApp } from "./console-app.ts";
import { deadLetterRoutes } from "./dead-letters.ts";
import type { Env } from "./env.ts";
import { explanationRoutes } from "./explanations.ts";
import { hintRoutes } from "./hints.ts";
import { objectionRoutes } from "./objections.ts";
import { obstacleRoutes } from "./obstacles.ts";
import { policyRoutes } from "./policies.ts";
import { proposalRoutes } from "./proposals.ts";
import { recoveryRoutes } from "./recoveries.ts";
import { releaseRoutes } from "./releases.ts";
import { resumptionRoutes } from "./resumptions.ts";
import { sealRoutes } from "./seals.ts";
import { shadowRunRoutes } from "./shadow-runs.ts";
import { statisticsRoutes } from "./statistics.ts";
import { workItemRoutes } from "./work-items.ts";

/** Staff: every route knows who asks before it does anything. */
export function consoleFunction(clock: Clock): ExportedHandler<Env> {
  const app: ConsoleApp = createApp("console");
  app.use("/v1/console/*", async (c, next) => {
    const now = await clock(c.env);
    c.set("now", now);
    c.set("signedIn", await requireSignedIn(c.env, c.req.header("Authorization"), now));
    await next();
  });
  explanationRoutes(app);
  proposalRoutes(app);
  policyRoutes(app);
  obstacleRoutes(app);
  objectionRoutes(app);
  hintRoutes(app);
  recoveryRoutes(app);
  releaseRoutes(app);
  resumptionRoutes(app);
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
