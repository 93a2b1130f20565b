import { sql } from "drizzle-orm";
import { venueDevices, venues } from "#shared/db/venues.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { StoredRegister } from "#shared/registers/register.ts";
import type { Pilot, PolicyStage, Stages } from "#shared/stages/stage.ts";
import { type Device, type StoredVenue, type Venue, venueFromStored } from "./venue.ts";

/** What a scan has to know of the city. */
export interface ScanCircumstances {
  readonly registers: readonly Pick<StoredRegister, "fact" | "completeAsOf">[];
  readonly stages: Stages;
}

/** A venue with the devices whose word counts. */
export interface Gate {
  /** Undefined where nobody has registered it. */
  readonly venue: Venue | undefined;
  readonly devices: readonly Device[];
  readonly circumstances: ScanCircumstances;
}

interface StoredCircumstances {
  readonly registers: string;
  readonly stages: string;
}

type StoredStage = Pick<PolicyStage, "number" | "stage" | "sinceAt"> & {
  readonly pilot: Pilot | null;
};

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
    statement(city, sql`SELECT registers, stages FROM scan_circumstances WHERE id = 1`),
  ]);
  const [stored] = rowsOf<StoredVenue>(venueRows);
  return {
    venue: stored === undefined ? undefined : venueFromStored(stored),
    devices: rowsOf<Device>(deviceRows),
    circumstances: circumstancesFrom(rowsOf<StoredCircumstances>(circumstanceRows)[0]),
  };
}

/** Guarantee: triggers of the city write these columns from its registers and stages. */
function circumstancesFrom(row: StoredCircumstances | undefined): ScanCircumstances {
  if (row === undefined) throw new Error("the city does not say how it stands");
  const registers = JSON.parse(row.registers) as Record<string, number>;
  const stages = JSON.parse(row.stages) as Record<string, StoredStage>;
  return {
    registers: Object.entries(registers).map(([fact, completeAsOf]) => ({ fact, completeAsOf })),
    stages: new Map(
      Object.entries(stages).map(([policy, { pilot, ...stage }]) => [
        policy,
        { ...stage, reason: "", ...(pilot === null ? {} : { pilot }) },
      ]),
    ),
  };
}
