import { type CivilDate, earliest } from "#shared/calendar/civil-date.ts";
import { readRelationOn } from "#shared/relatives/read-relation.ts";
import type { Profile } from "./profile.ts";
import { type ReadableTimeline, readTimeline } from "./timeline.ts";

/**
 * The next day after `on` on which what is stored flat of a profile becomes something else with no new report: one of
 * its facts begins, ends or is replaced, a relation begins or ends, or a copied fact of a relative who counts. What is
 * constant and has no end adds nothing.
 *
 * @param isKeptUp whether the flat facts of such relatives are kept up to date
 */
export function nextChangeOfFacts(
  { sources, relatives }: Pick<Profile, "sources" | "relatives">,
  isKeptUp: (relation: Profile["relatives"][number]["relation"]) => boolean,
  on: CivilDate,
): CivilDate | undefined {
  let next = nextChangeOfTimelines(sources, on);
  for (const relative of relatives) {
    if (!isKeptUp(relative.relation)) continue;
    const { state, changesOn } = readRelationOn(relative, on);
    next = earliest(next, changesOn);
    // Of who is no relative today nothing is stored flat; on the day on which the relation begins they are looked at.
    if (state !== "holds" || relative.copy === undefined) continue;
    next = earliest(next, nextChangeOfTimelines(relative.copy.sources, on));
  }
  return next;
}

function nextChangeOfTimelines(
  sources: Readonly<Record<string, ReadableTimeline>>,
  on: CivilDate,
): CivilDate | undefined {
  let next: CivilDate | undefined;
  for (const timeline of Object.values(sources)) {
    next = earliest(next, readTimeline(timeline, on).changesOn);
  }
  return next;
}
