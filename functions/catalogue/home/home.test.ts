import { afterAll, beforeAll, expect, test } from "vitest";
import { handJudged } from "#shared/policies/by-hand/index.ts";
import { policies } from "#shared/policies/index.ts";
import { asBrowser, type CatalogueWorld, startCatalogue } from "#shared/testing/catalogue-world.ts";

let world: CatalogueWorld;
beforeAll(async () => {
  world = await startCatalogue();
});
afterAll(() => world.close());

const pageOf = async (path: string) => (await world.get(path, asBrowser)).text();
const entries = [...policies, ...handJudged];

/** The ids to which the list leads; the entrances and the navigation lead elsewhere. */
const listedOn = (html: string) =>
  [...html.matchAll(/href="\/policies\/([a-z0-9-]+)"/g)].map(([, id = ""]) => id);

test("/ calls itself a sample, says how many there are, and leads to every entry", async () => {
  const html = await pageOf("/");
  expect(html).toContain("示例目录（依据公开政策整理）");
  expect(html).toContain(`共${entries.length}项`);
  expect(listedOn(html).toSorted()).toEqual(entries.map(({ id }) => id).toSorted());
});

test("/ offers what happens in people's lives and the collections as entrances", async () => {
  const html = await pageOf("/");
  for (const href of ["/?lifeEvent=ageing", "/?lifeEvent=hiring", "/collections/automatic"])
    expect(html).toContain(`href="${href}"`);
  expect(await pageOf("/?mode=scan")).not.toContain('href="/?lifeEvent=ageing"');
});

test("what arrives by itself stands before what one has to apply for", async () => {
  const ids = listedOn(await pageOf("/?lifeEvent=ageing"));
  const places = [
    "park-admission",
    "pudong-ninetieth-birthday-gift",
    "home-adaptation-for-seniors",
  ];
  expect(ids.filter((id) => places.includes(id))).toEqual(places);
});

test("/ takes filters, keeps them in the form, and passes over what it does not know", async () => {
  const html = await pageOf("/?mode=scan&q=&subject=&level=moon&utm=x");
  expect(listedOn(html)).toContain("park-admission");
  expect(listedOn(html)).not.toContain("job-retention-refund");
  expect(html).toMatch(/<option value="scan" selected[^>]*>扫码识别/);
  expect(html).toContain("条件：扫码识别。");
});

test.each(["level", "district", "department", "subject", "mode", "status", "lifeEvent"])(
  "the form asks for %s",
  async (name) => {
    expect(await pageOf("/")).toContain(`<select name="${name}">`);
  },
);

test("a chosen collection stays chosen when the form is sent", async () => {
  const html = await pageOf("/?collection=relief");
  expect(html).toContain('<input type="hidden" name="collection" value="relief"/>');
  expect(html).toContain("条件：助企纾困专区。");
});

test("a district's own list says that the city's policies apply there too", async () => {
  const html = await pageOf("/?district=310115");
  expect(listedOn(html)).toContain("pudong-ninetieth-birthday-gift");
  expect(html).toContain('href="/?level=city"');
});

test("the table has the same filters", async () => {
  expect(await pageOf("/?mode=scan")).toContain('href="/v1/policies.csv?mode=scan"');
});

test("/ says why the list is empty, and escapes what was typed", async () => {
  const html = await pageOf(`/?q=${encodeURIComponent('"><script>')}`);
  expect(html).toContain("没有符合这些条件的政策。");
  expect(html).not.toContain('"><script>');
});

test("/policies leads to the list", async () => {
  const response = await world.get("/policies", asBrowser);
  expect(response.status).toBe(302);
  expect(response.headers.get("Location")).toBe("/");
});
