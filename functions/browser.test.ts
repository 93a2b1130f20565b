import { writeFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasBrowser, phone, startBrowser } from "#shared/testing/browser.ts";
import { violationsOf } from "#shared/testing/browse-catalogue.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, reportContact, reportPerson, resident } from "#shared/testing/people.ts";

/** For people to look at, where `SCREENSHOTS` names a folder. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env["SCREENSHOTS"];
  if (folder !== undefined)
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

describe.skipIf(!hasBrowser)("in a browser, on a small phone", () => {
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

  async function linkFor(birthDate: string, number: number): Promise<string> {
    const subject = resident(birthDate, number);
    const tail = String(number).padStart(4, "0");
    await reportContact(dev, subject, tail);
    await reportPerson(dev, subject, { birthDate, hukouDistrict: "310101" });
    await dev.tick();
    return (await dev.messages()).find(({ to }) => to === `1380000${tail}`)?.link ?? "";
  }

  test("message, link, one tap, receipt; Back and reload never ask to send a form again", async () => {
    const link = await linkFor("1957-03-08", 601);
    const context = await browser.newContext({ viewport: phone, locale: "zh-CN", hasTouch: true });
    const page = await context.newPage();
    const sent: string[] = [];
    page.on("request", (request) => sent.push(`${request.method()} ${request.url()}`));
    await page.goto(link);
    const confirm = page.getByRole("button", { name: "确认领取" });
    await confirm.waitFor();
    expect(page.url()).toBe(`${dev.origin}/c`);
    await keepPicture(page, "offer");
    // Nothing is wider than the phone.
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
      phone.width,
    );
    await page.reload();
    await confirm.tap();
    await page.waitForURL(`${dev.origin}/c/receipt`);
    await keepPicture(page, "receipt");
    expect(await page.textContent("main")).toContain("您已确认领取");
    await page.goBack();
    expect(await page.textContent("main")).toContain("您已确认领取");
    expect(
      sent.filter((one) => one.startsWith("POST")).map((one) => one.replace(dev.origin, "")),
    ).toEqual(["POST /c", "POST /c/decision"]);
    // The token never stood in an address that a server sees.
    const code = new URL(link).hash.slice(1);
    expect(sent.some((one) => one.includes(code))).toBe(false);
    await context.close();
    expect(
      (await explain(dev, resident("1957-03-08", 601), "senior-comprehensive-allowance"))
        .entitlements,
    ).toHaveLength(1);
  });

  test("a second link in the same tab shows the second offer; waiving asks once more on a page of its own", async () => {
    const [first, second] = [await linkFor("1950-01-01", 602), await linkFor("1940-01-01", 603)];
    const context = await browser.newContext({ viewport: phone, locale: "zh-CN" });
    const page = await context.newPage();
    await page.goto(first);
    await page.getByText("150元").first().waitFor();
    await page.goto(second);
    await page.getByText("180元").first().waitFor();
    await page.getByRole("button", { name: "放弃" }).click();
    await page.getByRole("button", { name: /放弃/ }).click();
    await page.waitForURL(`${dev.origin}/c/receipt`);
    expect(await page.textContent("main")).toContain("您已放弃");
    await context.close();
    const states = await Promise.all(
      [resident("1950-01-01", 602), resident("1940-01-01", 603)].map(
        async (subject) =>
          (await explain(dev, subject, "senior-comprehensive-allowance")).entitlements[0]?.state,
      ),
    );
    expect(states).toEqual(["awaiting-confirmation", "waived"]);
  });

  test("without script, the code is typed by hand, in groups and capitals", async () => {
    const link = await linkFor("1948-01-01", 604);
    const context = await browser.newContext({ viewport: phone, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${dev.origin}/c`);
    const code = new URL(link).hash.slice(1).toUpperCase();
    await page.getByRole("textbox").fill(code.match(/.{4}/g)?.join(" ") ?? code);
    await page.getByRole("button").first().click();
    await page.getByRole("button", { name: "确认领取" }).click();
    expect(await page.textContent("main")).toContain("您已确认领取");
    await context.close();
  });

  test("the form is read before the tap, printed on A4 after it, downloaded and found genuine", async () => {
    const link = await linkFor("1957-03-09", 605);
    const context = await browser.newContext({ viewport: phone, locale: "zh-CN" });
    const page = await context.newPage();
    await page.goto(link);
    await page.getByText("申请表和材料").first().click();
    await page.getByRole("link", { name: "查看申请表和材料" }).click();
    expect(await page.textContent("h1")).toBe("申请表（尚未确认）");
    await keepPicture(page, "form-before");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
      phone.width,
    );
    await page.getByRole("link", { name: "返回" }).click();
    await page.getByRole("button", { name: "确认领取" }).click();
    await page.getByRole("link", { name: /打印申请表/ }).click();
    expect(await page.textContent("main")).toContain("示例印章，不具法律效力");
    await keepPicture(page, "form-after");
    const folder = process.env["SCREENSHOTS"];
    const paper = await page.pdf({ format: "A4", preferCSSPageSize: true });
    if (folder !== undefined) await writeFile(`${folder}/form.pdf`, paper);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "下载电子文件" }).click(),
    ]);
    await page.goto(`${dev.origin}/verify`);
    await keepPicture(page, "verify");
    await page.getByLabel("电子文件").setInputFiles(await download.path());
    await page.getByRole("button", { name: "核验文件" }).click();
    expect(await page.textContent("main")).toContain("核验通过");
    await keepPicture(page, "verified");
    await context.close();
  });

  test("the number of a message is typed and found ours, without script too", async () => {
    await linkFor("1957-03-08", 606);
    const body = (await dev.messages()).find(({ to }) => to === "13800000606")?.body ?? "";
    const number = body.slice(-19);
    const context = await browser.newContext({ viewport: phone, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${dev.origin}/verify`);
    await page.getByLabel("验真编号").fill(number.toLowerCase());
    await page.getByRole("button", { name: "核验短信" }).click();
    expect(await page.textContent("main")).toContain("是我们发的：有这个编号的消息");
    await context.close();
  });

  test.each([phone, { width: 1280, height: 800 }])(
    "the page that verifies messages fits, $width wide, and axe finds nothing on any of its answers",
    async (viewport) => {
      await linkFor("1957-03-08", 607);
      const body = (await dev.messages()).find(({ to }) => to === "13800000607")?.body ?? "";
      const context = await browser.newContext({ viewport, locale: "zh-CN" });
      const page = await context.newPage();
      for (const number of [body.slice(-19), "7777 7777 7777 7777", " "]) {
        await page.goto(`${dev.origin}/verify`);
        expect(await violationsOf(page)).toEqual([]);
        await page.getByLabel("验真编号").fill(number);
        await page.getByRole("button", { name: "核验短信" }).click();
        await page.locator(".notice").waitFor();
        expect(await violationsOf(page)).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
          viewport.width,
        );
        await keepPicture(page, `verify-${viewport.width}-${number.trim().slice(0, 4)}`);
      }
      await context.close();
    },
  );
});
