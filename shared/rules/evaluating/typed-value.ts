import { parseCivilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { definitionOf, type FactValue } from "#shared/facts/dictionary.ts";
import { keyOn, type FactReference } from "#shared/rules/language/fact-reference.ts";
import type { Judging } from "./judging.ts";

/** A reading as the rule sees it: a value, the certainty that there is none, or nothing known. */
export type Typed<T> =
  | { readonly state: "value"; readonly value: T }
  | { readonly state: "none" }
  | { readonly state: "unknown"; readonly missing: readonly string[] };

/** Reads any fact. An absence that has a value of its own ("false", the choice "none") is that value. */
export function readValue(judging: Judging, reference: FactReference): Typed<FactValue> {
  const reading = judging.read(reference);
  switch (reading.state) {
    case "known":
      return { state: "value", value: reading.value };
    case "absent":
      return valueOfAbsence(reference);
    case "missing":
    case "conflict":
      return { state: "unknown", missing: [keyOn(reference, judging.on)] };
  }
  return reading satisfies never;
}

export function readBoolean(judging: Judging, reference: FactReference): Typed<boolean> {
  const read = readValue(judging, reference);
  if (read.state !== "value") return read;
  if (typeof read.value !== "boolean") throw wrongType(reference);
  return { state: "value", value: read.value };
}

export function readNumber(judging: Judging, reference: FactReference): Typed<number> {
  const read = readValue(judging, reference);
  if (read.state !== "value") return read;
  if (typeof read.value !== "number" || !Number.isSafeInteger(read.value))
    throw wrongType(reference);
  return { state: "value", value: read.value };
}

/** The same, to compute with: sums and products must not leave the exact integers. */
export function readInteger(judging: Judging, reference: FactReference): Typed<bigint> {
  const read = readNumber(judging, reference);
  return read.state === "value" ? { state: "value", value: BigInt(read.value) } : read;
}

export function readDay(judging: Judging, reference: FactReference): Typed<CivilDate> {
  const read = readValue(judging, reference);
  if (read.state !== "value") return read;
  const day = typeof read.value === "string" ? parseCivilDate(read.value) : undefined;
  if (day === undefined) throw wrongType(reference);
  return { state: "value", value: day };
}

/**
 * Two readings as one: none if either is certainly none, whatever the other; unknown if either is.
 */
export function both<A, B>(a: Typed<A>, b: Typed<B>): Typed<readonly [A, B]> {
  if (a.state === "none" || b.state === "none") return { state: "none" };
  if (a.state === "value" && b.state === "value")
    return { state: "value", value: [a.value, b.value] };
  const missing = [a, b].flatMap((part) => (part.state === "unknown" ? part.missing : []));
  return { state: "unknown", missing };
}

function valueOfAbsence({ name }: FactReference): Typed<FactValue> {
  const { type } = definitionOf(name);
  if (type.kind === "boolean") return { state: "value", value: false };
  if (type.kind === "choice" && Object.hasOwn(type.values, "none")) {
    return { state: "value", value: "none" };
  }
  return { state: "none" };
}

/** Values are checked at the door, so this is a bug; its message never holds the value. */
function wrongType({ name }: FactReference): TypeError {
  return new TypeError(`the reading of ${name} is not of the fact's type`);
}
