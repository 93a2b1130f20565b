import { sql } from "drizzle-orm";
import type { Access } from "#shared/accesses/record-access.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { Difference } from "./difference.ts";

/** A difference with the entitlement that it is about, where there is one. */
export interface ListedDifference extends Omit<Difference, "policy"> {
  readonly entitlement: string | null;
}

/** So many of each shard. */
const most = 500;

/**
 * What the newest audit of a policy found, by opaque keys. Each subject that is told is recorded as looked at, in the same
 * batch that reads it.
 */
export async function listDifferences(
  shards: Shards,
  policy: string,
  { actor, role, department, purpose }: Access,
  now: Date,
): Promise<ListedDifference[]> {
  const told = sql`SELECT kind, subject_key, period, found_on FROM differences WHERE policy = ${policy}
    ORDER BY kind, subject_key, period LIMIT CAST(${most} AS INTEGER)`;
  const listed = await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) => {
      const db = databaseOf(shards, shard);
      const [, rows] = await db.batch([
        statement(
          db,
          sql`INSERT INTO accesses (at, actor, role, department, subject_key, purpose, scope)
              SELECT DISTINCT CAST(${now.getTime()} AS INTEGER), ${actor}, ${role}, ${department}, subject_key, ${purpose}, ${policy}
              FROM (${told})`,
        ),
        statement(
          db,
          sql`SELECT d.kind, d.subject_key AS "subjectKey", d.period, d.found_on AS "foundOn",
                (SELECT e.id FROM entitlements AS e WHERE e.subject_key = d.subject_key AND e.policy = ${policy}
                  AND e.period = d.period) AS entitlement FROM (${told}) AS d`,
        ),
      ]);
      return rowsOf<ListedDifference>(rows);
    }),
  );
  return listed.flat();
}
