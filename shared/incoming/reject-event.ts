import type { EventResult } from "#shared/contract/events.schema.ts";
import { type Issue, toldIssue } from "#shared/web/told-issue.ts";
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

/** One event whose form is not that of the contract, with the places that are wrong. */
export function rejectMalformed(issues: readonly Issue[]): ReturnType<typeof reject> {
  const places = issues
    .map(toldIssue)
    .map(({ path, message }) => `${path.join(".")} (${message})`)
    .join("; ");
  return reject(
    "invalid-event",
    `事件格式不对，请对照 /openapi.json 检查：${places}。`,
    `The event is malformed; check against /openapi.json: ${places}.`,
  );
}

/** How far ahead of our clock an observation may be, or a future date would win for ever. */
export const mostAheadMilliseconds = 5 * 60_000;

/** One event whose `time` lies too far ahead. */
export function rejectFuture(): ReturnType<typeof reject> {
  return reject(
    "time-in-future",
    "time 超前五分钟以上，请检查时钟。",
    "The time is more than five minutes ahead of our clock; check yours.",
  );
}

/** The id of an event that may be malformed. */
export function idOf(raw: unknown): string {
  return typeof raw === "object" && raw !== null && "id" in raw && typeof raw.id === "string"
    ? raw.id.slice(0, 128)
    : "";
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
