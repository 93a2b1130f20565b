import { sql } from "drizzle-orm";
import { publicity } from "#shared/db/objections.schema.ts";
import type { KeptTerm } from "#shared/db/settle-terms.ts";

/** Where publicity keeps its window. What has been ended since waits for no calendar. */
export const termOfPublicity: KeptTerm = {
  table: publicity,
  from: publicity.openedOn,
  days: publicity.days,
  until: publicity.closesOn,
  waits: sql`EXISTS (SELECT 1 FROM entitlements AS e WHERE e.subject_key = ${publicity.subjectKey}
    AND e.policy = ${publicity.policy} AND e.period = ${publicity.period}
    AND e.state IN ('in-publicity', 'objection-under-review'))`,
};
