import type { Confirmation } from "#shared/confirmations/confirmation.ts";
import { confirmationKey, type Draft, putConfirmation } from "#shared/judging/changes.ts";
import type { StoredConfirmation } from "./luggage.ts";

/**
 * Takes over what the one who left was offered and has decided: the last decision stands, whichever number it was made
 * under; a decision stands before an offer, an offer before one that lapsed or ended. Links that were sent stay valid.
 *
 * @returns the keys of those that were taken over
 */
export function mergeConfirmations(
  draft: Draft,
  subjectKey: string,
  left: readonly StoredConfirmation[],
): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const { document: _, ...one } of left) {
    const key = confirmationKey(one.policy, one.commitment, one.scope);
    const own = draft.confirmations.get(key);
    if (own !== undefined && !standsBefore(one, own)) continue;
    taken.add(key);
    putConfirmation(draft, {
      ...one,
      subjectKey,
      // Greater than both, or the mark of all versions could be what it was.
      version: Math.max(own?.version ?? 0, one.version),
      generation: own?.generation ?? one.generation,
    });
  }
  return taken;
}

function standsBefore(one: Confirmation, own: Confirmation): boolean {
  const [rank, other] = [rankOf(one), rankOf(own)];
  if (rank !== other) return rank > other;
  return rank === decided && (one.decidedAt ?? 0) > (own.decidedAt ?? 0);
}

const decided = 4;

function rankOf({ state, decidedAt }: Confirmation): number {
  switch (state) {
    case "confirmed":
    case "waived":
      return decided;
    case "announced":
      return decidedAt === null ? 3 : decided;
    case "open":
      return 2;
    case "lapsed":
      return 1;
    case "ended":
      return 0;
  }
  return state satisfies never;
}
