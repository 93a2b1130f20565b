import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { handleOf } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import {
  nameYourself,
  type PlainBrowser,
  plainBrowser,
  signIn,
  withIdentities,
} from "#shared/testing/identities.ts";
import { explain, reportContact, reportPerson, resident } from "#shared/testing/people.ts";

const allowance = "senior-comprehensive-allowance";
const sensitive = "disability-living-allowance";
const reward = "old-age-family-planning-reward";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev(withIdentities());
  await dev.stage(reward, "live");
});
afterAll(async () => dev.close());
beforeEach(async () => {
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
});

let number = 800;

interface Somebody {
  readonly subject: SubjectReference;
  readonly link: string;
  readonly tail: string;
}

/** Somebody to whom departments report these facts; gives the link of the first message. */
async function somebody(
  birthDate: string,
  facts: Parameters<typeof reportPerson>[2],
  others: (subject: SubjectReference) => Promise<void> = async () => {},
): Promise<Somebody> {
  const subject = resident(birthDate, (number += 1));
  const tail = String(number).padStart(4, "0");
  await reportContact(dev, subject, tail);
  await reportPerson(dev, subject, { birthDate, hukouDistrict: "310101", ...facts });
  await others(subject);
  await dev.tick();
  return { subject, tail, link: await newestLink(tail) };
}

async function newestLink(tail: string): Promise<string> {
  const messages = (await dev.messages()).filter(({ to }) => to === `1380000${tail}`);
  return messages.findLast(({ link }) => link !== undefined)?.link ?? "no link";
}

const facts = (subject: SubjectReference, told: Record<string, string | number | boolean>) => [
  { type: "facts.reported.v1" as const, data: { subject, facts: told } },
];

/** Offered what its name would tell: disability and poverty. */
const disabled = () =>
  somebody("1990-05-05", {}, async (subject) => {
    const disability = { disabilityGrade: 2, disabilityCategory: 1 };
    await dev.department("disabled-persons-federation").send(facts(subject, disability));
    await dev.department("civil-affairs").send(facts(subject, { minimumLivingAllowance: true }));
  });

/** Offered what is promised with legal effect: the last four are asked. */
const parent = () =>
  somebody("1961-03-08", { sex: "male" }, async (subject) => {
    await dev.department("health").send(facts(subject, { oneChildCertificate: true }));
    await dev.department("human-resources").send(facts(subject, { retiredOn: "2021-04-01" }));
  });

const code = (link: string): string => new URL(link).hash.slice(1);
const stateOf = async (subject: SubjectReference, policy: string) =>
  (await explain(dev, subject, policy)).entitlements.map(({ state }) => state);

/** The fields of the form on a page that posts to this address. */
function fieldsOf(page: string, action: string, after = ""): Record<string, string> {
  const form = page.slice(page.indexOf(`action="${action}"`, page.indexOf(after)));
  const inside = form.slice(0, form.indexOf("</form>"));
  return Object.fromEntries(
    [...inside.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
}

describe("an offer that takes a sign-in", () => {
  test("leads to signing in and back, shows the own facts, and is decided by whom it is for", async () => {
    const { subject, link } = await disabled();
    const browser = plainBrowser(dev.origin);
    const page = await (await browser.post("/c", { code: code(link) })).text();
    expect(page).toContain("请登录后确认");
    expect(page).toContain('href="/me/sign-in?to=/c"');
    expect(page).not.toMatch(/残疾|低保|value="confirm"/);
    expect((await browser.get("/c/form")).status).toBe(403);
    expect((await browser.get("/c/waive")).status).toBe(403);

    const back = await browser.follow(
      await browser.get(await nameYourself(browser, subject, "/c")),
    );
    expect(back.url).toBe(`${dev.origin}/c`);
    const signedIn = await back.text();
    expect(signedIn).toContain("确认领取");
    expect(await (await browser.get("/c/form")).text()).toContain("残疾等级");
    const receipt = await browser.post("/c/decision", {
      decision: "confirm",
      handle: handleOf(signedIn),
    });
    expect([receipt.status, receipt.headers.get("location")]).toEqual([303, "/c/receipt"]);
    expect(await (await browser.get("/c/receipt")).text()).toContain("您已确认领取");
    expect((await stateOf(subject, sensitive))[0]).toMatch(/^(awaiting-fulfilment|fulfilling)$/);
    expect(await (await browser.get("/c/form")).text()).toContain("本人登录后确认");
  });

  test("refuses whoever has signed in as somebody else, in words and in deed", async () => {
    const { subject, link } = await disabled();
    const { browser } = await signIn(dev, resident("1957-03-08", (number += 1)));
    const page = await (await browser.post("/c", { code: code(link) })).text();
    expect(page).toContain("您登录的不是这项待遇的本人");
    expect(page).toContain('href="/me/sign-in?to=/c&amp;again=yes"');
    expect(page).not.toMatch(/残疾|value="confirm"/);
    // With a handle that the subject's own browser was given.
    const own = plainBrowser(dev.origin);
    await own.post("/c", { code: code(link) });
    await own.follow(await own.get(await nameYourself(own, subject, "/c")));
    const handle = handleOf(await (await own.get("/c")).text());
    // The last four are no key here, so nobody may try them.
    const guess = { handle, lastFour: subject.id.slice(-4) };
    expect((await browser.post("/c/check", guess)).status).toBe(403);
    expect((await browser.get("/c/form")).status).toBe(403);
    const answer = await browser.post("/c/decision", { decision: "confirm", handle });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("没有改动任何内容");
    expect(await stateOf(subject, sensitive)).toEqual(["awaiting-confirmation"]);
  });

  test("is declined for an organisation by its own clerk, who comes back from signing in", async () => {
    const firm = { kind: "organisation", idType: "uscc", id: "91319900000000019N" } as const;
    await reportContact(dev, firm, "0891");
    const city = await dev.database("DB_CITY");
    // Without an authorisation the payment waits, so there is time to refuse.
    await city
      .prepare("UPDATE authorisations SET valid_until = '2000-01-01' WHERE policy = ?")
      .bind("job-retention-refund")
      .run();
    const headcounts = { "insuredHeadcount@2024-12": 200, "insuredHeadcount@2025-12": 200 };
    const paid = { "naturalAttrition@2025": 0, "unemploymentPremiumPaidFen@2025": 1_000_000 };
    await dev.department("human-resources").send(facts(firm, { ...headcounts, ...paid }));
    await dev.department("economy-informatisation").send(facts(firm, { sizeClass: "small" }));
    await dev.tick();
    const browser = plainBrowser(dev.origin);
    const page = await (await browser.post("/c", { code: code(await newestLink("0891")) })).text();
    expect(page).toContain("登录后可以不领取");
    const back = await browser.follow(await browser.get(await nameYourself(browser, firm, "/c")));
    expect(await back.text()).toContain("不领取");
    const asked = await (await browser.get("/c/waive")).text();
    const declined = await browser.post("/c/decision", {
      decision: "waive",
      handle: handleOf(asked),
    });
    expect(declined.status).toBe(303);
    expect(await stateOf(firm, "job-retention-refund")).toEqual(["waived"]);
  });
});

describe("an offer that asks for the last four of the number", () => {
  const wrong = (subject: SubjectReference): string =>
    subject.id.endsWith("0000") ? "0001" : "0000";

  async function open({ link }: Somebody) {
    const browser = plainBrowser(dev.origin);
    const page = await (await browser.post("/c", { code: code(link) })).text();
    return { browser, page, handle: handleOf(page) };
  }

  const answer = (browser: PlainBrowser, handle: string, lastFour: string) =>
    browser.post("/c/decision", { decision: "confirm", handle, lastFour });

  test("is confirmed with them, and the document says so", async () => {
    const one = await parent();
    const { browser, page, handle } = await open(one);
    expect(page).toContain('name="lastFour"');
    expect(page).toContain('formaction="/c/check"');
    expect((await browser.get("/c/form")).status).toBe(403);
    const lastFour = one.subject.id.slice(-4).toLowerCase();
    expect((await answer(browser, handle, lastFour)).status).toBe(303);
    expect(await (await browser.get("/c/form")).text()).toContain("证件号码后四位确认");
    expect((await stateOf(one.subject, reward))[0]).toMatch(/^(awaiting-fulfilment|fulfilling)$/);
  });

  test("shows form and materials before the tap, and then asks no more", async () => {
    const one = await parent();
    const { browser, handle } = await open(one);
    const looked = await browser.post("/c/check", { handle, lastFour: one.subject.id.slice(-4) });
    expect([looked.status, looked.headers.get("location")]).toEqual([303, "/c/form"]);
    expect(await (await browser.get("/c/form")).text()).toContain("独生子女父母光荣证");
    const page = await (await browser.get("/c")).text();
    expect(page).not.toContain('name="lastFour"');
    const confirmed = await browser.post("/c/decision", {
      decision: "confirm",
      handle: handleOf(page),
    });
    expect(confirmed.status).toBe(303);
  });

  test("a wrong answer changes nothing and is asked again; the sixth kills the link", async () => {
    const one = await parent();
    const { browser, handle } = await open(one);
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const response = await answer(browser, handle, wrong(one.subject));
      expect(response.status).toBe(403);
      expect(await response.text()).toContain("没有改动任何内容");
    }
    const dead = await answer(browser, handle, wrong(one.subject));
    expect(dead.status).toBe(410);
    expect(await dead.text()).toContain("这个链接已经失效");
    // Not even with the right one, nor from another browser.
    expect((await answer(browser, handle, one.subject.id.slice(-4))).status).toBe(403);
    const again = await browser.post("/c", { code: code(one.link) });
    const unknown = await browser.post("/c", { code: `aa${"a".repeat(26)}` });
    expect([again.status, await again.text()]).toEqual([unknown.status, await unknown.text()]);
    expect(await stateOf(one.subject, reward)).toEqual(["awaiting-confirmation"]);
    // The offer stands: the next reminder brings another link, and who signs in needs none.
    await dev.clock("2026-11-23T03:00:00Z");
    await dev.tick();
    const next = { ...one, link: await newestLink(one.tail) };
    expect(next.link).not.toBe(one.link);
    const reopened = await open(next);
    expect((await answer(reopened.browser, reopened.handle, one.subject.id.slice(-4))).status).toBe(
      303,
    );
  });

  test("a hundred answers at once: six are looked at, and no more", async () => {
    const one = await parent();
    const { browser, handle } = await open(one);
    const right = one.subject.id.slice(-4);
    const guesses = Array.from({ length: 100 }, (_, index) => String(index).padStart(4, "0"));
    const responses = await Promise.all(
      guesses
        .filter((guess) => guess !== right)
        .map(async (guess) => answer(browser, handle, guess)),
    );
    expect(responses.filter(({ status }) => status === 303)).toEqual([]);
    expect(await stateOf(one.subject, reward)).toEqual(["awaiting-confirmation"]);
    const databases = [await dev.database("DB_0"), await dev.database("DB_1")];
    const counts = await Promise.all(
      databases.map(async (db) =>
        db.prepare("SELECT max(count) AS n FROM wrong_answers").first<number>("n"),
      ),
    );
    expect(Math.max(...counts.map((count) => count ?? 0))).toBe(6);
    expect((await browser.post("/c", { code: code(one.link) })).status).toBe(404);
  });

  test("is decided without them by whoever has signed in", async () => {
    const one = await parent();
    const { browser } = await signIn(dev, one.subject, "/me");
    const page = await (await browser.post("/c", { code: code(one.link) })).text();
    expect(page).not.toContain('name="lastFour"');
    const confirmed = await browser.post("/c/decision", {
      decision: "confirm",
      handle: handleOf(page),
    });
    expect(confirmed.status).toBe(303);
  });
});

describe("the page of one's own", () => {
  const senior = () => somebody("1957-03-08", { sex: "female" });

  async function openOwn(browser: PlainBrowser, policyTitle: string): Promise<string> {
    const page = await (await browser.get("/me")).text();
    const response = await browser.post("/me/offer", fieldsOf(page, "/me/offer", policyTitle));
    expect([response.status, response.headers.get("location")]).toEqual([303, "/c"]);
    return (await browser.get("/c")).text();
  }

  test("leads to what waits, without any link; then shows receipt, period and what arrived", async () => {
    const { subject, tail } = await senior();
    const { browser, page } = await signIn(dev, subject);
    const first = await page.text();
    expect(first).toContain("等您确认");
    expect(first).toContain("每月75元");
    const offer = await openOwn(browser, "老年综合津贴");
    const confirmed = await browser.post("/c/decision", {
      decision: "confirm",
      handle: handleOf(offer),
    });
    expect(confirmed.status).toBe(303);
    await dev.tick();
    const instruction = (await dev.instructions()).find(({ payee }) =>
      payee?.account.endsWith(tail),
    );
    await dev.report(instruction?.endToEndId ?? "", "paid");
    await dev.tick();
    const after = await (await browser.get("/me")).text();
    expect(after).toContain("已经发放75元");
    expect(after).toContain("2026年11月");
    expect(after).toMatch(/确认领取，回执号<span class="number">[A-Z2-7]{12}/);
  });

  test("a standing confirmation is taken back for later periods: what was paid stays, nothing more comes, and it can be given again", async () => {
    const { subject, link, tail } = await senior();
    const paid = async () =>
      (await dev.instructions())
        .filter(({ payee }) => payee?.account.endsWith(tail))
        .flatMap(({ periods }) => periods);
    const { browser } = await signIn(dev, subject);
    const offer = await openOwn(browser, "老年综合津贴");
    await browser.post("/c/decision", { decision: "confirm", handle: handleOf(offer) });
    await dev.tick();
    expect(await paid()).toEqual(["2026-11"]);

    // By the link alone it stands.
    const stranger = plainBrowser(dev.origin);
    const seen = await (await stranger.post("/c", { code: code(link) })).text();
    expect(seen).toContain("以后各期可以不再领取，要先登录");
    expect((await stranger.get("/c/waive")).status).toBe(409);

    const standing = await openOwn(browser, "老年综合津贴");
    expect(standing).toContain("以后各期不再领取");
    const asked = await (await browser.get("/c/waive")).text();
    expect(asked).toContain("确定以后不再领取吗？");
    const ended = await browser.post("/c/decision", { decision: "waive", handle: handleOf(asked) });
    expect(ended.status).toBe(303);
    const document = await (await browser.get("/c/form.json")).json();
    expect(document).toMatchObject({ document: { kind: "waiver", form: { periods: [] } } });

    await dev.clock("2026-12-02T01:00:00Z");
    await dev.tick();
    expect(await paid()).toEqual(["2026-11"]);
    expect(await stateOf(subject, allowance)).toEqual(["fulfilling", "waived"]);

    const later = (await signIn(dev, subject)).browser;
    const waived = await openOwn(later, "老年综合津贴");
    expect(waived).toContain("改为确认领取");
    const again = await later.post("/c/decision", {
      decision: "confirm",
      handle: handleOf(waived),
    });
    expect(again.status).toBe(303);
    await dev.tick();
    expect(await paid()).toEqual(["2026-11", "2026-12"]);
  });

  test("what was opened there is nothing without the session", async () => {
    const { subject } = await senior();
    const { browser } = await signIn(dev, subject);
    const offer = await openOwn(browser, "老年综合津贴");
    browser.forget("__Host-jixiang-session");
    const page = await (await browser.get("/c")).text();
    expect(page).toContain("这一项要先确认是您本人");
    expect(page).not.toContain("75元");
    const answer = await browser.post("/c/decision", {
      decision: "confirm",
      handle: handleOf(offer),
    });
    expect(answer.status).toBe(403);
    expect(await stateOf(subject, allowance)).toEqual(["awaiting-confirmation"]);
  });

  test("opens nothing for a form of another page, nor anybody else's offer", async () => {
    const [one, other] = [await senior(), await senior()];
    const mine = await signIn(dev, one.subject);
    const theirs = await signIn(dev, other.subject);
    const fields = fieldsOf(await mine.page.text(), "/me/offer");
    const { form: _, ...unsigned } = fields;
    expect((await mine.browser.post("/me/offer", unsigned)).status).toBe(403);
    expect((await theirs.browser.post("/me/offer", fields)).status).toBe(403);
    // The fields name no person: with the own token they open the own offer.
    const own = fieldsOf(await theirs.page.text(), "/me/offer");
    const answer = await theirs.browser.post("/me/offer", { ...fields, form: own["form"] ?? "" });
    expect(answer.status).toBe(303);
    const nothing = { ...own, policy: "unknown" };
    expect((await theirs.browser.post("/me/offer", nothing)).status).toBe(404);
  });

  test("tells what is unknown, who holds the fact, and where to apply meanwhile", async () => {
    const subject = resident("1957-03-08", (number += 1));
    await reportPerson(dev, subject, { birthDate: "1957-03-08" });
    const { page } = await signIn(dev, subject);
    const text = await page.text();
    expect(text).toContain("还不能判断的");
    expect(text).toContain("户籍所在区（由上海市公安局提供）");
    expect(text).toContain("社区事务受理服务中心");
  });

  test("a session that has run out opens no page, and still answers what is on the screen", async () => {
    const { subject } = await senior();
    const { browser } = await signIn(dev, subject);
    const page = await (await browser.get("/me")).text();
    await dev.clock("2026-11-16T15:00:00Z");
    expect(await (await browser.get("/me")).text()).toContain("登录后查看您的待遇");
    const opened = await browser.post("/me/offer", fieldsOf(page, "/me/offer"));
    expect(opened.status).toBe(303);
    await dev.clock("2026-11-16T23:00:00Z");
    expect((await browser.post("/me/offer", fieldsOf(page, "/me/offer"))).status).toBe(403);
  });
});
