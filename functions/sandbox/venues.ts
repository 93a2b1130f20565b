import type { VenueRegistration } from "#shared/contract/venues.schema.ts";
import { keyedHash } from "#shared/sealing/digest.ts";

/** A venue as the sandbox plays it, with the ids of its devices. */
interface SampleVenue extends Omit<VenueRegistration, "state"> {
  readonly devices: readonly string[];
}

/** None of them is a real place. */
export const sampleVenues: readonly SampleVenue[] = [
  {
    venue: "sample-zoo",
    name: "示例动物园",
    group: "sample-parks",
    department: "landscaping",
    policies: ["park-admission", "student-park-admission"],
    organisation: "91319900000000019N",
    devices: ["gate-1", "gate-2"],
  },
  {
    venue: "sample-botanical-garden",
    name: "示例植物园",
    group: "sample-parks",
    department: "landscaping",
    policies: ["park-admission", "student-park-admission"],
    devices: ["gate-1"],
  },
  {
    venue: "sample-memorial",
    name: "示例纪念景区",
    group: "sample-scenic-spots",
    department: "veterans-affairs",
    policies: ["priority-admission"],
    devices: ["gate-1"],
  },
  {
    venue: "sample-car-park",
    name: "示例停车场",
    group: "sample-car-parks",
    department: "disabled-persons-federation",
    policies: ["disabled-parking"],
    devices: ["exit-1"],
  },
];

/** Every venue with the secrets of its devices. Derived and not stored, so that reading them changes nothing. */
export async function listVenues(devSecret: string) {
  return Promise.all(
    sampleVenues.map(async ({ venue, devices, ...more }) => ({
      id: venue,
      ...more,
      devices: await Promise.all(
        devices.map(async (id) => ({ id, secret: await deviceSecret(devSecret, venue, id) })),
      ),
    })),
  );
}

/** A device's secret, as Standard Webhooks writes it. */
async function deviceSecret(devSecret: string, venue: string, device: string): Promise<string> {
  const bytes = await keyedHash(devSecret, `sandbox venue ${venue} ${device}`);
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
