import type { EventResult } from "#shared/contract/events.schema.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { subjectText } from "#shared/identity/subject.ts";
import { freeze } from "#shared/joins/freeze.ts";
import { recordJoins } from "#shared/joins/record-joins.ts";
import type { CorrectionEvent } from "./checked-event.ts";
import type { Env } from "./env.ts";
import { keysOf } from "./keys-of-others.ts";
import type { Circumstances, Placed } from "./placed.ts";
import { reused } from "#shared/incoming/reject-event.ts";

/**
 * Takes in that two numbers are one: it is remembered, and nothing new is paid under either number from now on. They
 * are joined within minutes, by the function that has the vault's keys and nothing else to do.
 */
export async function takeInCorrections(
  env: Env,
  department: DepartmentId,
  placed: readonly Placed<CorrectionEvent>[],
  circumstances: Circumstances,
): Promise<[number, EventResult][]> {
  if (placed.length === 0) return [];
  const { now } = circumstances;
  const subjects = placed.flatMap(({ event: { from, to } }) => [from, to]);
  const keys = await keysOf(env, department, subjects, circumstances);
  const keyOf = (subject: CorrectionEvent["from"]): string => {
    const key = keys.get(subjectText(subject));
    if (key === undefined) throw new Error("a subject that is to be joined has no key");
    return key;
  };
  const recorded = await recordJoins(
    env.DB_CITY,
    placed.map(({ event: { source, id, digest, from, to } }) => ({
      department,
      source,
      event: id,
      digest,
      fromKey: keyOf(from),
      intoKey: keyOf(to),
    })),
    now,
  );
  const open = recorded.filter(({ join }) => join.state === "open");
  await freeze(
    env,
    open.flatMap(({ join: { number, fromKey, intoKey } }) =>
      [fromKey, intoKey].map((subjectKey) => ({ subjectKey, number })),
    ),
  );
  return placed.map(({ index, event: { id, digest, warning } }, position) => {
    const told = warning === undefined ? {} : { warning };
    const one = recorded[position];
    if (one === undefined || one.join.digest !== digest) return [index, reused(id)];
    if (!one.isNew) return [index, { id, status: "duplicate", ...told }];
    // Both numbers led to one subject before.
    const isNews = one.join.fromKey !== one.join.intoKey;
    return [index, { id, status: isNews ? "accepted" : "stale", ...told }];
  });
}
