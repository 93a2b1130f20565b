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
