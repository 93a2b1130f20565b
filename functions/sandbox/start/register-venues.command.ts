import * as z from "zod/mini";
import { decodeBase32 } from "#shared/identity/base32.ts";
import { decideByTwo, okJson, type Send } from "./outside.command.ts";

const operations = { role: "operations", department: "government-services" } as const;

const venuesSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    group: z.string(),
    department: z.string(),
    policies: z.array(z.string()),
    organisation: z.optional(z.string()),
    devices: z.array(z.object({ id: z.string(), secret: z.string() })),
    tablets: z.array(z.object({ id: z.string(), enrolmentCode: z.string() })),
  }),
);
export type SandboxVenue = z.output<typeof venuesSchema>[number];

/** Every venue with the secrets of its devices, as the sandbox tells it. */
export async function readVenues(send: Send): Promise<SandboxVenue[]> {
  return venuesSchema.parse(await okJson(await send("/sandbox/venues")));
}

/** The secret that a one-time code holds. */
function secretIn(enrolmentCode: string): string {
  const bytes = decodeBase32(enrolmentCode) ?? new Uint8Array();
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

/** Registers the sandbox's venues and their devices as two persons of operations do; again it changes nothing. */
export async function registerVenues(send: Send): Promise<void> {
  const venues = await readVenues(send);
  await decideByTwo(
    send,
    operations,
    venues.flatMap(({ id: venue, devices, tablets, ...more }) => [
      { kind: "venue", payload: { venue, ...more, state: "open" } },
      ...devices.map(({ id: device, secret }) => ({
        kind: "venue-device",
        payload: { venue, device, keyId: "sandbox", secret },
      })),
      ...tablets.map(({ id: device, enrolmentCode }) => ({
        kind: "venue-device",
        payload: { venue, device, keyId: "sandbox", secret: secretIn(enrolmentCode), enrols: true },
      })),
    ]),
  );
}
