import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import { digestText } from "#shared/sealing/digest.ts";
import type { instructions } from "#shared/db/shard.schema.ts";

/** What a paying or serving department was told to do. */
export type Instruction = typeof instructions.$inferSelect;
export type InstructionState = Instruction["state"];

/**
 * The end-to-end id: two characters of the bucket and 26 derived from the natural key, so that a repetition after a
 * crash finds the same one. A new attempt, after a definite refusal, is another natural key.
 */
export async function endToEndId(
  subjectKey: string,
  policy: string,
  firstPeriod: string,
  attempt: number,
): Promise<string> {
  const digest = await digestText(`instruction ${subjectKey} ${policy} ${firstPeriod} ${attempt}`);
  return subjectKey.slice(0, 2) + digest.slice(0, 26);
}

/** The end-to-end id of a supplement: of its first adjustment and, where it came back, of the next attempt. */
export async function supplementId({
  id,
  state,
  attempts,
}: Pick<Adjustment, "id" | "state" | "attempts">): Promise<string> {
  const attempt = state === "returned" ? attempts + 1 : attempts;
  return id.slice(0, 2) + (await digestText(`supplement ${id} ${attempt}`)).slice(0, 26);
}
