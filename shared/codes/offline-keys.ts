import { encodeBase64url } from "#shared/signing/base64url.ts";
import { keyedHash } from "#shared/sealing/digest.ts";
import { readRing } from "./read-ring.ts";

/**
 * The keys under which devices read the slots of one policy, the newest first: codes are issued under the newest, a device is
 * given all of the policies of its venue and no others, so that a lost one tells nothing of the rest. They are made from
 * `SCAN_OFFLINE_KEYS`, which never leaves the house; base64url.
 *
 * @param policy the id under which venues know it
 */
export async function offlineKeysOf(
  scanOfflineKeys: string,
  policy: string,
): Promise<[string, ...string[]]> {
  const [first, ...others] = await Promise.all(
    readRing(scanOfflineKeys, "SCAN_OFFLINE_KEYS").map(async ({ secret }) =>
      encodeBase64url(await keyedHash(secret, `offline ${policy}`)),
    ),
  );
  if (first === undefined) throw new TypeError("SCAN_OFFLINE_KEYS holds no key");
  return [first, ...others];
}
