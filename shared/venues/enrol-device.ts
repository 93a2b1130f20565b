import { sql } from "drizzle-orm";
import { venueDevices } from "#shared/db/venues.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { decodeBase32 } from "#shared/identity/base32.ts";
import { digestText } from "#shared/sealing/digest.ts";
import { seal } from "#shared/sealing/seal.ts";
import { deviceKeyContext, openDeviceKeys } from "./device-keys.ts";
import type { Device } from "./venue.ts";

/** What a device learns once. */
interface Enrolled {
  readonly venue: string;
  readonly venueName: string;
  readonly device: string;
  readonly secret: string;
}

const secretBytes = 32;

/**
 * Gives a device its key for the one-time code that two persons of operations have registered; undefined where there is no
 * such code, or it was used. The code is what its secret holds, in base32: case, blanks and hyphens do not matter.
 */
export async function enrolDevice(
  city: D1Database,
  keyringKey: string,
  code: string,
  now: Date,
): Promise<Enrolled | undefined> {
  const bytes = decodeBase32(code.replaceAll(/[\s-]/g, ""));
  if (bytes === undefined) return undefined;
  const wanted = await digestText(secretOf(bytes));
  const waiting = await statement(
    city,
    sql`SELECT ${columnsOf(venueDevices)}, (SELECT name FROM venues WHERE id = venue) AS "venueName" FROM venue_devices
        WHERE enrols = 1 AND state = 'active' LIMIT 1000`,
  ).all();
  for (const row of rowsOf<Device & { venueName: string }>(waiting)) {
    // A handful of devices wait; the digests are compared, so that time tells nothing of a secret.
    // oxlint-disable-next-line no-await-in-loop
    const [secret = ""] = await openDeviceKeys(row, keyringKey);
    // oxlint-disable-next-line no-await-in-loop
    if ((await digestText(secret)) === wanted) return giveKey(city, keyringKey, row, now);
  }
  return undefined;
}

async function giveKey(
  city: D1Database,
  keyringKey: string,
  { venue, device, keyId, venueName }: Device & { venueName: string },
  now: Date,
): Promise<Enrolled | undefined> {
  const secret = secretOf(crypto.getRandomValues(new Uint8Array(secretBytes)));
  const newKeyId = `enrolled-${now.getTime()}`;
  const sealed = await seal(keyringKey, deviceKeyContext(venue, device, newKeyId), secret);
  const { meta } = await statement(
    city,
    sql`UPDATE venue_devices SET key_id = ${newKeyId}, secret_sealed = ${sealed}, enrols = 0
        WHERE venue = ${venue} AND device = ${device} AND key_id = ${keyId} AND enrols = 1 AND state = 'active'`,
  ).run();
  return meta.changes > 0 ? { venue, venueName, device, secret } : undefined;
}

const secretOf = (bytes: Uint8Array): string => `whsec_${btoa(String.fromCharCode(...bytes))}`;
