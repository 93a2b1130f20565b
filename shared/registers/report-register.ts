import { sql } from "drizzle-orm";
import { registers } from "#shared/db/city.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import type { StoredRegister } from "./register.ts";

export interface RegisterReport {
  readonly fact: string;
  readonly department: DepartmentId;
  readonly completeAsOf: Date;
  readonly source: string;
  readonly id: string;
  readonly digest: string;
}

export type ReportStatus = "accepted" | "duplicate" | "stale" | "reused";

const remembered = 32;

/**
 * Takes in that a register is complete up to an instant. Only a later instant moves it. The first report ever gives
 * absence its meaning, so the sweep then reviews every profile.
 */
export async function reportRegister(
  city: D1Database,
  report: RegisterReport,
  now: Date,
): Promise<ReportStatus> {
  // Two attempts lose only to two other reports of the same register in between, and these brought it as far.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const status = await tryReport(city, report, now);
    if (status !== undefined) return status;
  }
  throw new Error(`the register of ${report.fact} is reported by too many at once`);
}

async function tryReport(
  city: D1Database,
  report: RegisterReport,
  now: Date,
): Promise<ReportStatus | undefined> {
  const { fact, department, source, id, digest } = report;
  const known = rowsOf<StoredRegister>(
    await statement(
      city,
      sql`SELECT ${columnsOf(registers)} FROM registers WHERE fact = ${fact}`,
    ).all(),
  )[0];
  const events = known === undefined ? [] : eventsOf(known.events);
  const seen = events.find((event) => event[0] === source && event[1] === id);
  if (seen !== undefined) return seen[2] === digest ? "duplicate" : "reused";
  const completeAsOf = report.completeAsOf.getTime();
  const isLater = known === undefined || completeAsOf > known.completeAsOf;
  const next = JSON.stringify([...events, [source, id, digest]].slice(-remembered));
  const written = await statement(
    city,
    known === undefined
      ? sql`INSERT INTO registers (fact, department, complete_as_of, reported_at, events, first_at)
            VALUES (${fact}, ${department}, ${completeAsOf}, ${now.getTime()}, ${next}, ${now.getTime()})
            ON CONFLICT DO NOTHING RETURNING fact`
      : sql`UPDATE registers SET complete_as_of = max(complete_as_of, ${completeAsOf}),
              reported_at = ${now.getTime()}, events = ${next}
            WHERE fact = ${fact} AND events = ${known.events} RETURNING fact`,
  ).all();
  if (written.results.length === 0) return undefined;
  return isLater ? "accepted" : "stale";
}

/** Guarantee: `tryReport` wrote it, and the column has no other writer. */
function eventsOf(text: string): [string, string, string][] {
  return JSON.parse(text) as [string, string, string][];
}
