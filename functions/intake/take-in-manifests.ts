import type { EventResult } from "#shared/contract/events.schema.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { type Awaited, lookAgain } from "#shared/manifests/awaited.ts";
import { recordArrivals } from "#shared/manifests/record-arrivals.ts";
import { reportManifest } from "#shared/manifests/report-manifest.ts";
import type { CheckedEvent, ManifestEvent } from "./checked-event.ts";
import type { Env } from "./env.ts";
import type { Placed } from "./placed.ts";
import { reused } from "#shared/incoming/reject-event.ts";

export async function takeInManifests(
  { DB_CITY }: Env,
  department: DepartmentId,
  placed: readonly Placed<ManifestEvent>[],
): Promise<[number, EventResult][]> {
  const results: [number, EventResult][] = [];
  for (const { index, event } of placed) {
    const { source, id, digest, day, events, facts, marks, at } = event;
    const report = { department, source, day, events, facts, digest: marks, at };
    // Two manifests of one day may stand in one batch.
    // oxlint-disable-next-line no-await-in-loop
    const status = await reportManifest(DB_CITY, { ...report, event: { id, digest } });
    results.push([index, status === "reused" ? reused(id) : { id, status }]);
  }
  return results;
}

/**
 * Remembers which events have arrived that no profile and no instruction remembers, and has those manifests looked at again
 * that waited for one of them. It comes after the commit and before the answer: nothing counts as arrived that is not kept,
 * and what was kept before the word of it was lost counts when it is repeated.
 */
export async function recordTakenIn(
  { DB_CITY }: Env,
  department: DepartmentId,
  events: readonly (CheckedEvent | undefined)[],
  results: readonly EventResult[],
  awaited: readonly Awaited[],
): Promise<void> {
  const arrived = events.flatMap((event, index) => {
    const status = results[index]?.status;
    if (event === undefined || event.kind === "manifest" || status === "rejected") return [];
    const { kind, source, id, observedOn: day } = event;
    return [{ kind, source, id, day, status }];
  });
  const unremembered = arrived.filter(
    ({ kind, status }) =>
      kind === "register" || kind === "correction" || (kind === "fulfilment" && status === "stale"),
  );
  await recordArrivals(DB_CITY, department, unremembered);
  await lookAgain(DB_CITY, department, awaited, arrived);
}
