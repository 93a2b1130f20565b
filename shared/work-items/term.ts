import { sql } from "drizzle-orm";
import { workItems } from "#shared/db/city-work.schema.ts";
import type { KeptTerm } from "#shared/db/settle-terms.ts";

/** Where work items keep their term. */
export const termOfWorkItems: KeptTerm = {
  table: workItems,
  from: workItems.termFrom,
  days: workItems.termDays,
  until: workItems.dueOn,
  waits: sql`${workItems.closedAt} IS NULL`,
};
