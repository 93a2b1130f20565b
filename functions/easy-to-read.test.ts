import { gzipSync } from "node:zlib";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faintTextIn, violationsOf } from "#shared/testing/browse-catalogue.ts";
import { hasBrowser, phone, startBrowser } from "#shared/testing/browser.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { reportContact, reportPerson, resident } from "#shared/testing/people.ts";

const desk = { width: 1280, height: 800 } as const;
/** What arrives in the first round trip of a slow connection. */
const firstRoundTripBytes = 14 * 1024;

/** A browser that has a voice; what it was asked to say stands in `window.said`. The headless one has none. */
const voiced = `
window.said = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "zh-CN" }],
  speak(one) { window.said.push(one); },
  cancel() { window.said.push("stopped"); },
  addEventListener() {},
} });`;

describe.skipIf(!hasBrowser)("pages of a link, easy to read", () => {
  let dev: Dev;
  let browser: Browser;
  beforeAll(async () => {
    [dev, browser] = await Promise.all([startDev(), startBrowser()]);
    await dev.clock("2026-11-16T02:00:00Z");
    await dev.tick();
  });
  afterAll(async () => {
    await browser?.close();
    await dev?.close();
  });

  async function linkFor(number: number): Promise<string> {
    const subject = resident("1957-03-08", number);
    const tail = String(number).padStart(4, "0");
    await reportContact(dev, subject, tail);
    await reportPerson(dev, subject, { birthDate: "1957-03-08", hukouDistrict: "310101" });
    await dev.tick();
    return (await dev.messages()).find(({ to }) => to === `1380000${tail}`)?.link ?? "";
  }

  const opened = async (options: BrowserContextOptions): Promise<Page> =>
    (await browser.newContext({ locale: "zh-CN", ...options })).newPage();

  async function keepPicture(page: Page, name: string): Promise<void> {
    const folder = process.env["SCREENSHOTS"];
    const { width } = page.viewportSize() ?? phone;
    if (folder !== undefined)
      await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
  }

  /** Through every page of a link, from the message to the printed form; `see` looks at each. */
  async function walk(page: Page, link: string, see: (name: string) => Promise<void>) {
    const look = async (name: string): Promise<void> => {
      await page.waitForLoadState();
      await see(name);
    };
    await page.goto(`${dev.origin}/c`);
    await look("code");
    await page.goto(`${dev.origin}/c#${"a".repeat(28)}`);
    await page.getByText("这个编码打不开").waitFor();
    await look("unknown");
    await page.goto(link);
    await page.getByRole("button", { name: "确认领取" }).waitFor();
    await look("offer");
    await page.getByRole("button", { name: "放弃" }).click();
    await page.getByRole("heading", { level: 1, name: "放弃" }).waitFor();
    await look("waive");
    await page.goBack();
    await page.getByText("申请表和材料").first().click();
    await page.getByRole("link", { name: "查看申请表和材料" }).click();
    await page.getByRole("heading", { name: "申请表（尚未确认）" }).waitFor();
    await look("form");
    await page.goBack();
    await page.getByRole("button", { name: "确认领取" }).click();
    await page.waitForURL(`${dev.origin}/c/receipt`);
    await look("receipt");
    await page.goto(`${dev.origin}/verify`);
    await look("verify");
  }

  test("from the message to the offer, and the receipt, are under 14 KiB each, with everything they load", async () => {
    const page = await opened({ viewport: phone });
    let bytes = 0;
    page.on("response", async (response) => {
      const body = await response.body().catch(() => "");
      bytes += gzipSync(body).length;
    });
    await page.goto(await linkFor(701));
    await page.getByRole("button", { name: "确认领取" }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(bytes).toBeGreaterThan(2048);
    expect(bytes).toBeLessThanOrEqual(firstRoundTripBytes);
    bytes = 0;
    await page.getByRole("button", { name: "确认领取" }).click();
    await page.waitForURL(`${dev.origin}/c/receipt`);
    await page.waitForLoadState("networkidle");
    expect(bytes).toBeGreaterThan(2048);
    expect(bytes).toBeLessThanOrEqual(firstRoundTripBytes);
    await page.context().close();
  });

  test.each([
    { viewport: phone, colorScheme: "light", number: 702 },
    { viewport: desk, colorScheme: "dark", number: 703 },
  ] as const)(
    "axe finds nothing on any of them, $viewport.width wide, $colorScheme",
    { timeout: 120_000 },
    async ({ viewport, colorScheme, number }) => {
      const page = await opened({ viewport, colorScheme });
      const found: string[] = [];
      await walk(page, await linkFor(number), async (name) => {
        found.push(...(await violationsOf(page)).map((one) => `${name}: ${one}`));
        await keepPicture(page, name);
      });
      await page.context().close();
      expect(found).toEqual([]);
    },
  );

  test("the large view stays from page to page: 24 px, lines of 1.3 and more, targets of 60 px, contrast of AAA", async () => {
    const page = await opened({ viewport: phone });
    const link = await linkFor(704);
    await page.goto(`${dev.origin}/c`);
    await page.getByText("大字", { exact: true }).click();
    const found: string[] = [];
    await walk(page, link, async (name) => {
      found.push(...(await faintTextIn(page)).map((one) => `${name}: ${one}`));
      const measured = await page.evaluate(`(() => {
        const found = [];
        const body = getComputedStyle(document.body);
        if (parseFloat(body.fontSize) < 24) found.push("body of " + body.fontSize);
        for (const one of document.querySelectorAll("main *")) {
          const { fontSize, lineHeight } = getComputedStyle(one);
          if (!one.checkVisibility() || one.innerText === undefined) continue;
          if (parseFloat(fontSize) < 18) found.push("text of " + fontSize);
          if (parseFloat(lineHeight) < 1.29 * parseFloat(fontSize)) found.push("lines of " + lineHeight);
        }
        for (const one of document.querySelectorAll(".button, .large, summary, input:not(#large, [type=hidden])")) {
          const { height } = one.getBoundingClientRect();
          if (one.checkVisibility() && height < 60) found.push(one.tagName + " of " + height);
        }
        if (document.documentElement.scrollWidth > innerWidth) found.push("too wide");
        return found;
      })()`);
      found.push(...(measured as string[]).map((one) => `${name}: ${one}`));
      await keepPicture(page, `${name}-large`);
    });
    await page.context().close();
    expect(found).toEqual([]);
  }, 120_000);

  test("is read aloud where the browser has a Chinese voice, and is silent again at the second tap", async () => {
    const page = await opened({ viewport: phone });
    await page.addInitScript(voiced);
    await page.goto(await linkFor(705));
    await page.getByRole("button", { name: "朗读" }).click();
    await keepPicture(page, "read-aloud");
    const said = await page.evaluate("said.map(({ text, lang }) => lang + ' ' + text).join('\\n')");
    expect(said).toContain("zh-CN 您可以领取");
    expect(said).toContain("75元");
    // What is folded is not read.
    expect(said).not.toContain("不用改");
    await page.getByRole("button", { name: "停止" }).click();
    expect(await page.evaluate("said.at(-1)")).toBe("stopped");
    await page.getByRole("button", { name: "朗读" }).waitFor();
    await page.context().close();
    const silent = await opened({ viewport: phone });
    await silent.goto(`${dev.origin}/c`);
    expect(await silent.getByRole("button", { name: "朗读" }).count()).toBe(0);
    await silent.context().close();
  });
});
