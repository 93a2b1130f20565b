import type { Pilot, Stage } from "./stage.ts";

/** What a policy may become from each stage. A pilot may go on as one of another scope; what is paused may go on as it was. */
export const stageTransitions = {
  listed: ["ready"],
  ready: ["pilot", "listed"],
  pilot: ["pilot", "live", "paused", "retired"],
  live: ["paused", "retired"],
  paused: ["pilot", "live", "retired"],
  retired: [],
} as const satisfies Record<Stage, readonly Stage[]>;

/** A stage and, of a pilot, its scope. */
export interface ScopedStage {
  readonly stage: Stage;
  readonly pilot?: Pilot;
}

export type TransitionProblem =
  | "not-allowed"
  | "not-what-it-was"
  | "scope-missing"
  | "scope-needless"
  | "same-scope";

/**
 * Why a policy cannot become what is wanted; undefined where it can.
 *
 * @param before what it was before it was paused; only looked at where it is
 * @param wanted a pilot that goes on after a pause has no scope of its own: it keeps its scope
 */
export function transitionProblem(
  current: ScopedStage,
  before: ScopedStage | undefined,
  wanted: ScopedStage,
): TransitionProblem | undefined {
  const targets: readonly Stage[] = stageTransitions[current.stage];
  if (!targets.includes(wanted.stage)) return "not-allowed";
  if (current.stage === "paused" && wanted.stage !== "retired") {
    if (before?.stage !== wanted.stage) return "not-what-it-was";
    return wanted.pilot === undefined ? undefined : "scope-needless";
  }
  if (wanted.stage !== "pilot") return wanted.pilot === undefined ? undefined : "scope-needless";
  if (wanted.pilot === undefined) return "scope-missing";
  const isSame =
    current.pilot !== undefined && pilotText(current.pilot) === pilotText(wanted.pilot);
  return current.stage === "pilot" && isSame ? "same-scope" : undefined;
}

/** A pilot's scope as it is stored: the same scope is always the same text. */
export function pilotText(pilot: Pilot): string {
  return "districts" in pilot
    ? JSON.stringify({ districts: [...new Set(pilot.districts)].toSorted() })
    : JSON.stringify({ percent: pilot.percent });
}
