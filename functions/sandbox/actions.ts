import { zValidator } from "@hono/zod-validator";
import type { Hono } from "hono";
import * as z from "zod/mini";
import { eventResultsSchema } from "#shared/contract/events.schema.ts";
import type { AppEnv } from "#shared/web/create-app.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import { refuse } from "#shared/web/refusal.ts";
import type { SandboxEnv } from "./env.ts";
import { faultsSchema, setFaults } from "./faults.ts";
import { moveClock } from "./move-clock.ts";
import { findInstruction, results } from "./received.ts";
import { reportResult } from "./report-result.ts";
import { tick } from "./tick.ts";
import type { World } from "./world.ts";

const clockSchema = z.object({ move: z.enum(["1", "30", "back"]) });
const reportSchema = z.object({ endToEndId: z.string(), result: z.enum(results) });
const rateSchema = z.coerce.number().check(z.minimum(0), z.maximum(1));
const faultsFormSchema = z.object({
  gatewayFail: rateSchema,
  gatewayLoseReply: rateSchema,
  gatewayDuplicate: rateSchema,
  payerFail: rateSchema,
  payerLoseReply: rateSchema,
  payerDuplicate: rateSchema,
});

const dayMilliseconds = 86_400_000;

/** The buttons of the page: plain forms that do what the calls do, and lead back to the page. */
export function addActions(app: Hono<AppEnv<SandboxEnv>>, world: World): void {
  app.post("/sandbox/actions/clock", zValidator("form", clockSchema, refuseInvalid), async (c) => {
    const { move } = c.req.valid("form");
    const now = await world.clock(c.env);
    const to =
      move === "back" ? undefined : new Date(now.getTime() + Number(move) * dayMilliseconds);
    await moveClock(world, c.env, to);
    return c.redirect("/sandbox?did=clock", 303);
  });

  app.post("/sandbox/actions/tick", async (c) => {
    const { delivered, quiet } = await tick(world, c.env);
    return c.redirect(`/sandbox?did=tick&delivered=${delivered}&quiet=${quiet}`, 303);
  });

  app.post(
    "/sandbox/actions/report",
    zValidator("form", reportSchema, refuseInvalid),
    async (c) => {
      const { endToEndId, result } = c.req.valid("form");
      const instruction = await findInstruction(c.env.DB_SANDBOX, endToEndId);
      if (instruction === undefined) {
        return refuse(404, "not-found", {
          zh: "付款方没有收到过这条指令，没有回报任何结果。",
          en: "The payer has received no such instruction; nothing was reported.",
        });
      }
      const response = await reportResult(world, c.env, instruction, result);
      const answer = response.ok ? eventResultsSchema.parse(await response.json()).results : [];
      const ok = answer.length > 0 && answer.every(({ status }) => status !== "rejected");
      return c.redirect(`/sandbox?did=report&result=${result}&ok=${ok}`, 303);
    },
  );

  app.post(
    "/sandbox/actions/faults",
    zValidator("form", faultsFormSchema, refuseInvalid),
    async (c) => {
      const form = c.req.valid("form");
      await setFaults(
        c.env.DB_SANDBOX,
        faultsSchema.parse({
          gateway: {
            fail: form.gatewayFail,
            loseReply: form.gatewayLoseReply,
            duplicate: form.gatewayDuplicate,
          },
          payer: {
            fail: form.payerFail,
            loseReply: form.payerLoseReply,
            duplicate: form.payerDuplicate,
          },
        }),
      );
      return c.redirect("/sandbox?did=faults", 303);
    },
  );
}
