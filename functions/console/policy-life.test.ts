import * as z from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes, schemas } from "#shared/contract/routes.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { aStoredMeasure, storeMeasures } from "#shared/testing/a-measure.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { reportPerson, resident } from "#shared/testing/people.ts";

const senior = "senior-comprehensive-allowance";
const relief = "small-scale-vat-relief";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await reportPerson(dev, resident("1950-05-05", 601), {
    birthDate: "1950-05-05",
    hukouDistrict: "310101",
  });
  await reportPerson(dev, resident("1950-05-05", 602), { birthDate: "1950-05-05" });
  await dev.tick();
});
afterAll(async () => dev.close());

const staff = async (role: string, department?: DepartmentId, person?: string) =>
  dev.staff(role, department, person === undefined ? {} : { person });
const get = async (path: string, token: string) =>
  dev.fetch(path, { headers: { authorization: `Bearer ${token}` } });

/** Holds an answer to the schema that /openapi.json gives for it: nothing missing and nothing extra. */
async function described(
  method: "get" | "post" | "put",
  path: string,
  response: Response,
): Promise<unknown> {
  const route = routes.find((one) => one.method === method && one.path === path);
  const name = Object.values(route?.responses[response.status]?.content ?? {})[0];
  const schema = Object.entries(schemas).find(([key]) => key === name)?.[1];
  const body: unknown = await response.json();
  if (schema === undefined || !response.ok)
    throw new Error(`${method} ${path} ${response.status}: ${JSON.stringify(body)}`);
  return z.parse(schema, body);
}

const lifeOf = async (policy: string) =>
  z.parse(
    schemas.PolicyLife,
    await described(
      "get",
      "/v1/console/policies/{id}",
      await get(`/v1/console/policies/${policy}`, await staff("auditor")),
    ),
  );

const propose = async (token: string, payload: object) =>
  dev.post("/v1/console/proposals", { kind: "policy-stage", payload }, token);
const decide = async (token: string, id: string, decision = "approve") =>
  dev.post(`/v1/console/proposals/${id}/decision`, { decision }, token);

async function proposed(token: string, payload: object): Promise<string> {
  const response = await propose(token, payload);
  return z.parse(schemas.Proposal, await described("post", "/v1/console/proposals", response)).id;
}

/** Proposed by a policy officer, approved by an approver, both of the lead department. */
async function change(department: DepartmentId, payload: object): Promise<void> {
  const id = await proposed(await staff("policy-officer", department), payload);
  const response = await decide(await staff("approver", department), id);
  await described("post", "/v1/console/proposals/{id}/decision", response);
}

/** Every item of the checklist that does not pass, with a reason. */
const excuses = async (policy: string) =>
  (await lifeOf(policy)).checklist
    .filter(({ ok }) => !ok)
    .map(({ id }) => ({ item: id, reason: "先在沙箱试行" }));

describe("a measure on demand", () => {
  test("is taken by every shard, and shows what the data tell", async () => {
    const token = await staff("policy-officer", "civil-affairs");
    const path = `/v1/console/policies/${senior}/measurements`;
    await described(
      "post",
      "/v1/console/policies/{id}/measurements",
      await dev.post(path, {}, token),
    );
    await dev.tick();
    expect((await lifeOf(senior)).measured).toMatchObject({ eligible: 1, unknown: 1, omitted: 0 });
  });

  test("is for the lead department, the general office and the data centre", async () => {
    const ask = async (role: string, department?: DepartmentId, policy = senior) =>
      (
        await dev.post(
          `/v1/console/policies/${policy}/measurements`,
          {},
          await staff(role, department),
        )
      ).status;
    expect(await ask("coordinator")).toBe(202);
    expect(await ask("data-centre")).toBe(202);
    expect(await ask("approver", "health")).toBe(403);
    expect(await ask("handler", "civil-affairs")).toBe(403);
    expect(await ask("coordinator", undefined, "no-such-policy")).toBe(404);
  });
});

describe("the list of policies", () => {
  test("tells the stage, the readiness and the newest figures of each", async () => {
    const path = "/v1/console/policies";
    const { items } = z.parse(
      schemas.PolicyStandings,
      await described("get", path, await get(path, await staff("coordinator"))),
    );
    expect(items.find(({ id }) => id === senior)).toMatchObject({
      stage: "live",
      stageNumber: 1,
      measured: { day: "2026-11-16", eligible: 1 },
      alarms: [],
    });
    expect(items.find(({ id }) => id === relief)).toMatchObject({
      stage: "listed",
      stageNumber: 0,
    });
    expect((await get(path, await staff("window"))).status).toBe(403);
    expect((await get(`${path}/no-such-policy`, await staff("auditor"))).status).toBe(404);
  });
});

describe("a policy goes from the list to the whole city", () => {
  const tax = "tax";

  test("not before it is ready, unless an approver takes the reasons upon himself", async () => {
    const officer = await staff("policy-officer", tax);
    const ready = { policy: relief, stage: "ready", reason: "拟试点", expects: 0 };
    const refused = await propose(officer, ready);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      type: "/problems/not-ready",
      items: expect.arrayContaining([
        expect.objectContaining({ item: "evidence:vatTaxpayerKind" }),
      ]),
    });
    const id = await proposed(officer, { ...ready, despite: await excuses(relief) });
    const byOfficer = await decide(await staff("policy-officer", tax), id);
    expect(byOfficer.status).toBe(403);
    expect((await decide(await staff("approver", tax), id)).status).toBe(200);
    expect(await lifeOf(relief)).toMatchObject({ stage: "ready", stageNumber: 1 });
  });

  test("by persons of the lead department or the general office, never by one alone", async () => {
    const pilot = {
      policy: relief,
      stage: "pilot",
      pilot: { districts: ["310101"] },
      reason: "先行先试",
      expects: 1,
    };
    const status = async (role: string, department?: DepartmentId) =>
      (await propose(await staff(role, department), pilot)).status;
    expect(await status("policy-officer", "civil-affairs")).toBe(403);
    expect(await status("handler", tax)).toBe(403);
    expect(await status("operations", tax)).toBe(403);
    const id = await proposed(await staff("approver", tax, "zhang"), pilot);
    expect((await decide(await staff("approver", tax, "zhang"), id)).status).toBe(403);
    expect((await decide(await staff("approver", "civil-affairs"), id)).status).toBe(403);
    const listed = z.parse(
      schemas.Proposals,
      await described(
        "get",
        "/v1/console/proposals",
        await get("/v1/console/proposals", await staff("coordinator", undefined, "li")),
      ),
    );
    expect(listed.items.find((one) => one.id === id)).toMatchObject({ stageChange: pilot });
    expect((await decide(await staff("coordinator", undefined, "li"), id)).status).toBe(200);
    expect((await decide(await staff("coordinator"), id)).status).toBe(409);
    expect(await lifeOf(relief)).toMatchObject({ stage: "pilot", stageNumber: 2 });
  });

  test("not where it was proposed from a stage that has passed", async () => {
    const officer = await staff("policy-officer", tax);
    const stale = { policy: relief, stage: "paused", reason: "暂停", expects: 1 };
    const refused = await propose(officer, stale);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ type: "/problems/conflict", stageNumber: 2 });
    const id = await proposed(officer, { ...stale, expects: 2 });
    const wider = { districts: ["310101", "310104"] };
    await change(tax, { ...stale, stage: "pilot", pilot: wider, expects: 2 });
    expect((await decide(await staff("approver", tax), id)).status).toBe(409);
    expect(await lifeOf(relief)).toMatchObject({ stage: "pilot", stageNumber: 3 });
    expect((await decide(await staff("approver", tax), id, "decline")).status).toBe(200);
  });

  test("not past a gate that it does not pass, with each figure and its bound", async () => {
    const officer = await staff("policy-officer", tax);
    const live = { policy: relief, stage: "live", reason: "全市推开", expects: 3 };
    const despite = await excuses(relief);
    const unmeasured = await propose(officer, { ...live, despite });
    expect(unmeasured.status).toBe(409);
    expect(await unmeasured.json()).toMatchObject({
      type: "/problems/gate-not-passed",
      figures: [],
    });
    await dev.post(`/v1/console/policies/${relief}/measurements`, {}, officer);
    await dev.tick();
    const refused = await propose(officer, { ...live, despite: await excuses(relief) });
    expect(await refused.json()).toMatchObject({
      type: "/problems/gate-not-passed",
      measuredOn: "2026-11-16",
      figures: expect.arrayContaining([
        expect.objectContaining({ figure: "benefited", count: 0, limit: 5, passed: false }),
      ]),
    });
  });

  test("looked at again when it is approved", async () => {
    const city = await dev.database("DB_CITY");
    const measured = async (benefited: number) => {
      await city.prepare("DELETE FROM policy_measures WHERE policy = ?").bind(relief).run();
      await storeMeasures(
        city,
        [0, 1].map((shard) =>
          aStoredMeasure({ policy: relief, day: "2026-11-16", shard, stage: 3, benefited }),
        ),
      );
    };
    await measured(10);
    const payload = {
      policy: relief,
      stage: "live",
      reason: "全市推开",
      expects: 3,
      despite: await excuses(relief),
    };
    const id = await proposed(await staff("policy-officer", tax), payload);
    await measured(1);
    const refused = await decide(await staff("approver", tax), id);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ type: "/problems/gate-not-passed" });
    await measured(10);
    expect((await decide(await staff("approver", tax), id)).status).toBe(200);
    const life = await lifeOf(relief);
    expect(life).toMatchObject({ stage: "live", stageNumber: 4, chain: { whole: true } });
    expect(life.history.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(life.history.every(({ proposedBy, decidedBy }) => proposedBy !== decidedBy)).toBe(true);
  });
});

describe("a chain that somebody has tampered with", () => {
  test("is told to whoever looks", async () => {
    const city = await dev.database("DB_CITY");
    await city.batch([
      city.prepare("DROP TRIGGER policy_stages_are_not_changed"),
      city.prepare("UPDATE policy_stages SET reason = '另有理由' WHERE policy = 'park-admission'"),
    ]);
    expect((await lifeOf("park-admission")).chain).toEqual({ whole: false, firstBroken: 1 });
  });
});

describe("the obstacle list", () => {
  const path = "/v1/console/obstacles";
  const list = async (query = "") =>
    z.parse(
      schemas.Obstacles,
      await described("get", path, await get(`${path}${query}`, await staff("steward", "health"))),
    );
  const plan = async (token: string, policy: string, id: string, body: object) =>
    dev.fetch(`${path}/${policy}/${encodeURIComponent(id)}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  test("tells every obstacle, or those that one department can settle", async () => {
    const { items } = await list();
    expect(items).toContainEqual(
      expect.objectContaining({
        policy: senior,
        id: "evidence:hukouDistrict",
        owner: "public-security",
        freed: { people: 1, amountFen: 15_000, estimated: true, measuredOn: "2026-11-16" },
      }),
    );
    const own = await list("?department=public-security");
    expect(own.items.length).toBeGreaterThan(0);
    expect(own.items.every(({ owner }) => owner === "public-security")).toBe(true);
    expect((await get(`${path}?department=magic`, await staff("auditor"))).status).toBe(400);
  });

  test("takes a plan from whoever can settle it, and from no other", async () => {
    const body = { expectedOn: "2027-03-01", note: "与公安人口库对接后补齐" };
    const id = "evidence:hukouDistrict";
    const steward = await staff("steward", "public-security", "wang");
    const answer = await described(
      "put",
      "/v1/console/obstacles/{policy}/{obstacle}",
      await plan(steward, senior, id, body),
    );
    expect(answer).toMatchObject({ plan: body });
    expect((await plan(await staff("steward", "health"), senior, id, body)).status).toBe(403);
    expect((await plan(await staff("auditor"), senior, id, body)).status).toBe(403);
    expect((await plan(steward, senior, "no-such", body)).status).toBe(404);
    expect((await plan(steward, senior, id, { ...body, note: "" })).status).toBe(400);
    expect((await plan(steward, senior, id, { ...body, expectedOn: "2027-02-30" })).status).toBe(
      400,
    );
    const { items } = await list();
    expect(items.find((one) => one.policy === senior && one.id === id)).toMatchObject({
      plan: body,
    });
  });

  test("takes a plan for what only people judge", async () => {
    const entry = (await list()).items.find(({ id }) => id === "hand-judged");
    const body = { expectedOn: null, note: "研究能否由数据认定其中一部分" };
    const answer = await plan(await staff("coordinator"), entry?.policy ?? "", "hand-judged", body);
    expect(answer.status).toBe(200);
  });
});
