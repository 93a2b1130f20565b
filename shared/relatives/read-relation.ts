import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { KnownRelative } from "./known-relative.ts";

/** How a relation stands on a day, and the next day on which it stands otherwise with no new report. */
export interface RelationReading {
  /** In conflict the same instant says two things of it. */
  readonly state: "holds" | "holds not" | "conflict";
  readonly changesOn: CivilDate | undefined;
}

export function readRelationOn(
  { register }: Pick<KnownRelative, "register">,
  on: CivilDate,
): RelationReading {
  const [[from, until], ...contradictions] = register.reports;
  if (contradictions.length > 0) return { state: "conflict", changesOn: undefined };
  if (from !== null && from > on) return { state: "holds not", changesOn: from };
  if (until !== null && until < on) return { state: "holds not", changesOn: undefined };
  return { state: "holds", changesOn: until === null ? undefined : addDays(until, 1) };
}
