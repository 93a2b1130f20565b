import { sql } from "drizzle-orm";
import { statement } from "#shared/db/statement.ts";
import type { Adjustment } from "./adjustment.ts";

/** The statements that write down why supplements wait. A hold is no state: it needs no version, and no entry. */
export function holdSupplements(
  db: D1Database,
  supplements: readonly Adjustment[],
  because: string,
): D1PreparedStatement[] {
  const newlyHeld = supplements.filter(({ heldBecause }) => heldBecause !== because);
  if (newlyHeld.length === 0) return [];
  const ids = JSON.stringify(newlyHeld.map(({ id }) => id));
  return [
    statement(
      db,
      sql`UPDATE adjustments SET held_because = ${because}
          WHERE id IN (SELECT value FROM json_each(${ids})) AND state IN ('due', 'returned')`,
    ),
  ];
}
