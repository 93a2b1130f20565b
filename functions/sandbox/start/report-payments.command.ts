import * as z from "zod/mini";
import { jsonRequest, okJson, type Send } from "./outside.command.ts";

const instructionsSchema = z.array(
  z.object({ endToEndId: z.string(), reported: z.optional(z.string()) }),
);

/** One in so many is still with the payer. */
const openOf = 10;

/** The payers report most of what they were instructed as done, so that there is something to count. */
export async function reportPayments(send: Send): Promise<void> {
  const instructions = instructionsSchema.parse(await okJson(await send("/sandbox/instructions")));
  const endToEndIds = instructions
    .filter(({ reported }, index) => reported === undefined && index % openOf !== 0)
    .map(({ endToEndId }) => endToEndId);
  if (endToEndIds.length === 0) return;
  await okJson(await send("/sandbox/results", jsonRequest({ endToEndIds, result: "paid" })));
}
