import { sql } from "drizzle-orm";
import type { Confirmation } from "#shared/confirmations/confirmation.ts";
import { openingOf, referenceOf } from "#shared/confirmations/confirmation.ts";
import { storeConfirmation } from "#shared/confirmations/store-confirmation.ts";
import { subjects } from "#shared/db/shard.schema.ts";
import { upsert } from "#shared/db/upsert.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import type { Task } from "#shared/outbox/task.ts";
import { fen } from "#shared/money/fen.ts";
import { seal } from "#shared/sealing/seal.ts";
import { type StoredSubject, vaultContext } from "#shared/subjects/contact.ts";
import { storeEntitlements } from "./an-offer.ts";
import { aConfirmation, anEntitlement, aStoredSubject, aTask } from "./builders.ts";

/** Stores somebody who has a phone. */
export async function storePerson(
  db: D1Database,
  phoneKey: string,
  more: Partial<StoredSubject> & { readonly subjectKey: string },
): Promise<void> {
  const { subjectKey } = more;
  const phoneSealed = await seal(phoneKey, vaultContext(subjectKey, "phone"), "13800000012");
  const row = aStoredSubject({ phoneSealed, ...more });
  await upsert(db, subjects, [subjects.subjectKey], JSON.stringify([row]), sql`1`).run();
}

/** Stores what somebody is to be told of: an offer, or a direct benefit, with its task; gives the task. */
export async function storeWord(
  db: D1Database,
  about: Pick<Confirmation, "subjectKey" | "policy"> & { readonly state: "open" | "announced" },
  more: Partial<Task> = {},
): Promise<Task> {
  const confirmation = aConfirmation(about);
  const { subjectKey, policy, state } = confirmation;
  await storeConfirmation(db, confirmation).run();
  await storeEntitlements(db, anEntitlement({ subjectKey, policy, amountFen: fen(100_00) }));
  const isOffer = state === "open";
  const task = aTask({
    kind: isOffer ? "offer" : "announcement",
    subjectKey,
    policy,
    reference: isOffer ? openingOf(confirmation) : referenceOf(confirmation),
    ...more,
  });
  await storeTasks(db, [task]).run();
  return task;
}
