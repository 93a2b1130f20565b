import { importSecret } from "#shared/webhooks/signature.ts";
import type { Desk, Device } from "./device.ts";
import { askOpenly, problemIn, told } from "./server.ts";
import { keep } from "./store.ts";

/** What the server gives a device for its one-time code. */
interface Enrolled {
  readonly venue: string;
  readonly venueName: string;
  readonly device: string;
  /** `whsec_…`; it is seen here once, and then by nobody. */
  readonly secret: string;
}

/** Makes this device known by its one-time code; gives what went wrong in words, or nothing. */
export async function enrol(desk: Desk, code: string): Promise<string | undefined> {
  const answer = await askOpenly(desk, "/v1/scans/enrolments", { code });
  if (answer.kind === "silent") return "没有网络，登记不了。请联网后再试，登记码没有用掉。";
  if (answer.status !== 200) return problemIn(answer.body) ?? "登记码不对，或者已经用过。";
  const { venue, venueName, device: id, secret } = told<Enrolled>(answer.body);
  const device: Device = { id, venue, venueName, key: await importSecret(secret, "sign") };
  await keep(desk.db, "kept", "device", device);
  desk.device = device;
  // A browser that is short of room shall not throw away what was not sent yet.
  await navigator.storage?.persist?.().catch(() => false);
  return undefined;
}
