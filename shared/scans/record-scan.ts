import { type SQL, sql } from "drizzle-orm";
import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiHour } from "#shared/calendar/shanghai.ts";
import { scans } from "#shared/db/scans.schema.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { allowanceOf, codeMarkOf, type Pseudonym } from "./marks.ts";
import type { Candidate, Otherwise, ScanContext, StoredScan } from "./scan.ts";

/** A code that may be used once in a group. */
export interface OneTimeCode {
  readonly nonce: string;
  /** The day from which on it is forgotten that it was used: later than the code can be shown. */
  readonly expiresOn: CivilDate;
}

interface Recording {
  readonly context: ScanContext;
  readonly receipt: string;
  readonly pseudonym: Pseudonym;
  readonly code: OneTimeCode | undefined;
  /** In the order in which they are tried. */
  readonly candidates: readonly Candidate[];
  readonly otherwise: Otherwise;
}

/** How a scan ended. */
export type ScanEnd = Pick<StoredScan, "verdict" | "policy" | "because" | "day">;

const unlimited = 1_000_000;

/**
 * Grants the first of the candidates that the limits still allow, and records the scan; both or neither. Each candidate is
 * one batch of conditional statements, so that of any number of scans at the same moment no more are granted than are
 * allowed. The same request again changes nothing and ends as it did.
 *
 * @param key which scan alone has
 */
export async function recordScan(
  shards: Shards,
  key: string,
  recording: Recording,
): Promise<ScanEnd> {
  const { candidates, otherwise, receipt, context } = recording;
  const db = databaseOf(shards, shardOf(receipt));
  for (const [index, candidate] of candidates.entries()) {
    const isLast = index === candidates.length - 1;
    // The next is tried only when this one is used up.
    // oxlint-disable-next-line no-await-in-loop
    const results = await db.batch(await granting(db, key, recording, candidate, isLast));
    const [allowed, recorded] = results.slice(-2).map(({ meta }) => meta.changes > 0);
    if (recorded !== true) continue;
    if (allowed === true)
      return { verdict: "granted", policy: candidate.policy, because: null, day: context.day };
    const codeWasUsed = recording.code !== undefined && results[0]?.meta.changes === 0;
    const because = codeWasUsed ? "code-used" : otherwise.because;
    return { ...otherwise, because, day: context.day };
  }
  if (candidates.length === 0) {
    const insert = insertScan(db, recording, sql`1`, {
      verdict: sql`${otherwise.verdict}`,
      policy: sql`${otherwise.policy}`,
      because: sql`${otherwise.because}`,
    });
    const { meta } = await insert.run();
    if (meta.changes > 0) return { ...otherwise, day: context.day };
  }
  const end = await findScan(db, context, receipt);
  if (end === undefined) throw new Error("a scan was neither recorded nor known");
  return end;
}

/** How a scan ended that was recorded today or yesterday. */
export async function findScan(
  db: D1Database,
  { venue, day }: Pick<ScanContext, "venue" | "day">,
  receipt: string,
): Promise<ScanEnd | undefined> {
  const result = await statement(
    db,
    sql`SELECT ${columnsOf(scans)} FROM scans
        WHERE day IN (${day}, ${addDays(day, -1)}) AND venue = ${venue} AND receipt = ${receipt} LIMIT 1`,
  ).all();
  return rowsOf<StoredScan>(result)[0];
}

/** The statements that grant one candidate and record the scan; of one that is not the last, only where it is granted. */
async function granting(
  db: D1Database,
  key: string,
  recording: Recording,
  candidate: Candidate,
  isLast: boolean,
): Promise<D1PreparedStatement[]> {
  const { context, receipt, pseudonym, code, otherwise } = recording;
  const { mark, expiresOn } = await allowanceOf(key, context, pseudonym, candidate);
  const codeMark =
    code === undefined
      ? undefined
      : { ...code, mark: await codeMarkOf(key, context.group, pseudonym, code.nonce) };
  const isNew = sql`NOT EXISTS (SELECT 1 FROM scans WHERE day = ${context.day} AND venue = ${context.venue}
    AND receipt = ${receipt}) AND ${isNotOfYesterday(recording)}`;
  const ofDay = sql.raw(`'$."${context.day.slice(-2)}"'`);
  const { perDay = unlimited, perMonth = unlimited } = candidate;
  const wasGranted = sql`changes() > 0`;
  return [
    ...(codeMark === undefined
      ? []
      : [
          statement(
            db,
            sql`INSERT INTO used_codes (expires_on, mark, receipt) VALUES (${codeMark.expiresOn}, ${codeMark.mark}, ${receipt})
                ON CONFLICT DO UPDATE SET receipt = excluded.receipt WHERE used_codes.receipt = excluded.receipt`,
          ),
        ]),
    statement(
      db,
      sql`INSERT INTO scan_allowances (expires_on, mark, times, days)
          SELECT ${expiresOn}, ${mark}, 1, json_object(${context.day.slice(-2)}, 1)
          WHERE ${codeMark === undefined ? sql`1` : sql`changes() > 0`} AND ${isNew}
          ON CONFLICT DO UPDATE SET times = times + 1, days = json_set(days, ${ofDay}, coalesce(days ->> ${ofDay}, 0) + 1)
          WHERE times < ${whole(perMonth)} AND coalesce(days ->> ${ofDay}, 0) < ${whole(perDay)}`,
    ),
    isLast
      ? insertScan(db, recording, sql`1`, {
          verdict: sql`CASE WHEN ${wasGranted} THEN 'granted' ELSE ${otherwise.verdict} END`,
          policy: sql`CASE WHEN ${wasGranted} THEN ${candidate.policy} ELSE ${otherwise.policy} END`,
          because: sql`CASE WHEN ${wasGranted} THEN NULL ELSE ${otherwise.because} END`,
        })
      : insertScan(db, recording, wasGranted, {
          verdict: sql`'granted'`,
          policy: sql`${candidate.policy}`,
          because: sql`NULL`,
        }),
  ];
}

interface Ending {
  readonly verdict: SQL;
  readonly policy: SQL;
  readonly because: SQL;
}

function insertScan(
  db: D1Database,
  recording: Recording,
  condition: SQL,
  { verdict, policy, because }: Ending,
): D1PreparedStatement {
  const { context, receipt } = recording;
  const { day, venue, at, device, operator, purpose, itemCode = null } = context;
  return statement(
    db,
    sql`INSERT INTO scans (day, venue, receipt, at, device, operator, purpose, item_code, verdict, policy, because)
        SELECT ${day}, ${venue}, ${receipt}, ${at.getTime()}, ${device}, ${operator}, ${purpose}, ${itemCode},
          ${verdict}, ${policy}, ${because}
        WHERE ${condition} AND ${isNotOfYesterday(recording)}
        ON CONFLICT DO NOTHING`,
  );
}

/**
 * Whether the request has not come before midnight already. Whoever asks again does so within the hour; to look for it all
 * day would cost a row or two of every scan.
 */
function isNotOfYesterday({ context, receipt }: Recording): SQL {
  const { day, venue, at } = context;
  if (shanghaiHour(at) > 0) return sql`1`;
  return sql`NOT EXISTS (SELECT 1 FROM scans WHERE day = ${addDays(day, -1)} AND venue = ${venue}
    AND receipt = ${receipt})`;
}

/** A limit within the statement: as a parameter it would be no integer. */
const whole = (limit: number): SQL => sql.raw(String(Math.trunc(limit)));
