import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { policyDetailSchema } from "#shared/contract/policy-detail.schema.ts";
import { handJudged } from "#shared/policies/by-hand/index.ts";
import { policies } from "#shared/policies/index.ts";
import { type CatalogueWorld, startCatalogue } from "#shared/testing/catalogue-world.ts";

let world: CatalogueWorld;
beforeAll(async () => {
  world = await startCatalogue();
});
afterEach(async () => {
  world.now = "2026-12-01T02:00:00Z";
  await world.empty();
});
afterAll(() => world.close());

async function detailOf(id: string) {
  const response = await world.get(`/v1/policies/${id}`);
  expect(response.status).toBe(200);
  return policyDetailSchema.parse(await response.json());
}

describe("GET /v1/policies/{id}", () => {
  test("adds every version, the newest first, each with its source, mode and ground", async () => {
    const { versions } = await detailOf("senior-comprehensive-allowance");
    expect(versions.map(({ id }) => id)).toEqual(["sample-2021", "2016"]);
    expect(versions[1]).toMatchObject({
      from: "2016-05-01",
      until: "2021-04-30",
      evidence: "sourced",
      mode: "confirm",
      ground: "choice",
      adverseEffects: false,
    });
    expect(versions[1]).not.toHaveProperty("statusLabel");
  });

  test("tells who answers for it, how it is fulfilled and who bears the cost", async () => {
    expect(await detailOf("pudong-ninetieth-birthday-gift")).toMatchObject({
      level: "district",
      district: "310115",
      responsibleUnit: expect.any(String),
      personInCharge: expect.any(String),
      itemCode: null,
      contact: "12345",
      fulfilment: {
        kind: "payment",
        department: "civil-affairs",
        withinWorkingDays: 10,
        shares: [{ level: "district", percent: 100 }],
      },
      conditions: expect.arrayContaining(["户籍在浦东新区"]),
    });
  });

  test("a sensitive policy says under which neutral title it is announced", async () => {
    expect(await detailOf("disabled-parking")).toMatchObject({
      isSensitive: true,
      neutralTitle: "停车优惠",
    });
    expect(await detailOf("park-admission")).not.toHaveProperty("neutralTitle");
  });

  test("what counts once names the policies that may not be had beside it", async () => {
    expect((await detailOf("job-absorption-subsidy")).countsOnce).toMatchObject({
      of: "relative",
      sharedWith: ["job-expansion-grant"],
    });
    expect(await detailOf("park-admission")).not.toHaveProperty("countsOnce");
  });

  test("what only people judge tells its conditions in prose, and why", async () => {
    const [entry] = handJudged;
    expect(await detailOf(entry?.id ?? "")).toMatchObject({
      mode: "application",
      conditions: entry?.conditions,
      whyByPeople: entry?.whyByPeople,
      versions: [],
      stages: [],
    });
  });

  test("of an id that nobody has is a 404 problem, and the database is not asked", async () => {
    const before = world.count.roundTrips;
    const response = await world.get("/v1/policies/nothing");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ type: "/problems/unknown-policy", status: 404 });
    expect(world.count.roundTrips).toBe(before);
  });

  test("follows the clock: on its last day a version is shown, and the next day the next", async () => {
    world.now = "2021-04-30T15:59:59Z";
    expect((await detailOf("senior-comprehensive-allowance")).version).toBe("2016");
    world.now = "2021-04-30T16:00:00Z";
    expect((await detailOf("senior-comprehensive-allowance")).version).toBe("sample-2021");
  });
});

describe("the stage", () => {
  const at = "2026-11-20T02:00:00Z";

  test("without a row in the city's database it is listed, and nothing is promised", async () => {
    expect(await detailOf("disabled-parking")).toMatchObject({
      status: "listed",
      statusInWords: expect.stringContaining("请按原渠道办理"),
      collections: [],
      stages: [],
    });
  });

  test("a pilot says where, in words and in codes", async () => {
    const pilot = { districts: ["310101", "310104"] } as const;
    await world.enterStage("disabled-parking", { stage: "pilot", at, pilot });
    expect(await detailOf("disabled-parking")).toMatchObject({
      status: "pilot",
      statusInWords: "目前只在黄浦区、徐汇区（按户籍所在区）试点。",
      statusSince: "2026-11-20T02:00:00.000Z",
      pilot,
      collections: ["automatic"],
    });
  });

  test("a pilot for a share says how large it is", async () => {
    await world.enterStage("disabled-parking", { stage: "pilot", at, pilot: { percent: 10 } });
    expect(await detailOf("disabled-parking")).toMatchObject({
      statusInWords: "目前只对10%的服务对象（按编号固定抽取）试点。",
      pilot: { percent: 10 },
    });
  });

  test("a pause stays visible, says why, and what the pilot was", async () => {
    const pilot = { percent: 10 } as const;
    await world.enterStage("disabled-parking", { stage: "pilot", at, pilot });
    const later = "2026-11-21T02:00:00Z";
    const reason = "本年资金用完";
    await world.enterStage("disabled-parking", { stage: "paused", at: later, reason, pilot });
    const detail = await detailOf("disabled-parking");
    expect(detail.statusInWords).toMatch(/^已暂停（暂停前对10%的.*）。原因：本年资金用完。$/);
    expect(detail.stages.map(({ status }) => status)).toEqual(["paused", "pilot"]);
  });

  test("what a district lists is carried out in that district", async () => {
    await world.enterStage("pudong-ninetieth-birthday-gift", { stage: "live", at });
    const { statusInWords, stages } = await detailOf("pudong-ninetieth-birthday-gift");
    expect(statusInWords).toBe("已在浦东新区实行免申即享。");
    expect(stages).toMatchObject([{ name: "全区实施" }]);
  });

  test("from before stages were kept has no instant", async () => {
    const { stages } = await detailOf("park-admission");
    expect(stages).toMatchObject([{ number: 1, status: "live" }]);
    expect(stages[0]).not.toHaveProperty("since");
  });

  test("names no person who decided it", async () => {
    await world.city
      .prepare(
        `INSERT INTO policy_stages (policy, number, stage, reason, proposed_by, decided_by, since_at, previous, hash)
         VALUES ('disabled-parking', 1, 'live', '理由', 'a-proposer', 'a-decider', 1, '', '')`,
      )
      .run();
    const text = await (await world.get("/v1/policies/disabled-parking")).text();
    expect(text).toContain('"status":"live"');
    expect(text).not.toMatch(/a-proposer|a-decider/);
  });
});

test.each([...policies, ...handJudged].map(({ id }) => id))(
  "%s says in its first words when its days are over or have not come, and only then",
  async (id) => {
    const { inForce, statusInWords } = await detailOf(id);
    expect(/^有效期到|^\d+年\d+月\d+日起施行/.test(statusInWords)).toBe(!inForce);
  },
);
