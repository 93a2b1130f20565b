import { civilDate, type CivilDate, earliest } from "#shared/calendar/civil-date.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import type { ReadableTimeline } from "#shared/profiles/timeline.ts";
import { type KnownRelative, relativeId } from "#shared/relatives/known-relative.ts";
import { namesOf } from "#shared/rules/data-requirement.ts";
import type { Policy } from "#shared/rules/policy.ts";

type Known = Pick<Profile, "sources" | "relatives">;

/** What holds always began before every day that is judged. */
const always = civilDate("1800-01-01");

/** The first day of which a name, of a fact without its period or of a relation, says something else than before. */
export type Touched = ReadonlyMap<string, CivilDate>;

/**
 * What a report changes before today: of each fact and relation the first day that is read differently. Who reported
 * it, and when, changes nothing; nor does what begins today.
 */
export function touchedDays(before: Known, after: Known, today: CivilDate): Touched {
  const touched = new Map<string, CivilDate>();
  const touch = (name: string, day: CivilDate | undefined): void => {
    const first = earliest(touched.get(name), day);
    if (first !== undefined && first < today) touched.set(name, first);
  };
  for (const [key, day] of changesOf(before.sources, after.sources)) touch(plain(key), day);
  if (before.relatives !== after.relatives) {
    const known = new Map(before.relatives.map((one) => [relativeId(one), one]));
    for (const one of after.relatives)
      touch(one.relation, changeOfRelative(known.get(relativeId(one)), one));
  }
  return touched;
}

/** The first day on which a policy may be judged otherwise; undefined where its past stays as it is. */
export function firstTouched(touched: Touched, policy: Policy): CivilDate | undefined {
  if (touched.size === 0) return undefined;
  return earliest(...[...namesOf(policy)].map((name) => touched.get(name)));
}

const plain = (key: string): string => key.split("@")[0] ?? key;

type Sources = Readonly<Record<string, ReadableTimeline>>;

function* changesOf(before: Sources, after: Sources): Generator<[string, CivilDate | undefined]> {
  for (const [key, timeline] of Object.entries(after)) {
    const known = before[key] ?? [];
    if (known !== timeline) yield [key, changeOf(known, timeline)];
  }
}

/** Registers are never taken away, so what is in the later timeline is all there is to compare. */
function changeOf(before: ReadableTimeline, after: ReadableTimeline): CivilDate | undefined {
  const known = new Map(before.map(({ from, reports }) => [from, reports]));
  const changed = after.filter(({ from, reports }) => {
    const same = known.get(from);
    return same !== reports && JSON.stringify(same) !== JSON.stringify(reports);
  });
  return earliest(...changed.map(({ from }) => from ?? always));
}

function changeOfRelative(
  before: KnownRelative | undefined,
  after: KnownRelative,
): CivilDate | undefined {
  if (before === after) return undefined;
  const spans = after.register.reports;
  const isSame = JSON.stringify(before?.register.reports) === JSON.stringify(spans);
  // A relation that began or ended on another day is looked at as long as it can have held.
  if (!isSame) return always;
  if (before?.copy === after.copy) return undefined;
  if (before?.copy === undefined) return spans[0][0] ?? always;
  return earliest(
    ...[...changesOf(before.copy.sources, after.copy?.sources ?? {})].map(([, day]) => day),
  );
}
