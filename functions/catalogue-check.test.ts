import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { policies } from "#shared/policies/index.ts";
import { hasBrowser, phone, startBrowser } from "#shared/testing/browser.ts";
import { type Browsed, browseCatalogue, violationsOf } from "#shared/testing/browse-catalogue.ts";
import { asBrowser, type CatalogueWorld, startCatalogue } from "#shared/testing/catalogue-world.ts";
import { scriptPath } from "./catalogue/check/check-address.ts";
import script from "./catalogue/check/check-script.txt";

let world: CatalogueWorld;
beforeAll(async () => {
  world = await startCatalogue();
});
afterAll(() => world.close());

const seniors = "/policies/senior-comprehensive-allowance/check";
const textOf = async (path: string) => (await world.get(path, asBrowser)).text();

describe("the page without its script", () => {
  test("tells the conditions and where to ask, and that nothing is sent", async () => {
    const html = await textOf(seniors);
    for (const part of ["不发送，不保存", "户籍在本市", "年满65周岁", "社区事务受理服务中心"]) {
      expect(html).toContain(part);
    }
  });

  test.each([
    ["what only people judge", "/policies/temporary-assistance/check", "由人来看、来衡量"],
    ["what is in force no more", "/policies/job-retention-refund/check", "没有施行中的规定"],
  ])("%s has no trial, and says why", async (_, path, reason) => {
    if (path.includes("refund")) world.now = "2022-06-01T02:00:00Z";
    const html = await textOf(path);
    world.now = "2026-12-01T02:00:00Z";
    expect(html).toContain("这项政策不能在这里试算");
    expect(html).toContain(reason);
    expect(html).not.toContain("<script");
  });

  test("a policy that nobody knows has none", async () => {
    expect((await world.get("/policies/nothing/check", asBrowser)).status).toBe(404);
  });

  test.each(policies)(
    "$id: with style and rule it arrives in the first round trip",
    async ({ id }) => {
      const html = await textOf(`/policies/${id}/check`);
      expect(gzipSync(html).length).toBeLessThanOrEqual(14 * 1024);
    },
  );

  test("a rule that holds markup stays data", async () => {
    const html = await textOf(seniors);
    const data = /<script type="application\/json" id="trial-data">([\s\S]*?)<\/script>/.exec(html);
    expect(data?.[1]).not.toContain("<");
    expect(JSON.parse(data?.[1] ?? "")).toMatchObject({ on: "2026-12-01" });
  });
});

describe("the script", () => {
  test("is kept for ever under its own address, and may run nowhere else", async () => {
    const response = await world.get(scriptPath);
    expect(response.headers.get("Content-Type")).toBe("text/javascript; charset=utf-8");
    expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect(await response.text()).toBe(script);
    expect(await textOf(seniors)).toContain(`<script src="${scriptPath}" integrity="sha256-`);
  });

  test("is small, and names nothing that asks, keeps or makes code of texts", () => {
    expect(gzipSync(script).length).toBeLessThanOrEqual(30 * 1024);
    expect(script).not.toMatch(
      /\beval\b|\bFunction\(|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|localStorage|sessionStorage|indexedDB|cookie|innerHTML|import\(/,
    );
  });

  test("may not ask anybody for anything, by the page's own policy", async () => {
    const policy = (await world.get(seniors, asBrowser)).headers.get("Content-Security-Policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("form-action 'none'");
    expect(policy).not.toContain("unsafe");
  });
});

/** For people to look at, where `SCREENSHOTS` names a folder. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env["SCREENSHOTS"];
  if (folder !== undefined)
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** Everything that a page could keep: cookies, storages, databases, caches, workers. */
async function keptBy({ page }: Browsed): Promise<unknown> {
  const cookies = await page.context().cookies();
  const rest: unknown = await page.evaluate(`(async () => ({
    local: localStorage.length, session: sessionStorage.length, databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length, workers: (await navigator.serviceWorker.getRegistrations()).length,
    history: history.state, name: window.name }))()`);
  return { cookies, rest };
}

const nothingKept = {
  cookies: [],
  rest: { local: 0, session: 0, databases: 0, caches: 0, workers: 0, history: null, name: "" },
};

describe.skipIf(!hasBrowser)("in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  const next = (page: Page) => page.getByRole("button", { name: "下一步" }).click();

  async function typeDay(page: Page, year: string, month: string, day: string): Promise<void> {
    for (const [label, text] of Object.entries({ 年: year, 月: month, 日: day })) {
      await page.getByRole("textbox", { name: label, exact: true }).fill(text);
    }
    await next(page);
  }

  test("answering asks nobody for anything, and writes nothing anywhere", async () => {
    const browsed = await browseCatalogue(browser, world, { viewport: phone });
    const { page, requests, complaints } = browsed;
    await browsed.goto(seniors);
    await page.getByRole("heading", { name: "您的户籍在哪个区？" }).waitFor();
    const atFirst = [...requests];
    expect(atFirst).toEqual([`GET ${seniors}`, `GET ${scriptPath}`]);
    await keepPicture(page, "check-district");
    await page.getByRole("combobox").selectOption({ label: "浦东新区" });
    await next(page);
    await keepPicture(page, "check-birthday");
    await typeDay(page, "1956", "１２", "1");
    await page.getByText("可能符合老年综合津贴的条件").waitFor();
    await keepPicture(page, "check-met");
    expect(await page.textContent("#trial-amount")).toBe("每月150元");
    expect(await page.textContent("#trial-lines")).toContain("户籍在本市（浦东新区）");
    expect(await page.textContent("main")).toContain("不是审批结果；以部门的数据为准");
    expect(requests).toEqual(atFirst);
    expect(await keptBy(browsed)).toEqual(nothingKept);
    expect(page.url()).toMatch(/\/check$/);
    expect(complaints).toEqual([]);
    // Nothing is wider than the phone.
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    await browsed.close();
  });

  test("of every policy that can be tried, the first question appears", async () => {
    const browsed = await browseCatalogue(browser, world, { viewport: phone });
    const [asked, untried]: string[][] = [[], []];
    for (const { id } of policies) {
      await browsed.goto(`/policies/${id}/check`);
      const heading = browsed.page.locator("#trial-question h2");
      const isTried = (await browsed.page.locator("#trial").count()) > 0;
      if (isTried) asked?.push(`${id}: ${await heading.textContent({ timeout: 5000 })}`);
      else untried?.push(id);
    }
    expect(asked?.filter((one) => !one.endsWith("？"))).toEqual([]);
    expect(asked?.length).toBeGreaterThan(untried?.length ?? 0);
    expect(browsed.complaints).toEqual([]);
    await browsed.close();
  });

  test("the page cannot even ask when its script tries to", async () => {
    const browsed = await browseCatalogue(browser, world);
    await browsed.goto(seniors);
    const before = browsed.requests.length;
    const asked = await browsed.page.evaluate(
      `fetch("/v1/policies").then(() => "asked", () => "refused")`,
    );
    expect(asked).toBe("refused");
    expect(browsed.requests).toHaveLength(before);
    await browsed.close();
  });

  test("by keyboard alone: each question takes the focus, and the result is told", async () => {
    const browsed = await browseCatalogue(browser, world, { viewport: phone });
    const { page } = browsed;
    const focused = () => page.evaluate("document.activeElement.textContent");
    await browsed.goto(seniors);
    await page.getByRole("heading", { name: "您的户籍在哪个区？" }).waitFor();
    // A page that has just been opened leaves the focus where it is.
    expect(await page.evaluate("document.activeElement === document.body")).toBe(true);
    await page.getByRole("combobox").focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.textContent("[role=status]")).toBe("试算结果");
    expect(await focused()).toContain("可能不符合老年综合津贴的条件");
    await keepPicture(page, "check-unmet");
    // The answers can be changed, one by one.
    await page.getByRole("button", { name: "修改户籍所在区" }).press("Enter");
    expect(await focused()).toBe("您的户籍在哪个区？");
    await page.getByRole("button", { name: "不清楚" }).press("Enter");
    expect(await focused()).toBe("您是哪一天出生的？");
    await page.keyboard.press("Tab");
    for (const part of ["1950", "3", "1"]) {
      await page.keyboard.type(part);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    expect(await focused()).toContain("现在还说不准");
    expect(await page.textContent("#trial-missing")).toBe("户籍所在区：上海市公安局");
    await keepPicture(page, "check-unknown");
    await page.getByRole("button", { name: "重新填写" }).press("Enter");
    expect(await focused()).toBe("您的户籍在哪个区？");
    expect(await page.locator("#trial-given").isVisible()).toBe(false);
    await browsed.close();
  });

  test("a day that does not exist is told, and nothing is lost", async () => {
    const browsed = await browseCatalogue(browser, world, { viewport: phone });
    const { page } = browsed;
    await browsed.goto("/policies/park-admission/check");
    await page.getByRole("textbox", { name: "年", exact: true }).waitFor();
    await typeDay(page, "1961", "2", "30");
    expect(await page.getByRole("alert").textContent()).toContain("没有这一天");
    expect(await page.getByRole("textbox", { name: "年", exact: true }).inputValue()).toBe("1961");
    await keepPicture(page, "check-wrong-day");
    await browsed.close();
  });

  test("without script the page says so, and nothing waits for a script", async () => {
    const browsed = await browseCatalogue(browser, world, {
      viewport: phone,
      javaScriptEnabled: false,
    });
    await browsed.goto(seniors);
    expect(await browsed.page.getByText("浏览器没有运行脚本").isVisible()).toBe(true);
    expect(await browsed.page.locator("#trial").isVisible()).toBe(false);
    await keepPicture(browsed.page, "check-no-script");
    await browsed.close();
  });

  test.each([
    ["light", phone],
    ["dark", { width: 1280, height: 900 }],
  ] as const)("axe-core finds nothing, %s", async (colorScheme, viewport) => {
    const browsed = await browseCatalogue(browser, world, { viewport, colorScheme });
    const { page } = browsed;
    await browsed.goto("/policies/temporary-assistance/check");
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(page, `check-by-people-${colorScheme}`);
    await browsed.goto(seniors);
    await page.getByRole("combobox").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("combobox").selectOption({ label: "黄浦区" });
    await next(page);
    await next(page);
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(page, `check-wrong-${colorScheme}`);
    await typeDay(page, "1990", "1", "1");
    await page.getByText("可能不符合").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(page, `check-too-young-${colorScheme}`);
    await browsed.close();
  });
});
