import { sql } from "drizzle-orm";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { statement } from "#shared/db/statement.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import type { IndexKeys } from "#shared/subjects/indexes.ts";
import { listSettlements, type StandingSettlement } from "./list-settlements.ts";
import { settlementId, settlementTask } from "./settlement.ts";

const mostAttempts = 9;

/**
 * Pays again what the payer has definitely refused or had returned, where the account has become another one since; under a
 * new id, so that it is a payment of its own and needs a release of its own.
 */
export async function payAgain(
  stores: Shards & { readonly DB_CITY: D1Database },
  keys: IndexKeys,
  policy: string,
  month: string,
  now: Date,
): Promise<void> {
  const failed = (await listSettlements(stores, policy, month)).filter(
    ({ state }) => state === "rejected" || state === "returned",
  );
  // One organisation after the other; they are few.
  // oxlint-disable-next-line no-await-in-loop
  for (const one of failed) await payOneAgain(stores, keys, one, now);
}

async function payOneAgain(
  stores: Shards & { readonly DB_CITY: D1Database },
  keys: IndexKeys,
  { organisation: id, endToEndId, month, venue, policy }: StandingSettlement,
  now: Date,
): Promise<void> {
  const subject = { kind: "organisation", idType: "uscc", id } as const;
  const subjectKey = await findSubjectKey(stores, keys, subject);
  if (subjectKey === undefined) return;
  const db = databaseOf(stores, shardOf(subjectKey));
  const isOtherAccount = await statement(
    db,
    sql`SELECT 1 AS other FROM subjects JOIN instructions USING (subject_key) WHERE subject_key = ${subjectKey}
        AND end_to_end_id = ${endToEndId} AND account_sealed IS NOT NULL AND account_sealed <> payee_sealed`,
  ).first("other");
  if (isOtherAccount === null) return;
  const key = { month, venue, policy };
  const ids = await Promise.all(
    Array.from({ length: mostAttempts }, async (_, attempt) =>
      settlementId(subjectKey, key, attempt),
    ),
  );
  const next = ids[ids.indexOf(endToEndId) + 1];
  if (!ids.includes(endToEndId) || next === undefined) return;
  await storeTasks(db, [settlementTask(subjectKey, key, now)]).run();
  await statement(
    stores.DB_CITY,
    sql`UPDATE venue_settlements SET end_to_end_id = ${next} WHERE month = ${month} AND venue = ${venue}
        AND policy = ${policy} AND end_to_end_id = ${endToEndId}`,
  ).run();
}
