import type { visits } from "#shared/db/counter.schema.ts";

/** Somebody stands at a counter with the card in hand. */
export type Visit = typeof visits.$inferSelect;

/** How long a visit lasts: whoever has left must come again to decide. */
export const visitMilliseconds = 2 * 3_600_000;

/** Who serves at the counter, by the token. */
export interface Clerk {
  readonly person: string;
  readonly department: string | undefined;
}

/** Whether the clerk serves in this visit, and it goes on. */
export function isUnderWay({ clerk, openedAt }: Visit, person: string, now: Date): boolean {
  return clerk === person && now.getTime() < openedAt + visitMilliseconds;
}
