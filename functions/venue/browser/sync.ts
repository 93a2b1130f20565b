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
import { change, forget, keep, promised, read, readAll } from "./store.ts";

/** Learns the time, and whether a shift has begun since the provider sent the browser back. */
export async function refreshShift(desk: Desk): Promise<void> {
  const answer = await askShift(desk);
  if (answer.kind === "silent") return;
  const { shift } = told<{ shift?: Shift }>(answer.body);
  if (shift === undefined) return;
  // Somebody has signed out while there was no network: the server does not know it yet.
  if (shift.since === (await read<string>(desk.db, "kept", "ended-shift"))) return tellSignedOut();
  desk.shift = shift;
  await keep(desk.db, "kept", "shift", shift);
}

/** Nobody stands at the gate any more, with a network or without. */
export async function endShift(desk: Desk): Promise<void> {
  const ended = desk.shift?.since;
  desk.shift = undefined;
  await forget(desk.db, "kept", "shift");
  if (ended !== undefined) await keep(desk.db, "kept", "ended-shift", ended);
  await tellSignedOut();
}

async function tellSignedOut(): Promise<void> {
  await fetch("/venue/sign-out", { method: "POST" }).catch(() => undefined);
}

/** Fetches what the device needs to know to work without a network; gives whether it came. */
export async function refreshPack(desk: Desk, device: Device): Promise<boolean> {
  const which = new URLSearchParams({ venue: device.venue, device: device.id });
  const path = `/v1/scans/offline-pack?${which}`;
  const answer = await askSigned(desk, device, path, { id: crypto.randomUUID() });
  if (answer.kind === "silent") return false;
  // Whose word does not count any more shall not go on without a network either.
  if (answer.status === 401) {
    desk.pack = undefined;
    await forget(desk.db, "kept", "pack");
  }
  if (answer.status !== 200) return false;
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
