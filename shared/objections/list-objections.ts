import { sql, type SQL } from "drizzle-orm";
import { objections } from "#shared/db/objections.schema.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Objection } from "./objection.ts";

/** As many as one looks through. */
const most = 200;

interface ObjectionFilter {
  /** Policies that the reader may see. */
  readonly policies: readonly string[];
  readonly state: "open" | "closed";
}

/** Objections of all shards, those that have waited longest first; of the closed ones the newest first. */
export async function listObjections(
  shards: Shards,
  { policies, state }: ObjectionFilter,
): Promise<Objection[]> {
  const isOfPolicies = sql`policy IN (SELECT value FROM json_each(${JSON.stringify(policies)}))`;
  const rows = await fromAll(
    shards,
    state === "open"
      ? sql`state IN ('lodged', 'accepted') AND ${isOfPolicies} ORDER BY lodged_at, id`
      : sql`state NOT IN ('lodged', 'accepted') AND ${isOfPolicies} ORDER BY lodged_at DESC, id`,
  );
  const sign = state === "open" ? 1 : -1;
  return rows.toSorted((a, b) => sign * (a.lodgedAt - b.lodgedAt)).slice(0, most);
}

/** What an objector has lodged, wherever it lies; the newest first. */
export async function listLodged(shards: Shards, objector: string): Promise<Objection[]> {
  const rows = await fromAll(shards, sql`objector = ${objector} ORDER BY lodged_at DESC, id`);
  return rows.toSorted((a, b) => b.lodgedAt - a.lodgedAt);
}

/** What was taken up against a subject; what nobody examines is not told to it. The newest first. */
export async function listConcerning(db: D1Database, subjectKey: string): Promise<Objection[]> {
  return rowsOf<Objection>(
    await select(
      db,
      sql`subject_key = ${subjectKey} AND state NOT IN ('lodged', 'declined') ORDER BY lodged_at DESC, id`,
    ).all(),
  );
}

async function fromAll(shards: Shards, condition: SQL): Promise<Objection[]> {
  const results = await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) =>
      select(databaseOf(shards, shard), condition).all(),
    ),
  );
  return results.flatMap((result) => rowsOf<Objection>(result));
}

const select = (db: D1Database, condition: SQL): D1PreparedStatement =>
  statement(
    db,
    sql`SELECT ${columnsOf(objections)} FROM objections WHERE ${condition} LIMIT CAST(${most} AS INTEGER)`,
  );
