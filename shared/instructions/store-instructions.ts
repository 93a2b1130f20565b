import { sql } from "drizzle-orm";
import { instructions } from "#shared/db/shard.schema.ts";
import { rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { advance } from "#shared/entitlements/advance.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import { randomId } from "#shared/sealing/digest.ts";
import type { Instruction } from "./instruction.ts";
import { attemptOf } from "./plan-instruction.ts";

export interface Order {
  readonly instruction: Instruction;
  /** What it fulfils, as it was read. */
  readonly entitlements: readonly Entitlement[];
}

/** A fresh stamp for one commit of orders. */
export const newStamp = (): string => randomId();

/**
 * Commits instructions and moves their entitlements to fulfilling, before anything is sent. An instruction whose
 * entitlements have changed since they were read, or whose subject is being joined with another one, is not stored.
 *
 * @returns the end-to-end ids that were stored
 */
export async function storeInstructions(
  db: D1Database,
  orders: readonly Order[],
  stamp: string,
  now: Date,
): Promise<Set<string>> {
  if (orders.length === 0) return new Set();
  const rows = orders.map(({ instruction, entitlements }) => ({
    ...instruction,
    guards: entitlements.map(({ period, version }) => ({ period, version })),
  }));
  const moves = await Promise.all(
    orders.flatMap(({ instruction, entitlements }) =>
      entitlements.map(async (entitlement) =>
        advance(entitlement, {
          path:
            entitlement.state === "payment-returned"
              ? ["awaiting-fulfilment", "fulfilling"]
              : ["fulfilling"],
          event: "instructed",
          actor: "system:fulfil",
          at: now,
          set: {
            instruction: instruction.endToEndId,
            heldBecause: null,
            attempts: attemptOf(entitlement),
          },
        }),
      ),
    ),
  );
  const [stored] = await db.batch([
    statement(
      db,
      sql`INSERT INTO instructions (${targetsOf(instructions)}) SELECT ${valuesOf(instructions)}
          FROM json_each(${JSON.stringify(rows)}) AS next
          WHERE NOT EXISTS (SELECT 1 FROM joining WHERE joining.subject_key = next.value ->> '$.subjectKey')
            AND NOT EXISTS (SELECT 1 FROM json_each(next.value -> '$.guards') AS guard LEFT JOIN entitlements AS e
              ON e.subject_key = next.value ->> '$.subjectKey' AND e.policy = next.value ->> '$.policy'
                AND e.period = guard.value ->> '$.period'
              WHERE e.version IS NOT guard.value ->> '$.version')
          ON CONFLICT DO NOTHING RETURNING end_to_end_id AS id`,
    ),
    ...storeAdvanced(
      db,
      moves,
      sql`EXISTS (SELECT 1 FROM instructions WHERE end_to_end_id = value ->> '$.instruction' AND stamp = ${stamp})`,
    ),
  ]);
  return new Set(rowsOf<{ id: string }>(stored).map(({ id }) => id));
}

/** The statement that records that the payer has received an instruction; a report that was faster stays. */
export function markDelivered(db: D1Database, endToEndId: string, now: Date): D1PreparedStatement {
  return statement(
    db,
    sql`UPDATE instructions SET state = 'delivered', delivered_at = ${now.getTime()}
        WHERE end_to_end_id = ${endToEndId} AND state = 'requested'`,
  );
}
