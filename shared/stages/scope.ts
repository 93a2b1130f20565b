import type { FactName } from "#shared/facts/dictionary.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type { Pilot, PolicyStage } from "./stage.ts";

/** What decides whether a policy is in operation for a subject. */
export interface ScopedSubject {
  readonly subjectKey: string;
  /** By `districtFactOf`; undefined where it is not known. */
  readonly district: string | undefined;
}

/** Why nothing is opened for a subject who may well be entitled. */
export type NotYet =
  | "not-started"
  | "pilot-elsewhere"
  | "pilot-district-unknown"
  | "not-in-pilot-share"
  | "paused"
  | "retired";

/** Which fact says to which district a subject belongs. */
export function districtFactOf(about: About): FactName {
  return about === "person" ? "hukouDistrict" : "registeredDistrict";
}

/** Why a policy in this stage opens nothing for the subject; undefined where it does. */
export function notYetFor(
  policy: string,
  { stage, pilot }: Pick<PolicyStage, "stage" | "pilot">,
  subject: ScopedSubject,
): NotYet | undefined {
  switch (stage) {
    case "listed":
    case "ready":
      return "not-started";
    case "pilot":
      return pilot === undefined ? "not-started" : notInPilot(policy, pilot, subject);
    case "live":
      return undefined;
    case "paused":
    case "retired":
      return stage;
  }
  return stage satisfies never;
}

function notInPilot(
  policy: string,
  pilot: Pilot,
  { subjectKey, district }: ScopedSubject,
): NotYet | undefined {
  if ("percent" in pilot)
    return shareOf(policy, subjectKey) < pilot.percent ? undefined : "not-in-pilot-share";
  if (district === undefined) return "pilot-district-unknown";
  const districts: readonly string[] = pilot.districts;
  return districts.includes(district) ? undefined : "pilot-elsewhere";
}

/**
 * A number from 0 to below 100 that stays the same for a subject and a policy, so that a pilot that grows keeps whom it
 * has, and no two policies try themselves on the same people: FNV-1a, 32 bits, over both.
 */
function shareOf(policy: string, subjectKey: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${policy} ${subjectKey}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  // The lowest bits of FNV differ too little between similar texts; the high ones are mixed.
  return ((hash ^ (hash >>> 15)) >>> 0) % 100;
}
