import { zValidator } from "@hono/zod-validator";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { dueDay } from "#shared/calendar/working-days.ts";
import { readCalendar } from "#shared/calendars/read-calendar.ts";
import { objectionRequestSchema } from "#shared/contract/objections.schema.ts";
import { acceptanceWorkingDays } from "#shared/objections/objection.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import type { HomeApp } from "../home-app.ts";
import { objectorOf } from "../objector-of.ts";
import { ownObjections } from "../own-objections.ts";
import { lodgeFor } from "./lodge-for.ts";

/** Objections: lodging them, and what became of them. */
export function objectionRoutes(app: HomeApp): void {
  app.post(
    "/v1/objections",
    zValidator("json", objectionRequestSchema, refuseInvalid),
    async (c) => {
      const { env } = c;
      const request = c.req.valid("json");
      const objector = await objectorOf(c, request.verification);
      const { objection, isNew } = await lodgeFor(c, request, objector);
      const from = shanghaiDay(new Date(objection.lodgedAt));
      const term = { from, workingDays: acceptanceWorkingDays };
      return c.json(
        {
          id: objection.id,
          state: objection.state,
          lodgedAt: new Date(objection.lodgedAt).toISOString(),
          decisionBy: dueDay(term, await readCalendar(env.DB_CITY)),
        },
        isNew ? 201 : 200,
      );
    },
  );

  app.get("/v1/objections", async (c) => {
    const objector = await objectorOf(c, c.req.header("Phone-Verification"));
    return c.json({ items: await ownObjections(c.env, objector) });
  });
}
