import { sql } from "drizzle-orm";
import { links } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { fromStored, type StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";
import { policyById } from "#shared/policies/index.ts";
import { type PayeeAccount, payeeOf } from "#shared/rules/fulfilment.ts";
import type { Confirmation, ConfirmationKey } from "./confirmation.ts";
import { selectCovered, selectMark } from "./covered-entitlements.ts";
import { selectConfirmation } from "./find-confirmation.ts";
import { hashOfCode } from "./link.ts";

/** What a link points to. */
export interface OfferReference extends ConfirmationKey {
  readonly generation: number;
}

/** An offer with what it covers, and the masked account that will receive it. */
export interface Offer {
  readonly confirmation: Confirmation;
  readonly covered: readonly Entitlement[];
  readonly accountMasked: string | null;
  readonly nameMasked: string | null;
  readonly accountVersion: number;
  readonly mark: number;
}

/** The offer that a code points to; an unknown code is all that a wrong one can be. */
export async function findLink(db: D1Database, code: string): Promise<OfferReference | undefined> {
  const result = await statement(
    db,
    sql`SELECT ${columnsOf(links)} FROM links WHERE secret_hash = ${await hashOfCode(code)}`,
  ).all();
  return rowsOf<OfferReference>(result)[0];
}

/**
 * An offer as it stands. Undefined when it has ended or another generation has taken its place: to whoever holds an
 * old link, that is the same as unknown.
 */
export async function findOffer(
  db: D1Database,
  reference: OfferReference,
): Promise<Offer | undefined> {
  const { subjectKey } = reference;
  const [confirmationRows, coveredRows, subjectRows, markRows] = await db.batch([
    selectConfirmation(db, reference),
    selectCovered(db, reference),
    selectOnFile(db, subjectKey),
    selectMark(db, subjectKey),
  ]);
  const confirmation = rowsOf<Confirmation>(confirmationRows)[0];
  if (confirmation === undefined || confirmation.generation !== reference.generation)
    return undefined;
  if (confirmation.state === "ended") return undefined;
  return offerFrom(
    confirmation,
    rowsOf<StoredEntitlement>(coveredRows).map(fromStored),
    rowsOf<OnFile>(subjectRows)[0],
    rowsOf<{ mark: number }>(markRows)[0]?.mark ?? 0,
  );
}

/** What is on file of a subject, masked. */
export type OnFile = Readonly<Record<PayeeAccount, string | null>> & {
  readonly nameMasked: string | null;
  readonly accountVersion: number;
};

/** The statement that reads what is on file of a subject. */
export function selectOnFile(db: D1Database, subjectKey: string): D1PreparedStatement {
  return statement(
    db,
    sql`SELECT account_masked AS "account", premium_account_masked AS "premium-account",
          name_masked AS "nameMasked", account_version AS "accountVersion" FROM subjects WHERE subject_key = ${subjectKey}`,
  );
}

export function offerFrom(
  confirmation: Confirmation,
  covered: readonly Entitlement[],
  onFile: OnFile | undefined,
  mark: number,
): Offer {
  const fulfilment = policyById(confirmation.policy)?.fulfilment;
  return {
    confirmation,
    covered,
    accountMasked:
      fulfilment === undefined || onFile === undefined ? null : payeeOf(fulfilment, onFile),
    nameMasked: onFile?.nameMasked ?? null,
    accountVersion: onFile?.accountVersion ?? 0,
    mark,
  };
}
