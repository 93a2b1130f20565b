import { type SQL, sql } from "drizzle-orm";
import type { VenueRegistration } from "#shared/contract/venues.schema.ts";
import { statement } from "#shared/db/statement.ts";
import type { Device } from "./venue.ts";

type Key = Pick<Device, "venue" | "device" | "keyId" | "secretSealed"> & {
  readonly enrols: boolean;
};

/** The statement that registers a venue, or changes one; `approved` says whether two persons have. */
export function registerVenue(
  city: D1Database,
  { venue, name, group, department, policies, organisation, state }: VenueRegistration,
  now: Date,
  approved: SQL,
): D1PreparedStatement {
  return statement(
    city,
    sql`INSERT INTO venues (id, name, venue_group, department, policies, organisation, state, registered_at)
        SELECT ${venue}, ${name}, ${group}, ${department}, ${JSON.stringify(policies)}, ${organisation ?? null}, ${state},
          ${now.getTime()} WHERE ${approved}
        ON CONFLICT DO UPDATE SET name = excluded.name, venue_group = excluded.venue_group,
          department = excluded.department, policies = excluded.policies, organisation = excluded.organisation,
          state = excluded.state`,
  );
}

/**
 * The statement that gives a device its key. One that has a key already keeps it beside the new one, and loses the one
 * before; a device that was revoked, or only enrols, has the new key alone.
 */
export function registerDevice(
  city: D1Database,
  { venue, device, keyId, secretSealed, enrols }: Key,
  now: Date,
  approved: SQL,
): D1PreparedStatement {
  const keepsOne = sql`venue_devices.state = 'active' AND venue_devices.enrols = 0 AND excluded.enrols = 0
    AND venue_devices.key_id <> excluded.key_id`;
  return statement(
    city,
    sql`INSERT INTO venue_devices (venue, device, state, key_id, secret_sealed, enrols, registered_at)
        SELECT ${venue}, ${device}, 'active', ${keyId}, ${secretSealed}, CAST(${enrols ? 1 : 0} AS INTEGER), ${now.getTime()}
        WHERE ${approved} AND EXISTS (SELECT 1 FROM venues WHERE id = ${venue})
        ON CONFLICT DO UPDATE SET
          previous_key_id = CASE WHEN ${keepsOne} THEN venue_devices.key_id END,
          previous_secret_sealed = CASE WHEN ${keepsOne} THEN venue_devices.secret_sealed END,
          key_id = excluded.key_id, secret_sealed = excluded.secret_sealed, enrols = excluded.enrols,
          state = 'active', revoked_at = NULL`,
  );
}

/** The statement after which nothing that a device signs is believed. */
export function revokeDevice(
  city: D1Database,
  { venue, device }: Pick<Device, "venue" | "device">,
  now: Date,
  approved: SQL,
): D1PreparedStatement {
  return statement(
    city,
    sql`UPDATE venue_devices SET state = 'revoked', revoked_at = ${now.getTime()}
        WHERE venue = ${venue} AND device = ${device} AND state = 'active' AND ${approved}`,
  );
}
