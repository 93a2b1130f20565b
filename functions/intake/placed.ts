import type { Circumstances as Judging } from "#shared/judging/decide.ts";

/** What is judged by, whatever was reported. */
export type Circumstances = Pick<Judging, "now" | "complete" | "stages">;

/** An event and its place in the batch. */
export interface Placed<Event> {
  readonly index: number;
  readonly event: Event;
}
