import { sql } from "drizzle-orm";
import { venueDevices, venues } from "#shared/db/venues.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { circumstancesFrom, type ScanCircumstances, selectCircumstances } from "./circumstances.ts";
import { type Device, type StoredVenue, type Venue, venueFromStored } from "./venue.ts";

/** A venue with the devices whose word counts. */
export interface Gate {
  /** Undefined where nobody has registered it. */
  readonly venue: Venue | undefined;
  readonly devices: readonly Device[];
  readonly circumstances: ScanCircumstances;
}

/** One round trip; three rows where the device is named. Without its name every active device of the venue is read. */
export async function findGate(
  city: D1Database,
  venue: string,
  device: string | undefined,
): Promise<Gate> {
  const named = device === undefined ? sql`` : sql`AND device = ${device}`;
  const [venueRows, deviceRows, circumstanceRows] = await city.batch([
    statement(city, sql`SELECT ${columnsOf(venues)} FROM venues WHERE id = ${venue}`),
    statement(
      city,
      sql`SELECT ${columnsOf(venueDevices)} FROM venue_devices
          WHERE venue = ${venue} ${named} AND state = 'active' LIMIT 100`,
    ),
    selectCircumstances(city),
  ]);
  const [stored] = rowsOf<StoredVenue>(venueRows);
  return {
    venue: stored === undefined ? undefined : venueFromStored(stored),
    devices: rowsOf<Device>(deviceRows),
    circumstances: circumstancesFrom(circumstanceRows),
  };
}
