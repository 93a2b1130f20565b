import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { notYetSchema } from "#shared/contract/not-yet.schema.ts";
import { statement } from "#shared/db/statement.ts";
import { handJudged } from "#shared/policies/by-hand/index.ts";
import { policies } from "#shared/policies/index.ts";
import { asBrowser, type CatalogueWorld, startCatalogue } from "#shared/testing/catalogue-world.ts";
import { measured } from "#shared/testing/measured.ts";

let world: CatalogueWorld;
beforeAll(async () => {
  world = await startCatalogue();
});
afterAll(() => world.close());
beforeEach(() => world.empty());

const gift = "pudong-ninetieth-birthday-gift";
const at = "2026-11-01T00:00:00Z";

async function read() {
  const notYet = z.parse(notYetSchema, await (await world.get("/v1/not-yet")).json());
  const itemOf = (id: string) => notYet.items.find(({ policy }) => policy === id);
  return { ...notYet, itemOf };
}

async function giftMeasured(counts: { eligible: number; lacking: number; unknown: number }) {
  const { eligible, lacking, unknown } = counts;
  await measured(
    world.city,
    gift,
    { "310115": { eligible, unknown, amountFen: eligible * 100_000 } },
    [{ fact: "birthDate", people: lacking, known: 500, subjects: 600 }],
  );
}

test("lists what is not live, and everything that only people judge, each with where to apply", async () => {
  const { items } = await read();
  const live = ["senior-comprehensive-allowance", "park-admission"];
  for (const id of live) expect(items.map(({ policy }) => policy)).not.toContain(id);
  for (const { id } of handJudged) expect(items.map(({ policy }) => policy)).toContain(id);
  for (const { ordinaryChannel } of items) expect(ordinaryChannel.text).not.toBe("");
});

test("what goes live leaves the list, what is paused joins it, and what is retired is awaited no more", async () => {
  await world.enterStage(gift, { stage: "live", at });
  await world.enterStage("park-admission", { stage: "paused", at, reason: "闸机更换" });
  await world.enterStage("one-child-reward", { stage: "retired", at });
  const { itemOf } = await read();
  expect(itemOf(gift)).toBeUndefined();
  expect(itemOf("one-child-reward")).toBeUndefined();
  expect(itemOf("park-admission")?.statusInWords).toContain("闸机更换");
});

test("names for what only people judge the reason, and the department", async () => {
  const [entry] = handJudged;
  const item = (await read()).itemOf(entry?.id ?? "");
  expect(item?.obstacles).toMatchObject([
    { kind: "hand-judged", isBlocking: true, department: entry?.leadDepartment },
  ]);
  expect(item?.obstacles[0]?.text).toContain(entry?.whyByPeople);
});

test("tells when the department expects an obstacle to be gone, and not who said so", async () => {
  await statement(
    world.city,
    sql`INSERT INTO obstacle_plans (policy, obstacle, expected_on, note, planned_by, planned_at)
        VALUES (${gift}, 'document', '2027-06-30', '新文件已上会', 'a-person', 0)`,
  ).run();
  const response = await world.get("/v1/not-yet");
  const text = await response.text();
  expect(text).toContain("2027-06-30");
  expect(text).not.toContain("a-person");
  const html = await (await world.get("/not-yet", asBrowser)).text();
  expect(html).toContain("预计2027年6月30日前解决；说明：新文件已上会");
});

describe("how many it would free", () => {
  const freedOf = async (id: string) => {
    const { itemOf } = await read();
    return itemOf(gift)?.obstacles.find((one) => one.id === id)?.freed;
  };

  test("is told of five and more, with what they would get", async () => {
    await giftMeasured({ eligible: 40, lacking: 12, unknown: 12 });
    expect(await freedOf("evidence:birthDate")).toEqual({
      subjects: 12,
      amountFen: 1_200_000,
      isEstimated: true,
      measuredOn: "2026-11-30",
    });
  });

  test("is told neither of three people, nor what they would get", async () => {
    await giftMeasured({ eligible: 40, lacking: 3, unknown: 3 });
    expect(await freedOf("evidence:birthDate")).toMatchObject({ subjects: null, amountFen: null });
    const html = await (await world.get("/not-yet", asBrowser)).text();
    expect(html).toContain("解决以后受益的不到5人");
  });

  test("names no sum that is reckoned by what a few get", async () => {
    await giftMeasured({ eligible: 2, lacking: 30, unknown: 30 });
    expect(await freedOf("evidence:birthDate")).toMatchObject({ subjects: 30, amountFen: null });
  });

  test("no sentence holds a number of people: two small measurings read the same", async () => {
    await giftMeasured({ eligible: 2, lacking: 3, unknown: 4 });
    const first = await (await world.get("/v1/not-yet")).text();
    const firstPage = await (await world.get("/not-yet", asBrowser)).text();
    await giftMeasured({ eligible: 4, lacking: 2, unknown: 3 });
    expect(await (await world.get("/v1/not-yet")).text()).toBe(first);
    expect(await (await world.get("/not-yet", asBrowser)).text()).toBe(firstPage);
    expect(first).toContain("有的对象缺少“出生日期”，暂时无法认定");
    expect(first).toContain("数据不足、暂时无法认定的太多");
  });
});

test("nothing is written by looking, and an unchanged answer is not sent again", async () => {
  world.count.written = 0;
  const first = await world.get("/v1/not-yet");
  expect(first.headers.get("Cache-Control")).toBe("public, max-age=300");
  const tag = first.headers.get("ETag") ?? "";
  expect((await world.get("/v1/not-yet", { "If-None-Match": tag })).status).toBe(304);
  expect(world.count.written).toBe(0);
});

test("where everything is live and nothing is left to people, it would say so", async () => {
  for (const { id } of policies) await world.enterStage(id, { stage: "live", at });
  const { items } = await read();
  expect(items.map(({ mode }) => mode)).toEqual(handJudged.map(() => "application"));
});
