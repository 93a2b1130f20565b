import type { Mandate } from "#shared/mandates/mandate.ts";

/** Who decides in somebody's stead, by which mandate. */
export type Agent = Pick<Mandate, "id" | "kind" | "agentMasked">;

/** By which way somebody decided, and how it was made sure who it was. */
export type Way =
  | { readonly assurance: "link" | "last-four" }
  /** By a text message from the phone that was asked. */
  | { readonly assurance: "sms" }
  /** `person`: the identity provider's opaque id of whoever has signed in. */
  | { readonly assurance: "signed-in"; readonly person: string; readonly agent?: Agent }
  /** In person: the clerk saw the card, in this visit. */
  | {
      readonly assurance: "counter";
      readonly clerk: string;
      readonly visit: string;
      readonly agent?: Agent;
    };

/** Who decides in the subject's stead; undefined where the subject does. */
export function agentOf(way: Way): Agent | undefined {
  return "agent" in way ? way.agent : undefined;
}

/**
 * The way in one word, for the confirmation and the audit: "link", "last-four", "sms", who has signed in, "counter:<clerk>"; with
 * " mandate:<id>" where another one decided.
 */
export function decidedBy(way: Way): string {
  const agent = agentOf(way);
  return agent === undefined ? waysWord(way) : `${waysWord(way)} mandate:${agent.id}`;
}

function waysWord(way: Way): string {
  switch (way.assurance) {
    case "link":
    case "last-four":
    case "sms":
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

/** Whether the subject is told by message that it was decided: whoever taps or signs in knows, others may have been there. */
export function isTold(way: Way): boolean {
  return way.assurance === "counter" || way.assurance === "sms" || agentOf(way) !== undefined;
}
