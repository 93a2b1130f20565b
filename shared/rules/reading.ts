import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
import type { RelationName } from "#shared/facts/relations.ts";
import type { DepartmentId } from "#shared/facts/stewards.ts";

/**
 * What is known of one fact on the judged day.
 * - known: a value counts
 * - absent: the steward's complete register does not list the subject, which says "none" or "false"
 * - missing: nothing was reported, and that says nothing
 * - conflict: the steward reported two values for the same instant; counts as missing
 *
 * `changesOn` is the next day on which the reading can become another with no new report.
 */
export type FactReading =
  | {
      readonly state: "known";
      readonly value: FactValue;
      readonly reportedBy: DepartmentId;
      /** An instant, RFC 3339. */
      readonly observedAt: string;
      readonly changesOn?: CivilDate;
    }
  | { readonly state: "absent" | "missing" | "conflict"; readonly changesOn?: CivilDate };

/** Reads a fact by its name, with its period: "insuredHeadcount@2023-12". */
export type ReadFact = (name: string) => FactReading;

/** One of a subject's relatives 关系人, of whom the rule reads copied facts. */
export interface Relative {
  /** Opaque, the same for the same relative; never a document's number. */
  readonly id: string;
  readonly fact: ReadFact;
}

/** The relatives of one kind on the judged day. */
export interface RelatedReading {
  readonly members: readonly Relative[];
  /** These are all there are. */
  readonly isComplete: boolean;
  /** The next day on which the set can become another with no new report. */
  readonly changesOn?: CivilDate;
}

/** Everything that a rule may read of one subject. */
export interface Readings {
  readonly fact: ReadFact;
  readonly related: (relation: RelationName) => RelatedReading;
}

/** The readings of a subject of whose relatives nothing is known. */
export function readingsOf(fact: ReadFact): Readings {
  return { fact, related: () => ({ members: [], isComplete: false }) };
}
