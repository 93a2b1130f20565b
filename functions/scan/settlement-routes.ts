import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import {
  settlementRequestSchema,
  settlementsQuerySchema,
} from "#shared/contract/venues-told.schema.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { listSettlements } from "#shared/settlements/list-settlements.ts";
import { payAgain } from "#shared/settlements/pay-again.ts";
import { settledFrom, settleMonth } from "#shared/settlements/settle-month.ts";
import { readJson } from "#shared/web/read-json.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole } from "#shared/web/verify-token.ts";
import type { Env } from "./env.ts";
import { fitting } from "./read-request.ts";
import type { ScanApp } from "./scan-app.ts";
import { ledPolicy } from "./venue-routes.ts";

/**
 * What the payer gives venues back for the visits of a month. The lead department has it worked out; nothing is paid before
 * it is released, by two persons or under an authorisation, like anything that is paid.
 */
export function settlementRoutes(app: ScanApp): void {
  app.get("/v1/console/venues/settlements", async (c) => {
    const { policy: id, month } = fitting(settlementsQuerySchema, c.req.query());
    return c.json(await told(c.env, ledPolicy(c.var.signedIn, id), month));
  });

  app.post("/v1/console/venues/settlements", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, ["approver", "finance"]);
    const { policy: id, month } = await readJson(c, settlementRequestSchema);
    const policy = ledPolicy(signedIn, id);
    const from = settledFrom(month);
    if (shanghaiDay(now) < from) {
      return refuse(409, "conflict", {
        zh: `断网期间的扫码还可以补报，请在${from}以后结算。没有改动任何内容。`,
        en: `What was granted without network may still be told; settle from ${from} on. Nothing was changed.`,
      });
    }
    await settleMonth(c.env, c.env, policy, month, now);
    await payAgain(c.env, c.env, policy.id, month, now);
    return c.json(await told(c.env, policy, month));
  });
}

async function told(env: Env, { id }: Policy, wanted: string | undefined) {
  const settlements = await listSettlements(env, id, wanted);
  return {
    items: settlements.map(
      ({ month, venue, organisation, visits, beyondCap, amountFen, endToEndId, ...standing }) => ({
        month,
        venue,
        organisation,
        visits,
        beyondCap,
        amountFen,
        endToEndId,
        state: standing.state,
        ...(standing.heldBecause === null ? {} : { heldBecause: standing.heldBecause }),
      }),
    ),
  };
}
