import { zValidator } from "@hono/zod-validator";
import { hintRequestSchema } from "#shared/contract/objections.schema.ts";
import { bucketText, databaseOf, shardOf } from "#shared/db/shards.ts";
import { storeHint } from "#shared/hints/store-hint.ts";
import { policyById } from "#shared/policies/index.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { refuse } from "#shared/web/refusal.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import type { HomeApp } from "../home-app.ts";

/** Anonymous hints: nobody is asked who they are, and nothing follows but that somebody looks. */
export function hintRoutes(app: HomeApp): void {
  app.post("/v1/hints", zValidator("json", hintRequestSchema, refuseInvalid), async (c) => {
    const { policy = "", entry = "", text } = c.req.valid("json");
    const found = policy === "" ? undefined : policyById(policy);
    if (policy !== "" && found === undefined) {
      return refuse(404, "unknown-policy", {
        zh: "目录中没有这项政策，请核对编号，或者不写。",
        en: "The catalogue has no such policy; check its id, or leave it out.",
      });
    }
    // A bucket of its own, by chance: it belongs to nobody.
    const [high = 0, low = 0] = crypto.getRandomValues(new Uint8Array(2));
    const id = bucketText(((high << 8) | low) & 1023) + randomId();
    const hint = { id, policy, entry: entry.toLowerCase(), text };
    const owner = found?.leadDepartment ?? "operations";
    const db = databaseOf(c.env, shardOf(id));
    const isKept = await storeHint(db, c.env, c.env.VAULT_GROUNDS_KEY, hint, owner, c.var.now);
    if (!isKept) {
      return refuse(
        429,
        "too-many-requests",
        {
          zh: "现在线索太多，请一小时后再试，或者拨打12345。",
          en: "There are too many hints just now; try again in an hour, or call 12345.",
        },
        { headers: { "Retry-After": "3600" } },
      );
    }
    return c.json({ state: "received" }, 202);
  });
}
