import { zValidator } from "@hono/zod-validator";
import { hintRequestSchema } from "#shared/contract/objections.schema.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import type { HomeApp } from "../home-app.ts";
import { keepHint } from "./keep-hint.ts";

/** Anonymous hints: nobody is asked who they are, and nothing follows but that somebody looks. */
export function hintRoutes(app: HomeApp): void {
  app.post("/v1/hints", zValidator("json", hintRequestSchema, refuseInvalid), async (c) => {
    await keepHint(c, c.req.valid("json"));
    return c.json({ state: "received" }, 202);
  });
}
