import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { violationsOf } from "#shared/testing/browse-catalogue.ts";
import { hasBrowser, phone, startBrowser } from "#shared/testing/browser.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { withIdentities } from "#shared/testing/identities.ts";
import { explain, reportContact, reportPerson, resident } from "#shared/testing/people.ts";

/** For people to look at, where `SCREENSHOTS` names a folder. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env["SCREENSHOTS"];
  if (folder !== undefined)
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

describe.skipIf(!hasBrowser)("signing in, in a browser", () => {
  let dev: Dev;
  let browser: Browser;
  beforeAll(async () => {
    [dev, browser] = await Promise.all([startDev(withIdentities()), startBrowser()]);
    await dev.stage("old-age-family-planning-reward", "live");
    await dev.tick();
  });
  afterAll(async () => {
    await browser?.close();
    await dev?.close();
  });

  let number = 900;

  /** A person with a disability and little money, and a child; gives the messages' links, the newest first. */
  async function somebody(birthDate = "1961-03-08"): Promise<[SubjectReference, string[]]> {
    const subject = resident(birthDate, (number += 1));
    const tail = String(number).padStart(4, "0");
    const say = (facts: Record<string, string | number | boolean>) => [
      { type: "facts.reported.v1" as const, data: { subject, facts } },
    ];
    await reportContact(dev, subject, tail);
    // One after the other, so that each benefit is told in a message of its own.
    await reportPerson(dev, subject, { birthDate, sex: "male", hukouDistrict: "310101" });
    await dev.tick();
    await dev
      .department("disabled-persons-federation")
      .send(say({ disabilityGrade: 2, disabilityCategory: 1 }));
    await dev.department("civil-affairs").send(say({ minimumLivingAllowance: true }));
    await dev.tick();
    await dev.department("health").send(say({ oneChildCertificate: true }));
    await dev.department("human-resources").send(say({ retiredOn: "2021-04-01" }));
    await dev.tick();
    const messages = (await dev.messages()).filter(({ to }) => to === `1380000${tail}`);
    return [subject, messages.flatMap(({ link }) => link ?? [])];
  }

  /** A window that tells what the browser complained of: what a page's own policy forbade, above all. */
  async function open(options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ viewport: phone, locale: "zh-CN", ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      const isIcon = message.location().url.endsWith("/favicon.ico");
      if (message.type() === "error" && !isIcon) complaints.push(message.text());
    });
    const found: string[] = [];
    /** Axe, the width, and a picture. */
    const look = async (name: string): Promise<void> => {
      const { width } = page.viewportSize() ?? phone;
      await keepPicture(page, `${name}-${width}`);
      const wide = Number(await page.evaluate("document.documentElement.scrollWidth"));
      if (wide > width) found.push(`${name} is ${wide} wide`);
      const violations = await violationsOf(page);
      found.push(...violations.map((one) => `${name}: ${one}`));
    };
    return { context, page, complaints, found, look };
  }

  /** At the provider's page. */
  async function nameYourself(page: Page, subject: SubjectReference): Promise<void> {
    await page.waitForURL(/\/choose\//);
    await page.getByRole("textbox").fill(subject.id);
    await page.getByRole("button", { name: "用这个号码登录" }).click();
  }

  const desk = { width: 1280, height: 800 } as const;

  test.each([phone, desk])(
    "from the message over the provider back to the offer, and to the receipt, $width wide: axe finds nothing",
    { timeout: 120_000 },
    async (viewport) => {
      const [subject, links] = await somebody();
      const { context, page, complaints, found, look } = await open({ viewport });
      const titles: string[] = [];
      for (const link of links) {
        await page.goto(link);
        await page.locator("h1").waitFor();
        titles.push((await page.textContent("h1")) ?? "");
        if ((await page.getByRole("link", { name: "登录后确认" }).count()) > 0) break;
      }
      await look("offer-before");
      await page.getByRole("link", { name: "登录后确认" }).click();
      await nameYourself(page, subject);
      await page.waitForURL(`${dev.origin}/c`);
      await look("offer-after");
      await page.getByRole("button", { name: "确认领取" }).click();
      await page.waitForURL(`${dev.origin}/c/receipt`);
      expect(await page.textContent("main")).toContain("您已确认领取");
      await look("receipt");
      await page.goto(`${dev.origin}/me`);
      await look("me");
      expect(await page.textContent("main")).toContain("回执号");
      await page.getByRole("button", { name: "查看或更改" }).click();
      await page.waitForURL(`${dev.origin}/c`);
      await page.goto(`${dev.origin}/me`);
      await page.getByRole("button", { name: "退出登录" }).click();
      // Through our own page to the provider's, by a header and not by a form.
      await page.waitForURL(/\/session\/end\?/);
      await page.getByRole("button", { name: "退出", exact: true }).click();
      await page.waitForURL(`${dev.origin}/me/signed-out*`);
      await look("signed-out");
      await page.goto(`${dev.origin}/me`);
      await look("signed-out-me");
      expect(await page.textContent("main")).toContain("登录后查看");
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
      expect(titles.join()).toContain("生活补贴");
      await context.close();
      const { entitlements } = await explain(dev, subject, "disability-living-allowance");
      expect(entitlements[0]?.state).not.toBe("awaiting-confirmation");
    },
  );

  test("without script: signing in, opening what waits, confirming", async () => {
    const [subject] = await somebody();
    const { context, page } = await open({ javaScriptEnabled: false });
    await page.goto(`${dev.origin}/me`);
    await page.getByRole("link", { name: "登录", exact: true }).click();
    await nameYourself(page, subject);
    await page.waitForURL(`${dev.origin}/me`);
    await page.getByRole("button", { name: "去确认" }).first().click();
    await page.waitForURL(`${dev.origin}/c`);
    await page.getByRole("button", { name: "确认领取" }).click();
    expect(await page.textContent("main")).toContain("您已确认领取");
    await context.close();
  });

  test("the last four are typed in one field; a wrong answer and a dead link are told in words", async () => {
    const [subject, links] = await somebody();
    const { context, page, complaints, found, look } = await open();
    for (const link of links) {
      await page.goto(link);
      await page.locator("h1").waitFor();
      if ((await page.getByLabel("您的证件号码后四位").count()) > 0) break;
    }
    await look("last-four");
    const field = page.getByLabel("您的证件号码后四位");
    const wrong = subject.id.endsWith("0000") ? "0001" : "0000";
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      await field.fill(wrong);
      await page.getByRole("button", { name: "确认领取" }).click();
      await page.waitForLoadState();
      if (attempt === 1) await look("last-four-wrong");
    }
    await look("last-four-dead");
    expect(await page.textContent("main")).toContain("这个链接已经失效");
    expect(found).toEqual([]);
    // The browser tells of the refusals' status; nothing else is wrong.
    expect(complaints.filter((one) => !/status of 4(03|10)/.test(one))).toEqual([]);
    await context.close();
  });

  test("somebody else's session and a refused sign-in are told in words", async () => {
    const [, links] = await somebody();
    const { context, page, found, look } = await open();
    await page.goto(`${dev.origin}/me`);
    await page.getByRole("link", { name: "登录", exact: true }).click();
    await nameYourself(page, resident("1970-01-01", 999));
    await page.waitForURL(`${dev.origin}/me`);
    await look("me-unknown");
    for (const link of links) {
      await page.goto(link);
      await page.locator("h1").waitFor();
      if ((await page.getByText("您登录的不是这项待遇的本人").count()) > 0) break;
    }
    await look("another-person");
    await page.goto(`${dev.origin}/me/callback?code=x&state=y`);
    await look("sign-in-refused");
    expect(await page.textContent("main")).toContain("没有登录，没有改动任何内容");
    expect(found).toEqual([]);
    await context.close();
  });
});
