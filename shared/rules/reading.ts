import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
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
