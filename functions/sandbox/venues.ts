import type { VenueRegistration } from "#shared/contract/venues.schema.ts";
import { encodeBase32 } from "#shared/identity/base32.ts";
import { keyedHash } from "#shared/sealing/digest.ts";

/** A venue as the sandbox plays it, with the ids of its devices. */
interface SampleVenue extends Omit<VenueRegistration, "state"> {
  readonly devices: readonly string[];
  /** Phones and tablets with the venue page: each enrols by a code that is good once. */
  readonly tablets?: readonly string[];
}

/** None of them is a real place. */
const sampleVenues: readonly SampleVenue[] = [
  {
    venue: "sample-zoo",
    name: "示例动物园",
    group: "sample-parks",
    department: "landscaping",
    policies: ["park-admission", "student-park-admission"],
    organisation: "91319900000000019N",
    devices: ["gate-1", "gate-2"],
    tablets: ["tablet-1", "tablet-2"],
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
    sampleVenues.map(async ({ venue, devices, tablets = [], ...more }) => ({
      id: venue,
      ...more,
      devices: await Promise.all(
        devices.map(async (id) => ({
          id,
          secret: inWebhooks(await deviceBytes(devSecret, venue, id)),
        })),
      ),
      tablets: await Promise.all(
        tablets.map(async (id) => ({
          id,
          enrolmentCode: encodeBase32(await deviceBytes(devSecret, venue, id)),
        })),
      ),
    })),
  );
}

const deviceBytes = async (devSecret: string, venue: string, device: string): Promise<Uint8Array> =>
  keyedHash(devSecret, `sandbox venue ${venue} ${device}`);

/** A secret, as Standard Webhooks writes it. */
const inWebhooks = (bytes: Uint8Array): string => `whsec_${btoa(String.fromCharCode(...bytes))}`;
