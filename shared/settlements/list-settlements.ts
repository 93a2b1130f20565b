import { sql } from "drizzle-orm";
import { venueSettlements } from "#shared/db/venues.schema.ts";
import { byShard, databaseOf, type Shards } from "#shared/db/shards.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { InstructionState } from "#shared/instructions/instruction.ts";
import type { Settlement } from "./settlement.ts";

/** A settlement and how its payment stands. */
export interface StandingSettlement extends Settlement {
  /** `waiting` until it is released and stored. */
  readonly state: InstructionState | "waiting";
  /** Why it waits, where it was looked at. */
  readonly heldBecause: string | null;
}

/** What was settled for a policy, of one month or of all, the newest first. */
export async function listSettlements(
  stores: Shards & { readonly DB_CITY: D1Database },
  policy: string,
  month?: string,
): Promise<StandingSettlement[]> {
  const ofMonth = month === undefined ? sql`` : sql`AND month = ${month}`;
  const result = await statement(
    stores.DB_CITY,
    sql`SELECT ${columnsOf(venueSettlements)} FROM venue_settlements WHERE policy = ${policy} ${ofMonth}
        ORDER BY month DESC, venue LIMIT 2000`,
  ).all();
  const settlements = rowsOf<Settlement>(result);
  const standings = new Map(
    (
      await Promise.all(
        byShard(settlements, ({ endToEndId }) => endToEndId).map(async ([shard, own]) =>
          standingsOn(databaseOf(stores, shard), policy, own),
        ),
      )
    ).flat(),
  );
  return settlements.map((one) => ({
    ...one,
    ...(standings.get(one.endToEndId) ?? { state: "waiting", heldBecause: null }),
  }));
}

type Standing = Pick<StandingSettlement, "state" | "heldBecause">;

async function standingsOn(
  db: D1Database,
  policy: string,
  settlements: readonly Settlement[],
): Promise<[string, Standing][]> {
  const ids = JSON.stringify(settlements.map(({ endToEndId }) => endToEndId));
  const [instructionRows, taskRows] = await db.batch([
    statement(
      db,
      sql`SELECT end_to_end_id AS "endToEndId", state FROM instructions
          WHERE end_to_end_id IN (SELECT value FROM json_each(${ids}))`,
    ),
    statement(
      db,
      sql`SELECT reference, failure FROM outbox
          WHERE kind = 'settle-visits' AND policy = ${policy} AND failure IS NOT NULL`,
    ),
  ]);
  const states = new Map(
    rowsOf<{ endToEndId: string; state: InstructionState }>(instructionRows).map((row) => [
      row.endToEndId,
      row.state,
    ]),
  );
  const holds = new Map(
    rowsOf<{ reference: string; failure: string }>(taskRows).map((row) => [
      row.reference,
      row.failure,
    ]),
  );
  return settlements.map(({ endToEndId, month, venue }) => [
    endToEndId,
    {
      state: states.get(endToEndId) ?? "waiting",
      heldBecause: states.has(endToEndId) ? null : (holds.get(`${month} ${venue}`) ?? null),
    },
  ]);
}
