import type { ReadCode } from "#shared/codes/read-code.ts";
import {
  codeKey,
  enterGrant,
  type Entered,
  type Ledger,
  ledgerKeys,
} from "#shared/venue-device/enter-grant.ts";
import type { OfflineGrant } from "#shared/venue-device/judge-offline.ts";
import type { KeptScan } from "#shared/venue-device/kept-scan.ts";
import { change, promised, read } from "./store.ts";

/** How often something was done, and until when it has to be known. */
interface Entry {
  readonly times: number;
  readonly until: number;
}

const dayMilliseconds = 86_400_000;

/** Enters a grant and keeps its scan in one transaction: two windows, and a device that goes out, grant no more than one. */
export async function grantOffline(
  db: IDBDatabase,
  grant: OfflineGrant,
  scan: KeptScan,
): Promise<Entered> {
  const keys = ledgerKeys(grant);
  return change(db, ["ledger", "scans"], async (at) => {
    const entries = at("ledger");
    // Guarantee: only this file writes there.
    const [code, holder, offline] = (await Promise.all(
      [keys.code, keys.holder, keys.offline].map(async (key) => promised(entries.get(key))),
    )) as (Entry | undefined)[];
    const ledger: Ledger = {
      isUsed: code !== undefined,
      timesOfHolder: holder?.times ?? 0,
      timesOffline: offline?.times ?? 0,
    };
    const entered = enterGrant(grant, ledger);
    if (entered !== "granted") return entered;
    const validUntil = grant.code.validUntil.getTime();
    const tomorrow = new Date(scan.at).getTime() + 2 * dayMilliseconds;
    entries.put({ times: 1, until: validUntil + dayMilliseconds }, keys.code);
    entries.put({ times: ledger.timesOfHolder + 1, until: tomorrow }, keys.holder);
    entries.put({ times: ledger.timesOffline + 1, until: tomorrow }, keys.offline);
    at("scans").put(scan, scan.id);
    return entered;
  });
}

/**
 * Remembers what was granted with a network, so that the device knows it when the network is gone.
 *
 * @param grant what the device would have granted without one, if it would have
 */
export async function noteGranted(
  db: IDBDatabase,
  code: ReadCode,
  grant: OfflineGrant | undefined,
  now: Date,
): Promise<void> {
  await change(db, ["ledger"], async (at) => {
    const entries = at("ledger");
    const until = code.validUntil.getTime() + dayMilliseconds;
    entries.put({ times: 1, until }, codeKey(code));
    if (grant === undefined) return;
    const { holder: key } = ledgerKeys(grant);
    const holder = (await promised(entries.get(key))) as Entry | undefined;
    const times = (holder?.times ?? 0) + 1;
    entries.put({ times, until: now.getTime() + 2 * dayMilliseconds }, key);
  });
}

/** Whether this very code was accepted on this device before. */
export async function wasUsed(db: IDBDatabase, code: ReadCode): Promise<boolean> {
  return (await read<Entry>(db, "ledger", codeKey(code))) !== undefined;
}

/** Forgets what no clock can ask for any more. */
export async function tidyLedger(db: IDBDatabase, now: Date): Promise<void> {
  await change(db, ["ledger"], async (at) => {
    const entries = at("ledger");
    const [keys, values] = await Promise.all([
      promised(entries.getAllKeys()),
      promised(entries.getAll()),
    ]);
    keys.forEach((key, place) => {
      const { until } = values[place] as Entry;
      if (until < now.getTime()) entries.delete(key);
    });
  });
}
