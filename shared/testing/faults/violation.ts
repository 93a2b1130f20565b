/** What must hold whatever fails; the names by which a broken one is told. */
export type Invariant =
  | "nothing accepted is lost"
  | "every entitlement is as it is due"
  | "each period is instructed exactly once, to the fen"
  | "one live instruction for each entitlement"
  | "the payers booked what is due"
  | "nothing is pending"
  | "every audit chain is whole"
  | "every transition is allowed"
  | "every audit row is sealed"
  | "no message twice"
  | "the one-stop platform knows every step"
  | "one decision has one receipt"
  | "somebody counts once"
  | "nobody is believed wrongly";

export interface Violation {
  readonly invariant: Invariant;
  readonly detail: string;
}

export const violated = (invariant: Invariant, detail: string): Violation => ({
  invariant,
  detail,
});

/** What is wanting, and what is too much, of two lists whose order does not matter. */
export function difference(
  invariant: Invariant,
  expected: readonly string[],
  found: readonly string[],
): Violation[] {
  const left = [...found];
  const wanting = expected.filter((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [
    ...wanting.map((one) => violated(invariant, `wanting: ${one}`)),
    ...left.map((one) => violated(invariant, `too much: ${one}`)),
  ];
}
