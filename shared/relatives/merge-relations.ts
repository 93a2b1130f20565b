import {
  firstObserved,
  isNews,
  mergeObserved,
  type Observed,
  type Seen,
} from "#shared/profiles/observed.ts";
import { type KnownRelative, relativeId, type Span } from "./known-relative.ts";

/** What one event says of one relation. */
export interface SeenRelation extends Pick<KnownRelative, "relation" | "otherKey"> {
  readonly seen: Seen<Span>;
}

/**
 * Adds what was observed of relations. Each relation to one other is one register, in which the last observation
 * wins as a whole; so any order and any repetition ends in the same.
 *
 * @returns all relations, by relation and the other's key, and whether anything is newer than what was known
 */
export function mergeRelations(
  known: readonly KnownRelative[],
  reported: readonly SeenRelation[],
): { relatives: readonly KnownRelative[]; news: boolean } {
  if (reported.length === 0) return { relatives: known, news: false };
  const relatives = new Map(known.map((one) => [relativeId(one), one]));
  let news = false;
  for (const { relation, otherKey, seen } of reported) {
    const id = relativeId({ relation, otherKey });
    const before = relatives.get(id);
    const register: Observed<Span> =
      before === undefined ? firstObserved(seen) : mergeObserved(before.register, seen);
    news ||= before === undefined || isNews(before.register, register);
    // A row that stays as it is stays the same object: it is not written again.
    if (register === before?.register) continue;
    relatives.set(id, { relation, otherKey, asked: [], copy: undefined, ...before, register });
  }
  return {
    relatives: relatives.size === known.length ? [...relatives.values()] : sorted(relatives),
    news,
  };
}

const sorted = (relatives: ReadonlyMap<string, KnownRelative>): KnownRelative[] =>
  [...relatives].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
