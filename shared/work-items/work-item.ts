import type { Term } from "#shared/calendar/working-days.ts";
import type { workItems } from "#shared/db/city-work.schema.ts";
import type { WorkItemKind } from "#shared/db/enumerations.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { digestText } from "#shared/sealing/digest.ts";

/** Who has to do it: a department, or operations of the system itself. */
export type WorkItemOwner = DepartmentId | "operations";

/** What names an item for ever. What happens again is another item: its reference says which time it is. */
export interface WorkItemKey {
  readonly kind: WorkItemKind;
  /** Opaque, such as the id of an entitlement or an objection; no personal data. */
  readonly reference: string;
}

export interface NewWorkItem extends WorkItemKey {
  readonly owner: WorkItemOwner;
  /** "" where it is about no policy. */
  readonly policy: string;
  /** Figures; no personal data. */
  readonly detail?: Readonly<Record<string, string | number | null>>;
  /** When it must be done; its last day is worked out, or is 待定 while a calendar is missing. */
  readonly term: Term;
}

/** One row. */
export type WorkItem = typeof workItems.$inferSelect;

/** The id of an item in addresses and messages: always the same, and it tells nothing. */
export async function workItemId({ kind, reference }: WorkItemKey): Promise<string> {
  return (await digestText(`${kind}\n${reference}`)).slice(0, 26);
}
