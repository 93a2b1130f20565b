import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import type { FactReading } from "#shared/rules/reading.ts";
import { readTimeline, type ReadableTimeline } from "./timeline.ts";

/**
 * What a rule reads of one fact on a day. A fact of which nothing was reported is missing, unless its register is
 * complete: then its absence means what the dictionary says.
 *
 * @param name with its period
 * @param complete the facts whose register its steward has reported complete
 */
export function readFactOn(
  name: string,
  timeline: ReadableTimeline,
  complete: ReadonlySet<string>,
  on: CivilDate,
): FactReading {
  const reading = readTimeline(timeline, on);
  const changing = reading.changesOn === undefined ? {} : { changesOn: reading.changesOn };
  switch (reading.state) {
    case "known":
      return {
        state: "known",
        value: reading.value,
        reportedBy: reading.register.by,
        observedAt: new Date(reading.register.at).toISOString(),
        ...changing,
      };
    case "conflict":
      return { state: "conflict", ...changing };
    case "none":
      return { state: absenceHasMeaning(name, complete) ? "absent" : "missing", ...changing };
  }
  return reading satisfies never;
}

function absenceHasMeaning(name: string, complete: ReadonlySet<string>): boolean {
  const fact = parseFactName(name);
  return fact.ok && fact.definition.absence.means !== "unknown" && complete.has(name);
}
