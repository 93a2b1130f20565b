import { open } from "#shared/sealing/seal.ts";
import type { Device } from "./venue.ts";

/** What binds a sealed secret to its device and key. */
export const deviceKeyContext = (venue: string, device: string, keyId: string): string =>
  `venue-device ${venue} ${device} ${keyId}`;

/** The secrets under which a device signs, the newest first. Throws when one cannot be opened: the keyring's key is wrong. */
export async function openDeviceKeys(
  { venue, device, keyId, secretSealed, previousKeyId, previousSecretSealed }: Device,
  keyringKey: string,
): Promise<string[]> {
  const keys: [string, string][] = [[keyId, secretSealed]];
  if (previousKeyId !== null && previousSecretSealed !== null)
    keys.push([previousKeyId, previousSecretSealed]);
  return Promise.all(
    keys.map(async ([id, sealed]) => {
      const secret = await open(keyringKey, deviceKeyContext(venue, device, id), sealed);
      if (secret === undefined)
        throw new Error(`the key ${id} of ${device} at ${venue} cannot be opened`);
      return secret;
    }),
  );
}
