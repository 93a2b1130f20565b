import { sql } from "drizzle-orm";
import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { dueDay } from "#shared/calendar/working-days.ts";
import type { Calendar } from "#shared/calendar/calendar.ts";
import { instructions, subjects } from "#shared/db/shard.schema.ts";
import { venueSettlements } from "#shared/db/venues.schema.ts";
import { columnsOf, rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import type { Instruction } from "#shared/instructions/instruction.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { StoredSubject } from "#shared/subjects/contact.ts";
import { type Settlement, settlementIn } from "./settlement.ts";

/** Within how many working days the payer gives back what it owes. */
const payWithinWorkingDays = 10;

/** What the payment of one settlement rests on. */
export interface SettlementMatter {
  readonly settlement: Settlement | undefined;
  readonly instruction: Instruction | undefined;
  readonly subject: StoredSubject | undefined;
  readonly isBeingJoined: boolean;
}

export async function loadSettlement(
  city: D1Database,
  db: D1Database,
  task: Task,
): Promise<SettlementMatter> {
  const { month, venue, policy } = settlementIn(task);
  const found = await statement(
    city,
    sql`SELECT ${columnsOf(venueSettlements)} FROM venue_settlements
        WHERE month = ${month} AND venue = ${venue} AND policy = ${policy}`,
  ).all();
  const [settlement] = rowsOf<Settlement>(found);
  const [instructionRows, subjectRows, joiningRows] = await db.batch([
    statement(
      db,
      sql`SELECT ${columnsOf(instructions)} FROM instructions WHERE end_to_end_id = ${settlement?.endToEndId ?? ""}`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(subjects)} FROM subjects WHERE subject_key = ${task.subjectKey}`,
    ),
    statement(db, sql`SELECT 1 FROM joining WHERE subject_key = ${task.subjectKey} LIMIT 1`),
  ]);
  return {
    settlement,
    instruction: rowsOf<Instruction>(instructionRows)[0],
    subject: rowsOf<StoredSubject>(subjectRows)[0],
    isBeingJoined: rowsOf(joiningRows).length > 0,
  };
}

/** The payment of a settlement to the account of this moment, by its release. */
export function settlementInstruction(
  policy: Policy,
  { month, endToEndId, amountFen }: Settlement,
  { subjectKey, accountSealed }: StoredSubject,
  release: string,
  calendar: Calendar,
  today: CivilDate,
  now: Date,
): Instruction {
  const term = { from: today, workingDays: payWithinWorkingDays };
  const endsOn = dueDay(term, calendar);
  return {
    endToEndId,
    subjectKey,
    policy: policy.id,
    periods: JSON.stringify([month]),
    kind: "payment",
    amountFen,
    payer: policy.fulfilment.payer,
    payeeSealed: accountSealed,
    release,
    state: "requested",
    dueOn: endsOn ?? addDays(today, payWithinWorkingDays),
    requestedAt: now.getTime(),
    deliveredAt: null,
    settledAt: null,
    reports: "[]",
    reason: null,
    termFrom: term.from,
    termDays: term.workingDays,
    termEndsOn: endsOn,
    stamp: "settlement",
  };
}

/** Commits the payment before anything is sent; one that is there already stays. False while its payee is being joined with another. */
export async function storeSettlement(db: D1Database, instruction: Instruction): Promise<boolean> {
  const [, found] = await db.batch([
    statement(
      db,
      sql`INSERT INTO instructions (${targetsOf(instructions)}) SELECT ${valuesOf(instructions)}
          FROM json_each(${JSON.stringify([instruction])})
          WHERE NOT EXISTS (SELECT 1 FROM joining WHERE subject_key = ${instruction.subjectKey}) ON CONFLICT DO NOTHING`,
    ),
    statement(db, sql`SELECT 1 FROM instructions WHERE end_to_end_id = ${instruction.endToEndId}`),
  ]);
  return rowsOf(found).length > 0;
}
