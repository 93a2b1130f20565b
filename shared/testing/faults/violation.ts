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
