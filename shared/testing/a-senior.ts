import { factNames } from "#shared/facts/dictionary.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
import { type Changes, confirmationKey, entitlementKey } from "#shared/judging/changes.ts";
import { type Circumstances, decide } from "#shared/judging/decide.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import { allLive } from "./all-live.ts";
import { aProfile, aState } from "./builders.ts";

/** The facts of which every register is complete. */
export const complete: ReadonlySet<string> = new Set<string>(factNames);

/** A person of 71 years with Shanghai hukou: entitled to 150 yuan a month, on confirmation. */
export const senior = { birthDate: "1955-06-10", hukouDistrict: "310101" } as const;

/** A company of 200, none laid off: entitled to 60 % of 12,000 yuan, directly. */
export const firm = {
  establishedOn: "2010-06-01",
  sizeClass: "small",
  "insuredHeadcount@2024-12": 200,
  "insuredHeadcount@2025-12": 200,
  "naturalAttrition@2025": 0,
  "unemploymentPremiumPaidFen@2025": 12_000_00,
} as const;

/** Decides on a day, at ten in the morning in Shanghai. */
export function decideOn(
  state: SubjectState,
  day: string,
  more: Partial<Circumstances> = {},
): Promise<Changes> {
  return decide(state, { ...circumstancesOn(day), ...more });
}

/** What is judged by on a day, at ten in the morning in Shanghai; every policy is in operation. */
export const circumstancesOn = (day: string): Circumstances => ({
  now: morningOf(day),
  complete,
  stages: allLive,
  actor: "system:sweep",
});

export const morningOf = (day: string): Date => new Date(`${day}T10:00:00+08:00`);

/** What is known of a subject once the changes are committed. */
export function after(state: SubjectState, changes: Changes): SubjectState {
  const entitlements = new Map(
    [...state.entitlements, ...changes.entitlements].map((one) => [
      entitlementKey(one.policy, one.period),
      one,
    ]),
  );
  const confirmations = new Map(
    [...state.confirmations, ...changes.confirmations].map((one) => [
      confirmationKey(one.policy, one.commitment, one.scope),
      one,
    ]),
  );
  const adjustments = new Map(
    [...state.adjustments, ...changes.adjustments].map((one) => [one.id, one]),
  );
  return {
    ...state,
    adjustments: [...adjustments.values()],
    profile: { ...changes.profile, version: state.profile.version + 1 },
    entitlements: [...entitlements.values()],
    confirmations: [...confirmations.values()],
  };
}

/** The state after the subject was decided upon on each of these days. */
export async function livedThrough(
  state: SubjectState,
  days: readonly string[],
): Promise<SubjectState> {
  let lived = state;
  for (const day of days) {
    // Each day rests on the one before.
    lived = after(lived, await decideOn(lived, day));
  }
  return lived;
}

/** The same subject of whom other facts are known, as if they had never been different. */
export function withFacts(
  state: SubjectState,
  facts: Readonly<Record<string, FactValue>>,
): SubjectState {
  const { sources } = aProfile(facts);
  return { ...state, profile: { ...state.profile, sources } };
}

export const stateOf = (
  facts: Readonly<Record<string, FactValue>>,
  more: Partial<Profile> = {},
): SubjectState => aState({ profile: aProfile(facts, more) });

/** The state with every confirmation and the entitlements that wait for it changed so. */
export function answered(
  state: SubjectState,
  answer: "confirmed" | "waived" | "lapsed",
  at: Date,
): SubjectState {
  const entitled = answer === "confirmed" ? "awaiting-fulfilment" : answer;
  return {
    ...state,
    confirmations: state.confirmations.map((one) => ({
      ...one,
      state: answer,
      version: one.version + 1,
      ...(answer === "lapsed" ? {} : { decidedAt: at.getTime(), decidedBy: "link", receipt: "R" }),
    })),
    entitlements: state.entitlements.map((one) =>
      one.state === "awaiting-confirmation" ||
      (answer === "waived" && one.state === "awaiting-fulfilment")
        ? { ...one, state: entitled, version: one.version + 1 }
        : one,
    ),
  };
}
