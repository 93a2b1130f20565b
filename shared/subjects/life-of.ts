import { sql } from "drizzle-orm";
import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";

/** What must be known of a person who comes in person. */
export interface Life {
  /** Undefined while nobody has reported it, or in a conflict. */
  readonly bornOn: CivilDate | undefined;
  /** Some department has reported a death, a certificate of it, or a cremation. */
  readonly isDead: boolean;
}

interface HotLife {
  readonly bornOn: string | null;
  readonly died: number;
}

/** When a person was born and whether the person lives, by the facts that count today. */
export async function lifeOf(db: D1Database, subjectKey: string): Promise<Life> {
  const isDay = (column: string) => sql.raw(`coalesce(${column} GLOB '????-??-??', 0)`);
  const result = await statement(
    db,
    sql`SELECT birth_date AS "bornOn",
          ${isDay("death_date")} OR ${isDay("death_certified_on")} OR ${isDay("cremated_on")} AS died
        FROM hot_facts WHERE subject_key = ${subjectKey}`,
  ).all();
  const [row] = rowsOf<HotLife>(result);
  return {
    bornOn: row === undefined || row.bornOn === null ? undefined : civilDate(row.bornOn),
    isDead: row?.died === 1,
  };
}
