import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type CatalogueWorld, startCatalogue } from "#shared/testing/catalogue-world.ts";
import { atomFeed } from "./atom.ts";

let world: CatalogueWorld;
beforeAll(async () => {
  world = await startCatalogue();
});
afterEach(async () => {
  world.now = "2026-12-01T02:00:00Z";
  await world.empty();
});
afterAll(() => world.close());

const each = (text: string, element: string) =>
  [...text.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, "g"))].map(([, inner]) => inner);

async function feed() {
  const response = await world.get("/changes.atom");
  expect(response.status).toBe(200);
  expect(response.headers.get("Content-Type")).toBe("application/atom+xml; charset=utf-8");
  return response.text();
}

test("the newest change stands first, and the feed is as new as that", async () => {
  const at = "2026-11-20T02:00:00Z";
  const pilot = { districts: ["310101"] } as const;
  await world.enterStage("disabled-parking", { stage: "pilot", at, pilot });
  const text = await feed();
  const updated = each(text, "updated");
  expect(updated[0]).toBe("2026-11-20T02:00:00.000Z");
  expect(updated.slice(1)).toEqual(updated.slice(1).toSorted().toReversed());
  expect(each(text, "title").slice(0, 2)).toEqual([
    "示例目录（依据公开政策整理）：变化",
    "残疾人停车优惠：试点",
  ]);
  expect(each(text, "summary")[0]).toContain("目前只在黄浦区");
});

test("a version's first day is the midnight in Shanghai with which it begins", async () => {
  const text = await feed();
  const entry = text
    .split("<entry>")
    .find((one) => one.includes("/policies/senior-comprehensive-allowance#version-2016<"));
  expect(each(entry ?? "", "updated")).toEqual(["2016-04-30T16:00:00.000Z"]);
  expect(each(entry ?? "", "title")).toEqual(["老年综合津贴：2016年5月1日起施行"]);
});

test("what has not come yet, and what has no instant on record, is no change", async () => {
  world.now = "2016-04-30T15:59:59Z";
  expect(await feed()).not.toContain("senior-comprehensive-allowance");
  world.now = "2026-12-01T02:00:00Z";
  expect(await feed()).not.toContain("1970-01-01");
});

test("every entry has an id of its own, a day, a title and a page", async () => {
  const [head = "", ...entries] = (await feed()).split("<entry>");
  expect(head).toContain('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">');
  expect(head).toMatch(/<link rel="self"[^>]* href="http:\/\/localhost\/changes.atom"\/>/);
  expect(entries.length).toBeGreaterThan(10);
  expect(entries.length).toBeLessThanOrEqual(200);
  const ids = entries.flatMap((entry) => each(entry, "id"));
  expect(new Set(ids).size).toBe(entries.length);
  for (const entry of entries) {
    for (const element of ["id", "title", "updated", "summary"])
      expect(each(entry, element)).toHaveLength(1);
  }
});

test("what is no XML is escaped or left out", () => {
  const change = {
    policy: "a",
    fragment: "stage-1",
    at: new Date("2026-01-01T00:00:00Z"),
    title: "<b>&\"'",
    text: "a\u0000b\u{2CCDA}\uFFFE",
  };
  const text = atomFeed([change], "https://example.gov.cn", change.at);
  expect(text).toContain("<title>&lt;b&gt;&amp;&quot;'</title>");
  expect(text).toContain("<summary>ab\u{2CCDA}</summary>");
});
