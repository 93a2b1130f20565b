import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { relatives } from "#shared/db/shard.schema.ts";
import { flatRelativeText } from "./flat-relative.ts";
import type { KnownRelative } from "./known-relative.ts";

/** A row of `relatives` with its JSONB column as JSON text. */
export type StoredRelative = Omit<typeof relatives.$inferSelect, "facts"> & {
  facts: string | null;
};

/**
 * Guarantee: `relativeToStored` wrote the columns, and they have no other writer. A relation that the dictionary no
 * longer has is kept, and no rule can name it.
 */
export function relativeFromStored(row: StoredRelative): KnownRelative {
  return {
    relation: row.relation as KnownRelative["relation"],
    otherKey: row.otherKey,
    register: JSON.parse(row.register) as KnownRelative["register"],
    asked: JSON.parse(row.asked) as KnownRelative["asked"],
    copy:
      row.copy === null
        ? undefined
        : {
            version: row.copyVersion,
            ...(JSON.parse(row.copy) as Omit<NonNullable<KnownRelative["copy"]>, "version">),
          },
  };
}

/** The row that stores a relation; its flat facts are those of today. */
export function relativeToStored(
  subjectKey: string,
  relative: KnownRelative,
  today: CivilDate,
): StoredRelative {
  const { relation, otherKey, register, asked, copy } = relative;
  return {
    subjectKey,
    relation,
    otherKey,
    register: JSON.stringify(register),
    asked: JSON.stringify(asked),
    copy: copy === undefined ? null : JSON.stringify({ facts: copy.facts, sources: copy.sources }),
    copyVersion: copy?.version ?? 0,
    facts: flatRelativeText(relative, today),
  };
}
