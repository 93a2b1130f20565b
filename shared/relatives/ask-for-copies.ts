import type { RelationName } from "#shared/facts/relations.ts";
import { newTask, type Task } from "#shared/outbox/task.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import type { KnownRelative } from "./known-relative.ts";

/**
 * Has the facts asked for that rules name through a relation and that were not asked for yet: of a new relation, and
 * of an old one when the policies have come to name more. What was asked for is kept with the relation, so each is
 * asked for once.
 *
 * @param wanted the facts, without a period, that rules name through each relation
 */
export function askForCopies(
  profile: Profile,
  wanted: ReadonlyMap<RelationName, ReadonlySet<string>>,
  now: Date,
): { profile: Profile; tasks: readonly Task[] } {
  const { subjectKey } = profile;
  const others = new Set<string>();
  const relatives = profile.relatives.map((relative): KnownRelative => {
    const facts = [...(wanted.get(relative.relation) ?? [])];
    if (facts.every((fact) => relative.asked.includes(fact))) return relative;
    others.add(relative.otherKey);
    return { ...relative, asked: facts.toSorted() };
  });
  if (others.size === 0) return { profile, tasks: [] };
  const task = { topic: "sweep", kind: "follow", subjectKey, policy: "", dueAt: now } as const;
  return {
    profile: { ...profile, relatives },
    tasks: [...others].map((reference) => newTask({ ...task, reference }, now)),
  };
}
