import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { readRelativesOn } from "#shared/relatives/read-relatives.ts";
import type { Readings } from "#shared/rules/reading.ts";
import type { Profile } from "./profile.ts";
import { readFactOn } from "./read-fact.ts";

/**
 * What a rule may read of a profile on a day: its facts, and its relatives with the facts that were copied.
 *
 * @param complete the facts and relations whose register its steward has reported complete
 */
export function readProfileOn(
  { sources, relatives }: Pick<Profile, "sources" | "relatives">,
  complete: ReadonlySet<string>,
  on: CivilDate,
): Readings {
  return {
    fact: (name) => readFactOn(name, sources[name] ?? [], complete, on),
    related: (relation) => readRelativesOn(relatives, relation, complete, on),
  };
}
