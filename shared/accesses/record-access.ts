import { sql } from "drizzle-orm";
import { statement } from "#shared/db/statement.ts";

/** Who looks at a subject's data, and why. */
export interface Access {
  readonly actor: string;
  readonly role: string;
  readonly department: string | null;
  readonly purpose: string;
}

/** Records that somebody looks at a subject's data, before anything is told. */
export async function recordAccess(
  db: D1Database,
  subjectKey: string,
  { actor, role, department, purpose }: Access,
  scope: string,
  now: Date,
): Promise<void> {
  await statement(
    db,
    sql`INSERT INTO accesses (at, actor, role, department, subject_key, purpose, scope)
        VALUES (${now.getTime()}, ${actor}, ${role}, ${department}, ${subjectKey}, ${purpose}, ${scope})`,
  ).run();
}
