import type { OfflinePack } from "#shared/venue-device/offline-pack.ts";
import type { Timekeeper } from "./time.ts";

/** What this device is: where it stands, and the key by which the server knows it. */
export interface Device {
  readonly id: string;
  readonly venue: string;
  readonly venueName: string;
  /** Signs, and can be read by no script. */
  readonly key: CryptoKey;
}

/** Who stands at the gate. */
export interface Shift {
  readonly operator: string;
  readonly name: string | null;
  readonly since: string;
  readonly until: string;
}

/** What the device works with. */
export interface Desk {
  readonly db: IDBDatabase;
  readonly time: Timekeeper;
  device: Device | undefined;
  shift: Shift | undefined;
  pack: OfflinePack | undefined;
  /** Whether the server answered when it was last asked. */
  isOnline: boolean;
}
