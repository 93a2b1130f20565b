import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { RelationName } from "#shared/facts/relations.ts";
import type { Observed } from "#shared/profiles/observed.ts";
import type { ReadableTimeline } from "#shared/profiles/timeline.ts";

/** How long a relation holds, both days included; null where it has no known end on that side. */
export type Span = readonly [from: CivilDate | null, until: CivilDate | null];

/** What the other one's shard has told of facts that rules name through the relation, and nothing else of it. */
export interface Copy {
  /** The version of the other one's profile that it is from. */
  readonly version: number;
  /** The facts that were copied, without a period: of one that has no timeline here nothing was reported. */
  readonly facts: readonly string[];
  /** Their timelines, by the fact's name with its period. */
  readonly sources: Readonly<Record<string, ReadableTimeline>>;
}

/** One relation of a subject, and what is known of the other one. */
export interface KnownRelative {
  readonly relation: RelationName;
  /** The other one's subject key: opaque, and the same whatever its document. */
  readonly otherKey: string;
  readonly register: Observed<Span>;
  /** The facts that the other one's shard was asked for, without a period. */
  readonly asked: readonly string[];
  /** Undefined until it has arrived. */
  readonly copy: Copy | undefined;
}

/** What tells one relation of a subject from its others. */
export const relativeId = ({
  relation,
  otherKey,
}: Pick<KnownRelative, "relation" | "otherKey">): string => `${relation} ${otherKey}`;
