import type { EventResult } from "#shared/contract/events.schema.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { reportFulfilments } from "#shared/instructions/report-fulfilments.ts";
import { wakeHeld } from "#shared/outbox/wake-held.ts";
import { reportRegister } from "#shared/registers/report-register.ts";
import { checkEvent } from "./check-event.ts";
import type {
  CheckedEvent,
  CorrectionEvent,
  FulfilmentEvent,
  ManifestEvent,
  RegisterEvent,
  SubjectEvent,
} from "./checked-event.ts";
import type { Env } from "./env.ts";
import type { Circumstances, Placed } from "./placed.ts";
import { idOf, refused, reject, reused } from "#shared/incoming/reject-event.ts";
import { takeInCorrections } from "./take-in-corrections.ts";
import { recordTakenIn, takeInManifests } from "./take-in-manifests.ts";
import { takeInSubjects } from "./take-in-subjects.ts";

/** Takes in a batch; the results are in its order. Throws when a database failed: then the sender repeats the whole. */
export async function takeIn(
  env: Env,
  department: DepartmentId,
  raw: readonly unknown[],
  circumstances: Circumstances,
): Promise<EventResult[]> {
  const results: EventResult[] = [];
  const subjects: Placed<SubjectEvent>[] = [];
  const registers: Placed<RegisterEvent>[] = [];
  const fulfilments: Placed<FulfilmentEvent>[] = [];
  const corrections: Placed<CorrectionEvent>[] = [];
  const manifests: Placed<ManifestEvent>[] = [];
  const checks = await Promise.all(
    raw.map(async (one) => checkEvent(department, one, circumstances.now)),
  );
  for (const [index, check] of checks.entries()) {
    results[index] = {
      id: idOf(raw[index]),
      status: "rejected",
      ...(check.ok ? {} : { problem: check.problem }),
    };
    if (check.ok) place(index, check.event);
  }
  function place(index: number, event: CheckedEvent): void {
    switch (event.kind) {
      case "facts":
      case "contact":
      case "relations":
      case "case":
        subjects.push({ index, event });
        return;
      case "register":
        registers.push({ index, event });
        return;
      case "correction":
        corrections.push({ index, event });
        return;
      case "fulfilment":
        fulfilments.push({ index, event });
        return;
      case "manifest":
        manifests.push({ index, event });
        return;
    }
    return event satisfies never;
  }

  // First: whatever else the batch says under either number is then said of one subject.
  const joined = await takeInCorrections(env, department, corrections, circumstances);
  const settled = await Promise.all([
    takeInSubjects(env, department, subjects, circumstances),
    takeInRegisters(env, department, registers, circumstances),
    takeInFulfilments(env, department, fulfilments, circumstances),
    takeInManifests(env, department, manifests),
  ]);
  for (const [index, result] of [...joined, ...settled.flat()]) results[index] = result;
  const checked = checks.map((check) => (check.ok ? check.event : undefined));
  await recordTakenIn(env, department, checked, results, circumstances.awaited ?? []);
  return results;
}

async function takeInRegisters(
  env: Env,
  department: DepartmentId,
  placed: readonly Placed<RegisterEvent>[],
  { now }: Circumstances,
): Promise<[number, EventResult][]> {
  const results: [number, EventResult][] = [];
  for (const { index, event } of placed) {
    const { fact, completeAsOf, source, id, digest } = event;
    // Two reports of one register may stand in one batch; their order is the batch's.
    // oxlint-disable-next-line no-await-in-loop
    const status = await reportRegister(
      env.DB_CITY,
      { fact, department, completeAsOf, source, id, digest },
      now,
    );
    results.push([index, status === "reused" ? reused(id) : { id, status }]);
  }
  // Payments that waited for a late register go on.
  if (results.some(([, { status }]) => status === "accepted"))
    await wakeHeld(env, env, ["register-late"], now);
  return results;
}

async function takeInFulfilments(
  env: Env,
  department: DepartmentId,
  placed: readonly Placed<FulfilmentEvent>[],
  { now }: Circumstances,
): Promise<[number, EventResult][]> {
  const outcomes = await reportFulfilments(
    env,
    env,
    department,
    placed.map(({ event }) => event),
    now,
  );
  return placed.map(({ index, event: { id } }, position) => {
    const outcome = outcomes[position];
    switch (outcome) {
      case "accepted":
      case "duplicate":
      case "stale":
        return [index, { id, status: outcome }];
      case "reused":
        return [index, reused(id)];
      case undefined:
      case "unknown-instruction":
        return [
          index,
          refused(
            id,
            reject(
              "unknown-instruction",
              "没有这个兑现指令，请核对 endToEndId。",
              "There is no such instruction; check endToEndId.",
            ),
          ),
        ];
      case "not-the-payer":
        return [
          index,
          refused(
            id,
            reject(
              "not-the-payer",
              "该指令不由贵部门兑现，未接收。",
              "This instruction is another department's; nothing was changed.",
            ),
          ),
        ];
      case "contradiction":
        return [
          index,
          refused(
            id,
            reject(
              "conflict",
              "与此前报告的结果矛盾，未作改动，请人工核对。",
              "This contradicts an earlier report; nothing was changed. Please check by hand.",
            ),
          ),
        ];
    }
    return outcome satisfies never;
  });
}
