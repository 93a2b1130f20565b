import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { violationsOf } from "#shared/testing/browse-catalogue.ts";
import { hasBrowser, phone, startBrowser } from "#shared/testing/browser.ts";
import { shardOf } from "#shared/db/shards.ts";
import { aSubjectKey } from "#shared/testing/builders.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { signIn, withIdentities } from "#shared/testing/identities.ts";
import {
  anEntitlementInPublicity,
  publicityTask,
  storeInPublicity,
} from "#shared/testing/in-publicity.ts";
import { reportContact } from "#shared/testing/people.ts";
import { storeEntitlements } from "#shared/testing/stored-subjects.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";

const desk = { width: 1280, height: 800 } as const;
const company: SubjectReference = {
  kind: "organisation",
  idType: "uscc",
  id: "91319900000000019N",
};

let dev: Dev;
beforeAll(async () => {
  dev = await startDev(withIdentities());
  await dev.tick();
});
afterAll(async () => dev.close());

/** A company on the public list; the number of its entry. */
async function published(name: string): Promise<string> {
  const subjectKey = aSubjectKey();
  return publish(await storeInPublicity(await databaseOf(subjectKey), { subjectKey }, name));
}

const databaseOf = async (subjectKey: string) =>
  dev.database(shardOf(subjectKey) === 0 ? "DB_0" : "DB_1");

/** Brings what is in publicity onto the list. */
async function publish(entitlement: Entitlement): Promise<string> {
  const dueAt = (await dev.clock()).getTime();
  const db = await databaseOf(entitlement.subjectKey);
  await storeTasks(db, [publicityTask(entitlement, { dueAt })]).run();
  const city = await dev.database("DB_CITY");
  const listed = async () => {
    const { results } = await city.prepare("SELECT id FROM publicity").all<{ id: string }>();
    return results.map(({ id }) => id);
  };
  const before = await listed();
  await dev.tick();
  const number = (await listed()).find((id) => !before.includes(id));
  if (number === undefined) throw new Error("nothing was published");
  return number;
}

async function codeTo(number: string): Promise<string> {
  await dev.tick();
  const message = (await dev.messages()).findLast(({ to }) => to === number);
  return /\d{6}/.exec(message?.body ?? "")?.[0] ?? "";
}

async function onBothShards(query: string): Promise<Record<string, unknown>[]> {
  const rows = await Promise.all(
    (["DB_0", "DB_1"] as const).map(async (binding) =>
      (await dev.database(binding)).prepare(query).all(),
    ),
  );
  return rows.flatMap(({ results }) => results);
}

const lodged = async () => onBothShards("SELECT raised_by, state FROM objections");

describe.skipIf(!hasBrowser)("objecting in a browser, without script", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => browser?.close());

  const found: string[] = [];
  /** Axe, the width, and a picture for people to look at, where `SCREENSHOTS` names a folder. */
  async function look(page: Page, name: string): Promise<void> {
    await page.waitForLoadState();
    const { width } = page.viewportSize() ?? phone;
    const folder = process.env["SCREENSHOTS"];
    if (folder !== undefined)
      await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
    const scripted = await browser.newContext({ viewport: { width, height: 800 } });
    const copy = await scripted.newPage();
    await copy.setContent(await page.content());
    const wide = Number(await copy.evaluate("document.documentElement.scrollWidth"));
    if (wide > width) found.push(`${name} is ${wide} wide`);
    found.push(...(await violationsOf(copy)).map((one) => `${name}: ${one}`));
    await scripted.close();
  }

  test.each([
    { viewport: phone, number: "13900000011", name: "上海寅科技有限公司" },
    { viewport: desk, number: "13900000012", name: "上海卯实业有限公司" },
  ])(
    "from the public list to the receipt, $viewport.width wide, by a code on one's phone",
    { timeout: 120_000 },
    async ({ viewport, number, name }) => {
      await published(name);
      const context = await browser.newContext({
        viewport,
        locale: "zh-CN",
        javaScriptEnabled: false,
      });
      const page = await context.newPage();
      await page.goto(`${dev.origin}/publicity`);
      await page
        .getByRole("listitem")
        .filter({ hasText: name })
        .getByRole("link", { name: "提出异议" })
        .click();
      await page.getByLabel("手机号").waitFor();
      await look(page, "objection");
      expect(await page.textContent("main")).toContain("被公示的人不会知道是谁提出的");
      await page.getByLabel("手机号").fill(number);
      await page.getByRole("button", { name: "发送验证码" }).click();
      await page.getByLabel("验证码").waitFor();
      await look(page, "objection-code");
      await page.getByLabel("验证码").fill(await codeTo(number));
      await page.getByLabel("理由").fill("该单位上年裁员人数与公示不符。");
      await page.getByRole("button", { name: "提出异议" }).click();
      await page.getByRole("heading", { name: "异议已收到" }).waitFor();
      await look(page, "objection-received");
      expect(await page.textContent("h1")).toBe("异议已收到");
      expect(page.url()).not.toContain(number);
      await page.goto(`${dev.origin}/objections`);
      await page.getByLabel("线索").fill("听说这家单位已经停产。");
      await page.getByRole("button", { name: "提供线索" }).click();
      await page.getByText("我们没有记录您是谁").waitFor();
      await look(page, "hint-received");
      expect(await page.textContent("main")).toContain("不影响任何人的待遇");
      await context.close();
      expect(found).toEqual([]);
    },
  );
});

describe("the page of an objection", () => {
  test("is neither indexed nor kept, and changes nothing by being opened", async () => {
    const before = await lodged();
    for (const path of ["/objections", "/objections/aabcdefghijklm", "/objections/under/x"]) {
      const response = await dev.fetch(path, { headers: { accept: "text/html" } });
      expect(response.status).toBe(200);
      expect(response.headers.get("x-robots-tag")).toContain("noindex");
      expect(response.headers.get("cache-control")).toBe("no-store");
    }
    expect(await lodged()).toEqual(before);
  });

  test("takes nothing from nobody, from another page's form, or without reasons", async () => {
    const post = async (fields: Record<string, string>, path = "/objections") =>
      (
        await dev.fetch(path, {
          method: "POST",
          headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams(fields).toString(),
        })
      ).status;
    const entry = await published("上海辰有限公司");
    const grounds = "该单位上年裁员人数与公示不符。";
    expect(await post({ entry, grounds })).toBe(403);
    expect(await post({ entry, grounds, form: "forged" })).toBe(403);
    expect(await post({ entry, grounds: "不对", phone: "13900000013", code: "123456" })).toBe(400);
    expect(await post({ entry, grounds, phone: "13900000013", code: "123456" })).toBe(403);
    expect(await post({ entry, phone: "1390" }, "/objections/code")).toBe(400);
    expect(await post({ entry: "", phone: "13900000013" }, "/objections/code")).toBe(400);
    await dev.tick();
    expect((await dev.messages()).filter(({ to }) => to === "13900000013")).toEqual([]);
  });

  test("leads a clerk who has signed in back to it, and to one's own page, where the answer stands", async () => {
    const entry = await published("上海巳工厂");
    const { browser, page } = await signIn(dev, company, `/objections/${entry}`);
    expect(page.url).toBe(`${dev.origin}/objections/${entry}`);
    const html = await page.text();
    expect(html).toContain(`value="${entry.toUpperCase()}"`);
    const form = /name="form" value="([^"]+)"/.exec(html)?.[1] ?? "";
    const grounds = "该单位上年裁员人数与公示不符。";
    const received = await browser.post("/objections", { entry, form, grounds });
    expect(await received.text()).toContain("异议已收到");
    const again = await browser.post("/objections", { entry, form, grounds });
    expect(await again.text()).toContain("您已经提出过，正在办理");
    const own = await (await browser.get("/me")).text();
    expect(own).toContain("您提出的异议：已提出，等待受理。");
    expect((await lodged()).filter((row) => row["raised_by"] === "signed-in")).toHaveLength(1);
  });

  test("finds what is public of oneself by the number that one's own page tells", async () => {
    await reportContact(dev, company);
    await dev.tick();
    const { browser } = await signIn(dev, company, "/me");
    const [looked] = await onBothShards("SELECT subject_key FROM accesses WHERE role = 'clerk'");
    const subjectKey = String(looked?.["subject_key"]);
    const entitlement = await anEntitlementInPublicity({ subjectKey });
    await storeEntitlements(await databaseOf(subjectKey), [entitlement]);
    const entry = await publish(entitlement);
    const own = await (await browser.get("/me")).text();
    expect(own).toContain(`公示编号 ${entry.toUpperCase()}`);
    const list = await (await dev.fetch("/publicity", { headers: { accept: "text/html" } })).text();
    expect(list.toUpperCase()).toContain(entry.toUpperCase());
  });
});
