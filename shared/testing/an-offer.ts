import { sql } from "drizzle-orm";
import type { Confirmation } from "#shared/confirmations/confirmation.ts";
import { findOffer, type Offer } from "#shared/confirmations/find-offer.ts";
import { storeConfirmation } from "#shared/confirmations/store-confirmation.ts";
import { entitlements, subjects } from "#shared/db/shard.schema.ts";
import { upsert } from "#shared/db/upsert.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { toStored } from "#shared/entitlements/stored-entitlement.ts";
import { aConfirmation, anEntitlement, aStoredSubject } from "./builders.ts";

/** Stores entitlements as they are, whatever was there. */
export async function storeEntitlements(
  db: D1Database,
  ...rows: readonly Entitlement[]
): Promise<void> {
  await upsert(
    db,
    entitlements,
    [entitlements.subjectKey, entitlements.policy, entitlements.period],
    JSON.stringify(rows.map(toStored)),
    sql`1`,
  ).run();
}

/** Stores an open offer with one period that waits for its answer; the account on file has version 1. */
export async function storeOffer(
  db: D1Database,
  more: Partial<Confirmation> = {},
  entitlement: Partial<Entitlement> = {},
): Promise<Confirmation> {
  const confirmation = aConfirmation(more);
  const { subjectKey, policy } = confirmation;
  await storeConfirmation(db, confirmation).run();
  await upsert(
    db,
    subjects,
    [subjects.subjectKey],
    JSON.stringify([aStoredSubject({ subjectKey, accountVersion: 1 })]),
    sql`1`,
  ).run();
  await storeEntitlements(
    db,
    anEntitlement({ subjectKey, policy, state: "awaiting-confirmation", ...entitlement }),
  );
  return confirmation;
}

/** The offer as it stands now. */
export async function offerOf(db: D1Database, confirmation: Confirmation): Promise<Offer> {
  const offer = await findOffer(db, confirmation);
  if (offer === undefined) throw new Error("the offer is gone");
  return offer;
}
