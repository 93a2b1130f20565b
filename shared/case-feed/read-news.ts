import { sql } from "drizzle-orm";
import { entitlements } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { fromStored, type StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";

/** The entries of the audit that one turn looks at; what of them changes no state is told to nobody. */
const entriesAtOnce = 1000;

interface Entry {
  readonly seq: number;
  readonly entitlement: string;
  readonly subjectKey: string | null;
  readonly number: number;
  readonly at: number;
  readonly path: string;
}

/** What a shard has to tell of its cases. */
export interface CaseNews {
  /** Up to where it was told before, and up to where this goes. */
  readonly toldSeq: number;
  readonly untilSeq: number;
  /** Each case once, as it stands now, however many steps it took. */
  readonly cases: readonly Entitlement[];
  readonly isMore: boolean;
}

/** Reads what comes next in the audit; undefined where all is told. */
export async function readNews(db: D1Database): Promise<CaseNews | undefined> {
  const [feedRows, entryRows] = await db.batch([
    statement(db, sql`SELECT told_seq AS "toldSeq" FROM case_feed`),
    statement(
      db,
      sql`SELECT seq, entitlement, subject_key AS "subjectKey", number, at, path FROM audit
          WHERE seq > (SELECT told_seq FROM case_feed) ORDER BY seq LIMIT CAST(${entriesAtOnce} AS INTEGER)`,
    ),
  ]);
  const entries = rowsOf<Entry>(entryRows);
  const last = entries.at(-1);
  if (last === undefined) return undefined;
  const byCase = Map.groupBy(entries, ({ entitlement }) => entitlement);
  const known = await loadCases(db, entries);
  return {
    toldSeq: rowsOf<{ toldSeq: number }>(feedRows)[0]?.toldSeq ?? 0,
    untilSeq: last.seq,
    cases: known.filter((one) => hasStepped(one, byCase.get(one.id) ?? [])),
    isMore: entries.length === entriesAtOnce,
  };
}

/** Those that have left to another number of the same person are not among them: they go on under another id. */
async function loadCases(db: D1Database, entries: readonly Entry[]): Promise<Entitlement[]> {
  const ids = JSON.stringify(entries.map(({ entitlement }) => entitlement));
  const keys = JSON.stringify([...new Set(entries.flatMap(({ subjectKey }) => subjectKey ?? []))]);
  const rows = await statement(
    db,
    sql`SELECT ${columnsOf(entitlements)} FROM entitlements
        WHERE subject_key IN (SELECT value FROM json_each(${keys})) AND id IN (SELECT value FROM json_each(${ids}))`,
  ).all();
  return rowsOf<StoredEntitlement>(rows).map(fromStored);
}

/** A hold or another amount is an entry and no step. One that came from another number took its steps there. */
function hasStepped({ steps }: Entitlement, entries: readonly Entry[]): boolean {
  const taken = new Set(steps.map(({ at }) => at));
  return entries.some(
    ({ number, at, path }) => number === 1 || path.includes(">") || taken.has(at),
  );
}
