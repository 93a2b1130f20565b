import { policyStandingsSchema } from "#shared/contract/policy-life.schema.ts";
import { authorised, issueToken, jsonRequest, okJson, type Send } from "./outside.command.ts";

/**
 * Has every policy measured that no night has measured yet, or that has left the list, and does not wait for it: figures
 * of the night know nothing of what was just decided and paid.
 */
export async function measurePolicies(send: Send): Promise<void> {
  const token = await issueToken(send, { role: "coordinator" });
  const answer = await okJson(await send("/v1/console/policies", authorised(token)));
  const wanted = policyStandingsSchema
    .parse(answer)
    .items.filter(({ measured, stage }) => measured === undefined || stage !== "listed");
  for (const { id } of wanted)
    await okJson(await send(`/v1/console/policies/${id}/measurements`, jsonRequest({}, token)));
}
