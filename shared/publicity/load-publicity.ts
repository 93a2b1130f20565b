import { sql } from "drizzle-orm";
import { guardMark, selectMark } from "#shared/confirmations/covered-entitlements.ts";
import type { Confirmation } from "#shared/confirmations/confirmation.ts";
import { publicity } from "#shared/db/objections.schema.ts";
import { confirmations, entitlements } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { fromStored, type StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";
import { districtFactOf } from "#shared/stages/scope.ts";
import { publicNumber, roundBegun } from "./round.ts";

export interface EntitlementKey {
  readonly subjectKey: string;
  readonly policy: string;
  readonly period: string;
}

/** A round of publicity, on the shard of its entitlement. */
export type Round = typeof publicity.$inferSelect;

/** What may be told of somebody in public: a company's name in full, a natural person's masked. */
interface Person {
  readonly name: string | null;
  readonly district: string | null;
}

/** An entitlement that is public, was, or is about to be, and what the list would tell of it. */
export interface PublicityMatter {
  readonly entitlement: Entitlement;
  readonly confirmations: readonly Confirmation[];
  /** The number of its last round; undefined where it never was to be public. */
  readonly number: string | undefined;
  /** That round, once its list has appeared. */
  readonly round: Round | undefined;
  readonly person: Person;
  readonly mark: number;
}

/** Loads an entitlement with its last round; undefined where there is no such entitlement. */
export async function loadPublicity(
  db: D1Database,
  { subjectKey, policy, period }: EntitlementKey,
): Promise<PublicityMatter | undefined> {
  const [entitlementRows, confirmationRows, personRows, roundRows, markRows] = await db.batch([
    statement(
      db,
      sql`SELECT ${columnsOf(entitlements)} FROM entitlements
          WHERE subject_key = ${subjectKey} AND policy = ${policy} AND period = ${period}`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(confirmations)} FROM confirmations
          WHERE subject_key = ${subjectKey} AND policy = ${policy} AND scope IN ('', ${period})`,
    ),
    statement(
      db,
      sql`SELECT s.name_masked AS name, p.facts ->> (CASE p.kind WHEN 'person'
            THEN ${`$.${districtFactOf("person")}`} ELSE ${`$.${districtFactOf("organisation")}`} END) AS district
          FROM profiles AS p LEFT JOIN subjects AS s ON s.subject_key = p.subject_key WHERE p.subject_key = ${subjectKey}`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(publicity)} FROM publicity
          WHERE subject_key = ${subjectKey} AND policy = ${policy} AND period = ${period}`,
    ),
    selectMark(db, subjectKey),
  ]);
  const [row] = rowsOf<StoredEntitlement>(entitlementRows);
  if (row === undefined) return undefined;
  const entitlement = fromStored(row);
  const begunAt = roundBegun(entitlement);
  const number = begunAt === undefined ? undefined : await publicNumber(entitlement.id, begunAt);
  return {
    entitlement,
    confirmations: rowsOf<Confirmation>(confirmationRows),
    number,
    round: rowsOf<Round>(roundRows).find(({ id }) => id === number),
    person: rowsOf<Person>(personRows)[0] ?? { name: null, district: null },
    mark: rowsOf<{ mark: number }>(markRows)[0]?.mark ?? 0,
  };
}

/** The statement that stops a batch when the matter has changed since it was loaded. */
export function guardMatter(
  db: D1Database,
  { entitlement: { subjectKey }, mark }: PublicityMatter,
): D1PreparedStatement {
  return guardMark(db, subjectKey, mark);
}
