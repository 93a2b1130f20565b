import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violationsOf } from "#shared/testing/browse-catalogue.ts";
import { hasBrowser, phone, startBrowser } from "#shared/testing/browser.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { plainBrowser, signIn, withIdentities } from "#shared/testing/identities.ts";
import { explain, reportContact, reportPerson, resident } from "#shared/testing/people.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";

const allowance = "senior-comprehensive-allowance";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev(withIdentities());
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());

async function elder(number: number): Promise<SubjectReference> {
  const subject = resident("1950-05-05", number);
  await reportContact(dev, subject, String(number).padStart(4, "0"));
  await reportPerson(dev, subject, { birthDate: "1950-05-05", hukouDistrict: "310101" });
  await dev.tick();
  return subject;
}

const stateOf = async (subject: SubjectReference) =>
  (await explain(dev, subject, allowance)).entitlements.map(({ state }) => state);

/** Signs in at the provider as the member of staff of this place in its list. */
async function signInAs(who: string) {
  const browser = plainBrowser(dev.origin);
  const choose = await browser.follow(await browser.get("/window/sign-in"));
  const page = await choose.text();
  const index = new RegExp(`value="(\\d+)">${who}<`).exec(page)?.[1] ?? "none";
  const answer = await browser.post(choose.url, { staff: index });
  const ended = await browser.follow(answer);
  return { browser, page: await ended.text(), status: ended.status };
}

const form = (page: string): string => /name="form" value="([^"]+)"/.exec(page)?.[1] ?? "";

describe("a clerk's sign-in", () => {
  test("takes the role of the counter, and is nobody's who has none", async () => {
    expect((await dev.fetch("/window")).status).toBe(200);
    const clerk = await signInAs("陆敏");
    expect(clerk.page).toContain("接待本人");
    const other = await signInAs("顾春梅");
    expect(other.status).toBe(403);
    expect(other.page).toContain("没有“窗口”的角色");
    expect(await (await other.browser.get("/window")).text()).toContain("用工作人员账号登录");
  });

  test("is no citizen's session, and a citizen's is no clerk's; forms are of one's own page", async () => {
    const subject = await elder(701);
    const citizen = await signIn(dev, subject);
    expect(await (await citizen.browser.get("/window")).text()).toContain("用工作人员账号登录");
    const { browser, page } = await signInAs("陆敏");
    expect(await (await browser.get("/me")).text()).toContain("登录后查看");
    const fields = { number: subject.id, cardSeen: "yes" };
    expect((await browser.post("/window/visits", { ...fields, form: "x" })).status).toBe(403);
    const undeclared = await browser.post("/window/visits", {
      form: form(page),
      number: subject.id,
    });
    expect(undeclared.status).toBe(400);
    const visit = await browser.post("/window/visits", { ...fields, form: form(page) });
    const location = visit.headers.get("location") ?? "";
    expect(location).toMatch(/^\/window\/visits\/[a-z2-7]{28}$/);
    expect((await citizen.browser.get(location)).status).toBe(403);
  });
});

describe.skipIf(!hasBrowser)("in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => browser?.close());

  /** For people to look at, where `SCREENSHOTS` names a folder. */
  async function keepPicture(page: Page, name: string): Promise<void> {
    const folder = process.env["SCREENSHOTS"];
    if (folder !== undefined)
      await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  }

  async function check(page: Page, name: string): Promise<void> {
    expect(await violationsOf(page)).toEqual([]);
    const { width } = page.viewportSize() ?? { width: 0 };
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    await keepPicture(page, `${name}-${width}`);
  }

  async function clerkAt(viewport: { width: number; height: number }): Promise<Page> {
    const context = await browser.newContext({ viewport, locale: "zh-CN" });
    const page = await context.newPage();
    await page.goto(`${dev.origin}/window`);
    await check(page, "window-sign-in");
    await page.getByRole("link", { name: "用工作人员账号登录" }).click();
    await page.getByRole("button", { name: "陆敏" }).click();
    await page.getByRole("heading", { name: "接待本人" }).waitFor();
    return page;
  }

  async function receive(page: Page, subject: SubjectReference): Promise<void> {
    await page.getByLabel("证件号码", { exact: true }).fill(subject.id);
    await page.getByLabel("我已经核对：来的是本人，证件是原件").check();
    await page.getByRole("button", { name: "查看等本人决定的事项" }).click();
    await page.getByRole("heading", { name: "王**的事项" }).waitFor();
  }

  test.each([phone, { width: 1280, height: 800 }])(
    "at $width: the card, what waits, asked once more, the slip; never the number in an address",
    async (viewport) => {
      const subject = await elder(710 + (viewport.width === 360 ? 1 : 2));
      const page = await clerkAt(viewport);
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await check(page, "window-counter");
      await receive(page, subject);
      await check(page, "window-visit");
      await page.getByRole("button", { name: "放弃" }).click();
      await page.getByRole("heading", { name: "请再问一次本人" }).waitFor();
      await check(page, "window-waiver");
      await page.getByRole("link", { name: "返回，先不放弃" }).click();
      await page.getByLabel("已经把以上内容和承诺读给本人听，本人同意").check();
      await page.getByRole("button", { name: "登记：确认领取" }).click();
      await page.getByRole("heading", { name: "回执：已确认领取" }).waitFor();
      await check(page, "window-slip");
      const slip = (await page.textContent("main")) ?? "";
      expect(slip).toMatch(/本人持证件到窗口确认，由窗口工作人员（编号[a-z2-7]+）/);
      const number = /验真编号\s*([0-9A-Z ]{19})/.exec(slip)?.[1] ?? "";
      const ours = await dev.post("/v1/verifications/messages", { number });
      expect(await ours.json()).toEqual({ ours: true });
      // As narrow as the paper of a counter's printer.
      await page.setViewportSize({ width: 302, height: 640 });
      await page.emulateMedia({ media: "print" });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(302);
      await keepPicture(page, `window-slip-80mm-${viewport.width}`);
      expect(asked.filter((url) => url.includes(subject.id))).toEqual([]);
      expect((await stateOf(subject))[0]).not.toBe("awaiting-confirmation");
      await page.context().close();
    },
  );

  test("a mandate is granted, used and revoked at the counter", async () => {
    const [grantor, agent] = [await elder(721), await elder(722)];
    const page = await clerkAt({ width: 1280, height: 800 });
    await receive(page, grantor);
    await page.getByText("登记委托（代办人也到场）").click();
    await page.getByLabel("代办人的证件号码").fill(agent.id);
    await page.getByLabel("我已经核对：代办人到场").check();
    await page.getByRole("button", { name: "登记委托一年" }).click();
    await page.getByRole("heading", { name: "已委托王**" }).waitFor();
    await page.getByText("委托，到2027年11月16日").waitFor();
    await check(page, "window-mandate");
    await dev.tick();
    await page.goto(`${dev.origin}/window`);
    await receive(page, agent);
    await page.getByRole("button", { name: "代王**办理" }).click();
    await page.getByRole("heading", { name: "受托人代王**办理" }).waitFor();
    await page.getByLabel("已经把以上内容和承诺读给本人听，本人同意").check();
    await page.getByRole("button", { name: "登记：确认领取" }).click();
    await page.getByRole("heading", { name: "回执：已确认领取" }).waitFor();
    expect(await page.textContent("main")).toContain("受托人王**代为持证件到窗口确认");
    expect((await stateOf(grantor))[0]).not.toBe("awaiting-confirmation");
    expect(await stateOf(agent)).toEqual(["awaiting-confirmation"]);
    await page.context().close();
  });

  test("the page of mandates of who has signed in, on a phone and large", async () => {
    const [grantor, agent] = [await elder(731), await elder(732)];
    const context = await browser.newContext({ viewport: phone, locale: "zh-CN" });
    const page = await context.newPage();
    await page.goto(`${dev.origin}/me/sign-in?to=/me/mandates`);
    await page.getByLabel("其他示例号码").fill(grantor.id);
    await page.getByRole("button", { name: "用这个号码登录" }).click();
    await page.getByRole("heading", { name: "委托代办" }).waitFor();
    await page.getByText("委托一位代办人").click();
    await check(page, "mandates-form");
    await page.getByLabel("代办人的姓名").fill("王建国");
    await page.getByLabel("代办人的证件号码").fill(agent.id);
    await page.getByRole("button", { name: "登记委托" }).click();
    await page.getByRole("heading", { name: "王**（委托）" }).waitFor();
    await check(page, "mandates");
    await page.setViewportSize({ width: 1280, height: 800 });
    await check(page, "mandates");
    await context.close();
    await dev.tick();
    const other = await browser.newContext({ viewport: phone, locale: "zh-CN" });
    const held = await other.newPage();
    await held.goto(`${dev.origin}/me/sign-in?to=/me/mandates`);
    await held.getByLabel("其他示例号码").fill(agent.id);
    await held.getByRole("button", { name: "用这个号码登录" }).click();
    await held.getByRole("heading", { name: "代王**办理" }).waitFor();
    await check(held, "mandates-held");
    await held.getByRole("button", { name: "去代为确认" }).click();
    await held.getByText("您正在代王**办理").waitFor();
    await check(held, "offer-on-behalf");
    await held.getByRole("button", { name: "确认领取" }).click();
    await held.getByText("您已确认领取").waitFor();
    expect((await stateOf(grantor))[0]).not.toBe("awaiting-confirmation");
    await check(held, "receipt-on-behalf");
    await other.close();
  });
});
