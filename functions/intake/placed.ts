import type { Circumstances as Judging } from "#shared/judging/decide.ts";
import type { Awaited } from "#shared/manifests/awaited.ts";

/** What is judged by, whatever was reported. */
export interface Circumstances extends Pick<Judging, "now" | "complete" | "stages"> {
  /** Of which days the department's manifests still miss something. */
  readonly awaited?: readonly Awaited[];
}

/** An event and its place in the batch. */
export interface Placed<Event> {
  readonly index: number;
  readonly event: Event;
}
