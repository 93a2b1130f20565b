import { sql } from "drizzle-orm";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import { type Seal, selectNewestSeals } from "#shared/audit/seal.ts";
import type { ReportedCase } from "#shared/cases/reported-case.ts";
import { besideConfirmation, type Confirmation } from "#shared/confirmations/confirmation.ts";
import { adjustments } from "#shared/db/adjustments.schema.ts";
import { reportedCases } from "#shared/db/cases.schema.ts";
import { confirmations, entitlements, instructions, subjects } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { firstPeriod } from "#shared/entitlements/period-of-relative.ts";
import { fromStored, type StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { StoredSubject } from "#shared/subjects/contact.ts";
import type { Instruction } from "./instruction.ts";

/** What instructions to one subject under one policy rest on. */
export interface FulfilmentMatter {
  readonly subject: StoredSubject | undefined;
  /** Those that wait for fulfilment, by period. */
  readonly awaiting: readonly Entitlement[];
  readonly confirmations: readonly Confirmation[];
  /** Payments that came back or were refused, each with the sealed account that it went to. */
  readonly returned: readonly {
    readonly entitlement: Entitlement;
    readonly payeeSealed: string | null;
  }[];
  /** What was paid too little or too much of its entitlements. */
  readonly adjustments: readonly Adjustment[];
  /** Supplements that wait or came back. */
  readonly owed: readonly Owed[];
  /** Recoveries that were decided and are not settled. */
  readonly demanded: readonly Demanded[];
  /** Whether a payment failed so often that people have to look into it. */
  readonly isSuspended: boolean;
  /** What other channels have said of their cases. */
  readonly cases: readonly ReportedCase[];
  /** Instructions that the payer has not acknowledged yet. */
  readonly undelivered: readonly Instruction[];
  /** Periods that were given under two numbers of the subject: whatever comes back is not paid again by itself. */
  readonly givenTwice: ReadonlySet<string>;
  /** Another number of the subject is being joined with this one. */
  readonly isBeingJoined: boolean;
  /** The joins that hold nothing of this policy. */
  readonly spared?: readonly number[];
}

/** A supplement that is still to be paid. */
export interface Owed {
  readonly adjustment: Adjustment;
  readonly entitlement: Entitlement;
  /** The sealed account to which it was sent and from which it came back. */
  readonly payeeSealed: string | null;
  /** The sealed account that received what it adds to. */
  readonly paidTo: string | null;
}

/** A recovery that was decided and is not settled. */
export interface Demanded {
  readonly recovery: Adjustment;
  /** Whose recovery it is, with all of its adjustments. */
  readonly entitlement: Entitlement;
  readonly adjustments: readonly Adjustment[];
}

/** Loads what the tasks of one shard need, and its newest seals, in one round trip. */
export async function loadFulfilmentMatters(
  db: D1Database,
  tasks: readonly Task[],
): Promise<{ matterOf: (task: Task) => FulfilmentMatter; seals: readonly Seal[] }> {
  const set = JSON.stringify(tasks.map(({ subjectKey, policy }) => [subjectKey, policy]));
  const pairs = sql`(SELECT value ->> 0, value ->> 1 FROM json_each(${set}))`;
  // Small beside the other tables: most entitlements are never adjusted.
  const adjusted = sql`(SELECT subject_key, policy, period FROM adjustments
    WHERE (subject_key, policy) IN ${pairs} AND state IN ('due', 'instructed', 'returned', 'demanded'))`;
  const concerned = sql`(subject_key, policy) IN ${pairs} AND (state IN ('awaiting-fulfilment', 'fulfilling', 'payment-returned', 'suspended')
    OR (subject_key, policy, period) IN ${adjusted})`;
  const [
    subjectRows,
    entitlementRows,
    confirmationRows,
    instructionRows,
    caseRows,
    adjustmentRows,
    sealRows,
    twiceRows,
    joiningRows,
  ] = await db.batch([
    statement(
      db,
      sql`SELECT ${columnsOf(subjects)} FROM subjects WHERE subject_key IN (SELECT value ->> 0 FROM json_each(${set}))`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(entitlements)} FROM entitlements WHERE ${concerned} ORDER BY period`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(confirmations, besideConfirmation)} FROM confirmations WHERE (subject_key, policy) IN ${pairs}`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(instructions)} FROM instructions WHERE end_to_end_id IN (
            SELECT instruction FROM entitlements WHERE ${concerned}
            UNION ALL SELECT instruction FROM adjustments WHERE (subject_key, policy) IN ${pairs}
              AND state IN ('instructed', 'returned'))`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(reportedCases)} FROM reported_cases WHERE (subject_key, policy) IN ${pairs}`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(adjustments)} FROM adjustments WHERE (subject_key, policy) IN ${pairs} ORDER BY period, number`,
    ),
    selectNewestSeals(db),
    statement(
      db,
      sql`SELECT subject_key AS "subjectKey", policy, period FROM entitlements
          WHERE (subject_key, policy) IN ${pairs} AND instr(period, ':+') > 0`,
    ),
    statement(
      db,
      sql`SELECT DISTINCT subject_key AS "subjectKey" FROM joining WHERE subject_key IN (SELECT value ->> 0 FROM json_each(${set}))`,
    ),
  ]);
  const twice = rowsOf<{ subjectKey: string; policy: string; period: string }>(twiceRows);
  const joining = new Set(rowsOf<{ subjectKey: string }>(joiningRows).map((row) => row.subjectKey));
  const owned = rowsOf<StoredEntitlement>(entitlementRows).map(fromStored);
  const decided = rowsOf<Confirmation>(confirmationRows);
  const ordered = rowsOf<Instruction>(instructionRows);
  const changed = rowsOf<Adjustment>(adjustmentRows);
  const reported = rowsOf<ReportedCase>(caseRows);
  const known = new Map(rowsOf<StoredSubject>(subjectRows).map((row) => [row.subjectKey, row]));
  return {
    seals: rowsOf<Seal>(sealRows),
    matterOf: ({ subjectKey, policy }) => {
      const isOf = (one: { subjectKey: string; policy: string }): boolean =>
        one.subjectKey === subjectKey && one.policy === policy;
      const payeeOf = (endToEndId: string | null): string | null =>
        ordered.find((one) => one.endToEndId === endToEndId)?.payeeSealed ?? null;
      const own = changed.filter(isOf);
      return {
        subject: known.get(subjectKey),
        returned: owned
          .filter((one) => isOf(one) && one.state === "payment-returned")
          .map((entitlement) => ({ entitlement, payeeSealed: payeeOf(entitlement.instruction) })),
        awaiting: owned.filter((one) => isOf(one) && one.state === "awaiting-fulfilment"),
        confirmations: decided.filter(isOf),
        adjustments: own,
        owed: own
          .filter(({ state }) => state === "due" || state === "returned")
          .flatMap((adjustment) =>
            owned
              .filter(({ id }) => id === adjustment.entitlement)
              .map((entitlement) => ({
                adjustment,
                entitlement,
                payeeSealed: payeeOf(adjustment.instruction),
                paidTo: payeeOf(entitlement.instruction),
              })),
          ),
        demanded: own
          .filter(({ state }) => state === "demanded")
          .flatMap((recovery) =>
            owned
              .filter(({ id }) => id === recovery.entitlement)
              .map((entitlement) => ({
                recovery,
                entitlement,
                adjustments: own.filter((one) => one.entitlement === entitlement.id),
              })),
          ),
        isSuspended:
          owned.some((one) => isOf(one) && one.state === "suspended") ||
          own.some(({ state }) => state === "suspended"),
        cases: reported.filter(isOf),
        givenTwice: new Set(twice.filter(isOf).map(({ period }) => firstPeriod(period))),
        isBeingJoined: joining.has(subjectKey),
        undelivered: ordered.filter((one) => isOf(one) && one.state === "requested"),
      };
    },
  };
}
