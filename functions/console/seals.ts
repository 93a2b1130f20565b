import { findSealMarks } from "#shared/audit/find-seal-marks.ts";
import { isBehind, type Seal, selectNewestSeals } from "#shared/audit/seal.ts";
import { databaseOf, shardCount } from "#shared/db/shards.ts";
import { rowsOf } from "#shared/db/statement.ts";
import { requireRole } from "#shared/web/verify-token.ts";
import type { ConsoleApp } from "./console-app.ts";

/** Whether each shard holds the seal that the city remembers; one that does not was restored, and pays nothing. */
export function sealRoutes(app: ConsoleApp): void {
  app.get("/v1/console/seals", async (c) => {
    requireRole(c.var.signedIn, ["operations", "auditor"]);
    const marks = await findSealMarks(c.env.DB_CITY);
    const items = await Promise.all(
      Array.from({ length: shardCount }, async (_, shard) => {
        const seals = rowsOf<Seal>(await selectNewestSeals(databaseOf(c.env, shard)).all());
        const mark = marks.get(shard);
        return {
          shard,
          restored: isBehind(seals, mark),
          ...(seals[0] === undefined
            ? {}
            : { newest: { number: seals[0].number, hash: seals[0].hash } }),
          ...(mark === undefined ? {} : { remembered: { number: mark.number, hash: mark.hash } }),
        };
      }),
    );
    return c.json({ items });
  });
}
