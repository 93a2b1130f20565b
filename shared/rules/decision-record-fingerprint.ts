import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { parameterOn, type Parameter } from "./language/parameter.ts";
import type { Version } from "./policy.ts";

/**
 * A fingerprint of what a version decides on a day: its conditions and its amount as data. Words and cited clauses are
 * left out, for they decide nothing; a parameter stands for its value on the day, so that next year's figure changes no
 * decision of this year.
 */
export function ruleFingerprint({ eligible, amount }: Version, on: CivilDate): string {
  return fingerprintOf({ eligible, amount }, (key, value) => {
    if (key === "words" || key === "clause") return undefined;
    if (key !== "parameter") return value;
    const parameter = parameterIn(value);
    return { id: parameter.id, value: parameterOn(parameter, on) };
  });
}

/** Guarantee: in a rule nothing but a parameter goes by this name. */
function parameterIn(value: unknown): Parameter {
  return value as Parameter;
}

/** What of a member is fingerprinted; undefined leaves it out. */
type Seen = (key: string, value: unknown) => unknown;

/**
 * Two numbers in hexadecimal that differ when the data differ. The order of members does not matter, nor do those that
 * are undefined. It notices changes, and is no protection against somebody who computes it anew.
 */
export function fingerprintOf(data: unknown, seen: Seen = (_, value) => value): string {
  return hash(digestOf(data, seen, new Map()));
}

/** Rules share their parts: each is walked once, and stands in the whole as its own hash. */
function digestOf(data: unknown, seen: Seen, known: Map<object, string>): string {
  if (typeof data === "string") return JSON.stringify(data);
  if (typeof data !== "object" || data === null) return String(data);
  let digest = known.get(data);
  if (digest === undefined) {
    digest = hash(membersOf(data, seen, known));
    known.set(data, digest);
  }
  return digest;
}

function membersOf(data: object, seen: Seen, known: Map<object, string>): string {
  let text = "";
  if (Array.isArray(data)) {
    for (const one of data) text += `${digestOf(one, seen, known)},`;
    return `[${text}]`;
  }
  const members = new Map<string, unknown>(Object.entries(data));
  for (const key of [...members.keys()].toSorted()) {
    const shown = seen(key, members.get(key));
    if (shown !== undefined) text += `${key}:${digestOf(shown, seen, known)},`;
  }
  return `{${text}}`;
}

/** Two lanes of 32 bits, mixed as in MurmurHash3 and crossed at the end (cyrb53). */
function hash(text: string): string {
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return `${(two >>> 0).toString(16)}-${(one >>> 0).toString(16)}`;
}
