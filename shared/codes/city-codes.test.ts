import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { aSubjectKey } from "#shared/testing/builders.ts";
import {
  cityAccount,
  cityLogin,
  type CityIssuer,
  startCityIssuer,
} from "#shared/testing/city-issuer.ts";
import { aCodeKeyRing } from "#shared/testing/issued-codes.ts";
import { cityCodes, type CitySession, readCitySettings } from "./city-codes.ts";
import { codeIssuerOf } from "./code-issuer-of.ts";
import type { CodeIssuer } from "./code-issuer.ts";
import { issueCode, openIssuingKeys } from "./issue-code.ts";

const now = new Date("2026-12-01T02:00:00Z");
const number = "319900195703080012";
const code = "https://s.sh.gov.cn/SH1568121098508?x=1";
const showing = {
  venue: "century-park",
  purpose: "入园",
  itemCode: "312090049000",
  operator: "gate-2",
} as const;

let city: CityIssuer;
beforeAll(async () => {
  city = await startCityIssuer();
  city.codes.set(code, number);
});
afterAll(async () => city.close());

let session: CitySession;
const logged: string[] = [];
beforeEach(() => {
  session = { id: undefined };
  city.requests.length = 0;
  vi.spyOn(console, "warn").mockImplementation((line: string) => {
    logged.push(line);
  });
});
afterEach(() => {
  city.fail(undefined);
  vi.restoreAllMocks();
});

function issuer(more: { password?: string; patience?: number } = {}): CodeIssuer {
  const { password = cityAccount.password, patience = 2000 } = more;
  const service = { url: city.url, login: cityLogin, organisation: "公园管理处" };
  const text = JSON.stringify({ ...service, account: cityAccount.account });
  return cityCodes(readCitySettings(text, password), session, patience);
}
const resolve = async (text: string, more = {}) => issuer(more).resolve(text, showing, now);
const paths = () => city.requests.map(({ path }) => path.split("/").at(-1));

describe("a code of the city", () => {
  test("leads to a document, and all else that the city tells ends at the adapter", async () => {
    const found = await resolve(code);
    expect(found).toEqual({
      ok: true,
      holder: { subject: { kind: "person", idType: "resident-id", id: number } },
      class: "person",
      nonce: expect.stringMatching(/^[a-z2-7]{52}$/),
      validUntil: undefined,
    });
    expect(JSON.stringify(found)).not.toMatch(/王|1380000|FUWj|f6c819b1/);
  });

  test("is asked for with where, for what and by whom it is shown, and another number each time", async () => {
    await resolve(` ${code}\r`);
    await resolve(code);
    const [scan, again] = city.requests.filter(({ path }) => path.endsWith("scanCertQrCode.do"));
    expect(scan?.body).toEqual({
      sessionId: expect.stringContaining("session-"),
      pos: "century-park",
      use: "入园",
      certQrCode: code,
      orgName: "公园管理处",
      username: "gate-2",
      itemName: "入园",
      itemCode: "312090049000",
      businessCode: expect.stringMatching(/^[a-z2-7]{26}$/),
    });
    expect(again?.body["businessCode"]).not.toBe(scan?.body["businessCode"]);
    const [one, two] = [await resolve(code), await resolve(code)];
    expect(one).toEqual(two);
  });

  test("may be a company's, or that of somebody from Hong Kong", async () => {
    city.codes.set("http://firm", "91319900000000019N");
    city.codes.set("http://hk", "810000190001010018");
    expect(await resolve("http://firm")).toMatchObject({
      holder: { subject: { kind: "organisation", idType: "uscc" } },
      class: "enterprise",
    });
    expect(await resolve("http://hk")).toMatchObject({
      holder: { subject: { idType: "hmt-residence-permit" } },
    });
  });
});

describe("a session", () => {
  test("is kept for the next codes, and begun anew when it has ended", async () => {
    await resolve(code);
    await resolve(code);
    expect(paths()).toEqual(["login.do", "scanCertQrCode.do", "scanCertQrCode.do"]);
    city.endSessions();
    city.requests.length = 0;
    expect(await resolve(code)).toMatchObject({ ok: true });
    expect(paths()).toEqual(["scanCertQrCode.do", "login.do", "scanCertQrCode.do"]);
  });

  test("that nobody gives is no refusal of the code", async () => {
    expect(await resolve(code, { password: "wrong" })).toEqual({ ok: false, because: "no-answer" });
    expect(paths()).toEqual(["login.do"]);
  });
});

describe("what the city does not know, and what it does not say", () => {
  test("a code that it does not know, or that names nobody, is not recognised, after one login at most", async () => {
    await resolve(code);
    city.requests.length = 0;
    city.codes.set("http://odd", "E12345678");
    for (const text of ["http://nothing", "http://odd"])
      expect(await resolve(text)).toEqual({ ok: false, because: "not-recognised" });
    expect(paths().length).toBeLessThanOrEqual(4);
  });

  test.each(["", "  ", "x".repeat(2001)])("what can be no code is never sent", async (text) => {
    expect(await resolve(text)).toEqual({ ok: false, because: "not-a-code" });
    expect(city.requests).toEqual([]);
  });

  test.each(["hangs", "html", "500", "garbage"] as const)(
    "an issuer that %s refuses nobody: it cannot be told",
    async (how) => {
      for (const kept of [undefined, "session-1"]) {
        session.id = kept;
        city.fail(how);
        const begunAt = performance.now();
        expect(await resolve(code, { patience: 300 })).toEqual({ ok: false, because: "no-answer" });
        expect(performance.now() - begunAt).toBeLessThan(1000);
      }
    },
  );

  test("an issuer that cannot be reached refuses nobody either, and is asked again for the next code", async () => {
    const gone = { url: "http://127.0.0.1:9", login: "/x", account: "a", organisation: "b" };
    const away = cityCodes(readCitySettings(JSON.stringify(gone), "p"), session, 500);
    expect(await away.resolve(code, showing, now)).toEqual({ ok: false, because: "no-answer" });
    expect(await resolve(code)).toMatchObject({ ok: true });
  });
});

describe("whom one asks", () => {
  test("is the city for all codes but ours, and nobody where it is not to be asked", async () => {
    const keys = await aCodeKeyRing();
    const service = { url: city.url, login: cityLogin, organisation: "公园管理处" };
    const env = {
      ...keys,
      CITY_CODE_SERVICE: JSON.stringify({ ...service, account: cityAccount.account }),
      CITY_CODE_PASSWORD: cityAccount.password,
    };
    const asked = {
      subjectKey: aSubjectKey(),
      class: "person",
      ttlSeconds: 60,
      grants: [],
    } as const;
    const { text } = await issueCode(await openIssuingKeys(keys), asked, now);
    const both = codeIssuerOf(env, session);
    expect(await both.resolve(text, showing, now)).toMatchObject({
      holder: { subjectKey: asked.subjectKey },
    });
    expect(city.requests).toEqual([]);
    expect(await both.resolve(code, showing, now)).toMatchObject({
      holder: { subject: { id: number } },
    });
    const alone = codeIssuerOf({ ...env, CITY_CODE_SERVICE: "" }, session);
    expect(await alone.resolve(code, showing, now)).toEqual({ ok: false, because: "not-a-code" });
  });

  test("settings that are none are noticed at once", () => {
    expect(() => readCitySettings("", "p")).toThrow(SyntaxError);
    expect(() => readCitySettings('{"url":"no address"}', "p")).toThrow(/url/);
  });
});

test("whatever was logged names nobody, and tells no secret", () => {
  expect(logged.length).toBeGreaterThan(5);
  expect(logged.join()).not.toMatch(/3199001957|王建国|1380000|wrong|right|SH156/);
});
