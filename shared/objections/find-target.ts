import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { publicity } from "#shared/db/objections.schema.ts";
import { entitlements } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { fromStored, type StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";
import { loadPublicity, type Round } from "#shared/publicity/load-publicity.ts";
import { mayBePublic } from "#shared/publicity/round.ts";
import type { Objection } from "./objection.ts";

/** What an objection is about. period and entitlement are "" where nothing was opened. */
export type Target = Pick<
  Objection,
  "subjectKey" | "policy" | "period" | "entitlement" | "amountFen"
>;

/** The entitlement behind an entry that is public today; "closed" where its window is over or it has ended. */
export async function findPublicTarget(
  db: D1Database,
  number: string,
  today: CivilDate,
): Promise<Target | "closed" | undefined> {
  const [round] = rowsOf<Round>(
    await statement(
      db,
      sql`SELECT ${columnsOf(publicity)} FROM publicity WHERE id = ${number}`,
    ).all(),
  );
  if (round === undefined) return undefined;
  const matter = await loadPublicity(db, round);
  const isOver = round.closesOn !== null && round.closesOn < today;
  if (matter === undefined || isOver || matter.number !== number) return "closed";
  const { entitlement } = matter;
  if (!mayBePublic(entitlement)) return "closed";
  const { subjectKey, policy, period, id, amountFen } = entitlement;
  return { subjectKey, policy, period, entitlement: id, amountFen };
}

/** An entitlement of one's own. */
export async function findOwnTarget(
  db: D1Database,
  subjectKey: string,
  id: string,
): Promise<Target | undefined> {
  const [row] = rowsOf<StoredEntitlement>(
    await statement(
      db,
      sql`SELECT ${columnsOf(entitlements)} FROM entitlements WHERE subject_key = ${subjectKey} AND id = ${id}`,
    ).all(),
  );
  if (row === undefined) return undefined;
  const { policy, period, amountFen } = fromStored(row);
  return { subjectKey, policy, period, entitlement: id, amountFen };
}
