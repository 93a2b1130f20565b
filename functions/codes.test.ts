import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isPrintedCodeGood } from "#shared/code-holders/printed-codes.ts";
import { cityCodes, readCitySettings } from "#shared/codes/city-codes.ts";
import { holdsTag } from "#shared/codes/offline-slots.ts";
import { offlineKeysOf } from "#shared/codes/offline-keys.ts";
import { ownCodes } from "#shared/codes/own-codes.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { type PlainBrowser, signIn, withIdentities } from "#shared/testing/identities.ts";
import { organisation, reportContact, reportPerson, resident } from "#shared/testing/people.ts";
import { codeOf, textOfImage, textOnPage } from "#shared/testing/shown-codes.ts";
import { code as codeFunction } from "./code/code.ts";
import { cityLogin } from "./sandbox/start/secrets.command.ts";

const start = "2026-11-16T02:00:00Z";
const showing = { venue: "venue", purpose: "入园", operator: "operator" } as const;

let dev: Dev;
let secrets: Readonly<Record<string, string>> = {};
beforeAll(async () => {
  dev = await startDev((origin, made) => {
    secrets = made;
    return withIdentities()(origin, made);
  });
  await dev.clock(start);
  await dev.stage("park-admission", "live");
  await dev.tick();
});
afterAll(async () => dev.close());
beforeEach(async () => {
  await dev.clock(start);
});

let number = 100;
/** Somebody of whom police know the birth and the name. */
async function somebody(birthDate: string): Promise<SubjectReference> {
  const subject = resident(birthDate, (number += 1));
  await reportContact(dev, subject, String(number).padStart(4, "0"));
  await reportPerson(dev, subject, { birthDate });
  return subject;
}

async function relate(
  subject: SubjectReference,
  kind: "child" | "parent" | "spouse",
  other: SubjectReference,
  more: { ended?: boolean } = {},
): Promise<void> {
  const data = { subject, relations: [{ kind, other, ...more }] };
  await dev.department("civil-affairs").send([{ type: "relations.reported.v1", data }]);
}

async function resolve(text: string) {
  const issuer = ownCodes({
    CODE_PUBLIC_KEYS: secrets["CODE_PUBLIC_KEYS"] ?? "",
    CODE_OPENING_KEYS: secrets["CODE_OPENING_KEYS"] ?? "",
  });
  return issuer.resolve(text, showing, await dev.clock());
}

/** The key to which a code leads. */
async function keyIn(text: string): Promise<string> {
  const resolution = await resolve(text);
  if (!resolution.ok || !("subjectKey" in resolution.holder)) throw new Error("opens to nobody");
  return resolution.holder.subjectKey;
}

const sandboxCode = async (body: object): Promise<Response> => dev.post("/sandbox/codes", body);
async function codeFor(subject: SubjectReference, more: object = {}): Promise<string> {
  const { code } = bodyOf<{ code: string }>(await (await sandboxCode({ subject, ...more })).json());
  return code;
}

/** Guarantee: the test that reads it says what it must be. */
const bodyOf = <Body>(json: unknown): Body => json as Body;

const pageOf = async (browser: PlainBrowser, path = "/me/code"): Promise<string> =>
  (await browser.get(path)).text();

/** The addresses under which a page offers other codes. */
const othersOn = (html: string): string[] =>
  [...html.matchAll(/href="(\/me\/code\?whose=[a-z2-7]+)"/g)].map(([, href = ""]) => href);

const formOn = (html: string): string => /name="form" value="([^"]+)"/.exec(html)?.[1] ?? "";

describe("the sandbox", () => {
  test("issues a fresh code for anybody, each time another for the same person", async () => {
    const subject = await somebody("1957-03-08");
    const [one, two] = [await codeFor(subject), await codeFor(subject)];
    expect(one).not.toBe(two);
    expect(await keyIn(one)).toBe(await keyIn(two));
    expect(codeOf(one)).toMatchObject({ class: "person" });
    const stranger = resident("1990-01-01", 999);
    expect(await keyIn(await codeFor(stranger))).toBe(await keyIn(await codeFor(stranger)));
    expect(codeOf(await codeFor(organisation)).class).toBe("enterprise");
  });

  test("of another class and longer good where that is asked, and of no number that is none", async () => {
    const subject = await somebody("1957-03-08");
    const code = codeOf(await codeFor(subject, { kind: "printed", ttl: 86_400 }));
    expect(code.class).toBe("printed");
    expect(code.validUntil.getTime() - code.issuedAt.getTime()).toBe(86_400_000);
    const wrong = { ...subject, id: `${subject.id.slice(0, 17)}?` };
    expect((await sandboxCode({ subject: wrong })).status).toBe(400);
    expect((await sandboxCode({ subject, ttl: 0 })).status).toBe(400);
  });

  test("a code of a minute ago is good no longer, and one that is used early not yet", async () => {
    const code = await codeFor(await somebody("1957-03-08"));
    await dev.clock("2026-11-16T02:03:00Z");
    expect(await resolve(code)).toEqual({ ok: false, because: "expired" });
    await dev.clock("2026-11-16T01:59:00Z");
    expect(await resolve(code)).toEqual({ ok: false, because: "from-the-future" });
  });
});

describe("the sandbox as the city's own issuer", () => {
  const asking = async (code: string, password = secrets["CITY_CODE_PASSWORD"] ?? "") => {
    const service = JSON.stringify({
      url: `${dev.origin}/sandbox`,
      login: cityLogin,
      account: "jixiang",
      organisation: "公园管理处",
    });
    const issuer = cityCodes(readCitySettings(service, password), { id: undefined }, 10_000);
    return issuer.resolve(code, showing, new Date());
  };

  test("speaks as the real one does: whoever asks learns the number, for as long as the code is good", async () => {
    const subject = await somebody("1957-03-08");
    const code = await codeFor(subject, { issuer: "city", ttl: 60 });
    expect(code).not.toContain(subject.id);
    expect(await asking(code)).toMatchObject({ ok: true, holder: { subject } });
    expect(await asking(code, "another")).toEqual({ ok: false, because: "no-answer" });
    expect(await asking(`${code}x`)).toEqual({ ok: false, because: "not-recognised" });
    await dev.clock("2026-11-16T02:03:00Z");
    expect(await asking(code)).toEqual({ ok: false, because: "not-recognised" });
  });
});

describe("one's own code", () => {
  test("stands on the page, can be read from it, and is another at each look", async () => {
    const subject = await somebody("1957-03-08");
    const { browser, page } = await signIn(dev, subject, "/me/code");
    const text = textOnPage(await page.text());
    expect(await keyIn(text)).toBe(await keyIn(await codeFor(subject)));
    const fresh = await browser.get("/me/code/fresh?whose=");
    expect(fresh.headers.get("cache-control")).toBe("no-store");
    const shown = bodyOf<Record<string, string | number>>(await fresh.json());
    expect(Object.keys(shown).toSorted()).toEqual(["path", "size", "until", "validForSeconds"]);
    expect(shown["validForSeconds"]).toBeGreaterThanOrEqual(59);
    const other = textOfImage(String(shown["path"]), Number(shown["size"]));
    expect(other).not.toBe(text);
    expect(await keyIn(other)).toBe(await keyIn(text));
  });

  test("tells devices without a network what is met and in operation, and nothing else", async () => {
    const holds = async (text: string, policy: string) => {
      const [key] = await offlineKeysOf(secrets["SCAN_OFFLINE_KEYS"] ?? "", policy);
      return holdsTag(codeOf(text), key, policy);
    };
    const old = await codeFor(await somebody("1957-03-08"));
    expect(await holds(old, "park-admission")).toBe(true);
    expect(await holds(old, "priority-admission")).toBe(false);
    expect(await holds(await codeFor(await somebody("1990-03-08")), "park-admission")).toBe(false);
  });

  test("is not given out more often than anybody can show it, and others are not held up", async () => {
    const { browser } = await signIn(dev, await somebody("1957-03-08"), "/me/code");
    // Within a minute twenty; the minute may end meanwhile.
    let turns = 0;
    let status = 200;
    for (; status === 200 && turns < 45; turns += 1)
      ({ status } = await browser.get("/me/code/fresh"));
    expect(status).toBe(429);
    expect(turns).toBeGreaterThan(15);
    const { page } = await signIn(dev, await somebody("1957-03-08"), "/me/code");
    expect(page.status).toBe(200);
  });

  test("is shown to nobody who is not signed in", async () => {
    const page = await dev.fetch("/me/code", { headers: { accept: "text/html" } });
    expect(await page.text()).toContain("登录后出示随申码");
    const fresh = await dev.fetch("/me/code/fresh");
    expect(fresh.status).toBe(401);
  });

  test("somebody of whom nothing was ever reported has none, and is told what works instead", async () => {
    const { page } = await signIn(dev, resident("1980-05-05", (number += 1)), "/me/code");
    expect(page.status).toBe(404);
    expect(await page.text()).toContain("请在场所出示身份证");
  });

  test("a company's clerk shows the company's", async () => {
    await reportContact(dev, organisation);
    const { page } = await signIn(dev, organisation, "/me/code");
    const html = await page.text();
    expect(html).toContain("单位的随申码");
    expect(codeOf(textOnPage(html)).class).toBe("enterprise");
    expect(html).not.toContain("让家人代我出示");
  });
});

describe("a child's code", () => {
  test("is shown by the parent, leads to the child, and each look at it is recorded", async () => {
    const [parent, child] = [await somebody("1985-06-01"), await somebody("2016-06-01")];
    await relate(parent, "child", child);
    const { browser } = await signIn(dev, parent, "/me/code");
    const [href = ""] = othersOn(await pageOf(browser));
    const html = await pageOf(browser, href);
    const text = textOnPage(html);
    expect(codeOf(text).class).toBe("child");
    expect(await keyIn(text)).toBe(await keyIn(await codeFor(child)));
    expect(html).toContain("孩子的随申码");
    const looks = await looksAt(await keyIn(text));
    expect(looks).toEqual(["家人出示随申码"]);
  });

  test("is nobody else's to show, nor the parent's when the relation has ended or the child is of age", async () => {
    const [parent, child] = [await somebody("1985-06-01"), await somebody("2009-06-01")];
    await relate(parent, "child", child);
    const { browser } = await signIn(dev, parent, "/me/code");
    const [href = ""] = othersOn(await pageOf(browser));
    const { browser: strange } = await signIn(dev, await somebody("1986-06-01"), "/me/code");
    expect((await strange.get(href)).status).toBe(404);
    expect((await strange.get(href.replace("/code?", "/code/fresh?"))).status).toBe(404);
    // The eighteenth birthday.
    await dev.clock("2027-05-31T10:00:00Z");
    const { browser: before } = await signIn(dev, parent, "/me/code");
    expect(othersOn(await pageOf(before))).toEqual([href]);
    await dev.clock("2027-05-31T16:00:00Z");
    expect(othersOn(await pageOf(before))).toEqual([]);
    await dev.clock("2026-11-16T04:00:00Z");
    await relate(parent, "child", child, { ended: true });
    expect((await browser.get(href)).status).toBe(404);
  });
});

test("a code of somebody who has died is shown by nobody", async () => {
  const [parent, child] = [await somebody("1985-06-01"), await somebody("2016-06-01")];
  await relate(parent, "child", child);
  const { browser } = await signIn(dev, parent, "/me/code");
  expect(othersOn(await pageOf(browser))).toHaveLength(1);
  await reportPerson(dev, child, { deathDate: "2026-11-15" });
  expect(othersOn(await pageOf(browser))).toEqual([]);
});

describe("a relative's code", () => {
  test("is shown once the relative has agreed, and until that is taken back", async () => {
    const [mother, daughter] = [await somebody("1950-01-01"), await somebody("1975-01-01")];
    await relate(mother, "child", daughter);
    const { browser: hers } = await signIn(dev, daughter, "/me/code");
    expect(othersOn(await pageOf(hers))).toEqual([]);
    const { browser } = await signIn(dev, mother, "/me/code");
    const sharing = await pageOf(browser, "/me/code/sharing");
    const whose = /name="whose" value="([^"]+)"/.exec(sharing)?.[1] ?? "";
    const fields = { form: formOn(sharing), whose, share: "yes" };
    const forged = await browser.post("/me/code/sharing", { ...fields, form: "x" });
    expect(forged.status).toBe(403);
    expect(othersOn(await pageOf(hers))).toEqual([]);
    const agree = async () => (await browser.post("/me/code/sharing", fields)).status;
    expect([await agree(), await agree()]).toEqual([303, 303]);
    const [href = ""] = othersOn(await pageOf(hers));
    const text = textOnPage(await pageOf(hers, href));
    expect(codeOf(text).class).toBe("family");
    expect(await keyIn(text)).toBe(await keyIn(await codeFor(mother)));
    // Now both registers say so; it is one code.
    await relate(daughter, "parent", mother);
    expect(othersOn(await pageOf(hers))).toEqual([href]);
    await browser.post("/me/code/sharing", { ...fields, share: "no" });
    expect((await hers.get(href)).status).toBe(404);
  });

  test("cannot be had by agreeing with whom the registers know not as a relative", async () => {
    const [one, other] = [await somebody("1950-01-01"), await somebody("1951-01-01")];
    const { browser } = await signIn(dev, one, "/me/code");
    const { browser: ofOther } = await signIn(dev, other, "/me/code");
    const form = formOn(await pageOf(browser, "/me/code/printed"));
    const key = await keyIn(await codeFor(other));
    const fields = { form, whose: key.slice(2, 14), share: "yes" };
    expect((await browser.post("/me/code/sharing", fields)).status).toBe(404);
    expect(othersOn(await pageOf(ofOther))).toEqual([]);
  });
});

describe("a code on paper", () => {
  const print = async (browser: PlainBrowser): Promise<string> => {
    const form = formOn(await pageOf(browser, "/me/code/printed"));
    return (await browser.post("/me/code/printed", { form })).text();
  };
  const isGood = async (text: string): Promise<boolean> => {
    const databases = { DB_0: await dev.database("DB_0"), DB_1: await dev.database("DB_1") };
    const { nonce } = codeOf(text);
    return isPrintedCodeGood(databases, await keyIn(text), nonce, await dev.clock());
  };

  test("is good for 180 days and ends when another is printed", async () => {
    const subject = await somebody("1966-11-16");
    const { browser, page } = await signIn(dev, subject, "/me/code");
    expect(await page.text()).toContain("打印纸质离线码");
    const first = textOnPage(await print(browser));
    expect(codeOf(first).class).toBe("printed");
    expect(await isGood(first)).toBe(true);
    expect(await pageOf(browser, "/me/code/printed")).toContain("旧的马上作废");
    const html = await print(browser);
    const second = textOnPage(html);
    expect(html).toContain("2027年5月14日（星期五）以前有效");
    expect([await isGood(first), await isGood(second)]).toEqual([false, true]);
    await dev.clock("2027-05-15T03:00:00Z");
    expect(await resolve(second)).toEqual({ ok: false, because: "expired" });
  });

  test("that was lost is ended by its holder", async () => {
    const { browser } = await signIn(dev, await somebody("1950-01-01"), "/me/code");
    const text = textOnPage(await print(browser));
    const form = formOn(await pageOf(browser, "/me/code/printed"));
    await browser.post("/me/code/printed/revocation", { form });
    expect(await isGood(text)).toBe(false);
  });

  test("is for nobody under sixty, to the day", async () => {
    const { browser, page } = await signIn(dev, await somebody("1966-11-17"), "/me/code");
    expect(await page.text()).not.toContain("打印纸质离线码");
    expect((await browser.get("/me/code/printed")).status).toBe(403);
    await dev.clock("2026-11-16T16:00:00Z");
    expect((await browser.get("/me/code/printed")).status).toBe(200);
  });

  test("is given out at the counter, by the role and for whoever is there, which is recorded", async () => {
    const subject = await somebody("1950-01-01");
    const clerk = await dev.staff("window", "civil-affairs");
    const asked = { subject, cardSeen: true };
    const answer = await dev.post("/v1/console/printed-codes", asked, clerk);
    expect(answer.status).toBe(201);
    const printed = bodyOf<Record<string, string>>(await answer.json());
    expect(Object.keys(printed).toSorted()).toEqual(["code", "maskedName", "validUntil"]);
    const text = printed["code"] ?? "";
    expect(await isGood(text)).toBe(true);
    expect(await looksAt(await keyIn(text))).toEqual(["打印离线码"]);
    const revoke = async () =>
      (await dev.post("/v1/console/printed-codes/revocations", asked, clerk)).json();
    expect([await revoke(), await revoke()]).toEqual([{ revoked: true }, { revoked: false }]);
    expect(await isGood(text)).toBe(false);
  });

  test("is refused at the counter to other roles, to younger people and to strangers", async () => {
    const subject = await somebody("1950-01-01");
    const clerk = await dev.staff("window", "civil-affairs");
    const ask = async (body: object, token?: string) =>
      (await dev.post("/v1/console/printed-codes", body, token)).status;
    expect(await ask({ subject, cardSeen: true })).toBe(401);
    expect(await ask({ subject, cardSeen: true }, await dev.staff("auditor"))).toBe(403);
    expect(await ask({ subject }, clerk)).toBe(400);
    expect(await ask({ subject: await somebody("1990-01-01"), cardSeen: true }, clerk)).toBe(403);
    expect(await ask({ subject: resident("1940-01-01", 998), cardSeen: true }, clerk)).toBe(404);
    await reportPerson(dev, subject, { deathDate: "2026-11-01" });
    expect(await ask({ subject, cardSeen: true }, clerk)).toBe(403);
  });
});

/** The purposes for which somebody's data was looked at, but for codes of the sandbox. */
async function looksAt(subjectKey: string): Promise<string[]> {
  const both = await Promise.all([dev.database("DB_0"), dev.database("DB_1")]);
  const found = await Promise.all(
    both.map(async (db) =>
      db
        .prepare("SELECT purpose FROM accesses WHERE subject_key = ? ORDER BY at")
        .bind(subjectKey)
        .all<{ purpose: string }>(),
    ),
  );
  return found.flatMap(({ results }) => results.map(({ purpose }) => purpose));
}

describe("where the city issues the codes itself", () => {
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const env = { CITY_CODE_APP_URL: "https://ssb.test/code" };
    const worker = codeFunction(async () => new Date(start));
    const request = new Request(`https://jixiang.test${path}`, init);
    // Whatever else it had, it would not be asked for.
    return (await worker.fetch?.(request as never, env as never, {} as never)) ?? Response.error();
  };

  test("the page leads there, and no code of ours comes into circulation", async () => {
    for (const path of ["/me/code", "/me/code/printed", "/me/code/sharing"]) {
      const page = await ask(path);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('href="https://ssb.test/code"');
    }
    expect((await ask("/me/code/fresh")).status).toBe(409);
    expect((await ask("/me/code/printed", { method: "POST" })).status).toBe(409);
    expect((await ask("/v1/console/printed-codes", { method: "POST" })).status).toBe(409);
  });
});
