import type { OfflinePack } from "#shared/venue-device/offline-pack.ts";
import {
  isOver,
  type KeptScan,
  nextBatch,
  settle,
  type SettledScan,
} from "#shared/venue-device/kept-scan.ts";
import type { Desk, Device, Shift } from "./device.ts";
import { tidyLedger } from "./ledger.ts";
import { askShift, askSigned, told } from "./server.ts";
import { change, keep, promised, readAll } from "./store.ts";

/** Learns the time, and whether a shift has begun since the provider sent the browser back. */
export async function refreshShift(desk: Desk): Promise<void> {
  const answer = await askShift(desk);
  if (answer.kind === "silent") return;
  const { shift } = told<{ shift?: Shift }>(answer.body);
  if (shift === undefined) return;
  desk.shift = shift;
  await keep(desk.db, "kept", "shift", shift);
}

/** Fetches what the device needs to know to work without a network; gives whether it came. */
export async function refreshPack(desk: Desk, device: Device): Promise<boolean> {
  const path = `/v1/scans/offline-pack?venue=${encodeURIComponent(device.venue)}`;
  const answer = await askSigned(desk, device, path, { id: crypto.randomUUID() });
  if (answer.kind === "silent" || answer.status !== 200) return false;
  desk.pack = told<OfflinePack>(answer.body);
  await keep(desk.db, "kept", "pack", desk.pack);
  return true;
}

/** Sends what was granted without a network, as long as the server takes it. */
export async function sendScans(desk: Desk, device: Device): Promise<void> {
  for (;;) {
    // One batch after the other: the server is busy when many devices come back.
    // oxlint-disable no-await-in-loop
    const batch = nextBatch(await readAll<KeptScan>(desk.db, "scans"));
    if (batch.length === 0) return;
    const scans = batch.map(({ id, credential, policy, at, operator, purpose }) => ({
      id,
      credential,
      policy,
      at,
      operator,
      purpose,
      verdict: "granted",
    }));
    const body = JSON.stringify({ device: device.id, venue: device.venue, scans });
    const id = crypto.randomUUID();
    const answer = await askSigned(desk, device, "/v1/scans/offline", { id, body });
    if (answer.kind === "silent" || answer.status !== 200) return;
    const { results } = told<{ results: SettledScan[] }>(answer.body);
    const { now } = desk.time.read();
    const settled = settle(batch, results, now);
    await change(desk.db, ["scans"], async (at) => {
      await Promise.all(settled.map(async (scan) => promised(at("scans").put(scan, scan.id))));
    });
    // Whatever the server has not spoken of would be sent for ever.
    if (settled.length === 0) return;
    // oxlint-enable no-await-in-loop
  }
}

/** Forgets what is of no use any more. */
export async function tidy(desk: Desk): Promise<void> {
  const { now, state } = desk.time.read();
  // A clock that is wrong would forget too early what was used.
  if (state === "doubtful") return;
  await tidyLedger(desk.db, now);
  const over = (await readAll<KeptScan>(desk.db, "scans")).filter((scan) => isOver(scan, now));
  await change(desk.db, ["scans"], async (at) => {
    await Promise.all(over.map(async ({ id }) => promised(at("scans").delete(id))));
  });
}
