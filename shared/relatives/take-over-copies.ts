import type { Register } from "#shared/profiles/timeline.ts";
import type { Told } from "./follow-others.ts";
import type { Copy, KnownRelative } from "./known-relative.ts";

/**
 * Puts what others' shards have told into a subject's relations, to each the facts that were asked for. What is
 * from the same or an earlier version than the copy at hand is passed over, so it may come twice and in any order.
 *
 * @param told by the other's key; all that was asked of it
 */
export function takeOverCopies(
  relatives: readonly KnownRelative[],
  told: ReadonlyMap<string, Told>,
): readonly KnownRelative[] {
  return relatives.map((relative) => {
    const news = told.get(relative.otherKey);
    if (news === undefined || relative.asked.length === 0) return relative;
    if (news.version <= (relative.copy?.version ?? 0)) return relative;
    return { ...relative, copy: copyOf(news, relative.asked) };
  });
}

function copyOf({ version, sources }: Told, facts: readonly string[]): Copy {
  return {
    version,
    facts,
    sources: Object.fromEntries(
      Object.entries(sources)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .filter(([name]) => facts.includes(name.split("@")[0] ?? name))
        .map(([name, timeline]) => [name, timeline.map(withoutEvent)]),
    ),
  };
}

/** Which message of which department it came with is no business of the follower's. */
const withoutEvent = ({ from, at, by, reports }: Omit<Register, "event">) => ({
  from,
  at,
  by,
  reports,
});
