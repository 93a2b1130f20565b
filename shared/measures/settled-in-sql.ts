import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { statement } from "#shared/db/statement.ts";
import { periodOf } from "#shared/rules/period.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { districtSql } from "./judged-in-sql.ts";

/** A policy to be measured, and the instant since when payments and objections count. */
export interface Counted {
  readonly policy: Policy;
  readonly since: number;
}

interface OfDistrict {
  readonly policy: string;
  readonly district: string;
}

export interface EntitledRow extends OfDistrict {
  readonly entitled: number;
  readonly benefited: number;
}

export interface ObjectedRow extends OfDistrict {
  readonly objections: number;
}

export interface WaitRow extends OfDistrict {
  readonly days: number;
  readonly count: number;
}

export interface InstructedRow extends OfDistrict {
  readonly paidFen: number;
  readonly settled: number;
  readonly failed: number;
}

/**
 * The statements that count by policy and district what came of entitlements and instructions: rows of `EntitledRow`,
 * `WaitRow`, `InstructedRow`, `ObjectedRow`. Each reads its table once, however many policies there are.
 */
export function selectSettled(
  db: D1Database,
  counted: readonly Counted[],
  on: CivilDate,
): D1PreparedStatement[] {
  const rows = counted.map(({ policy, since }) => [policy.id, periodOf(policy, on) ?? null, since]);
  const asked = sql`asked AS MATERIALIZED (SELECT value ->> 0 AS policy, value ->> 1 AS period, value ->> 2 AS since
    FROM json_each(${JSON.stringify(rows)}))`;
  const district = sql.raw(districtSql("p"));
  // One for each relative has the relative behind the period.
  const isOfPeriod = sql`(e.period = a.period OR e.period GLOB a.period || ':*')`;
  const ofPolicies = sql`FROM entitlements AS e CROSS JOIN asked AS a ON a.policy = e.policy
    JOIN profiles AS p ON p.subject_key = e.subject_key`;
  return [
    statement(
      db,
      sql`WITH ${asked} SELECT e.policy, ${district} AS district,
            count(DISTINCT CASE WHEN ${isOfPeriod} AND e.state NOT IN ('terminated', 'redirected')
              THEN e.subject_key END) AS entitled,
            count(DISTINCT CASE WHEN e.state = 'fulfilled' THEN e.subject_key END) AS benefited
          ${ofPolicies} GROUP BY 1, 2`,
    ),
    statement(
      db,
      sql`WITH ${asked} SELECT policy, district, max(0, ${dayOf("fulfilled")} - ${dayOf("matched")}) AS days, count(*) AS count
          FROM (SELECT e.policy, ${district} AS district, ${stepAt("fulfilled")} AS fulfilled, ${stepAt("matched")} AS matched
            ${ofPolicies} WHERE e.state = 'fulfilled')
          WHERE fulfilled IS NOT NULL AND matched IS NOT NULL GROUP BY 1, 2, 3`,
    ),
    statement(
      db,
      sql`WITH ${asked} SELECT i.policy, ${district} AS district,
            coalesce(sum(i.amount_fen) FILTER (WHERE i.state = 'paid'), 0) AS "paidFen",
            count(*) FILTER (WHERE i.settled_at >= a.since) AS settled,
            count(*) FILTER (WHERE i.settled_at >= a.since AND i.state <> 'paid') AS failed
          FROM instructions AS i CROSS JOIN asked AS a ON a.policy = i.policy
          JOIN profiles AS p ON p.subject_key = i.subject_key
          WHERE i.state IN ('paid', 'rejected', 'returned') GROUP BY 1, 2`,
    ),
    // Each entitlement once, and only where somebody has taken the objection up: nobody halts a pilot by objecting.
    statement(
      db,
      sql`WITH ${asked} SELECT o.policy, ${district} AS district,
            count(DISTINCT CASE o.entitlement WHEN '' THEN o.id ELSE o.entitlement END) AS objections
          FROM objections AS o CROSS JOIN asked AS a ON a.policy = o.policy
          JOIN profiles AS p ON p.subject_key = o.subject_key
          WHERE o.state NOT IN ('lodged', 'declined') AND o.considered_at >= a.since GROUP BY 1, 2`,
    ),
  ];
}

/** Shanghai is eight hours ahead of UTC; days are counted by its calendar. */
const dayOf = (instant: string) => sql.raw(`((${instant} + 28800000) / 86400000)`);

/** The last time that an entitlement took a step. */
const stepAt = (state: string) =>
  sql.raw(`(SELECT max(step.value ->> '$.at') FROM json_each(e.steps) AS step
    WHERE step.value ->> '$.state' = '${state}')`);

export interface PendingRow {
  /** A kind of subject, or the id of a policy; "" for all policies. */
  readonly of: string;
  readonly count: number;
}

/** The statement that counts what waits to be judged again: subjects due for review, and re-evaluations under way. */
export function selectPending(db: D1Database, on: CivilDate, now: Date): D1PreparedStatement {
  const soon = now.getTime() + 86_400_000;
  return statement(
    db,
    sql`SELECT kind AS "of", count(*) AS count FROM profiles WHERE review_on <= ${on} GROUP BY 1
        UNION ALL SELECT policy, count(*) FROM outbox
          WHERE due_at <= ${soon} AND topic = 'sweep' AND kind = 're-evaluate' GROUP BY 1`,
  );
}
