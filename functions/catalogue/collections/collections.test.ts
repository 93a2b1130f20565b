import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { collectionSchema, collectionsSchema } from "#shared/contract/collections.schema.ts";
import { asBrowser, type CatalogueWorld, startCatalogue } from "#shared/testing/catalogue-world.ts";

let world: CatalogueWorld;
beforeAll(async () => {
  world = await startCatalogue();
});
afterEach(() => world.empty());
afterAll(() => world.close());

async function idsIn(id: string) {
  const { items } = collectionSchema.parse(await (await world.get(`/v1/collections/${id}`)).json());
  return items.map((item) => item.id);
}

test("each collection is named, with how much is in it", async () => {
  const answer = await (await world.get("/v1/collections")).json();
  const { items } = collectionsSchema.parse(answer);
  expect(items.map(({ id, name }) => [id, name])).toEqual([
    ["automatic", "免申即享"],
    ["relief", "助企纾困"],
  ]);
  for (const { id, total } of items) expect(await idsIn(id)).toHaveLength(total);
});

test("automatic follows the stage: a pilot joins, a pause leaves", async () => {
  const at = "2026-11-20T02:00:00Z";
  expect(await idsIn("automatic")).toContain("park-admission");
  await world.enterStage("disabled-parking", { stage: "pilot", at, pilot: { percent: 1 } });
  await world.enterStage("park-admission", { stage: "paused", at });
  expect(await idsIn("automatic")).toContain("disabled-parking");
  expect(await idsIn("automatic")).not.toContain("park-admission");
});

test("the page leads to everything in it", async () => {
  const html = await (await world.get("/collections/relief", asBrowser)).text();
  for (const id of await idsIn("relief")) expect(html).toContain(`href="/policies/${id}"`);
  expect(html).toContain("示例目录（依据公开政策整理）");
});

test.each(["/v1/collections/toString", "/v1/collections/nothing", "/collections/nothing"])(
  "%s is a 404 that names those that exist",
  async (path) => {
    const response = await world.get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("automatic, relief");
  },
);
