import { listDeadLetters } from "#shared/dead-letters/list-dead-letters.ts";
import { replayDeadLetter } from "#shared/dead-letters/replay-dead-letter.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole } from "#shared/web/verify-token.ts";
import type { ConsoleApp } from "./console-app.ts";

/** What could not be settled: kept, shown, replayable. */
export function deadLetterRoutes(app: ConsoleApp): void {
  app.get("/v1/console/dead-letters", async (c) => {
    requireRole(c.var.signedIn, ["operations", "auditor"]);
    const letters = await listDeadLetters(c.env.DB_CITY);
    return c.json({
      items: letters.map(({ id, queue, reason, recordedAt }) => ({
        id,
        queue,
        reason,
        recordedAt: new Date(recordedAt).toISOString(),
      })),
    });
  });

  app.post("/v1/console/dead-letters/:id/replay", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, ["operations"]);
    const id = c.req.param("id");
    const result = await replayDeadLetter(c.env, c.env, id, signedIn.person, now);
    switch (result) {
      case "replayed":
        return c.json({ id, state: "replayed" });
      case "not-found":
        return refuse(404, "not-found", {
          zh: "没有这封死信，请核对编号。",
          en: "There is no such dead letter; check its id.",
        });
      case "no-hint":
        return refuse(409, "conflict", {
          zh: "这封死信的内容不是本系统的消息，不能重放，请人工处理。",
          en: "This letter is no message of ours and cannot be replayed; look into it by hand.",
        });
    }
    return result satisfies never;
  });
}
