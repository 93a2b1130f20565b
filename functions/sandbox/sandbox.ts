import { zValidator } from "@hono/zod-validator";
import type { Hono } from "hono";
import * as z from "zod/mini";
import { instantSchema } from "#shared/contract/subject.schema.ts";
import { departmentIds } from "#shared/identity/departments.ts";
import type { AppEnv } from "#shared/web/create-app.ts";
import { createPageApp } from "#shared/web/create-page-app.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import { refuse } from "#shared/web/refusal.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import { listAlarms } from "./alarms.ts";
import { addActions } from "./actions.ts";
import { listCases } from "./cases.ts";
import { addMessageReplies } from "./message-replies.ts";
import { addMessageReports } from "./message-reports.ts";
import { addCityIssuer } from "./city-codes.ts";
import { codeRequestSchema, issueSandboxCode } from "./codes.ts";
import { moveClock } from "./move-clock.ts";
import { listDepartments } from "./departments.ts";
import type { SandboxEnv } from "./env.ts";
import { faultsSchema, listFaults, setFaults } from "./faults.ts";
import {
  countReceived,
  findInstruction,
  listInstructions,
  listMessages,
  listNewestByTitle,
  results,
} from "./received.ts";
import { receive } from "./receive.ts";
import { reportResult, reportTogether } from "./report-result.ts";
import { noticeOfDone } from "./done.ts";
import { sandboxPage } from "./sandbox.page.tsx";
import { sampleSeal, sealRequestSchema } from "./seals.ts";
import { tick } from "./tick.ts";
import { issueToken, publicKeys, tokenRequestSchema } from "./tokens.ts";
import { listVenues } from "./venues.ts";
import type { World } from "./world.ts";

const listSchema = z.object({
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100_000)), 100_000),
});
const departmentSchema = z.object({ department: z.enum(departmentIds) });
const reportSchema = z.object({ endToEndId: z.string(), result: z.enum(results) });
const reportsSchema = z.strictObject({
  endToEndIds: z.array(z.string()).check(z.minLength(1), z.maxLength(10_000)),
  result: z.enum(results),
});

/** The outside world on this machine: message gateway, payers, departments, identity provider, and the clock. */
export function sandbox(world: World): Hono<AppEnv<SandboxEnv>> {
  const app = createPageApp<SandboxEnv>("sandbox");
  const now = (env: SandboxEnv) => world.clock(env);

  app.use(async (c, next) => {
    // Another site's page may not press the buttons of this one.
    const site = c.req.header("Sec-Fetch-Site") ?? "none";
    if (c.req.method !== "GET" && site !== "none" && site !== "same-origin") {
      refuse(403, "not-allowed", {
        zh: "请求来自别的网站，没有改动任何内容。",
        en: "The request comes from another site; nothing was changed.",
      });
    }
    await next();
  });

  app.get("/sandbox", async (c) => {
    const db = c.env.DB_SANDBOX;
    const [counts, byTitle, messages, instructions, faults, venues] = await Promise.all([
      countReceived(db),
      listNewestByTitle(db),
      listMessages(db, 10),
      listInstructions(db, 10),
      listFaults(db),
      listVenues(c.env.DEV_SECRET),
    ]);
    const tablets = venues.flatMap(({ name: venue, tablets: all }) =>
      all.map((one) => ({ venue, ...one })),
    );
    const times = { now: await now(c.env), machineTime: new Date() };
    const received = { counts, byTitle, messages, instructions };
    const state = { ...times, ...received, faults, tablets, origin: c.env.PUBLIC_ORIGIN };
    return sendPage(c, sandboxPage(state, noticeOfDone(c.req.query())));
  });

  app.post("/sandbox/seals", zValidator("json", sealRequestSchema, refuseInvalid), async (c) =>
    c.json(sampleSeal(c.req.valid("json"), await now(c.env))),
  );

  app.get("/sandbox/departments", async (c) => c.json(await listDepartments(c.env.DEV_SECRET)));
  app.get("/sandbox/venues", async (c) => c.json(await listVenues(c.env.DEV_SECRET)));

  app
    .get("/sandbox/clock", async (c) => c.json({ now: (await now(c.env)).toISOString() }))
    .put(zValidator("json", z.strictObject({ now: instantSchema }), refuseInvalid), async (c) =>
      c.json({
        now: (await moveClock(world, c.env, new Date(c.req.valid("json").now))).toISOString(),
      }),
    )
    .delete(async (c) => c.json({ now: (await moveClock(world, c.env, undefined)).toISOString() }));

  app.post("/sandbox/tick", async (c) => c.json(await tick(world, c.env)));

  app.get("/sandbox/messages", zValidator("query", listSchema, refuseInvalid), async (c) =>
    c.json(await listMessages(c.env.DB_SANDBOX, c.req.valid("query").limit)),
  );
  app.get("/sandbox/instructions", zValidator("query", listSchema, refuseInvalid), async (c) =>
    c.json(await listInstructions(c.env.DB_SANDBOX, c.req.valid("query").limit)),
  );
  app.get("/sandbox/alarms", zValidator("query", listSchema, refuseInvalid), async (c) =>
    c.json(await listAlarms(c.env.DB_SANDBOX, c.req.valid("query").limit)),
  );
  app.get("/sandbox/cases", zValidator("query", listSchema, refuseInvalid), async (c) =>
    c.json(await listCases(c.env.DB_SANDBOX, c.req.valid("query").limit)),
  );
  app.post(
    "/sandbox/instructions/:endToEndId/:result",
    zValidator("param", reportSchema, refuseInvalid),
    async (c) => {
      const { endToEndId, result } = c.req.valid("param");
      const instruction = await findInstruction(c.env.DB_SANDBOX, endToEndId);
      if (instruction === undefined) {
        return refuse(404, "not-found", {
          zh: "付款方没有收到过这条指令，没有回报任何结果。",
          en: "The payer has received no such instruction; nothing was reported.",
        });
      }
      return reportResult(world, c.env, instruction, result);
    },
  );

  app.post("/sandbox/results", zValidator("json", reportsSchema, refuseInvalid), async (c) => {
    const { endToEndIds, result } = c.req.valid("json");
    const wanted = new Set(endToEndIds);
    const received = await listInstructions(c.env.DB_SANDBOX, 100_000);
    const instructions = received.filter(({ endToEndId }) => wanted.has(endToEndId));
    await reportTogether(world, c.env, instructions, result);
    return c.json({ reported: instructions.length });
  });

  app
    .get("/sandbox/faults", async (c) => c.json(await listFaults(c.env.DB_SANDBOX)))
    .put(zValidator("json", faultsSchema, refuseInvalid), async (c) => {
      await setFaults(c.env.DB_SANDBOX, c.req.valid("json"));
      return c.json(await listFaults(c.env.DB_SANDBOX));
    });

  app.post("/sandbox/tokens", zValidator("json", tokenRequestSchema, refuseInvalid), async (c) =>
    c.json({ token: await issueToken(c.env, c.req.valid("json"), await now(c.env)) }),
  );
  app.post("/sandbox/codes", zValidator("json", codeRequestSchema, refuseInvalid), async (c) =>
    c.json(await issueSandboxCode(c.env, c.req.valid("json"), await now(c.env))),
  );
  app.get("/sandbox/jwks", (c) => c.json(publicKeys(c.env)));

  app.post(
    "/sandbox/inbox/:department",
    zValidator("param", departmentSchema, refuseInvalid),
    async (c) => {
      const { department } = c.req.valid("param");
      const reception = await receive(c.env, department, c.req.raw, await now(c.env));
      if (reception.outcome === "received")
        return reception.answer === undefined ? c.body(null, 204) : c.json(reception.answer);
      return refuse(500, "internal-error", {
        zh: "按沙箱的故障设置，本次没有答复成功。",
        en: "This answer fails as the sandbox's faults demand.",
      });
    },
  );

  addActions(app, world);
  addCityIssuer(app, world);
  addMessageReplies(app, world);
  addMessageReports(app, world);
  return app;
}
