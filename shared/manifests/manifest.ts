import type { manifests } from "#shared/db/city-work.schema.ts";
import type { WorkItemKey } from "#shared/work-items/work-item.ts";

/** What a department's system says that it sent on a day. */
export type Manifest = typeof manifests.$inferSelect;

/** What names the day of a system. */
export type ManifestKey = Pick<Manifest, "department" | "source" | "day">;

/** A manifest is held against what arrived for so many days: so long every event is remembered. */
export const heldDays = 7;

export const textOf = ({ department, source, day }: ManifestKey): string =>
  `${department} ${day} ${source}`;

/** The work item that something of a day is missing. */
export const gapOf = (key: ManifestKey): WorkItemKey => ({
  kind: "manifest-gap",
  reference: textOf(key),
});

/** The work item that the manifest of a day is missing. */
export const absenceOf = (key: ManifestKey): WorkItemKey => ({
  kind: "manifest-missing",
  reference: textOf(key),
});
