import { getTableColumns, getTableName, sql, type SQL } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { reportedCases } from "#shared/db/cases.schema.ts";
import {
  confirmations,
  entitlements,
  instructions,
  outbox,
  profiles,
  relatives,
  reservations,
  subjects,
} from "#shared/db/shard.schema.ts";
import type { ReportedCase } from "#shared/cases/reported-case.ts";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import { adjustments, repayments } from "#shared/db/adjustments.schema.ts";
import { joining } from "#shared/db/joins.schema.ts";
import { publicity } from "#shared/db/objections.schema.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { fromStored, type StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";
import type { Instruction } from "#shared/instructions/instruction.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import { profileFromStored, type StoredProfile } from "#shared/profiles/stored-profile.ts";
import { relativeFromStored, type StoredRelative } from "#shared/relatives/stored-relative.ts";
import type { StoredSubject } from "#shared/subjects/contact.ts";

/** Whatever stands of a subject in these tables goes along when it leaves. */
export const packed = [
  profiles,
  subjects,
  entitlements,
  confirmations,
  relatives,
  reservations,
  reportedCases,
  adjustments,
  repayments,
  instructions,
  outbox,
  joining,
  // Rounds of publicity begin anew: their numbers follow from the key.
  publicity,
] as const satisfies readonly SQLiteTable[];

/** One place in the line of those for whom a person counts only once. */
export type StoredReservation = typeof reservations.$inferSelect;

/** A confirmation with the document of its decision. */
export type StoredConfirmation = typeof confirmations.$inferSelect;

/** What was given back of a recovery. */
type Repayment = typeof repayments.$inferSelect;

/** What a subject that has left takes along. */
export interface Luggage {
  readonly profile: Profile;
  readonly stored: StoredSubject | undefined;
  readonly entitlements: readonly Entitlement[];
  readonly confirmations: readonly StoredConfirmation[];
  readonly reservations: readonly StoredReservation[];
  readonly cases: readonly ReportedCase[];
  readonly adjustments: readonly Adjustment[];
  readonly repayments: readonly Repayment[];
  readonly instructions: readonly Instruction[];
  readonly tasks: readonly Task[];
  /** Other joins that touch it, and now touch whom it becomes. */
  readonly joining: readonly number[];
}

/** The statements that pack all rows of a subject and take them out of their tables. */
export function packAll(db: D1Database, subjectKey: string): D1PreparedStatement[] {
  return packed.flatMap((table) => {
    const name = sql.identifier(getTableName(table));
    return [
      statement(
        db,
        sql`INSERT INTO luggage (subject_key, part, number, body)
            SELECT subject_key, ${getTableName(table)}, row_number() OVER (), ${bodyOf(table)}
            FROM ${name} WHERE subject_key = ${subjectKey}`,
      ),
      statement(db, sql`DELETE FROM ${name} WHERE subject_key = ${subjectKey}`),
    ];
  });
}

/** A row as JSON under the schema's names. What is JSON in a column stays text in it, so that it is read the same way. */
function bodyOf(table: SQLiteTable): SQL {
  const fields = Object.entries(getTableColumns(table)).map(([key, { name, columnType }]) =>
    columnType.startsWith("SQLiteBlob")
      ? sql.raw(`'${key}', (json(${name}) || '')`)
      : sql.raw(`'${key}', ${name}`),
  );
  return sql`json_object(${sql.join(fields, sql`, `)})`;
}

/** What a subject takes along; undefined where it has not left, or has arrived long since. */
export async function readLuggage(
  db: D1Database,
  subjectKey: string,
): Promise<Luggage | undefined> {
  const rows = rowsOf<{ part: string; body: string }>(
    await statement(
      db,
      sql`SELECT part, body FROM luggage WHERE subject_key = ${subjectKey} ORDER BY part, number`,
    ).all(),
  );
  const parts = Map.groupBy(rows, ({ part }) => part);
  const [profile] = unpacked<StoredProfile>(parts.get(getTableName(profiles)));
  if (profile === undefined) return undefined;
  const related = unpacked<StoredRelative>(parts.get(getTableName(relatives)));
  return {
    profile: profileFromStored(profile, related.map(relativeFromStored)),
    stored: unpacked<StoredSubject>(parts.get(getTableName(subjects)))[0],
    entitlements: unpacked<StoredEntitlement>(parts.get(getTableName(entitlements))).map(
      fromStored,
    ),
    confirmations: unpacked<StoredConfirmation>(parts.get(getTableName(confirmations))),
    reservations: unpacked<StoredReservation>(parts.get(getTableName(reservations))),
    cases: unpacked<ReportedCase>(parts.get(getTableName(reportedCases))),
    adjustments: unpacked<Adjustment>(parts.get(getTableName(adjustments))),
    repayments: unpacked<Repayment>(parts.get(getTableName(repayments))),
    instructions: unpacked<Instruction>(parts.get(getTableName(instructions))),
    tasks: unpacked<Task>(parts.get(getTableName(outbox))),
    joining: unpacked<{ number: number }>(parts.get(getTableName(joining))).map(
      ({ number }) => number,
    ),
  };
}

/** Guarantee: `packAll` packed rows of the table by whose name they are asked for. */
function unpacked<Row>(rows: readonly { readonly body: string }[] = []): Row[] {
  return rows.map(({ body }) => JSON.parse(body) as Row);
}
