import { open, seal } from "#shared/sealing/seal.ts";

/** How long a phone that was verified may be used. */
export const verifiedSeconds = 1800;

const context = "verified-phone";

/** What shows that a phone was verified: sealed, so that it names the phone to nobody. */
export async function sealVerified(key: string, phone: string, now: Date): Promise<string> {
  return seal(key, context, `${phone} ${now.getTime() + verifiedSeconds * 1000}`);
}

/** The phone; undefined where the seal is not ours, or the time has passed. */
export async function openVerified(
  key: string,
  sealed: string,
  now: Date,
): Promise<string | undefined> {
  const text = await open(key, context, sealed);
  const [phone, until] = text?.split(" ") ?? [];
  return Number(until) >= now.getTime() ? phone : undefined;
}
