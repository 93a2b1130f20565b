import { sql } from "drizzle-orm";
import type { AuditEntry } from "#shared/audit/entry.ts";
import {
  audit,
  confirmations,
  entitlements,
  instructions,
  notices,
  reservations,
  seals,
  toldTogether,
} from "#shared/db/shard.schema.ts";
import { adjustments } from "#shared/db/adjustments.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Databases } from "../shard-database.ts";
import { tasksIn } from "../outbox-rows.ts";

/** Everything on one shard that invariants are about, as it stands in the database. */
export interface ShardRows {
  readonly adjustments: readonly (typeof adjustments.$inferSelect)[];
  readonly entitlements: readonly (typeof entitlements.$inferSelect)[];
  readonly confirmations: readonly (typeof confirmations.$inferSelect)[];
  readonly instructions: readonly (typeof instructions.$inferSelect)[];
  readonly notices: readonly (typeof notices.$inferSelect)[];
  readonly toldTogether: readonly (typeof toldTogether.$inferSelect)[];
  readonly reservations: readonly (typeof reservations.$inferSelect)[];
  readonly audit: readonly (AuditEntry & { readonly hash: string; readonly seq: number })[];
  readonly seals: readonly (typeof seals.$inferSelect)[];
  readonly tasks: Awaited<ReturnType<typeof tasksIn>>;
  readonly subjects: readonly {
    readonly blindIndex: string;
    readonly subjectKey: string;
    readonly facts: string;
  }[];
}

export async function readShards({ DB_0, DB_1 }: Databases): Promise<readonly ShardRows[]> {
  return Promise.all([DB_0, DB_1].map(readShard));
}

async function readShard(db: D1Database): Promise<ShardRows> {
  const all = [
    entitlements,
    confirmations,
    instructions,
    notices,
    reservations,
    audit,
    seals,
    adjustments,
    toldTogether,
  ];
  const rows = await db.batch([
    ...all.map((table) => statement(db, sql`SELECT ${columnsOf(table)} FROM ${table}`)),
    statement(
      db,
      sql`SELECT a.blind_index AS "blindIndex", a.subject_key AS "subjectKey", json(p.facts) AS facts
          FROM aliases a JOIN profiles p ON p.subject_key = a.subject_key`,
    ),
  ]);
  return {
    entitlements: rowsOf(rows[0]),
    confirmations: rowsOf(rows[1]),
    instructions: rowsOf(rows[2]),
    notices: rowsOf(rows[3]),
    reservations: rowsOf(rows[4]),
    audit: rowsOf(rows[5]),
    seals: rowsOf(rows[6]),
    adjustments: rowsOf(rows[7]),
    toldTogether: rowsOf(rows[8]),
    subjects: rowsOf(rows[9]),
    tasks: await tasksIn(db),
  };
}
