import { digestText } from "#shared/sealing/digest.ts";

/** A digest of what an event says, whatever the order of its keys: the same id with another one was used again. */
export async function eventDigest(event: {
  readonly type: string;
  readonly time: string;
  readonly data: unknown;
}): Promise<string> {
  const { type, time, data } = event;
  return (await digestText(JSON.stringify(sorted([type, time, data])))).slice(0, 16);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
