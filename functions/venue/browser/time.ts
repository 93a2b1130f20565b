import {
  type DeviceTime,
  deviceTime,
  type KeptTime,
  offsetOf,
} from "#shared/venue-device/device-time.ts";
import { keep, read } from "./store.ts";

/** The one place where the device's own clock is read. */
export const ownClock = (): number => new Date().getTime();

export interface Timekeeper {
  read(): DeviceTime;
  /** The server has said what time it is. */
  set(asked: number, answered: number, serverNow: Date): Promise<void>;
}

/** The device's time, set right by the server's, over restarts too. */
export async function openTime(db: IDBDatabase): Promise<Timekeeper> {
  let kept = await read<KeptTime>(db, "kept", "time");
  const store = async (time: KeptTime): Promise<void> => {
    kept = time;
    await keep(db, "kept", "time", time);
  };
  // How far the device has come; a minute more or less does not matter.
  setInterval(() => {
    const { now, state } = deviceTime(ownClock(), kept);
    if (kept !== undefined && state !== "doubtful")
      void store({ ...kept, latest: Math.max(kept.latest, now.getTime()) });
  }, 60_000);
  return {
    read: () => deviceTime(ownClock(), kept),
    async set(asked, answered, serverNow) {
      const offset = offsetOf(asked, answered, serverNow.getTime());
      await store({ offset, latest: serverNow.getTime() });
    },
  };
}
