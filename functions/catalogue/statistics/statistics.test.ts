import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { WorkItemKind } from "#shared/db/enumerations.ts";
import { statisticsSchema } from "#shared/contract/statistics.schema.ts";
import { handJudged } from "#shared/policies/by-hand/index.ts";
import { policies } from "#shared/policies/index.ts";
import { asBrowser, type CatalogueWorld, startCatalogue } from "#shared/testing/catalogue-world.ts";
import { measured } from "#shared/testing/measured.ts";
import { openWorkItems } from "#shared/work-items/open-work-items.ts";

let world: CatalogueWorld;
beforeAll(async () => {
  world = await startCatalogue();
});
afterAll(() => world.close());
beforeEach(() => world.empty());

const read = async () =>
  z.parse(statisticsSchema, await (await world.get("/v1/statistics")).json());
const page = async () => (await world.get("/statistics", asBrowser)).text();

const seniors = "senior-comprehensive-allowance";
const gift = "pudong-ninetieth-birthday-gift";
const refund = "job-retention-refund";

describe("before anything was measured", () => {
  test("it says so, and no figure is passed off as nought", async () => {
    const statistics = await read();
    expect(statistics).not.toHaveProperty("measuredOn");
    expect(statistics.people).toEqual({
      total: { benefited: 0, amountFen: 0, medianDays: null },
      policies: [],
      districts: [],
    });
    const html = await page();
    expect(html).toContain("还没有统计过");
    expect(html).not.toMatch(/享受（人）|0人次/);
  });

  test("it counts the catalogue by level, mode and stage, those that people judge too", async () => {
    const { catalogue } = await read();
    expect(catalogue.policies).toBe(policies.length + handJudged.length);
    expect(catalogue.counts.reduce((sum, one) => sum + one.policies, 0)).toBe(catalogue.policies);
    expect(catalogue.counts).toContainEqual({
      level: "city",
      mode: "application",
      status: "listed",
      policies: handJudged.filter(({ district }) => district === undefined).length,
    });
  });

  test("a pilot is automatic, a pause is not", async () => {
    const { automatic } = (await read()).catalogue;
    const at = "2026-11-01T00:00:00Z";
    await world.enterStage(gift, { stage: "pilot", at, pilot: { percent: 10 } });
    expect((await read()).catalogue.automatic).toBe(automatic + 1);
    await world.enterStage(gift, { stage: "paused", at });
    expect((await read()).catalogue.automatic).toBe(automatic);
  });
});

describe("what was measured", () => {
  test("is told by policy and district, people and firms apart", async () => {
    await measured(world.city, seniors, {
      "310101": { benefited: 120, paidFen: 900_000, waits: { 2: 100, 9: 20 } },
      "310115": { benefited: 80, paidFen: 600_000, waits: { 4: 80 } },
    });
    await measured(world.city, refund, {
      "310115": { benefited: 30, paidFen: 30_000_000, waits: { 7: 30 } },
    });
    const { measuredOn, people, organisations } = await read();
    expect(measuredOn).toBe("2026-11-30");
    expect(people).toEqual({
      total: { benefited: 200, amountFen: 1_500_000, medianDays: 2 },
      policies: [
        {
          policy: seniors,
          title: "老年综合津贴",
          measuredOn: "2026-11-30",
          benefited: 200,
          amountFen: 1_500_000,
          medianDays: 2,
          districts: [
            { district: "310101", benefited: 120, amountFen: 900_000, medianDays: 2 },
            { district: "310115", benefited: 80, amountFen: 600_000, medianDays: 4 },
          ],
        },
      ],
      districts: [
        { district: "310101", benefited: 120, amountFen: 900_000, medianDays: 2 },
        { district: "310115", benefited: 80, amountFen: 600_000, medianDays: 4 },
      ],
    });
    expect(organisations.total).toEqual({ benefited: 30, amountFen: 30_000_000, medianDays: 7 });
  });

  test("of three firms neither the number nor the sum is told, and no total gives it away", async () => {
    await measured(world.city, refund, {
      "310101": { benefited: 3, paidFen: 7_777_700, waits: { 1: 3 } },
      "310104": { benefited: 40, paidFen: 8_888_800, waits: { 3: 40 } },
      "310115": { benefited: 90, paidFen: 9_999_900, waits: { 5: 90 } },
    });
    const { organisations } = await read();
    const nothing = { benefited: null, amountFen: null, medianDays: null };
    expect(organisations.policies[0]?.districts).toEqual([
      { district: "310101", ...nothing },
      { district: "310104", ...nothing },
      { district: "310115", benefited: 90, amountFen: 9_999_900, medianDays: 5 },
    ]);
    // One policy alone: the district's total is the same number again.
    expect(organisations.districts.map(({ benefited }) => benefited)).toEqual([null, null, 90]);
    const html = await page();
    expect(html).toContain("不公布");
    for (const told of [html, JSON.stringify(organisations)])
      expect(told).not.toMatch(/77,?777|7777700|88,?888|8888800/);
  });

  test("a district's own policy tells nothing of a few, and no other district of it", async () => {
    await measured(world.city, gift, { "310115": { benefited: 2, paidFen: 100_000 } });
    await measured(world.city, seniors, {
      "310115": { benefited: 80, paidFen: 600_000 },
      "310101": { benefited: 60, paidFen: 450_000 },
    });
    const { people } = await read();
    const own = people.policies.find(({ policy }) => policy === gift);
    expect(own).toMatchObject({ benefited: null, amountFen: null });
    expect(own?.districts).toEqual([
      { district: "310115", benefited: null, amountFen: null, medianDays: null },
    ]);
  });

  test("the days of fewer than five payments are not told", async () => {
    await measured(world.city, seniors, {
      "310101": { benefited: 50, paidFen: 5_000, waits: { 30: 4 } },
    });
    expect((await read()).people.total).toEqual({
      benefited: 50,
      amountFen: 5_000,
      medianDays: null,
    });
  });

  test("nothing is written by looking, and an unchanged answer is not sent again", async () => {
    world.count.written = 0;
    const first = await world.get("/v1/statistics");
    expect(first.headers.get("Cache-Control")).toBe("public, max-age=300");
    const tag = first.headers.get("ETag") ?? "";
    expect((await world.get("/v1/statistics", { "If-None-Match": tag })).status).toBe(304);
    await page();
    expect(world.count.written).toBe(0);
  });
});

describe("what waits", () => {
  const day = civilDate("2026-11-02");
  const open = async (kind: WorkItemKind, count: number, workingDays: number) =>
    openWorkItems(
      world.city,
      Array.from({ length: count }, (_, n) => ({
        kind,
        reference: `${workingDays}-${n}`,
        owner: "tax",
        policy: "",
        term: { from: day, workingDays },
      })),
      builtInCalendar,
      new Date(world.now),
    );

  test("is told by kind with what is late and what is 待定, as people read it too", async () => {
    await open("manifest-gap", 20, 5);
    await open("manifest-gap", 7, 30);
    await open("manifest-gap", 9, 100);
    expect((await read()).delays).toEqual({
      kinds: [
        {
          kind: "manifest-gap",
          title: "补报清单与实收不一致的数据",
          waiting: 36,
          late: 20,
          undated: 9,
        },
      ],
    });
    expect(await page()).toMatch(/补报清单与实收不一致的数据<\/th><td>36<\/td><td>20<\/td><td>9</);
  });

  test("of fewer than five people is not told, nor what would give them away; the system's own matters are", async () => {
    await open("omission", 2, 5);
    await open("omission", 50, 30);
    const [told] = (await read()).delays.kinds;
    expect(told).toMatchObject({ kind: "omission", late: null });
    // Neither by what is in time, which nobody is told, nor by the sum.
    expect([told?.waiting, told?.undated]).toEqual([52, 0]);
    await open("dead-letter", 1, 5);
    expect((await read()).delays.kinds).toContainEqual(
      expect.objectContaining({ kind: "dead-letter", waiting: 1, late: 1 }),
    );
  });

  test("is nothing at first", async () => {
    expect((await read()).delays).toEqual({ kinds: [] });
    expect(await page()).toContain("现在没有等待办理的事项");
  });
});
