import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { issueCode, openIssuingKeys } from "#shared/codes/issue-code.ts";
import { encodeBase32 } from "#shared/identity/base32.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { type AtTheGate, atTheGate } from "#shared/testing/at-the-gate.ts";
import { hasBrowser, phone } from "#shared/testing/browser.ts";
import { aKey, aSubjectKey } from "#shared/testing/builders.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { type Filmed, photographOf, screenWith, startFilmed } from "#shared/testing/fake-camera.ts";
import { withIdentities } from "#shared/testing/identities.ts";
import { aCodeKeyRing } from "#shared/testing/issued-codes.ts";
import { reportContact, reportPerson, resident } from "#shared/testing/people.ts";
import { signedHeaders } from "#shared/webhooks/signature.ts";
import { decideByTwo } from "./sandbox/start/outside.command.ts";
import { readVenues } from "./sandbox/start/register-venues.command.ts";

const tablet = { width: 768, height: 1024 } as const;
const onItsSide = { width: 640, height: 360 } as const;
const desk = { width: 1280, height: 800 } as const;

/** What the device keeps under a name, or all of it, as JSON. */
const keptIn = (store: string, key?: string): string => `new Promise((resolve) => {
  indexedDB.open("jixiang-venue").onsuccess = ({ target: { result } }) => {
    const values = result.transaction("${store}").objectStore("${store}");
    const request = ${key === undefined ? "values.getAll()" : `values.get("${key}")`};
    request.onsuccess = () => resolve(String(JSON.stringify(request.result)));
  };
})`;

describe.skipIf(!hasBrowser)("a phone or tablet at the gate", () => {
  let dev: Dev;
  let filmed: Filmed;
  beforeAll(async () => {
    [dev, filmed] = await Promise.all([
      startDev(withIdentities(), { venues: true }),
      startFilmed(),
    ]);
    for (const policy of ["park-admission", "student-park-admission"])
      await dev.stage(policy, "live");
    await dev.tick();
  });
  afterAll(async () => {
    await filmed?.close();
    await dev?.close();
  });

  let number = 700;
  async function somebody(birthDate: string): Promise<SubjectReference> {
    const subject = resident(birthDate, (number += 1));
    await reportContact(dev, subject, String(number).padStart(4, "0"));
    await reportPerson(dev, subject, { birthDate, hukouDistrict: "310101" });
    const facts = { studentStatus: "none" };
    await dev
      .department("education")
      .send([{ type: "facts.reported.v1", data: { subject, facts } }]);
    return subject;
  }

  let devices = 0;
  /** The one-time code of another tablet of the zoo, as two persons of operations have it issued. */
  async function enrolmentCode(): Promise<string> {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    const secret = `whsec_${btoa(String.fromCharCode(...bytes))}`;
    const device = `tablet-${(devices += 1) + 100}`;
    const payload = { venue: "sample-zoo", device, keyId: "once", secret, enrols: true };
    const operations = { role: "operations", department: "government-services" } as const;
    await decideByTwo(dev.fetch, operations, [{ kind: "venue-device", payload }]);
    return encodeBase32(bytes);
  }

  /** A gate of the same zoo that has hardware of its own. */
  async function scannedAtOtherGate(code: string): Promise<unknown> {
    const zoo = (await readVenues(dev.fetch)).find(({ id }) => id === "sample-zoo");
    const [, { id: device, secret } = { id: "", secret: "" }] = zoo?.devices ?? [];
    const credential = { type: "suishen-code", value: code };
    const asked = { credential, venue: "sample-zoo", device, purpose: "入园", operator: "gate" };
    const body = JSON.stringify(asked);
    const signed = await signedHeaders([secret], crypto.randomUUID(), await dev.clock(), body);
    const headers = { "content-type": "application/json", ...signed };
    return (await dev.fetch("/v1/scans", { method: "POST", headers, body })).json();
  }

  /** A device that is known, with somebody at the gate. */
  async function onDuty(options: Parameters<typeof atTheGate>[2] = {}): Promise<AtTheGate> {
    const gate = await atTheGate(dev, filmed, options);
    await gate.enrol(await enrolmentCode());
    await gate.signIn();
    return gate;
  }

  test.each([
    { viewport: phone, colorScheme: "light" },
    { viewport: tablet, colorScheme: "dark" },
    { viewport: desk, colorScheme: "light" },
    { viewport: onItsSide, colorScheme: "light" },
  ] as const)(
    "is enrolled, signed in at, and reads cards: axe finds nothing, $viewport.width wide, $colorScheme",
    { timeout: 120_000 },
    async (options) => {
      const gate = await atTheGate(dev, filmed, options);
      await gate.page.getByRole("heading", { name: "登记这台设备" }).waitFor();
      await gate.look("enrolment");
      await gate.context.close();
      const { context, page, look, ...known } = await atTheGate(dev, filmed, options);
      await known.enrol(await enrolmentCode());
      await look("shift");
      await known.signIn();
      await look("scanning");
      await known.type((await somebody("1950-03-01")).id);
      expect(await known.answer("通过")).toContain("免费入园（示例）");
      const signals = [await known.signals()];
      await look("granted");
      await known.next();
      await known.type((await somebody("1990-03-01")).id);
      expect(await known.answer("不通过")).toContain("普通渠道");
      signals.push(await known.signals());
      await look("refused");
      await known.next();
      await known.type(resident("1950-03-01", 999).id);
      expect(await known.answer("不能确定")).toContain("售票处");
      signals.push(await known.signals());
      await look("unknown");
      await known.next();
      await known.type("12345");
      await page.getByText("这不是身份证").waitFor();
      await look("typed-wrong");
      // Each is told from the others with closed eyes, and with closed ears.
      expect(signals).toEqual([
        "shake 120, 660 sine, 990 sine",
        "shake 400, 180 square",
        "shake 80,80,80,80,80, 440 sine, 440 sine, 440 sine",
      ]);
      expect(known.found).toEqual([]);
      expect(known.complaints).toEqual([]);
      await context.close();
    },
  );

  async function codeOf(subject: SubjectReference, more: object = {}): Promise<string> {
    const answer = await dev.post("/sandbox/codes", { subject, ...more });
    const { code } = (await answer.json()) as { code: string };
    return code;
  }

  /** Films a screen with a code for a second, then the empty counter for three, over and over. */
  async function filmScreen(screen: Buffer): Promise<void> {
    const counter = await photographOf(filmed.browser);
    await filmed.film([await photographOf(filmed.browser, screen), counter, counter, counter]);
  }
  const filmCode = async (text: string) => filmScreen(await screenWith(filmed.browser, text));

  const openCamera = async ({ page }: AtTheGate) =>
    page.getByRole("button", { name: "开始扫码" }).click();

  test("a person's own code page is photographed and granted; the same code again is refused", async () => {
    const someone = await somebody("1950-03-01");
    const gate = await onDuty();
    const context = await filmed.browser.newContext({ viewport: phone, locale: "zh-CN" });
    const screen = await context.newPage();
    await screen.goto(`${dev.origin}/me/sign-in?to=/me/code`);
    await screen.getByRole("textbox").fill(someone.id);
    await screen.getByRole("button", { name: "用这个号码登录" }).click();
    await screen.waitForURL(`${dev.origin}/me/code`);
    const shownAt = await dev.clock();
    await filmScreen(await screen.locator("#code svg").screenshot());
    await context.close();
    // A busy machine takes longer for all this than a code is good for.
    await dev.clock(shownAt.toISOString());
    await openCamera(gate);
    const granted = await gate.answer("通过");
    expect(granted).toContain("免费入园（示例）");
    expect(granted).toContain("王");
    // Nothing that would tell who it is, or what kind of person.
    expect(granted).not.toMatch(/建国|1950|老年|\d{17}/);
    await gate.look("camera-granted");
    await gate.next();
    await gate.look("camera-on");
    // The counter was empty meanwhile, so the code is shown a second time.
    expect(await gate.answer("已用过")).toContain("已经享受过");
    await gate.look("used");
    expect(gate.found).toEqual([]);
    expect(gate.complaints).toEqual([]);
    await gate.context.close();
  }, 120_000);

  test("a code that was photographed more than a minute ago is refused, and said to be too old", async () => {
    const gate = await onDuty();
    await filmCode(await codeOf(await somebody("1950-03-01")));
    await dev.clock(new Date((await dev.clock()).getTime() + 61_000).toISOString());
    await gate.page.reload();
    await gate.page.getByText("上岗：顾春梅").waitFor();
    await openCamera(gate);
    expect(await gate.answer("不通过")).toContain("已经过期");
    await gate.context.close();
  }, 120_000);

  test.each([
    [30_000, ""],
    [-30_000, ""],
    [300_000, "⚠ 本机时"],
  ])(
    "a device whose clock is %i ms off works with and without a network",
    async (off, warning) => {
      const machine = new Date();
      const ahead = off + ((await dev.clock()).getTime() - machine.getTime());
      const gate = await atTheGate(dev, filmed, {}, ahead);
      await gate.enrol(await enrolmentCode());
      await gate.signIn();
      await gate.type(await codeOf(await somebody("1950-03-01")));
      await gate.answer("通过");
      await gate.next();
      const told = await gate.page.locator("#clock-warning").innerText();
      expect(told.slice(0, 5)).toBe(warning);
      await gate.look(`clock-${off}`);
      const code = await codeOf(await somebody("1950-03-01"));
      await gate.context.setOffline(true);
      await gate.type(code);
      expect(await gate.answer("通过")).toContain("离线");
      expect(gate.complaints).toEqual([]);
      await gate.context.close();
    },
    120_000,
  );

  test("forged, cut, foreign and old codes before the camera are answered alike; the log tells them apart", async () => {
    const gate = await onDuty();
    const good = await codeOf(await somebody("1950-03-01"), { ttl: 600 });
    const signature = good.split(".").at(-1) ?? "";
    const others = await openIssuingKeys(await aCodeKeyRing({ 77: aKey() }));
    const asked = {
      subjectKey: aSubjectKey(),
      class: "person",
      ttlSeconds: 60,
      grants: [],
    } as const;
    const bad = {
      forged: good.replace(
        signature,
        signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`,
      ),
      cut: good.slice(0, -30),
      "unknown-key": (await issueCode(others, asked, await dev.clock())).text,
      "old-version": good.replace("/q/1.", "/q/0."),
    };
    const screens = [];
    for (const text of Object.values(bad)) screens.push(await screenWith(filmed.browser, text));
    const pictures = [];
    for (const screen of screens) pictures.push(await photographOf(filmed.browser, screen));
    await filmed.film(pictures);
    const before = dev.logs().length;
    const reasons = () =>
      new Set(
        dev
          .logs()
          .slice(before)
          .join("\n")
          .match(/(?<=refused: code-)[\w-]+/g),
      );
    const answers = new Set<string>();
    await openCamera(gate);
    // They pass by, whichever stands there when the device looks again.
    while (reasons().size < pictures.length) {
      const answer = await gate.answer("不通过");
      answers.add(answer.replace(/([a-z2-7]{4}\s?){7}/, "").replace(/\d+秒后/, ""));
      await gate.next();
    }
    expect([...reasons()].toSorted()).toEqual(Object.keys(bad).toSorted());
    expect(answers.size).toBe(1);
    await gate.page.reload();
    await gate.page.getByText("上岗：顾春梅").waitFor();
    // The good one was never used up by the others.
    await gate.type(good);
    await gate.answer("通过");
    await gate.context.close();
  }, 120_000);

  test("without a network: granted, kept, and reconciled when it is back; a conflict is shown", async () => {
    const gate = await onDuty({ viewport: tablet });
    const { page, context } = gate;
    const [one, two] = [await somebody("1950-03-01"), await somebody("1950-03-01")];
    const [first, again, elsewhere, kept] = [
      await codeOf(one),
      await codeOf(one),
      await codeOf(two),
      await codeOf(two),
    ];
    // Another gate of the same zoo has let the second in.
    expect(await scannedAtOtherGate(elsewhere)).toMatchObject({ verdict: "granted" });
    await page.evaluate("navigator.serviceWorker.ready");
    await context.setOffline(true);
    await page.reload();
    await page.getByText("没有网络，离线核验").waitFor();
    await gate.type(first);
    expect(await gate.answer("通过")).toContain("离线，联网后自动上报");
    await gate.look("offline-granted");
    await gate.next();
    for (const text of [first, again]) {
      await gate.type(text);
      await gate.answer("已用过");
      await gate.next();
    }
    await gate.type(kept);
    await gate.answer("通过");
    await gate.next();
    await gate.type(kept.slice(0, -30));
    await gate.answer("不通过");
    await gate.next();
    await gate.type(one.id);
    expect(await gate.answer("不能确定")).toContain("证件号和卡号不能核验");
    await gate.next();
    await page.getByText("2条待上报").waitFor();
    await gate.look("offline-scanning");
    await page.getByRole("button", { name: "核验记录" }).last().click();
    await page.getByText("2条等待上报").waitFor();
    await gate.look("records-waiting");
    await context.setOffline(false);
    await page.getByText("没有等待上报的记录。1条有冲突").waitFor();
    const lines = await page.locator("#records-list li").allInnerTexts();
    expect(lines).toHaveLength(2);
    expect(lines.join("\n")).toContain("已经计入");
    expect(lines.join("\n")).toContain("有冲突，已交管理部门（次数已经用完）");
    await gate.look("records-conflict");
    // What was shown is kept no longer than until the server has it.
    const stored = await page.evaluate(keptIn("scans"));
    expect(stored).toContain("park-admission");
    expect(stored).not.toContain("suishen.invalid");
    expect(gate.found).toEqual([]);
    expect(gate.complaints).toEqual([]);
    await context.close();
  }, 120_000);

  test("an answer that is lost on its way counts nothing twice", async () => {
    const gate = await onDuty();
    await gate.context.route(
      "**/v1/scans",
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await gate.type(await codeOf(await somebody("1950-03-01")));
    expect(await gate.answer("通过")).toContain("离线");
    await gate.next();
    await gate.page.getByRole("button", { name: "核验记录" }).last().click();
    await gate.page.getByRole("button", { name: "现在上报" }).click();
    await gate.page.getByText("重复上报，只计一次").waitFor();
    await gate.context.close();
  }, 120_000);

  test("a device that was revoked is believed no more, and forgets what it needs without a network", async () => {
    const gate = await onDuty();
    const payload = { venue: "sample-zoo", device: `tablet-${devices + 100}` };
    const revocation = { kind: "venue-device-revocation", payload };
    const operations = { role: "operations", department: "government-services" } as const;
    await decideByTwo(dev.fetch, operations, [revocation]);
    const code = await codeOf(await somebody("1950-03-01"));
    await gate.type(code);
    expect(await gate.answer("不能确定")).toContain("没有通过验证");
    await gate.page.reload();
    await gate.page.getByText("上岗：顾春梅").waitFor();
    await expect.poll(async () => gate.page.evaluate(keptIn("kept", "pack"))).toBe("undefined");
    await gate.context.setOffline(true);
    await gate.type(code);
    expect(await gate.answer("不能确定")).toContain("没有备好");
    await gate.context.close();
  }, 120_000);

  test("a printed code is granted only after a second look at its holder", async () => {
    const gate = await onDuty();
    const printed = { kind: "printed", ttl: 180 * 86_400 };
    const code = await codeOf(await somebody("1950-03-01"), printed);
    await gate.type(code);
    await gate.page.getByRole("heading", { name: "请看人和证件" }).waitFor();
    await gate.look("look");
    await gate.page.getByRole("button", { name: "不是，或者没有证件" }).click();
    expect(await gate.answer("不通过")).toContain("没有核验这个码");
    await gate.next();
    await gate.type(code);
    await gate.page.getByRole("button", { name: "是本人，核验" }).click();
    await gate.answer("通过");
    expect(gate.found).toEqual([]);
    await gate.context.close();
  }, 120_000);

  test("can be installed: Chromium finds nothing wrong with its manifest, its icon and its worker", async () => {
    const { page, context } = await atTheGate(dev, filmed);
    await page.evaluate("navigator.serviceWorker.ready");
    const tools = await context.newCDPSession(page);
    const { errors, url } = await tools.send("Page.getAppManifest");
    expect(errors).toEqual([]);
    expect(url).toBe(`${dev.origin}/venue/manifest.webmanifest`);
    const { installabilityErrors } = await tools.send("Page.getInstallabilityErrors");
    // Windows of tests are private ones, in which nothing is installed.
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(["in-incognito"]);
    await context.close();
  });

  test("the key can be read by no script, and signing out leaves nobody at the gate", async () => {
    const { page, context } = await onDuty();
    const read = await page.evaluate(`new Promise((resolve) => {
      indexedDB.open("jixiang-venue").onsuccess = ({ target: { result } }) => {
        result.transaction("kept").objectStore("kept").get("device").onsuccess = ({ target: { result: { key } } }) =>
          crypto.subtle.exportKey("raw", key).then(() => resolve("exported"), (error) => resolve(key.extractable + " " + error.name));
      };
    })`);
    expect(read).toBe("false InvalidAccessError");
    // Without a network the server learns of it later, and nobody is at the gate again by that.
    await context.setOffline(true);
    await page.getByRole("button", { name: "下岗" }).click();
    await page.getByRole("heading", { name: "上岗签到" }).waitFor();
    const told = page.waitForResponse((response) => response.url().endsWith("/venue/sign-out"));
    await context.setOffline(false);
    await told;
    await page.reload();
    await page.getByRole("heading", { name: "上岗签到" }).waitFor();
    expect(await page.evaluate(keptIn("kept", "shift"))).toBe("undefined");
    await context.close();
  });

  test("whoever is no gatekeeper is not let in, and is told so", async () => {
    const gate = await atTheGate(dev, filmed);
    await gate.enrol(await enrolmentCode());
    await gate.page.getByRole("link", { name: "签到" }).click();
    await gate.page.getByRole("button", { name: "施文" }).click();
    await gate.page.getByRole("heading", { name: "这个账号不能在场所上岗" }).waitFor();
    await gate.look("no-role");
    await gate.page.getByRole("link", { name: "回到核验页面" }).click();
    await gate.page.getByRole("heading", { name: "上岗签到" }).waitFor();
    expect(gate.found).toEqual([]);
    await gate.context.close();
  });

  test("a shift ends after twelve hours, whatever the network does", async () => {
    const { page, context } = await onDuty();
    await dev.clock(new Date((await dev.clock()).getTime() + 12 * 3_600_000).toISOString());
    await page.reload();
    await page.getByRole("heading", { name: "上岗签到" }).waitFor();
    expect(await page.getByRole("heading", { name: "请出示随申码" }).isVisible()).toBe(false);
    await context.close();
  });
});
