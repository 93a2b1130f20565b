import * as z from "zod/mini";
import { open, seal } from "#shared/sealing/seal.ts";

/** A shift ends by itself after half a day, with or without a network. */
export const shiftMilliseconds = 12 * 3_600_000;

const shiftSchema = z.strictObject({
  operator: z.string(),
  name: z.nullable(z.string()),
  since: z.int(),
});

/** Who stands at the gate, as the browser carries it, sealed. */
export interface Shift {
  /** The provider's opaque id of the person: what scans are recorded under. */
  readonly operator: string;
  /** Shown on the device and sent nowhere. */
  readonly name: string | null;
  readonly since: number;
}

export async function sealShift(key: string, shift: Shift): Promise<string> {
  return seal(key, "shift", JSON.stringify(shift));
}

/** Undefined when the seal is not ours, or the shift is over. */
export async function openShift(
  key: string,
  sealed: string | undefined,
  now: Date,
): Promise<Shift | undefined> {
  const text = sealed === undefined ? undefined : await open(key, "shift", sealed);
  if (text === undefined) return undefined;
  const shift = shiftSchema.parse(JSON.parse(text));
  return shift.since + shiftMilliseconds > now.getTime() ? shift : undefined;
}
