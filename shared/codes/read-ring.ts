/** A secret of a ring, under its version. */
interface RingEntry {
  readonly version: number;
  /** Base64. */
  readonly secret: string;
}

/** The entries of a ring of secrets, the newest first: JSON `{ "<version>": "<base64>" }`. */
export function readRing(ring: string, name: string): readonly RingEntry[] {
  const parsed: unknown = JSON.parse(ring);
  if (typeof parsed !== "object" || parsed === null)
    throw new TypeError(`${name} is not a JSON object`);
  return Object.entries(parsed)
    .map(([version, secret]) => ({ version: Number(version), secret: String(secret) }))
    .toSorted((a, b) => b.version - a.version);
}
