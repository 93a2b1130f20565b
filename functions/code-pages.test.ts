import { gzipSync } from "node:zlib";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { faintTextIn, violationsOf } from "#shared/testing/browse-catalogue.ts";
import { hasBrowser, phone, startBrowser } from "#shared/testing/browser.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { withIdentities } from "#shared/testing/identities.ts";
import { reportContact, reportPerson, resident } from "#shared/testing/people.ts";
import { codeOf, textOfImage } from "#shared/testing/shown-codes.ts";

const desk = { width: 1280, height: 800 } as const;

describe.skipIf(!hasBrowser)("the page with a code, in a browser", () => {
  let dev: Dev;
  let browser: Browser;
  let grandmother: SubjectReference;
  beforeAll(async () => {
    [dev, browser] = await Promise.all([startDev(withIdentities()), startBrowser()]);
    grandmother = resident("1957-03-08", 801);
    const [child, spouse] = [resident("2015-06-01", 802), resident("1955-06-01", 803)];
    for (const [place, [subject, birthDate]] of [
      [grandmother, "1957-03-08"] as const,
      [child, "2015-06-01"] as const,
      [spouse, "1955-06-01"] as const,
    ].entries()) {
      await reportContact(dev, subject, `080${place}`);
      await reportPerson(dev, subject, { birthDate });
    }
    const relations = [
      { kind: "child" as const, other: child },
      { kind: "spouse" as const, other: spouse },
    ];
    const data = { subject: grandmother, relations };
    await dev.department("civil-affairs").send([{ type: "relations.reported.v1", data }]);
  });
  afterAll(async () => {
    await browser?.close();
    await dev?.close();
  });

  /** A window that tells what the browser complained of, at the page after signing in. */
  async function signedIn(options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ viewport: phone, locale: "zh-CN", ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      const isIcon = message.location().url.endsWith("/favicon.ico");
      if (message.type() === "error" && !isIcon) complaints.push(message.text());
    });
    await page.goto(`${dev.origin}/me/sign-in?to=/me/code`);
    await page.waitForURL(/\/choose\//);
    await page.getByRole("textbox").fill(grandmother.id);
    await page.getByRole("button", { name: "用这个号码登录" }).click();
    await page.waitForURL(`${dev.origin}/me/code`);
    return { context, page, complaints };
  }

  async function keepPicture(page: Page, name: string): Promise<void> {
    const folder = process.env["SCREENSHOTS"];
    const { width } = page.viewportSize() ?? phone;
    if (folder !== undefined)
      await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
  }

  /** The text of the code that the page shows now. */
  async function shownOn(page: Page): Promise<string> {
    const path = (await page.locator(".qr path").getAttribute("d")) ?? "";
    const box = (await page.locator(".qr").getAttribute("viewBox")) ?? "";
    return textOfImage(path, Number(box.split(" ").at(-1)));
  }

  test.each([
    { viewport: phone, colorScheme: "light" },
    { viewport: desk, colorScheme: "dark" },
  ] as const)(
    "axe finds nothing on any of them, $viewport.width wide, $colorScheme",
    { timeout: 120_000 },
    async ({ viewport, colorScheme }) => {
      const { context, page, complaints } = await signedIn({ viewport, colorScheme });
      const found: string[] = [];
      const look = async (name: string): Promise<void> => {
        const wide = Number(await page.evaluate("document.documentElement.scrollWidth"));
        if (wide > viewport.width) found.push(`${name} is ${wide} wide`);
        found.push(...(await violationsOf(page)).map((one) => `${name}: ${one}`));
        await keepPicture(page, name);
      };
      await page.getByText("秒有效").waitFor();
      await look("own");
      await page.getByRole("link", { name: /^孩子/ }).click();
      await page.getByRole("heading", { name: /^孩子的随申码/ }).waitFor();
      await look("child");
      await page.goto(`${dev.origin}/me/code?whose=aaaaaaaaaaaa`);
      await look("gone");
      await page.goto(`${dev.origin}/me/code/sharing`);
      await look("sharing");
      await page.getByRole("button", { name: "同意" }).click();
      await page.getByText("可以代您出示").waitFor();
      await look("shared");
      await page.getByRole("button", { name: "收回" }).click();
      await page.goto(`${dev.origin}/me/code/printed`);
      await look("printing");
      await page.getByRole("button", { name: /生成离线码/ }).click();
      await page.getByText("以前有效").waitFor();
      await look("printed");
      await page.goto(`${dev.origin}/me/code/printed`);
      await look("printing-again");
      await context.clearCookies();
      await page.goto(`${dev.origin}/me/code`);
      await look("sign-in");
      await context.close();
      expect(found).toEqual([]);
      expect(complaints.filter((one) => !one.includes("404"))).toEqual([]);
    },
  );

  test("is dark on white in every scheme, in modules of half a millimetre and more, and under 14 KiB with all it loads", async () => {
    const { context, page } = await signedIn({ colorScheme: "dark" });
    let bytes = 0;
    page.on("response", async (response) => {
      bytes += gzipSync(await response.body().catch(() => "")).length;
    });
    await page.goto(`${dev.origin}/me/code`, { waitUntil: "networkidle" });
    expect(bytes).toBeGreaterThan(4096);
    expect(bytes).toBeLessThanOrEqual(14 * 1024);
    const image = page.locator(".qr");
    const colours = await page.evaluate(`(() => {
      const { backgroundColor, fill } = getComputedStyle(document.querySelector(".qr"));
      return [backgroundColor, fill];
    })()`);
    expect(colours).toEqual(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
    const modules = Number(((await image.getAttribute("viewBox")) ?? "").split(" ").at(-1));
    // 69 modules (version 13) and a quiet zone of 4 on each side.
    expect(modules).toBe(77);
    // A phone of 360 px is some 65 mm wide.
    const { width } = (await image.boundingBox()) ?? { width: 0 };
    expect(((width / modules) * 65) / 360).toBeGreaterThan(0.5);
    await context.close();
  });

  test("counts down, and puts a fresh code in the place of the old one before that ends", async () => {
    const { context, page, complaints } = await signedIn();
    await page.clock.install();
    await page.goto(`${dev.origin}/me/code`);
    const first = await shownOn(page);
    await page.clock.runFor(5_000);
    const left = (await page.locator("#left").textContent()) ?? "";
    expect(left).toMatch(/^还有5[3-5]秒有效，会自动更换$/);
    await page.clock.runFor(30_000);
    expect(await shownOn(page)).toBe(first);
    await page.clock.runFor(20_000);
    await page.getByText("已换成新码").waitFor();
    const second = await shownOn(page);
    expect(second).not.toBe(first);
    expect(codeOf(second).nonce).not.toBe(codeOf(first).nonce);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("without a network it says so, hides what has ended, and has a fresh one when the network is back", async () => {
    const { context, page } = await signedIn();
    await page.clock.install();
    await page.goto(`${dev.origin}/me/code`);
    const first = await shownOn(page);
    await context.setOffline(true);
    await page.clock.runFor(52_000);
    await page.getByText("连不上网").waitFor();
    expect(await page.locator(".qr").isVisible()).toBe(true);
    await page.clock.runFor(10_000);
    await page.getByText("这个码已经过期").waitFor();
    expect(await page.locator(".qr").isVisible()).toBe(false);
    await keepPicture(page, "offline");
    await context.setOffline(false);
    await page.clock.runFor(6_000);
    await page.getByText("已换成新码").waitFor();
    expect(await page.locator(".qr").isVisible()).toBe(true);
    expect(await shownOn(page)).not.toBe(first);
    await context.close();
  });

  test("works without script, by a link for a fresh code and the time until when it is good", async () => {
    const { context, page } = await signedIn({ javaScriptEnabled: false });
    const first = await shownOn(page);
    expect(await page.locator("#left").textContent()).toMatch(/^\d\d:\d\d:\d\d前有效$/);
    await page.getByRole("link", { name: "换一个新码" }).click();
    expect(await shownOn(page)).not.toBe(first);
    await context.close();
  });

  test("in the large view: 24 px, nothing too wide, contrast of AAA, and the code as large as the screen", async () => {
    const { context, page } = await signedIn();
    await page.getByText("大字", { exact: true }).click();
    const body = await page.evaluate("getComputedStyle(document.body).fontSize");
    expect(body).toBe("24px");
    expect(Number(await page.evaluate("document.documentElement.scrollWidth"))).toBe(phone.width);
    expect(await faintTextIn(page)).toEqual([]);
    const low = await page.evaluate(`[...document.querySelectorAll("main a, main button")]
      .filter((one) => one.getBoundingClientRect().height < 60).map((one) => one.textContent)`);
    expect(low).toEqual([]);
    const { width } = (await page.locator(".qr").boundingBox()) ?? { width: 0 };
    expect(width).toBeGreaterThan(300);
    await keepPicture(page, "own-large");
    await context.close();
  });

  test("on A4 the code is sixty millimetres wide, alone with what must be known", async () => {
    const { context, page } = await signedIn({ viewport: { width: 794, height: 1123 } });
    await page.goto(`${dev.origin}/me/code/printed`);
    await page.getByRole("button", { name: /生成离线码/ }).click();
    await page.emulateMedia({ media: "print" });
    await keepPicture(page, "a4");
    const { width } = (await page.locator(".qr").boundingBox()) ?? { width: 0 };
    expect((width * 25.4) / 96).toBeCloseTo(60, 0);
    expect(await page.getByText("浏览器的“打印”").isVisible()).toBe(false);
    expect(codeOf(await shownOn(page)).class).toBe("printed");
    await context.close();
  });
});
