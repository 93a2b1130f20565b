import { sql } from "drizzle-orm";
import type { KeptTerm } from "#shared/db/settle-terms.ts";
import { instructions } from "#shared/db/shard.schema.ts";

/** Where instructions keep their term. */
export const termOfInstructions: KeptTerm = {
  table: instructions,
  from: instructions.termFrom,
  days: instructions.termDays,
  until: instructions.termEndsOn,
  waits: sql`${instructions.state} IN ('requested', 'delivered')`,
};
