import { addDays, type CivilDate, lastOfMonth, monthOf } from "#shared/calendar/civil-date.ts";
import { bucketText } from "#shared/db/shards.ts";
import { encodeBase32 } from "#shared/identity/base32.ts";
import { keyedHash } from "#shared/sealing/digest.ts";
import type { Candidate, ScanContext } from "./scan.ts";

/** For so many days what was granted without network may still be told. */
export const toldWithinDays = 7;

/** Somebody as the venues of one group know them: another group has another pseudonym. */
export interface Pseudonym {
  /** Two base32 characters of the pseudonym: where what is known of it lies. */
  readonly bucket: string;
  readonly text: string;
}

/**
 * @param key which scan alone has
 * @param person the subject's key, or what stands for somebody of whom nothing was ever reported
 */
export async function pseudonymOf(key: string, group: string, person: string): Promise<Pseudonym> {
  const hash = await keyedHash(key, `group\n${group}\n${person}`);
  const bucket = bucketText((((hash[0] ?? 0) << 8) | (hash[1] ?? 0)) & 1023);
  return { bucket, text: encodeBase32(hash.subarray(2)) };
}

/** The receipt of a scan: the same when the same request comes again with the same code. */
export async function receiptOf(
  key: string,
  { venue, device, requestId }: Pick<ScanContext, "venue" | "device" | "requestId">,
  { bucket, text }: Pseudonym,
): Promise<string> {
  const hash = await keyedHash(key, `receipt\n${venue}\n${device}\n${requestId}\n${text}`);
  return bucket + encodeBase32(hash).slice(0, 26);
}

/** Where it is counted how often a policy was granted to somebody in the day or month of a scan. */
export interface Allowance {
  readonly mark: string;
  readonly expiresOn: CivilDate;
}

/** A month where anything is limited by the month, otherwise a day. */
export async function allowanceOf(
  key: string,
  { venue, group, day }: Pick<ScanContext, "venue" | "group" | "day">,
  { bucket, text }: Pseudonym,
  { policy, perMonth, within }: Candidate,
): Promise<Allowance> {
  const place = within === "venue" ? `venue ${venue}` : `group ${group}`;
  const time = perMonth === undefined ? day : monthOf(day);
  const hash = await keyedHash(key, `allowance\n${place}\n${policy}\n${time}\n${text}`);
  const last = perMonth === undefined ? day : lastOfMonth(day);
  return { mark: bucket + encodeBase32(hash), expiresOn: addDays(last, toldWithinDays) };
}

/** Where it is noted that a code was used in a group. */
export async function codeMarkOf(
  key: string,
  group: string,
  { bucket }: Pseudonym,
  nonce: string,
): Promise<string> {
  return bucket + encodeBase32(await keyedHash(key, `code\n${group}\n${nonce}`));
}
