import { zValidator } from "@hono/zod-validator";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { dueDay } from "#shared/calendar/working-days.ts";
import { readCalendar } from "#shared/calendars/read-calendar.ts";
import { objectionRequestSchema } from "#shared/contract/objections.schema.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { listConcerning, listLodged } from "#shared/objections/list-objections.ts";
import { lodgeObjection } from "#shared/objections/lodge-objection.ts";
import { acceptanceWorkingDays } from "#shared/objections/objection.ts";
import { hashOfObjector } from "#shared/objections/objector.ts";
import { policyById } from "#shared/policies/index.ts";
import { refuse } from "#shared/web/refusal.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import type { HomeApp } from "../home-app.ts";
import { objectorOf } from "./objector-of.ts";
import { tellOwn } from "./tell-own.ts";
import { targetOf } from "./target-of.ts";

/** Objections: lodging them, and what became of them. */
export function objectionRoutes(app: HomeApp): void {
  app.post(
    "/v1/objections",
    zValidator("json", objectionRequestSchema, refuseInvalid),
    async (c) => {
      const { env } = c;
      const { now } = c.var;
      const request = c.req.valid("json");
      const objector = await objectorOf(c, request.verification);
      const target = await targetOf(c, request, objector);
      const policy = policyById(target.policy);
      if (policy === undefined) throw new Error(`${target.policy} has left the code`);
      const { grounds } = request;
      const db = databaseOf(env, shardOf(target.subjectKey));
      const lodging = { target, policy, objector, grounds };
      const lodged = await lodgeObjection(db, env, env, lodging, now);
      if (lodged === undefined) return tooMany();
      const { objection, isNew } = lodged;
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
    const { env } = c;
    const objector = await objectorOf(c, c.req.header("Phone-Verification"));
    const lodged = await listLodged(env, await hashOfObjector(env.VAULT_OBJECTOR_KEY, objector));
    const subjectKey = objector.kind === "signed-in" ? objector.subjectKey : null;
    const concerning =
      subjectKey === null
        ? []
        : await listConcerning(databaseOf(env, shardOf(subjectKey)), subjectKey);
    const others = concerning.filter(({ id }) => !lodged.some((one) => one.id === id));
    const items = await Promise.all([
      ...lodged.map(async (one) => tellOwn(env.VAULT_GROUNDS_KEY, one, "objector")),
      ...others.map(async (one) => tellOwn(env.VAULT_GROUNDS_KEY, one, "concerned")),
    ]);
    return c.json({ items });
  });
}

function tooMany(): never {
  return refuse(429, "too-many-requests", {
    zh: "今天提出的异议已经太多，没有改动任何内容。请明天再提出，或者拨打12345。",
    en: "You have lodged too many objections today; nothing was changed. Go on tomorrow, or call 12345.",
  });
}
