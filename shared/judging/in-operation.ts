import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { Readings } from "#shared/rules/reading.ts";
import { districtFactOf, type NotYet, notYetFor } from "#shared/stages/scope.ts";
import { type PastStage, type Stages, stageOf, stageOn } from "#shared/stages/stage.ts";

/** The district to which a subject belongs, where it is known for certain. */
export function districtIn({ fact }: Readings, about: Policy["subject"]): string | undefined {
  const reading = fact(districtFactOf(about));
  return reading.state === "known" && typeof reading.value === "string" ? reading.value : undefined;
}

/**
 * Why a policy that is met opens nothing for a subject: by the stage of now, and by the subject's district on the
 * judged day. Undefined where it does.
 */
export function notYetIn(
  { id, subject }: Policy,
  stages: Stages,
  subjectKey: string,
  readings: Readings,
): NotYet | undefined {
  const district = districtIn(readings, subject);
  return notYetFor(id, stageOf(stages, id), { subjectKey, district });
}

/**
 * Whether a policy opens something for a subject on a day, today or before: by the stage of that day, as long as it is
 * in operation now. A day of a pause that has ended counts as one of what was paused: what it left out is opened later.
 */
export function wasInOperation(
  { id, subject }: Policy,
  stages: Stages,
  subjectKey: string,
  readings: Readings,
  on: CivilDate,
): boolean {
  const present = stageOf(stages, id);
  if (present.stage !== "pilot" && present.stage !== "live") return false;
  const then = stageOn(present, on);
  if (then === undefined) return false;
  const district = districtIn(readings, subject);
  return notYetFor(id, asIfNotPaused(then), { subjectKey, district }) === undefined;
}

function asIfNotPaused(then: PastStage): PastStage {
  if (then.stage !== "paused") return then;
  return { ...then, stage: then.pilot === undefined ? "live" : "pilot" };
}
