import type { stages } from "#shared/db/city.schema.ts";
import { digestText } from "#shared/sealing/digest.ts";

/** One stage that a policy entered, as it is stored: who decided it, on what figures, chained to the one before. */
export type StageEntry = typeof stages.$inferSelect;

/** Chains an entry to the one before: its hash covers every field, `previous` included. */
export async function chainStage(entry: Omit<StageEntry, "hash">): Promise<StageEntry> {
  return { ...entry, hash: await hashOfStage(entry) };
}

/** SHA-256 over the canonical JSON of the row: its fields in this order, without spaces. */
async function hashOfStage(entry: Omit<StageEntry, "hash">): Promise<string> {
  const { policy, number, stage, pilot, reason, figures } = entry;
  const { proposedBy, decidedBy, sinceAt, previous } = entry;
  return digestText(
    JSON.stringify([
      policy,
      number,
      stage,
      pilot,
      reason,
      figures,
      proposedBy,
      decidedBy,
      sinceAt,
      previous,
    ]),
  );
}

/**
 * The number of the first entry that is not as it was written, or where one is wanting; undefined where the chain is
 * whole.
 *
 * @param history every entry of one policy, by number
 */
export async function firstBroken(history: readonly StageEntry[]): Promise<number | undefined> {
  let previous = "";
  for (const [index, entry] of history.entries()) {
    // Each link is held against the one before it.
    // oxlint-disable-next-line no-await-in-loop
    const isRight = entry.hash === (await hashOfStage(entry));
    if (!isRight || entry.number !== index + 1 || entry.previous !== previous) return index + 1;
    previous = entry.hash;
  }
  return undefined;
}
