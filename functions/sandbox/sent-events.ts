import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { eventResultsSchema, type DepartmentEvent } from "#shared/contract/events.schema.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { digestOfMarks, markOf } from "#shared/manifests/mark.ts";
import { randomId } from "#shared/sealing/digest.ts";

type ManifestReported = Extract<DepartmentEvent, { type: "manifest.reported.v1" }>;

/** Remembers which of a department's events were taken in; a manifest counts no other. */
export async function rememberSent(
  db: D1Database,
  department: DepartmentId,
  events: readonly DepartmentEvent[],
  response: Response,
): Promise<void> {
  if (!response.ok) return;
  const { results } = eventResultsSchema.parse(await response.json());
  const sent = events.filter(
    ({ type }, index) => type !== "manifest.reported.v1" && results[index]?.status !== "rejected",
  );
  const rows = sent.map(({ id, time }) => [department, shanghaiDay(new Date(time)), id]);
  await db
    .prepare(
      `INSERT INTO sent_events (department, day, id)
       SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE 1 ON CONFLICT DO NOTHING`,
    )
    .bind(JSON.stringify(rows))
    .run();
}

/** The manifests of a department for the days that are over: what it sent, counted and with its digest. */
export async function manifestsOf(
  db: D1Database,
  department: DepartmentId,
  now: Date,
): Promise<ManifestReported[]> {
  const { results } = await db
    .prepare("SELECT day, id FROM sent_events WHERE department = ? AND day < ?")
    .bind(department, shanghaiDay(now))
    .all<{ day: string; id: string }>();
  return Promise.all(
    [...Map.groupBy(results, ({ day }) => day)].map(
      async ([day, sent]): Promise<ManifestReported> => ({
        specversion: "1.0",
        id: randomId(),
        source: `urn:sandbox:${department}`,
        type: "manifest.reported.v1",
        time: now.toISOString(),
        data: {
          day,
          events: sent.length,
          facts: {},
          digest: await digestOfMarks(await Promise.all(sent.map(async ({ id }) => markOf(id)))),
        },
      }),
    ),
  );
}

/** What a manifest has told need not be remembered. */
export async function forgetSent(
  db: D1Database,
  department: DepartmentId,
  manifests: readonly ManifestReported[],
): Promise<void> {
  const days = JSON.stringify(manifests.map(({ data }) => data.day));
  await db
    .prepare(
      "DELETE FROM sent_events WHERE department = ? AND day IN (SELECT value FROM json_each(?))",
    )
    .bind(department, days)
    .run();
}
