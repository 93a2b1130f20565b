import { encodeBase64url } from "#shared/signing/base64url.ts";
import { keyedHash } from "#shared/sealing/digest.ts";
import { readRing } from "./read-ring.ts";

/**
 * The keys under which devices of a venue group read slots, the newest first: codes are issued under the newest, devices are
 * given all. They are made from `VENUE_GROUP_KEYS`, which never leaves the house; base64url.
 */
export async function offlineKeysOf(
  venueGroupKeys: string,
  group: string,
): Promise<[string, ...string[]]> {
  const [first, ...others] = await Promise.all(
    readRing(venueGroupKeys, "VENUE_GROUP_KEYS").map(async ({ secret }) =>
      encodeBase64url(await keyedHash(secret, `group ${group}`)),
    ),
  );
  if (first === undefined) throw new TypeError("VENUE_GROUP_KEYS holds no key");
  return [first, ...others];
}
