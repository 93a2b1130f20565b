import { type Decision, hasBegun, isDecidedSo, isOver, isStanding } from "./decide-offer.ts";
import type { Offer } from "./find-offer.ts";

/** What somebody whose identity is sure, in person or signed in, can decide of an offer now. */
export function choicesOf(offer: Offer, now: Date): Decision[] {
  if (isOver(offer, now)) return [];
  const begun = hasBegun(offer);
  const choices: Decision[] = [];
  if (!isDecidedSo(offer.confirmation, "confirm") && !begun) choices.push("confirm");
  if (!isDecidedSo(offer.confirmation, "waive") && (!begun || isStanding(offer)))
    choices.push("waive");
  return choices;
}
