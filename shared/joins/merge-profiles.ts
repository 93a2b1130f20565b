import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import { mergeObservation, type Timeline } from "#shared/profiles/timeline.ts";
import { mergeRelations, type SeenRelation } from "#shared/relatives/merge-relations.ts";
import { relativeId } from "#shared/relatives/known-relative.ts";

/**
 * A profile to which everything was reported that was reported to either: timelines and relations merge by the rule
 * by which observations do, so it does not matter which of them came before the join. What follows from a number is
 * that of the number that stands. Whoever was related to the own other number is not related to itself.
 */
export function mergeProfiles(into: Profile, from: Profile, today: CivilDate): Profile {
  const sources: Record<string, Timeline> = { ...into.sources };
  for (const [name, timeline] of Object.entries(from.sources)) {
    const fact = parseFactName(name);
    if (fact.ok && fact.definition.derived === true) continue;
    sources[name] = mergeTimelines(into.sources[name] ?? [], timeline, today);
  }
  const same = new Set([into.subjectKey, from.subjectKey]);
  const { relatives } = mergeRelations(
    into.relatives.filter(({ otherKey }) => !same.has(otherKey)),
    from.relatives
      .filter(({ otherKey }) => !same.has(otherKey))
      .flatMap(({ relation, otherKey, register: { reports, ...said } }) =>
        reports.map((report): SeenRelation => ({ relation, otherKey, seen: { ...said, report } })),
      ),
  );
  const known = new Set(into.relatives.map(relativeId));
  const copies = new Map(from.relatives.map((one) => [relativeId(one), one.copy]));
  return {
    ...into,
    sources,
    // Nobody was asked for them under this key yet; until the answer comes, what was known is known still.
    relatives: relatives.map((one) =>
      known.has(relativeId(one)) ? one : { ...one, copy: copies.get(relativeId(one)) },
    ),
    events: [...from.events, ...into.events],
  };
}

function mergeTimelines(into: Timeline, from: Timeline, today: CivilDate): Timeline {
  let merged = into;
  for (const { reports, ...register } of from)
    for (const report of reports)
      merged = mergeObservation(merged, { ...register, report }, today).timeline;
  return merged;
}
