import { bucketText } from "#shared/db/shards.ts";
import { encodeBase32 } from "#shared/identity/base32.ts";
import { subjectText, type SubjectReference } from "#shared/identity/subject.ts";
import { keyedHash, randomId } from "#shared/sealing/digest.ts";

/** The secrets that turn a document number into places to look; only functions that meet numbers hold them. */
export interface IndexKeys {
  /** Never rotates: it decides the bucket, ten bits and no more. */
  readonly ROUTING_KEY: string;
  /** JSON `{ "<version>": "<base64>" }`: the highest version writes, all of them read. */
  readonly BLIND_INDEX_KEYS: string;
}

export interface SubjectIndexes {
  /** Two base32 characters. */
  readonly bucket: string;
  /** Keyed hashes under every active key, the newest first. */
  readonly blindIndexes: readonly [string, ...string[]];
}

function versionsOf(keys: string): [string, string][] {
  const parsed: unknown = JSON.parse(keys);
  if (typeof parsed !== "object" || parsed === null)
    throw new TypeError("BLIND_INDEX_KEYS is not a JSON object");
  return Object.entries(parsed)
    .map(([version, key]): [string, string] => [version, String(key)])
    .toSorted(([a], [b]) => Number(b) - Number(a));
}

/** Where a subject's state lies and under which blind indexes its key is found. */
export async function indexesOf(
  keys: IndexKeys,
  subject: SubjectReference,
): Promise<SubjectIndexes> {
  const text = subjectText(subject);
  const routed = await keyedHash(keys.ROUTING_KEY, text);
  const bucket = bucketText((((routed[0] ?? 0) << 8) | (routed[1] ?? 0)) & 1023);
  const [first, ...rest] = await Promise.all(
    versionsOf(keys.BLIND_INDEX_KEYS).map(
      async ([version, key]) => `${version}:${encodeBase32(await keyedHash(key, text))}`,
    ),
  );
  if (first === undefined) throw new TypeError("BLIND_INDEX_KEYS holds no key");
  return { bucket, blindIndexes: [first, ...rest] };
}

/** A fresh opaque key for a subject of this bucket. */
export function newSubjectKey(bucket: string): string {
  return bucket + randomId();
}
