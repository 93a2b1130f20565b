import * as z from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes, schemas } from "#shared/contract/routes.ts";
import { policies } from "#shared/policies/index.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { reportContact, reportPerson, resident } from "#shared/testing/people.ts";

const senior = "senior-comprehensive-allowance";
const subject = resident("1950-05-05", 801);

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
  await reportContact(dev, subject, "0801");
  await reportPerson(dev, subject, { birthDate: "1950-05-05", hukouDistrict: "310101" });
  await dev.tick();
});
afterAll(async () => dev.close());

const get = async (path: string, token: string) =>
  dev.fetch(path, { headers: { authorization: `Bearer ${token}` } });

/** Holds an answer to the schema that /openapi.json gives for it: nothing missing and nothing extra. */
async function expectDescribed(
  method: "get" | "post",
  path: string,
  response: Response,
): Promise<unknown> {
  const route = routes.find((one) => one.method === method && one.path === path);
  const content = route?.responses[response.status]?.content;
  const name = Object.values(content ?? {})[0];
  const schema = Object.entries(schemas).find(([key]) => key === name)?.[1];
  if (schema === undefined)
    throw new Error(`${method} ${path} ${response.status} is not described`);
  return z.parse(schema, await response.json());
}

describe("explanations", () => {
  const ask = async (role: string, department: Parameters<Dev["staff"]>[1], body: object) =>
    dev.post(
      "/v1/console/explanations",
      { subject, purpose: "来电咨询", ...body },
      await dev.staff(role, department),
    );

  test("a handler sees the policies of the own department, an auditor all", async () => {
    const handler = await expectDescribed(
      "post",
      "/v1/console/explanations",
      await ask("handler", "civil-affairs", {}),
    );
    const { verdicts } = z.parse(schemas.Explanations, handler);
    expect(verdicts.map(({ policy }) => policy)).toEqual(
      policies
        .filter((one) => one.leadDepartment === "civil-affairs" && one.subject === "person")
        .map(({ id }) => id),
    );
    expect(verdicts.find(({ policy }) => policy === senior)).toMatchObject({
      verdict: "met",
      amountFen: 15_000,
      missing: [],
      entitlements: [
        {
          period: "2026-11",
          state: "awaiting-confirmation",
          decision: {
            on: "2026-11-16",
            version: "sample-2021",
            reason: expect.stringContaining("因此可享受老年综合津贴，每月150元"),
            replayed: { same: true, differences: [] },
          },
        },
      ],
    });
    const auditor = await expectDescribed(
      "post",
      "/v1/console/explanations",
      await ask("auditor", undefined, {}),
    );
    expect(auditor).toMatchObject({
      verdicts: expect.arrayContaining([
        expect.objectContaining({ policy: "park-admission", verdict: "met" }),
      ]),
    });
    expect((await ask("handler", "human-resources", { policy: senior })).status).toBe(403);
  });

  test("each fact says who reported it and when, and each access is recorded with its purpose", async () => {
    const answer = z.parse(
      schemas.Explanations,
      await (await ask("auditor", undefined, { policy: senior })).json(),
    );
    expect(answer.verdicts[0]?.facts).toContainEqual({
      fact: "hukouDistrict",
      value: "310101",
      reportedBy: "public-security",
      observedAt: expect.stringMatching(/^2026-11-16T/),
    });
    const clauses = answer.verdicts[0]?.clauses ?? [];
    expect(clauses.map(({ number, verdict }) => `${number} ${verdict}`)).toEqual([
      "1 met",
      "2 met",
      "3 met",
      "3.1 met",
      "3.2 met",
      "3.3 met",
      "4 met",
    ]);
    expect(clauses[0]?.facts).toEqual([
      expect.objectContaining({ label: "户籍所在区", text: "黄浦区", steward: "public-security" }),
    ]);
    const rows = await Promise.all(
      (["DB_0", "DB_1"] as const).map(async (binding) =>
        (await dev.database(binding))
          .prepare("SELECT purpose, scope FROM accesses ORDER BY id DESC")
          .all(),
      ),
    );
    expect(rows.flatMap(({ results }) => results)).toContainEqual({
      purpose: "来电咨询",
      scope: senior,
    });
  });

  test("another day is judged by the version of that day", async () => {
    const answer = await expectDescribed(
      "post",
      "/v1/console/explanations",
      await ask("auditor", undefined, { policy: senior, on: "2020-05-05" }),
    );
    expect(answer).toMatchObject({ verdicts: [{ version: "2016" }] });
  });

  test("nothing is known of a stranger, which is no refusal", async () => {
    const stranger = resident("1951-01-01", 802);
    const answer = await expectDescribed(
      "post",
      "/v1/console/explanations",
      await ask("auditor", undefined, { subject: stranger, policy: senior }),
    );
    expect(answer).toMatchObject({
      verdicts: [{ verdict: "unknown", entitlements: [], facts: [] }],
    });
  });

  test("no token is 401, another role 403, a malformed body 400, a wrong number 400, an unknown policy 404", async () => {
    expect((await dev.post("/v1/console/explanations", { subject, purpose: "x" })).status).toBe(
      401,
    );
    expect(
      (await dev.post("/v1/console/explanations", { subject, purpose: "来电咨询" }, "a.b.c"))
        .status,
    ).toBe(401);
    expect((await ask("operations", "government-services", {})).status).toBe(403);
    expect(
      (
        await dev.post(
          "/v1/console/explanations",
          { subject, purpose: "来电咨询" },
          await dev.citizen(subject),
        )
      ).status,
    ).toBe(403);
    expect((await ask("auditor", undefined, { purpose: "" })).status).toBe(400);
    expect(
      (await ask("auditor", undefined, { subject: { ...subject, id: "319900195703080013" } }))
        .status,
    ).toBe(400);
    expect((await ask("auditor", undefined, { policy: "no-such-policy" })).status).toBe(404);
  });

  test("a token whose time has passed, by the function's clock, is refused", async () => {
    const token = await dev.staff("auditor");
    await dev.clock("2026-11-18T02:00:00Z");
    const late = await dev.post(
      "/v1/console/explanations",
      { subject, purpose: "来电咨询" },
      token,
    );
    await dev.clock("2026-11-16T02:00:00Z");
    expect(late.status).toBe(401);
  });
});

describe("acts of two persons", () => {
  const payload = { department: "tax", purpose: "fulfilment", url: "https://tax.example/inbox" };
  const persons = async () =>
    Promise.all(
      ["one", "two"].map(async (person) =>
        dev.staff("operations", "government-services", { person }),
      ),
    );

  test("take effect when another person approves, once", async () => {
    const [one = "", two = ""] = await persons();
    const urlOf = async () =>
      (await dev.database("DB_CITY"))
        .prepare("SELECT url FROM endpoints WHERE department = 'tax' AND purpose = 'fulfilment'")
        .first("url");
    const before = await urlOf();
    expect(before).not.toBe(payload.url);
    const proposed = await dev.post("/v1/console/proposals", { kind: "endpoint", payload }, one);
    const { id } = z.parse(
      schemas.Proposal,
      await expectDescribed("post", "/v1/console/proposals", proposed),
    );
    const listed = await expectDescribed(
      "get",
      "/v1/console/proposals",
      await get("/v1/console/proposals", two),
    );
    expect(listed).toMatchObject({ items: [{ id, kind: "endpoint" }] });
    const approve = async (token: string) =>
      dev.post(`/v1/console/proposals/${id}/decision`, { decision: "approve" }, token);
    expect((await approve(one)).status).toBe(403);
    expect(await urlOf()).toBe(before);
    await expectDescribed("post", "/v1/console/proposals/{id}/decision", await approve(two));
    expect(await urlOf()).toBe(payload.url);
    expect((await approve(two)).status).toBe(409);
  });

  test("are closed to other roles, unknown departments and unknown policies", async () => {
    const [one = ""] = await persons();
    const handler = await dev.staff("handler", "civil-affairs");
    expect(
      (await dev.post("/v1/console/proposals", { kind: "endpoint", payload }, handler)).status,
    ).toBe(403);
    expect(
      (
        await dev.post(
          "/v1/console/proposals",
          { kind: "endpoint", payload: { ...payload, department: "magic" } },
          one,
        )
      ).status,
    ).toBe(400);
    const authorisation = {
      department: "civil-affairs",
      policy: "none",
      dailyCapFen: 1,
      validFrom: "2026-01-01",
      validUntil: "2026-12-31",
    };
    const approver = await dev.staff("approver", "civil-affairs");
    expect(
      (
        await dev.post(
          "/v1/console/proposals",
          { kind: "authorisation", payload: authorisation },
          approver,
        )
      ).status,
    ).toBe(404);
    const others = {
      kind: "authorisation",
      payload: { ...authorisation, policy: senior, department: "human-resources" },
    };
    expect((await dev.post("/v1/console/proposals", others, approver)).status).toBe(403);
  });
});

describe("dead letters and statistics", () => {
  test("a message that no consumer can read is kept, listed, and refused for replay", async () => {
    const operations = await dev.staff("operations", "government-services");
    const city = await dev.database("DB_CITY");
    await city
      .prepare(
        "INSERT INTO dead_letters (id, queue, body, reason, recorded_at) VALUES ('message-1', 'jixiang-notify', '{\"no\":\"hint\"}', 'test', 1790000000000)",
      )
      .run();
    expect(
      await expectDescribed(
        "get",
        "/v1/console/dead-letters",
        await get("/v1/console/dead-letters", operations),
      ),
    ).toMatchObject({ items: [{ id: "message-1" }] });
    expect(
      (await dev.post("/v1/console/dead-letters/message-1/replay", {}, operations)).status,
    ).toBe(409);
    expect((await dev.post("/v1/console/dead-letters/none/replay", {}, operations)).status).toBe(
      404,
    );
    expect(
      (await dev.post("/v1/console/dead-letters/message-1/replay", {}, await dev.staff("auditor")))
        .status,
    ).toBe(403);
  });

  test("a task that failed for three days is parked with a dead letter, and a replay does its work", async () => {
    const person = resident("1940-04-04", 803);
    await dev.faults({ gateway: { fail: 1 } });
    await reportContact(dev, person, "0803");
    await reportPerson(dev, person, { birthDate: "1940-04-04", hukouDistrict: "310101" });
    for (let attempt = 0; attempt < 11; attempt += 1) {
      await dev.clock(
        new Date(Date.parse("2026-11-16T02:00:00Z") + attempt * 25 * 3_600_000).toISOString(),
      );
      await dev.tick();
    }
    await dev.faults({});
    const operations = await dev.staff("operations", "government-services");
    const { items } = z.parse(
      schemas.DeadLetters,
      await (await get("/v1/console/dead-letters", operations)).json(),
    );
    // Reminders, alarms and counts of cases failed at the same gateway.
    const letters = items.filter(({ queue }) => queue === "notify");
    expect(letters.length).toBeGreaterThan(0);
    for (const { reason } of letters) expect(reason).toContain("500");
    const sentTo = async () =>
      (await dev.messages())
        .filter(({ to, template }) => to === "13800000803" && template === "offer.v1")
        .map(({ template }) => template);
    expect(await sentTo()).toEqual([]);
    for (const { id } of letters) {
      await expectDescribed(
        "post",
        "/v1/console/dead-letters/{id}/replay",
        await dev.post(`/v1/console/dead-letters/${id}/replay`, {}, operations),
      );
    }
    await dev.tick();
    expect(await sentTo()).toEqual(["offer.v1"]);
    // Eleven days pass, each with its measures, seals and counts.
  }, 240_000);

  test("statistics name nobody", async () => {
    const coordinator = await dev.staff("coordinator");
    const counts = await expectDescribed(
      "get",
      "/v1/console/statistics",
      await get("/v1/console/statistics", coordinator),
    );
    expect(counts).toMatchObject({
      policies: expect.arrayContaining([expect.objectContaining({ policy: senior, met: 2 })]),
    });
    expect(
      (await get("/v1/console/statistics", await dev.staff("handler", "civil-affairs"))).status,
    ).toBe(403);
  });
});
