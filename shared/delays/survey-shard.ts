import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { parkedAt } from "#shared/outbox/retry-schedule.ts";

/** Tasks whose hint was sent, and that nobody has done this long after they were due. */
const overdueMilliseconds = 3_600_000;

/** Offers that wait for the person concerned. */
interface WaitingOffers {
  readonly waiting: number;
  readonly late: number;
}

/** Instructions that the payer has not answered, by their last day; null is 待定. */
export interface OpenPayments {
  readonly policy: string;
  readonly payer: string;
  readonly endsOn: CivilDate | null;
  readonly count: number;
}

/** Payments that nobody has released, by the day since when they wait. */
interface UnreleasedPayments {
  readonly policy: string;
  readonly since: CivilDate;
  readonly count: number;
}

/** Cases that another channel has accepted, and with that keeps from here, by the day since when they are not decided. */
interface UndecidedCases {
  readonly policy: string;
  readonly since: CivilDate;
  readonly count: number;
}

/** Tasks that are overdue, by their queue. */
interface OverdueTasks {
  readonly topic: string;
  readonly count: number;
}

export interface Survey {
  readonly offers: WaitingOffers;
  readonly open: readonly OpenPayments[];
  readonly unreleased: readonly UnreleasedPayments[];
  readonly undecided: readonly UndecidedCases[];
  readonly overdue: readonly OverdueTasks[];
}

/** What waits on a shard. The instructions are read whole, so it is done by the hour and not by the minute. */
export async function surveyShard(db: D1Database, now: Date): Promise<Survey> {
  // What the clock has only just reached was not sent yet, and is not late.
  const isOverdue = sql`due_at <= ${now.getTime() - overdueMilliseconds} AND relayed_at IS NOT NULL`;
  const [offers, open, unreleased, undecided, overdue] = await db.batch([
    statement(
      db,
      sql`SELECT count(*) AS waiting, count(*) FILTER (WHERE ${isOverdue}) AS late
          FROM outbox WHERE topic = 'sweep' AND kind = 'deadline' AND due_at < ${parkedAt}`,
    ),
    statement(
      db,
      sql`SELECT policy, payer, term_ends_on AS "endsOn", count(*) AS count FROM instructions
          WHERE state IN ('requested', 'delivered') AND kind = 'payment' GROUP BY 1, 2, 3`,
    ),
    statement(
      db,
      sql`SELECT policy, date(since / 1000 + 28800, 'unixepoch') AS since, count(*) AS count
          FROM (SELECT policy, (SELECT max(step.value ->> '$.at') FROM json_each(steps) AS step) AS since
            FROM entitlements WHERE held_because IN ('release-missing', 'daily-cap')) GROUP BY 1, 2`,
    ),
    statement(
      db,
      sql`SELECT policy, date(observed_at / 1000 + 28800, 'unixepoch') AS since, count(*) AS count
          FROM reported_cases AS c WHERE state = 'accepted' AND EXISTS (SELECT 1 FROM entitlements AS e
            WHERE e.subject_key = c.subject_key AND e.policy = c.policy AND e.state = 'redirected'
              AND ${plain("e.period")} BETWEEN ${plain("c.period")} AND c.through) GROUP BY 1, 2`,
    ),
    statement(
      db,
      sql`SELECT topic, count(*) AS count FROM outbox WHERE ${isOverdue} GROUP BY topic`,
    ),
  ]);
  return {
    offers: rowsOf<WaitingOffers>(offers)[0] ?? { waiting: 0, late: 0 },
    open: rowsOf<OpenPayments>(open),
    unreleased: rowsOf<UnreleasedPayments>(unreleased),
    undecided: rowsOf<UndecidedCases>(undecided),
    overdue: rowsOf<OverdueTasks>(overdue),
  };
}

/** A period without the relative that it is for. */
const plain = (period: string) => sql.raw(`substr(${period}, 1, instr(${period} || ':', ':') - 1)`);
