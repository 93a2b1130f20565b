import { sql } from "drizzle-orm";
import { confirmations, entitlements } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { fromStored, type StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";
import { besideConfirmation, type Confirmation } from "./confirmation.ts";
import { selectMark } from "./covered-entitlements.ts";
import { type Offer, offerFrom, type OnFile, selectOnFile } from "./find-offer.ts";

/** What is on file of a subject, and every offer that has not ended; what waits for an answer comes first. */
export interface Offers {
  readonly onFile: OnFile | undefined;
  readonly offers: readonly Offer[];
}

/** All offers of one subject, in one round trip. */
export async function listOffers(db: D1Database, subjectKey: string): Promise<Offers> {
  const [confirmationRows, entitlementRows, subjectRows, markRows] = await db.batch([
    statement(
      db,
      sql`SELECT ${columnsOf(confirmations, besideConfirmation)} FROM confirmations
          WHERE subject_key = ${subjectKey} AND state <> 'ended'
          ORDER BY state NOT IN ('open', 'lapsed'), state, opened_at`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(entitlements)} FROM entitlements WHERE subject_key = ${subjectKey} ORDER BY period`,
    ),
    selectOnFile(db, subjectKey),
    selectMark(db, subjectKey),
  ]);
  const owned = rowsOf<StoredEntitlement>(entitlementRows).map(fromStored);
  const onFile = rowsOf<OnFile>(subjectRows)[0];
  const mark = rowsOf<{ mark: number }>(markRows)[0]?.mark ?? 0;
  const offers = rowsOf<Confirmation>(confirmationRows).map((confirmation) => {
    const { policy, scope } = confirmation;
    const covered = owned.filter(
      (one) => one.policy === policy && (scope === "" || one.period === scope),
    );
    return offerFrom(confirmation, covered, onFile, mark);
  });
  return { onFile, offers: offers.filter(({ covered }) => covered.length > 0) };
}
