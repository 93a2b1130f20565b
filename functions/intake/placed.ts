export interface Circumstances {
  readonly now: Date;
  /** The facts whose register is complete. */
  readonly complete: ReadonlySet<string>;
}

/** An event and its place in the batch. */
export interface Placed<Event> {
  readonly index: number;
  readonly event: Event;
}
