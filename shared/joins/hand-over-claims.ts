import { sql } from "drizzle-orm";
import { byShard, databaseOf, type Shards } from "#shared/db/shards.ts";
import { statement } from "#shared/db/statement.ts";
import { entitlementId } from "#shared/entitlements/entitlement-id.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { policyById } from "#shared/policies/index.ts";
import { idOfRelative } from "#shared/relatives/read-relatives.ts";
import { claimingOf } from "#shared/reservations/claim.ts";
import { headsOf } from "#shared/subjects/heads.ts";
import type { Leaving } from "./join.ts";
import type { Luggage } from "./luggage.ts";
import { periodAfter } from "./move-lines.ts";

/** One place in the line of somebody else, and the entitlement to which it goes over. */
interface HandedOver {
  /** Who is counted. */
  readonly subjectKey: string;
  readonly reservedFor: string;
  readonly entitlement: string;
  readonly next: string;
  readonly claimantKey: string;
}

/**
 * Hands the places that the one who left has in the lines of others to the one that it becomes, before that one asks:
 * a place that is held stays held. Of two places in one line the better one is kept. Repeated, it changes nothing.
 */
export async function handOverClaims(
  shards: Shards,
  { fromKey, intoKey }: Leaving,
  { entitlements, profile }: Luggage,
): Promise<void> {
  // Whoever counted was joined meanwhile stands in the line of the one that it has become.
  const heads = await headsOf(
    shards,
    profile.relatives.map(({ otherKey }) => otherKey),
  );
  const counted = new Map(
    profile.relatives.map(({ otherKey }) => [
      idOfRelative(otherKey),
      { otherKey, headKey: heads.get(otherKey) ?? otherKey },
    ]),
  );
  const all = await Promise.all(
    entitlements.map(async (one) => handedOver(one, fromKey, intoKey, counted)),
  );
  const places = all.filter((one) => one !== undefined);
  await Promise.all(
    byShard(places, ({ subjectKey }) => subjectKey).map(async ([shard, ofShard]) =>
      handOver(databaseOf(shards, shard), JSON.stringify(ofShard)),
    ),
  );
}

async function handedOver(
  { policy: id, period, judgedOn, reservation }: Entitlement,
  fromKey: string,
  claimantKey: string,
  counted: ReadonlyMap<string, { readonly otherKey: string; readonly headKey: string }>,
): Promise<HandedOver | undefined> {
  const policy = policyById(id);
  if (reservation === null || policy === undefined) return undefined;
  const claiming = claimingOf(policy, { subjectKey: fromKey, period, judgedOn });
  if (claiming?.relativeId === undefined) return undefined;
  const found = counted.get(claiming.relativeId);
  if (found === undefined) return undefined;
  const { otherKey, headKey: subjectKey } = found;
  const after = periodAfter(period, otherKey, subjectKey);
  const entitlement = await entitlementId(fromKey, id, after);
  const next = await entitlementId(claimantKey, id, after);
  return { subjectKey, reservedFor: claiming.reservedFor, entitlement, next, claimantKey };
}

async function handOver(db: D1Database, places: string): Promise<void> {
  const place = sql`json_each(${places}) AS place`;
  const of = (entitlement: string) => sql`(subject_key, reserved_for, entitlement) IN (
    SELECT place.value ->> '$.subjectKey', place.value ->> '$.reservedFor', place.value ->> ${sql.raw(`'$.${entitlement}'`)}
    FROM ${place})`;
  const isHeld = sql`EXISTS (SELECT 1 FROM ${place} JOIN reservations AS old
    ON old.subject_key = place.value ->> '$.subjectKey' AND old.reserved_for = place.value ->> '$.reservedFor'
      AND old.entitlement = place.value ->> '$.entitlement'
    WHERE place.value ->> '$.next' = reservations.entitlement AND old.state = 'held')`;
  await db.batch([
    statement(
      db,
      sql`DELETE FROM reservations WHERE ${of("next")} AND state = 'waiting' AND ${isHeld}`,
    ),
    statement(
      db,
      sql`UPDATE OR IGNORE reservations SET entitlement = place.value ->> '$.next',
            claimant_key = place.value ->> '$.claimantKey'
          FROM ${place} WHERE reservations.subject_key = place.value ->> '$.subjectKey'
            AND reservations.reserved_for = place.value ->> '$.reservedFor'
            AND reservations.entitlement = place.value ->> '$.entitlement'`,
    ),
    statement(db, sql`DELETE FROM reservations WHERE ${of("entitlement")}`),
  ]);
}
