import type { hintRequestSchema } from "#shared/contract/objections.schema.ts";
import { bucketText, databaseOf, shardOf } from "#shared/db/shards.ts";
import { storeHint } from "#shared/hints/store-hint.ts";
import { policyById } from "#shared/policies/index.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { refuse } from "#shared/web/refusal.ts";
import type * as z from "zod/mini";
import type { HomeContext } from "../home-app.ts";

/** Keeps a hint for the department that leads its policy; refuses where there are too many just now. */
export async function keepHint(
  c: HomeContext,
  { policy = "", entry = "", text }: z.output<typeof hintRequestSchema>,
): Promise<void> {
  const { env } = c;
  const found = policy === "" ? undefined : policyById(policy);
  if (policy !== "" && found === undefined) {
    refuse(404, "unknown-policy", {
      zh: "目录中没有这项政策，请核对编号，或者不写。",
      en: "The catalogue has no such policy; check its id, or leave it out.",
    });
  }
  // A bucket by chance: it belongs to nobody.
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint8Array(2));
  const id = bucketText(((high << 8) | low) & 1023) + randomId();
  const hint = { id, policy, entry: entry.toLowerCase(), text };
  const owner = found?.leadDepartment ?? "operations";
  const db = databaseOf(env, shardOf(id));
  if (await storeHint(db, env, env.VAULT_GROUNDS_KEY, hint, owner, c.var.now)) return;
  refuse(
    429,
    "too-many-requests",
    {
      zh: "现在线索太多，请一小时后再试，或者拨打12345。",
      en: "There are too many hints just now; try again in an hour, or call 12345.",
    },
    { headers: { "Retry-After": "3600" } },
  );
}
