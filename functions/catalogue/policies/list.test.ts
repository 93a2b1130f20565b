import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { policyListSchema } from "#shared/contract/policies.schema.ts";
import { handJudged } from "#shared/policies/by-hand/index.ts";
import { policies } from "#shared/policies/index.ts";
import { type CatalogueWorld, startCatalogue } from "#shared/testing/catalogue-world.ts";

let world: CatalogueWorld;
beforeAll(async () => {
  world = await startCatalogue();
});
afterEach(() => world.empty());
afterAll(() => world.close());

async function listed(query: string) {
  const response = await world.get(`/v1/policies${query}`);
  expect(response.status).toBe(200);
  return policyListSchema.parse(await response.json());
}

async function idsOf(query: string) {
  return (await listed(query)).items.map(({ id }) => id);
}

const entries = [...policies, ...handJudged];
const allIds = entries.map(({ id }) => id).toSorted();
const byHand = handJudged.map(({ id }) => id).toSorted();

describe("GET /v1/policies", () => {
  test("lists every entry by id, whoever judges it, and calls itself a sample", async () => {
    const list = await listed("?limit=100");
    expect(list.items.map(({ id }) => id)).toEqual(allIds);
    expect(list.total).toBe(allIds.length);
    expect(list.title).toBe("示例目录（依据公开政策整理）");
  });

  test("says of a policy what a reader needs, and nothing else", async () => {
    const items = (await listed("?q=老年综合津贴")).items;
    expect(items.find(({ id }) => id === "senior-comprehensive-allowance")).toEqual({
      id: "senior-comprehensive-allowance",
      title: "老年综合津贴",
      titleEn: expect.any(String),
      level: "city",
      leadDepartment: "civil-affairs",
      supportingDepartments: expect.any(Array),
      category: "行政给付",
      benefitClass: "奖补",
      subject: "person",
      lifeEvents: ["ageing"],
      collections: ["automatic"],
      mode: "confirm",
      version: "sample-2021",
      from: "2021-05-01",
      inForce: true,
      status: "live",
      statusInWords: "已在全市实行免申即享。",
      evidence: "sample",
      statusLabel: "示例",
      isGuaranteedByLaw: true,
      amountInWords: expect.stringContaining("75元"),
      handlingTime: expect.any(String),
      ordinaryChannel: { text: expect.any(String) },
      dataRequirement: expect.arrayContaining([
        { fact: "birthDate", label: "出生日期", steward: "public-security" },
      ]),
      source: expect.objectContaining({ document: expect.any(String) }),
    });
  });

  test("what only people judge stands in the same list, with its ordinary channel and no version", async () => {
    const { items } = await listed("?mode=application");
    expect(items.map(({ id }) => id)).toEqual(byHand);
    for (const item of items) {
      expect(item).toMatchObject({ status: "listed", dataRequirement: [] });
      expect(item).not.toHaveProperty("version");
      expect(item.collections).not.toContain("automatic");
    }
  });
});

describe("filters", () => {
  test("by level and district: a district's own, and the city's", async () => {
    const { items } = await listed("?level=district&limit=100");
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ district }) => district !== undefined)).toBe(true);
    expect(await idsOf("?district=310115")).toContain("pudong-ninetieth-birthday-gift");
    expect(await idsOf("?district=310115&level=city")).toEqual([]);
    const city = await idsOf("?level=city&limit=100");
    expect([...city, ...items.map(({ id }) => id)].toSorted()).toEqual(allIds);
  });

  test("by mode, subject, department, life event and words, all together", async () => {
    expect(await idsOf("?mode=scan&lifeEvent=outing")).toContain("park-admission");
    expect(await idsOf("?subject=organisation")).toContain("job-retention-refund");
    expect(await idsOf("?subject=organisation")).not.toContain("park-admission");
    expect(await idsOf("?department=disabled-persons-federation")).toContain(
      "disability-living-allowance",
    );
    expect(await idsOf("?mode=scan&subject=organisation")).toEqual([]);
    expect(await idsOf("?q=ALLOWANCE%20seniors")).toContain("senior-comprehensive-allowance");
    expect(await idsOf("?q=年满65周岁")).toContain("senior-comprehensive-allowance");
  });

  test("a supporting department finds the policy too", async () => {
    expect(await idsOf("?department=public-security")).toContain("senior-comprehensive-allowance");
  });

  test("by stage, and as before by evidence", async () => {
    const live = await idsOf("?status=live");
    expect(live).toContain("job-retention-refund");
    expect(live).not.toContain("disabled-parking");
    expect(await idsOf("?status=listed&limit=100")).toEqual(
      allIds.filter((id) => !live.includes(id)),
    );
    const [sourced, samples] = [
      await idsOf("?status=sourced&limit=100"),
      await idsOf("?status=sample&limit=100"),
    ];
    expect([...sourced, ...samples].toSorted()).toEqual(allIds);
  });

  test("by collection: automatic is what is in a pilot or live", async () => {
    const at = "2026-11-20T02:00:00Z";
    await world.enterStage("park-admission", { stage: "paused", at });
    await world.enterStage("disabled-parking", { stage: "pilot", at, pilot: { percent: 10 } });
    const automatic = await idsOf("?collection=automatic");
    expect(automatic).toContain("disabled-parking");
    expect(automatic).not.toContain("park-admission");
    expect(await idsOf("?collection=relief")).toContain("job-retention-refund");
  });
});

describe("pages", () => {
  test("one after the other give each entry once, and the last has no cursor", async () => {
    const first = await listed("?limit=3");
    expect(first.items).toHaveLength(3);
    expect(first.total).toBe(allIds.length);
    const second = await listed(`?limit=100&cursor=${first.nextCursor}`);
    expect(second).not.toHaveProperty("nextCursor");
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(allIds);
  });

  test("one that is exactly full has no cursor", async () => {
    expect(await listed(`?mode=application&limit=${byHand.length}`)).not.toHaveProperty(
      "nextCursor",
    );
  });
});

describe("a request that is refused", () => {
  test.each([
    ["limit=0", "query.limit"],
    ["limit=101", "query.limit"],
    ["limit=1e1", "query.limit"],
    ["mode=colour", "query.mode"],
    ["status=ended", "query.status"],
    ["district=310000", "query.district"],
    ["lifeEvent=toString", "query.lifeEvent"],
    ["collection=", "query.collection"],
    ["department=", "query.department"],
    ["cursor=%00", "query.cursor"],
    ["colour=green", "query"],
    ["mode=scan&mode=direct", "query.mode"],
  ])("?%s names the place of the fault", async (query, path) => {
    const response = await world.get(`/v1/policies?${query}`);
    expect(response.status).toBe(400);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(await response.json()).toMatchObject({
      type: "/problems/invalid-request",
      errors: [{ path }],
    });
  });
});
