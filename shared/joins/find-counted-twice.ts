import { sql } from "drizzle-orm";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { relativeIdIn } from "#shared/entitlements/period-of-relative.ts";
import { instructed } from "#shared/entitlements/states.ts";
import { idOfRelative } from "#shared/relatives/read-relatives.ts";
import { isClaimed } from "#shared/reservations/claim.ts";
import type { StoredReservation } from "./luggage.ts";
import type { GivenTwice } from "./merge-entitlements.ts";

/**
 * Of the rights that are given for one relative those that were paid for a place that another one holds: each was held
 * under a number of its own, and both numbers are one person, who counts once.
 *
 * @param db the shard of the relative
 */
export async function findCountedTwice(
  db: D1Database,
  toKey: string,
  entitlements: Iterable<Entitlement>,
): Promise<GivenTwice[]> {
  const relativeId = idOfRelative(toKey);
  const paid = [...entitlements].filter(
    ({ period, state, reservation }) =>
      relativeIdIn(period) === relativeId && instructed.includes(state) && isClaimed(reservation),
  );
  if (paid.length === 0) return [];
  const ids = JSON.stringify(paid.map(({ id }) => id));
  const result = await statement(
    db,
    sql`SELECT own.entitlement AS second, other.entitlement AS first FROM reservations AS own
        JOIN reservations AS other ON other.subject_key = own.subject_key
          AND other.reserved_for = own.reserved_for AND other.state = 'held'
        WHERE own.subject_key = ${toKey} AND own.state = 'waiting'
          AND own.entitlement IN (SELECT value FROM json_each(${ids}))`,
  ).all();
  const found = new Map(
    rowsOf<{ first: string; second: string }>(result).map((one) => [one.second, one.first]),
  );
  return paid.flatMap((second) => {
    const id = found.get(second.id);
    return id === undefined ? [] : [{ first: { id, period: second.period }, second }];
  });
}

/**
 * The same of what one who left was given for itself, such as one reward of two that exclude each other.
 *
 * @param db the shard of the one who takes over
 * @param lines the places that come along, as they are called there
 * @param entitlements as they stand there afterwards
 */
export async function findOwnCountedTwice(
  db: D1Database,
  intoKey: string,
  lines: readonly Pick<StoredReservation, "reservedFor" | "entitlement" | "state">[],
  entitlements: readonly Entitlement[],
): Promise<GivenTwice[]> {
  const held = lines.filter(({ state }) => state === "held");
  const paid = entitlements.filter(
    ({ id, state }) =>
      instructed.includes(state) && held.some(({ entitlement }) => entitlement === id),
  );
  if (paid.length === 0) return [];
  const result = await statement(
    db,
    sql`SELECT reserved_for AS "reservedFor", entitlement AS first FROM reservations
        WHERE subject_key = ${intoKey} AND state = 'held'`,
  ).all();
  const known = rowsOf<{ reservedFor: string; first: string }>(result);
  return paid.flatMap((second) => {
    const line = held.find(({ entitlement }) => entitlement === second.id);
    const other = known.find(
      ({ reservedFor, first }) => reservedFor === line?.reservedFor && first !== second.id,
    );
    return other === undefined
      ? []
      : [{ first: { id: other.first, period: second.period }, second }];
  });
}
