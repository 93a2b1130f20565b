/** By which way somebody decided, and how it was made sure who it was. */
export type Way =
  | { readonly assurance: "link" | "last-four" }
  /** `person`: the identity provider's opaque id of whoever has signed in. */
  | { readonly assurance: "signed-in"; readonly person: string }
  /** In person: the clerk saw the card, in this visit. */
  | { readonly assurance: "counter"; readonly clerk: string; readonly visit: string };

/** The way in one word, for the confirmation and the audit: "link", "last-four", who has signed in, "counter:<clerk>". */
export function decidedBy(way: Way): string {
  switch (way.assurance) {
    case "link":
    case "last-four":
      return way.assurance;
    case "signed-in":
      return way.person;
    case "counter":
      return `counter:${way.clerk}`;
  }
  return way satisfies never;
}

/** Whether it is sure enough who decides to end a standing decision while a payment under it is under way. */
export function mayEndStanding({ assurance }: Way): boolean {
  return assurance === "signed-in" || assurance === "counter";
}
