import type { Policy } from "#shared/rules/policy.ts";
import type { Readings } from "#shared/rules/reading.ts";
import { districtFactOf, type NotYet, notYetFor } from "#shared/stages/scope.ts";
import { type Stages, stageOf } from "#shared/stages/stage.ts";

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
