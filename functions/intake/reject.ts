import type { EventResult } from "#shared/contract/events.schema.ts";
import { type ProblemCode, problemTypes } from "#shared/web/problem-types.ts";

export interface Rejection {
  readonly problem: NonNullable<EventResult["problem"]>;
}

/** One event that is not taken in, and why; the others of its batch are. */
export function reject(code: ProblemCode, zh: string, en: string): { ok: false } & Rejection {
  const title = problemTypes[code];
  return {
    ok: false,
    problem: { type: `/problems/${code}`, title: `${title.zh} ${title.en}`, detail: `${zh} ${en}` },
  };
}

/** The result of an event that is not taken in. */
export function refused(id: string, { problem }: Rejection): EventResult {
  return { id, status: "rejected", problem };
}

/** The result of an event whose id stands for another body already. */
export function reused(id: string): EventResult {
  return refused(
    id,
    reject(
      "event-id-reused",
      "同一 source 和 id 已用于内容不同的事件，请换一个 id。",
      "This source and id were used for an event with another body; use a new id.",
    ),
  );
}
