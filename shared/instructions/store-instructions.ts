import { sql, type SQL } from "drizzle-orm";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import { noticeOf } from "#shared/adjustments/follow-ups.ts";
import { pathAfter } from "#shared/adjustments/settle.ts";
import { storeAdjustments } from "#shared/adjustments/store-adjustments.ts";
import { repayments } from "#shared/db/adjustments.schema.ts";
import { instructions } from "#shared/db/shard.schema.ts";
import { rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { advance, type Move } from "#shared/entitlements/advance.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { type Caused, storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import type { Fen } from "#shared/money/fen.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { randomId } from "#shared/sealing/digest.ts";
import type { Instruction } from "./instruction.ts";
import type { Owed } from "./load-fulfilment-matters.ts";
import { afterSetOff, repaymentOf, type SetOff } from "./set-off.ts";
import { attemptOf } from "./plan-instruction.ts";

export interface Order {
  readonly instruction: Instruction;
  /** What it fulfils, as it was read. */
  readonly entitlements: readonly Entitlement[];
  /** What it pays of each, by its id, where that is not all that it comes to. */
  readonly payFen?: ReadonlyMap<string, Fen>;
  /** Supplements that it pays, and whose they are. */
  readonly owed?: readonly Pick<Owed, "adjustment" | "entitlement">[];
  /** What is kept of it for what was not repaid. */
  readonly setOffs?: readonly SetOff[];
  /** The joins that do not hold it. */
  readonly spared?: readonly number[];
}

/** A fresh stamp for one commit of orders. */
export const newStamp = (): string => randomId();

/**
 * Commits instructions and moves their entitlements to fulfilling, before anything is sent. An instruction whose
 * entitlements have changed since they were read, or whose subject is being joined with another one, is not stored, unless that join does not hold it.
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
  const rows = orders.map(
    ({ instruction, entitlements, owed = [], setOffs = [], spared = [] }) => ({
      ...instruction,
      spared,
      guards: [...entitlements, ...[...owed, ...setOffs].map(({ entitlement }) => entitlement)].map(
        ({ period, version }) => ({ period, version }),
      ),
    }),
  );
  const moves = await Promise.all(orders.flatMap((order) => movesOf(order, now)));
  const adjusted = orders.flatMap(adjustedBy);
  const isStored = sql`EXISTS (SELECT 1 FROM instructions WHERE end_to_end_id = value ->> '$.cause' AND stamp = ${stamp})`;
  const [stored] = await db.batch([
    statement(
      db,
      sql`INSERT INTO instructions (${targetsOf(instructions)}) SELECT ${valuesOf(instructions)}
          FROM json_each(${JSON.stringify(rows)}) AS next
          WHERE NOT EXISTS (SELECT 1 FROM joining WHERE joining.subject_key = next.value ->> '$.subjectKey'
              AND joining.number NOT IN (SELECT value FROM json_each(next.value -> '$.spared')))
            AND NOT EXISTS (SELECT 1 FROM json_each(next.value -> '$.guards') AS guard LEFT JOIN entitlements AS e
              ON e.subject_key = next.value ->> '$.subjectKey' AND e.policy = next.value ->> '$.policy'
                AND e.period = guard.value ->> '$.period'
              WHERE e.version IS NOT guard.value ->> '$.version')
          ON CONFLICT DO NOTHING RETURNING end_to_end_id AS id`,
    ),
    ...storeAdvanced(db, moves, isStored),
    ...storeAdjustments(db, adjusted, isStored),
    ...keepSetOffs(db, orders, isStored, now),
  ]);
  return new Set(rowsOf<{ id: string }>(stored).map(({ id }) => id));
}

/** The adjustments that an order changes. */
function adjustedBy({
  instruction: { endToEndId: cause },
  owed = [],
  setOffs = [],
}: Order): (Adjustment & { readonly cause: string })[] {
  return [
    ...owed.map(({ adjustment }) => ({
      ...adjustment,
      cause,
      state: "instructed" as const,
      instruction: cause,
      attempts: adjustment.state === "returned" ? adjustment.attempts + 1 : adjustment.attempts,
      heldBecause: null,
    })),
    ...setOffs.map((one) => ({ ...afterSetOff(one), cause })),
  ];
}

/** The statements that keep what is set off in the books, and tell the subject. */
function keepSetOffs(
  db: D1Database,
  orders: readonly Order[],
  isStored: SQL,
  now: Date,
): D1PreparedStatement[] {
  const all = orders.flatMap(({ instruction: { endToEndId: cause }, setOffs = [] }) =>
    setOffs.map((one) => ({ one, cause })),
  );
  if (all.length === 0) return [];
  const rows = all.map(({ one, cause }) => ({ ...repaymentOf(one, cause, now), cause }));
  const tasks = all.map(({ one, cause }) => ({
    ...noticeOf("recovery-set-off", afterSetOff(one), now, cause),
    cause,
    adjustment: one.recovery.id,
  }));
  const isInBooks = sql`EXISTS (SELECT 1 FROM repayments WHERE subject_key = value ->> '$.subjectKey'
    AND adjustment = value ->> '$.adjustment' AND reference = value ->> '$.cause')`;
  return [
    storeTasks(db, tasks, sql`${isStored} AND NOT ${isInBooks}`),
    statement(
      db,
      sql`INSERT INTO repayments (${targetsOf(repayments)}) SELECT ${valuesOf(repayments)}
          FROM json_each(${JSON.stringify(rows)}) WHERE ${isStored} ON CONFLICT DO NOTHING`,
    ),
  ];
}

function movesOf(
  { instruction, entitlements, payFen, owed = [], setOffs = [] }: Order,
  now: Date,
): Promise<Caused>[] {
  const how = { actor: "system:fulfil", at: now } as const;
  const cause = instruction.endToEndId;
  const own = entitlements.map(async (entitlement): Promise<Caused> => ({
    cause,
    ...(await advance(entitlement, {
      ...how,
      path:
        entitlement.state === "payment-returned"
          ? ["awaiting-fulfilment", "fulfilling"]
          : ["fulfilling"],
      event: "instructed",
      set: {
        instruction: cause,
        instructedFen: payFen?.get(entitlement.id) ?? entitlement.amountFen,
        heldBecause: null,
        attempts: attemptOf(entitlement),
      },
    })),
  }));
  // Several supplements of one period move it once.
  const supplemented = new Map(owed.map(({ entitlement }) => [entitlement.id, entitlement]));
  const others = [...supplemented.values()].map(async (entitlement): Promise<Caused> => ({
    cause,
    ...(await advance(entitlement, { ...how, path: [], event: "supplement-instructed" })),
  }));
  const bySetOff = Map.groupBy(setOffs, ({ entitlement }) => entitlement.id);
  const settled = [...bySetOff.values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [settledBy([first, ...rest], cause, how)],
  );
  return [...own, ...others, ...settled];
}

async function settledBy(
  setOffs: readonly [SetOff, ...SetOff[]],
  cause: string,
  how: Pick<Move, "actor" | "at">,
): Promise<Caused> {
  const [{ entitlement, adjustments }] = setOffs;
  const changed = new Map(setOffs.map((one) => [one.recovery.id, afterSetOff(one)]));
  const rows = adjustments.map((one) => changed.get(one.id) ?? one);
  const path = pathAfter(entitlement, rows);
  return { cause, ...(await advance(entitlement, { ...how, path, event: "set-off" })) };
}

/** The statement that records that the payer has received an instruction; a report that was faster stays. */
export function markDelivered(db: D1Database, endToEndId: string, now: Date): D1PreparedStatement {
  return statement(
    db,
    sql`UPDATE instructions SET state = 'delivered', delivered_at = ${now.getTime()}
        WHERE end_to_end_id = ${endToEndId} AND state = 'requested'`,
  );
}
