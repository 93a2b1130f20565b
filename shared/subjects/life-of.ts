import { type SQL, sql } from "drizzle-orm";
import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";

/** Whether a person lives, and since when. */
export interface Life {
  /** Undefined while nobody has reported it, or in a conflict. */
  readonly bornOn: CivilDate | undefined;
  /** Some department has reported a death, a certificate of it, or a cremation. */
  readonly isDead: boolean;
}

/** A row of `lifeColumns`. */
export interface StoredLife {
  readonly bornOn: string | null;
  readonly died: number;
}

/** Of `hot_facts` under the alias h: the birth, and whether any register of death has a day. */
export const lifeColumns: SQL = sql.raw(
  `h.birth_date AS "bornOn", ${["death_date", "death_certified_on", "cremated_on"]
    .map((column) => `coalesce(h.${column} GLOB '????-??-??', 0)`)
    .join(" OR ")} AS died`,
);

export const lifeFrom = ({ bornOn, died }: StoredLife): Life => ({
  bornOn: bornOn === null ? undefined : civilDate(bornOn),
  isDead: died === 1,
});

/** When a person was born and whether the person lives, by the facts that count today. */
export async function lifeOf(db: D1Database, subjectKey: string): Promise<Life> {
  const result = await statement(
    db,
    sql`SELECT ${lifeColumns} FROM hot_facts AS h WHERE h.subject_key = ${subjectKey}`,
  ).all();
  return lifeFrom(rowsOf<StoredLife>(result)[0] ?? { bornOn: null, died: 0 });
}
