import { sql } from "drizzle-orm";
import { venueDevices, venues } from "#shared/db/venues.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { type Device, type StoredVenue, type Venue, venueFromStored } from "./venue.ts";

/** A device as staff see it: nothing of its keys but their names. */
export interface ListedDevice {
  readonly device: string;
  readonly state: Device["state"];
  readonly keyIds: readonly string[];
  /** Whether it waits for its one-time code to be used. */
  readonly enrols: boolean;
}

const mostVenues = 2_000;
const mostDevices = 20_000;

/** Every venue with its devices, by id. */
export async function listVenues(
  city: D1Database,
): Promise<(Venue & { readonly devices: readonly ListedDevice[] })[]> {
  const [venueRows, deviceRows] = await city.batch([
    statement(
      city,
      sql`SELECT ${columnsOf(venues)} FROM venues ORDER BY id LIMIT ${sql.raw(String(mostVenues))}`,
    ),
    statement(
      city,
      sql`SELECT ${columnsOf(venueDevices)} FROM venue_devices ORDER BY venue, device LIMIT ${sql.raw(String(mostDevices))}`,
    ),
  ]);
  const devices = Map.groupBy(rowsOf<Device>(deviceRows), ({ venue }) => venue);
  return rowsOf<StoredVenue>(venueRows).map((row) => ({
    ...venueFromStored(row),
    devices: (devices.get(row.id) ?? []).map(({ device, state, keyId, previousKeyId, enrols }) => ({
      device,
      state,
      keyIds: previousKeyId === null ? [keyId] : [keyId, previousKeyId],
      enrols: enrols === 1,
    })),
  }));
}
