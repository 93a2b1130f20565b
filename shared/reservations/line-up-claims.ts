import { sql, type SQL } from "drizzle-orm";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { Sendable } from "#shared/outbox/send-hints.ts";

/** One entitlement's claim, as its claimant's shard has it. */
export interface Claimed {
  /** Who is counted. */
  readonly subjectKey: string;
  readonly reservedFor: string;
  readonly entitlement: string;
  readonly claimantKey: string;
  readonly policy: string;
  readonly period: string;
  /** The entitlement's version that was read: what is older than what stands here changes nothing. */
  readonly version: number;
  readonly amountFen: number;
  /** When it asked, in milliseconds. */
  readonly askedAt: number;
  /** Asks for its place in the line, only how it stands, or gives its place up. */
  readonly wants: "place" | "answer" | "nothing";
}

/** How a claim stands: it holds the place, or another one does. */
export type Standing = "held" | "elsewhere";

/** What came of lining up. */
export interface Line {
  /** By the entitlement's id; of those that want a place or an answer. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** For tasks that are committed: somebody who waited holds the place now, and is told by them. */
  readonly hints: readonly Sendable[];
}

/**
 * On the shard of those who are counted: gives up what is given up, lines up who asks, and gives each free place to the
 * first in its line; all in one transaction. Whoever stands in a line already comes before who asks now; of those who
 * ask now the larger amount comes first, then who asked earlier. Who moves up without asking now gets a task in the
 * same transaction. Repeated, it changes nothing.
 */
export async function lineUpClaims(
  db: D1Database,
  claims: readonly Claimed[],
  now: Date,
): Promise<Line> {
  if (claims.length === 0) return { standings: new Map(), hints: [] };
  const all = JSON.stringify(claims.toSorted(byOrder));
  const rows = await db.batch([
    giveUp(db, all),
    takeIn(db, all, now),
    tell(db, all, now),
    moveUp(db, all),
    select(db, all),
  ]);
  return {
    hints: rowsOf<Sendable>(rows[2]),
    standings: new Map(
      rowsOf<{ entitlement: string; standing: Standing }>(rows[4]).map(
        ({ entitlement, standing }) => [entitlement, standing],
      ),
    ),
  };
}

const byOrder = (a: Claimed, b: Claimed): number =>
  b.amountFen - a.amountFen || a.askedAt - b.askedAt || (a.entitlement < b.entitlement ? -1 : 1);

const elements = (all: string, wants: SQL): SQL =>
  sql`FROM json_each(${all}) AS claim WHERE claim.value ->> '$.wants' ${wants}`;

/** A claim that was put forward again since it was read to be given up stays: its number is higher. */
function giveUp(db: D1Database, all: string): D1PreparedStatement {
  const given = elements(all, sql`= 'nothing'`);
  return statement(
    db,
    sql`DELETE FROM reservations WHERE (subject_key, reserved_for, entitlement) IN (
          SELECT claim.value ->> '$.subjectKey', claim.value ->> '$.reservedFor', claim.value ->> '$.entitlement' ${given})
        AND number <= (SELECT max(claim.value ->> '$.version') ${given}
          AND claim.value ->> '$.entitlement' = reservations.entitlement)`,
  );
}

/**
 * Whoever stands in the line already keeps the place. The number is that of the newest version that asked. Who was joined
 * with another subject counts there: the claimant hears of it, and asks again.
 */
function takeIn(db: D1Database, all: string, now: Date): D1PreparedStatement {
  return statement(
    db,
    sql`INSERT INTO reservations
          (subject_key, reserved_for, entitlement, claimant_key, policy, period, state, asked_at, number)
        SELECT claim.value ->> '$.subjectKey', claim.value ->> '$.reservedFor', claim.value ->> '$.entitlement',
          claim.value ->> '$.claimantKey', claim.value ->> '$.policy', claim.value ->> '$.period', 'waiting',
          max(${now.getTime()}, coalesce((SELECT max(asked_at) + 1 FROM reservations
            WHERE subject_key = claim.value ->> '$.subjectKey'
              AND reserved_for = claim.value ->> '$.reservedFor'), 0)) + claim.key,
          claim.value ->> '$.version'
        ${elements(all, sql`= 'place'`)}
          AND NOT EXISTS (SELECT 1 FROM successors WHERE successors.subject_key = claim.value ->> '$.subjectKey')
        ON CONFLICT (subject_key, reserved_for, entitlement) DO UPDATE SET number = excluded.number
        WHERE excluded.number > reservations.number`,
  );
}

/** The first in each line that nobody holds: no row of it is held, and none came earlier. */
const isNext = (all: string): SQL => sql`(subject_key, reserved_for) IN (
    SELECT claim.value ->> '$.subjectKey', claim.value ->> '$.reservedFor' ${elements(all, sql`<> ''`)})
  AND NOT EXISTS (SELECT 1 FROM reservations AS other
    WHERE other.subject_key = reservations.subject_key AND other.reserved_for = reservations.reserved_for
      AND (other.state = 'held' OR (other.asked_at, other.entitlement) < (reservations.asked_at, reservations.entitlement)))`;

/** As `referenceOfClaiming` writes it; who asks now gets the answer at once. */
function tell(db: D1Database, all: string, now: Date): D1PreparedStatement {
  return statement(
    db,
    sql`INSERT INTO outbox (due_at, id, topic, kind, subject_key, policy, reference, attempts, relayed_at, failure)
        SELECT ${now.getTime()}, lower(hex(randomblob(8))), 'sweep', 'reserve', subject_key, '',
          claimant_key || ' ' || iif(claimant_key = subject_key, '-', substr(subject_key, 3, 12)) || ' ' || reserved_for,
          0, ${now.getTime()}, NULL
        FROM reservations WHERE ${isNext(all)}
          AND entitlement NOT IN (SELECT claim.value ->> '$.entitlement' ${elements(all, sql`<> 'nothing'`)})
        RETURNING topic, subject_key AS "subjectKey", due_at AS "dueAt", id`,
  );
}

function moveUp(db: D1Database, all: string): D1PreparedStatement {
  return statement(db, sql`UPDATE reservations SET state = 'held' WHERE ${isNext(all)}`);
}

function select(db: D1Database, all: string): D1PreparedStatement {
  return statement(
    db,
    sql`SELECT entitlement, iif(state = 'held', 'held', 'elsewhere') AS standing FROM reservations
        WHERE (subject_key, reserved_for, entitlement) IN (
          SELECT claim.value ->> '$.subjectKey', claim.value ->> '$.reservedFor', claim.value ->> '$.entitlement'
          ${elements(all, sql`<> 'nothing'`)})`,
  );
}
