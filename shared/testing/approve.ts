import type { ProposalRequest } from "#shared/contract/proposals.schema.ts";
import { decideProposal, findProposal } from "#shared/proposals/decide-proposal.ts";
import { propose } from "#shared/proposals/propose.ts";

/** An act that one person has proposed and another approved. */
export async function approve(
  city: D1Database,
  keyringKey: string,
  act: ProposalRequest,
  now: Date,
): Promise<void> {
  const proposal = await findProposal(city, await propose(city, keyringKey, act, "one", now));
  if (proposal === undefined || !(await decideProposal(city, proposal, "approve", "two", now)))
    throw new Error(`${act.kind} was not approved`);
}
