import { databaseOf, findShardOf } from "#shared/db/shards.ts";
import { findHint } from "#shared/hints/find-hint.ts";
import { hintContext } from "#shared/hints/store-hint.ts";
import { policyById } from "#shared/policies/index.ts";
import { open } from "#shared/sealing/seal.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole } from "#shared/web/verify-token.ts";
import type { RemedyApp } from "./remedy-app.ts";
import { requireDepartment } from "./require-department.ts";

/** An anonymous hint, by the reference of its work item. What is about no policy is for operations. */
export function hintRoutes(app: RemedyApp): void {
  app.get("/v1/console/hints/:id", async (c) => {
    const { signedIn } = c.var;
    requireRole(signedIn, ["handler", "reviewer", "approver", "operations", "coordinator"]);
    const id = c.req.param("id");
    const shard = findShardOf(id);
    const hint = shard === undefined ? undefined : await findHint(databaseOf(c.env, shard), id);
    if (hint === undefined) {
      return refuse(404, "not-found", {
        zh: "没有这条线索，请核对编号。",
        en: "There is no such hint; check its id.",
      });
    }
    const { policy, entry, textSealed, receivedAt } = hint;
    if (policy === "") requireRole(signedIn, ["operations", "coordinator"]);
    else if (!signedIn.roles.includes("coordinator"))
      requireDepartment(signedIn, policyById(policy));
    const text = await open(c.env.VAULT_GROUNDS_KEY, hintContext(id), textSealed);
    if (text === undefined) throw new Error("a hint cannot be opened: the vault's key is wrong");
    return c.json({
      id,
      ...(policy === "" ? {} : { policy }),
      ...(entry === "" ? {} : { entry }),
      text,
      receivedAt: new Date(receivedAt).toISOString(),
    });
  });
}
