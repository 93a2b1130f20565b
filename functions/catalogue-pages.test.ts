import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handJudged } from "#shared/policies/by-hand/index.ts";
import { policies } from "#shared/policies/index.ts";
import { hasBrowser, phone, startBrowser } from "#shared/testing/browser.ts";
import { browseCatalogue, violationsOf } from "#shared/testing/browse-catalogue.ts";
import { publish } from "#shared/publicity/entry.ts";
import { type CatalogueWorld, startCatalogue } from "#shared/testing/catalogue-world.ts";
import { anEntry, publicPolicy } from "#shared/testing/in-publicity.ts";

const desk = { width: 1280, height: 800 } as const;

const paths = [
  "/",
  "/?q=%E6%B4%A5%E8%B4%B4&subject=person",
  "/?district=310107",
  "/collections/automatic",
  "/collections/relief",
  "/lists/2026",
  "/lists/2022",
  "/problems/not-found",
  "/publicity",
  `/publicity/${publicPolicy}`,
  "/publicity/senior-comprehensive-allowance",
  ...[...policies, ...handJudged].map(({ id }) => `/policies/${id}`),
];

/** One page of each kind. */
const some = [
  "/",
  "/?district=310107",
  "/collections/automatic",
  "/lists/2026",
  "/publicity",
  "/policies/park-admission",
  "/policies/disabled-parking",
  `/policies/${handJudged[0]?.id}`,
];

/** For people to look at, where `SCREENSHOTS` names a folder. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env["SCREENSHOTS"];
  if (folder !== undefined)
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

describe.skipIf(!hasBrowser)("the catalogue in a browser", () => {
  let world: CatalogueWorld;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startCatalogue(), startBrowser()]);
    const at = "2026-11-20T02:00:00Z";
    await world.enterStage("park-admission", { stage: "paused", at, reason: "闸机更换" });
    const pilot = { districts: ["310101", "310104"] } as const;
    // A name as long as names are, a rare character, an amount of nine digits, a last day that is not fixed yet.
    for (const [place, more] of [
      {},
      { name: "上海自由贸易试验区临港新片区某某智能装备研究开发与技术服务股份有限公司第三分公司" },
      { name: "𬭚㛃实业（上海）有限公司", amountFen: 1_234_567_89, closesOn: null, district: null },
      { policy: "disability-living-allowance", name: null, amountFen: null, period: "2026-11" },
      { policy: "one-child-reward", name: "欧阳**", amountFen: null, period: "2026-11" },
    ].entries())
      await publish(world.city, anEntry(place, { closesOn: "2026-12-07", ...more }));
    await world.enterStage("disabled-parking", { stage: "pilot", at, pilot });
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  /** Opens the pages in turn; gives what was found on each, and what the browser complained of. */
  async function lookThrough(
    chosen: readonly string[],
    options: BrowserContextOptions,
    look: (page: Page, path: string) => Promise<readonly string[]>,
  ): Promise<string[]> {
    const browsed = await browseCatalogue(browser, world, options);
    const found: string[] = [];
    for (const path of chosen) {
      await browsed.goto(path);
      const [seen, complaints] = [await look(browsed.page, path), browsed.complaints.splice(0)];
      found.push(...[...seen, ...complaints].map((one) => `${path}: ${one}`));
    }
    await browsed.close();
    return found;
  }

  test.each([
    { name: "phone", viewport: phone, colorScheme: "light", paths },
    { name: "desk", viewport: desk, colorScheme: "light", paths },
    { name: "phone-dark", viewport: phone, colorScheme: "dark", paths: some },
    { name: "desk-dark", viewport: desk, colorScheme: "dark", paths: some },
  ] as const)(
    "$name: axe finds no violation of WCAG 2.2 AA on any page, and nothing is wider than the screen",
    { timeout: 300_000 },
    async ({ name, viewport, colorScheme, paths: chosen }) => {
      const found = await lookThrough(chosen, { viewport, colorScheme }, async (page, path) => {
        await keepPicture(page, `${name}${path.replaceAll(/[^a-z0-9-]+/g, "_")}`);
        const width = Number(await page.evaluate("document.documentElement.scrollWidth"));
        const tooWide = width > viewport.width ? [`${width} px wide`] : [];
        return [...(await violationsOf(page)), ...tooWide];
      });
      expect(found).toEqual([]);
    },
  );

  test("axe would find a violation: a field without a name, a text too pale", async () => {
    const browsed = await browseCatalogue(browser, world, { viewport: phone });
    const { page } = browsed;
    await browsed.goto("/policies/park-admission");
    await page.evaluate(
      `document.querySelector("main").innerHTML += '<input type="text">';
       document.querySelector("h1").style.setProperty("color", "#eee");`,
    );
    const found = (await violationsOf(page)).map((one) => one.split(":")[0]);
    expect(found.toSorted()).toEqual(["color-contrast", "label"]);
    await browsed.close();
  });

  test("in the large view nothing is wider than a small phone", { timeout: 120_000 }, async () => {
    const found = await lookThrough(some, { viewport: phone }, async (page, path) => {
      await page.locator("label[for=large]").click();
      await keepPicture(page, `large${path.replaceAll(/[^a-z0-9-]+/g, "_")}`);
      const width = Number(await page.evaluate("document.documentElement.scrollWidth"));
      return width > phone.width ? [`${width} px wide`] : [];
    });
    expect(found).toEqual([]);
  });

  test("without script one searches, narrows, opens a policy and goes on from there", async () => {
    const browsed = await browseCatalogue(browser, world, {
      viewport: phone,
      javaScriptEnabled: false,
    });
    const { page } = browsed;
    await browsed.goto("/");
    await page.getByRole("searchbox", { name: "查找" }).fill("公园");
    await page.getByText("更多条件").click();
    await page.getByLabel("怎么到").selectOption({ label: "扫码识别" });
    await page.getByRole("button", { name: "按这些条件查找" }).click();
    expect(new URL(page.url()).searchParams.get("mode")).toBe("scan");
    expect(await page.getByLabel("怎么到").inputValue()).toBe("scan");
    await page.getByRole("link", { name: "公园优待", exact: true }).click();
    expect(await page.textContent("main")).toContain("已暂停。原因：闸机更换。");
    await page.getByRole("link", { name: "年度清单" }).click();
    expect(await page.textContent("h1")).toBe("2026年政策和服务清单");
    await browsed.close();
  });

  test("a parser of XML reads the feed of changes", async () => {
    const browsed = await browseCatalogue(browser, world);
    await browsed.goto("/");
    const text = JSON.stringify(await (await world.get("/changes.atom")).text());
    const read = await browsed.page.evaluate(
      `(() => {
         const { documentElement: feed } = new DOMParser().parseFromString(${text}, "application/xml");
         const children = (parent) => [...parent.children].map(({ localName }) => localName);
         const [entry] = feed.getElementsByTagName("entry");
         return { namespace: feed.namespaceURI, name: feed.localName, feed: [...new Set(children(feed))], entry: children(entry) };
       })()`,
    );
    expect(read).toEqual({
      namespace: "http://www.w3.org/2005/Atom",
      name: "feed",
      feed: ["id", "title", "subtitle", "updated", "author", "link", "entry"],
      entry: ["id", "title", "updated", "link", "summary"],
    });
    await browsed.close();
  });
});
