import { sql } from "drizzle-orm";
import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { manifests } from "#shared/db/city-work.schema.ts";
import { columnsOf, rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { heldDays, type Manifest } from "./manifest.ts";

export interface ManifestReport {
  readonly department: DepartmentId;
  readonly source: string;
  readonly day: CivilDate;
  readonly events: number;
  readonly facts: Readonly<Record<string, number>>;
  readonly digest: string | undefined;
  /** Milliseconds: the event's `time`. Of two manifests of a day the later one counts. */
  readonly at: number;
  readonly event: { readonly id: string; readonly digest: string };
}

export type ManifestStatus = "accepted" | "duplicate" | "stale" | "reused";

/** Id, digest and time of the events of one day that were heard. */
type Heard = [id: string, digest: string, at: number];

const remembered = 8;

/** What arrived is kept a little longer than it is held against manifests. */
const keptDays = 2 * heldDays;

/**
 * Takes in what a department's system says that it sent on a day. What arrived is held against it by the sweep; what
 * arrived long before is forgotten.
 */
export async function reportManifest(
  city: D1Database,
  report: ManifestReport,
): Promise<ManifestStatus> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    // Each attempt looks at what another report of the same day has left.
    // oxlint-disable-next-line no-await-in-loop
    const status = await tryReport(city, report);
    if (status !== undefined) return status;
  }
  throw new Error(`the manifest of ${report.day} is reported by too many at once`);
}

async function tryReport(
  city: D1Database,
  report: ManifestReport,
): Promise<ManifestStatus | undefined> {
  const { department, source, day, at, event } = report;
  const isOfDay = sql`department = ${department} AND source = ${source} AND day = ${day}`;
  const known = rowsOf<Manifest>(
    await statement(
      city,
      sql`SELECT ${columnsOf(manifests)} FROM manifests WHERE ${isOfDay}`,
    ).all(),
  )[0];
  const heard = known === undefined ? [] : heardFrom(known.heard);
  const seen = heard.find(([id]) => id === event.id);
  if (seen !== undefined) return seen[1] === event.digest ? "duplicate" : "reused";
  const next = JSON.stringify(
    [...heard, [event.id, event.digest, at] satisfies Heard].slice(-remembered),
  );
  const isLater = !heard.some(([id, , time]) => time > at || (time === at && id > event.id));
  const row: Manifest = {
    department,
    source,
    day,
    events: report.events,
    facts: JSON.stringify(report.facts),
    digest: report.digest ?? null,
    reportedAt: at,
    heard: next,
    seen: null,
    settledAt: null,
  };
  const [written] = await city.batch([
    known === undefined
      ? statement(
          city,
          sql`INSERT INTO manifests (${targetsOf(manifests)}) SELECT ${valuesOf(manifests)}
              FROM json_each(${JSON.stringify([row])}) WHERE 1 ON CONFLICT DO NOTHING RETURNING day`,
        )
      : statement(
          city,
          isLater
            ? sql`UPDATE manifests SET events = CAST(${row.events} AS INTEGER), facts = ${row.facts}, digest = ${row.digest},
                    reported_at = ${at}, heard = ${next}, seen = NULL, settled_at = NULL
                  WHERE ${isOfDay} AND heard = ${known.heard} RETURNING day`
            : sql`UPDATE manifests SET heard = ${next} WHERE ${isOfDay} AND heard = ${known.heard} RETURNING day`,
        ),
    statement(
      city,
      sql`DELETE FROM arrivals WHERE department = ${department} AND source = ${source}
          AND day < ${addDays(day, -keptDays)}`,
    ),
  ]);
  if ((written?.results.length ?? 0) === 0) return undefined;
  return isLater ? "accepted" : "stale";
}

/** Guarantee: `tryReport` wrote it, and the column has no other writer. */
function heardFrom(text: string): Heard[] {
  return JSON.parse(text) as Heard[];
}
