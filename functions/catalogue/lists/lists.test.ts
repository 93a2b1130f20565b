import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { yearlyListSchema } from "#shared/contract/collections.schema.ts";
import { asBrowser, type CatalogueWorld, startCatalogue } from "#shared/testing/catalogue-world.ts";

let world: CatalogueWorld;
beforeAll(async () => {
  world = await startCatalogue();
});
afterEach(() => world.empty());
afterAll(() => world.close());

async function listOf(year: number) {
  return yearlyListSchema.parse(await (await world.get(`/v1/lists/${year}`)).json());
}

async function itemsOf(year: number) {
  const { departments, districts } = await listOf(year);
  return [...departments, ...districts].flatMap(({ items }) => items);
}

describe("GET /v1/lists/{year}", () => {
  test("names what was in force on any day of the year, and nothing else", async () => {
    const idsIn = async (year: number) => (await itemsOf(year)).map(({ id }) => id);
    expect(await idsIn(2020)).toContain("job-retention-refund");
    expect(await idsIn(2022)).not.toContain("job-retention-refund");
    expect(await idsIn(2024)).toContain("job-retention-refund");
    expect(await idsIn(2016)).toContain("senior-comprehensive-allowance");
    expect(await idsIn(2016)).not.toContain("park-admission");
  });

  test("the mode is that of the version that was last in force", async () => {
    const modeIn = async (year: number) =>
      (await itemsOf(year)).find(({ id }) => id === "job-retention-refund")?.mode;
    expect(await modeIn(2020)).toBe("confirm");
    expect(await modeIn(2024)).toBe("direct");
  });

  test("a city's policy stands with its leading department, a district's with its district", async () => {
    const { departments, districts } = await listOf(2026);
    for (const { department, items } of departments) {
      expect(items.length).toBeGreaterThan(0);
      for (const item of items)
        expect(item).toMatchObject({ level: "city", leadDepartment: department });
    }
    expect(districts.map(({ district }) => district)).toContain("310115");
    for (const { district, items } of districts)
      for (const item of items) expect(item).toMatchObject({ level: "district", district });
    const ids = (await itemsOf(2026)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("what first came into a pilot or live in the year was moved to automatic then, and only then", async () => {
    const pilot = { percent: 10 } as const;
    // Half past midnight on New Year's Day in Shanghai.
    await world.enterStage("disabled-parking", {
      stage: "pilot",
      at: "2025-12-31T16:30:00Z",
      pilot,
    });
    await world.enterStage("disabled-parking", { stage: "live", at: "2026-06-01T02:00:00Z" });
    await world.enterStage("student-park-admission", {
      stage: "ready",
      at: "2025-06-01T02:00:00Z",
    });
    const moved = async (year: number) =>
      (await listOf(year)).movedToAutomatic.map(({ id, movedToAutomaticOn }) => [
        id,
        movedToAutomaticOn,
      ]);
    expect(await moved(2026)).toEqual([["disabled-parking", "2026-01-01"]]);
    expect(await moved(2025)).toEqual([]);
  });

  test("the stage is that of the year's end, or of today; a past year without a record has none", async () => {
    await world.enterStage("disabled-parking", { stage: "ready", at: "2025-06-01T02:00:00Z" });
    await world.enterStage("disabled-parking", { stage: "live", at: "2026-06-01T02:00:00Z" });
    const stageIn = async (year: number, policy: string) =>
      (await itemsOf(year)).find(({ id }) => id === policy)?.status;
    expect(await stageIn(2026, "disabled-parking")).toBe("live");
    expect(await stageIn(2025, "disabled-parking")).toBe("ready");
    expect(await stageIn(2024, "disabled-parking")).toBeUndefined();
    // Live since before stages were kept: nobody knows since when.
    expect(await stageIn(2026, "park-admission")).toBe("live");
    expect(await stageIn(2025, "park-admission")).toBeUndefined();
    expect(await stageIn(2026, "student-park-admission")).toBe("listed");
  });

  test("knows which years have a list, the newest first, and none that has not come", async () => {
    const { years } = await listOf(2026);
    expect(years[0]).toBe(2026);
    expect(years).toContain(2016);
    expect(years).toEqual(years.toSorted((a, b) => b - a));
  });

  test.each(["2027", "1949", "02026", "2026.0", "abc", "2026e0"])("%s is a 404", async (year) => {
    expect((await world.get(`/v1/lists/${year}`)).status).toBe(404);
    expect((await world.get(`/lists/${year}`, asBrowser)).status).toBe(404);
  });
});

describe("the page", () => {
  test("tells what was moved, department by department and district by district", async () => {
    await world.enterStage("disabled-parking", { stage: "live", at: "2026-06-01T02:00:00Z" });
    const html = await (await world.get("/lists/2026", asBrowser)).text();
    for (const part of ["2026年转为免申即享的", "市级部门清单", "各区清单"])
      expect(html).toContain(part);
    expect(html).toMatch(/浦东新区（\d+项）/);
    expect(html).toContain("2026年6月1日转为免申即享");
    for (const { id } of await itemsOf(2026)) expect(html).toContain(`href="/policies/${id}"`);
  });

  test("says why nothing was moved", async () => {
    const html = await (await world.get("/lists/2026", asBrowser)).text();
    expect(html).toContain("这一年没有记录到转为免申即享的事项");
  });

  test("/lists leads to this year's", async () => {
    const response = await world.get("/lists", asBrowser);
    expect(response.status).toBe(302);
    expect(response.headers.get("Location")).toBe("/lists/2026");
  });
});
