import { sign } from "hono/jwt";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { explanationsSchema } from "#shared/contract/explanations.schema.ts";
import { aSigningKey } from "#shared/testing/a-signing-key.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { nameYourself, plainBrowser, signIn, withIdentities } from "#shared/testing/identities.ts";
import { organisation, reportContact, reportPerson, resident } from "#shared/testing/people.ts";

const session = "__Host-jixiang-session";
const attempt = "__Host-jixiang-sign-in";

/** What the provider's token endpoint does to the ID token that it hands out; nothing, but where a test says so. */
let spoil: ((claims: Record<string, unknown>) => Promise<string>) | undefined;
let signingKey = "";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev(async (origin, secrets) => {
    signingKey = secrets["SANDBOX_KEY"] ?? "";
    return withIdentities(async (context, next) => {
      await next();
      if (spoil === undefined || context.path !== "/token") return;
      const tokens = bodyOf(context.body);
      context.body = { ...tokens, id_token: await spoil(claimsOf(tokens.id_token)) };
    })(origin, secrets);
  });
});
afterAll(async () => dev.close());
beforeEach(() => {
  spoil = undefined;
});

/** Guarantee: the provider's own answer, as the protocol has it. */
const bodyOf = (body: unknown) => body as { id_token: string };
const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<
    string,
    unknown
  >;

const signed = async (claims: Record<string, unknown>, more: Record<string, unknown>) =>
  sign(
    { ...claims, ...more },
    { ...JSON.parse(signingKey), alg: "ES256", kid: "sandbox" },
    "ES256",
  );

let number = 700;
const somebody = () => resident("1957-03-08", (number += 1));

describe("signing in at the certified provider", () => {
  test("leads back to where one came from, with a session that names nobody", async () => {
    const subject = somebody();
    await reportContact(dev, subject);
    const { browser, page } = await signIn(dev, subject, "/me");
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("王**");
    const cookie = browser.cookie(session) ?? "";
    expect(cookie).toMatch(/^[\w-]+$/);
    expect(cookie).not.toContain(subject.id);
    expect(browser.cookie(attempt)).toBeUndefined();
  });

  test("works for the clerk of an organisation", async () => {
    await reportContact(dev, organisation);
    const { page } = await signIn(dev, organisation);
    expect(await page.text()).toContain("贵单位的待遇");
  });

  test("somebody of whom nothing was ever reported is told so, and that it is no refusal", async () => {
    const { page } = await signIn(dev, somebody());
    expect(await page.text()).toContain("还没有部门报送过");
  });

  test("gives the same as a bearer token of the same issuer", async () => {
    const subject = somebody();
    await reportPerson(dev, subject, { birthDate: "1957-03-08", hukouDistrict: "310101" });
    const { browser } = await signIn(dev, subject);
    const bySession = await (await browser.get("/v1/me")).json();
    const token = await dev.citizen(subject);
    const headers = { authorization: `Bearer ${token}` };
    const byToken = await (await dev.fetch("/v1/me", { headers })).json();
    expect(bySession).toEqual(byToken);
    expect(explanationsSchema.parse(bySession).verdicts.length).toBeGreaterThan(5);
  });

  test("nobody is told anything without", async () => {
    expect((await dev.fetch("/v1/me")).status).toBe(401);
    const page = await dev.fetch("/me");
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('href="/me/sign-in"');
    const staff = { authorization: `Bearer ${await dev.staff("auditor")}` };
    expect((await dev.fetch("/v1/me", { headers: staff })).status).toBe(403);
  });

  test("a way back that is not ours leads home", async () => {
    const { page } = await signIn(dev, somebody(), encodeURIComponent("//evil.example/me"));
    expect(page.url).toBe(`${dev.origin}/me`);
  });

  test("cookies are for this host alone, hidden from scripts, and go with no form of another site", async () => {
    const begun = await dev.fetch("/me/sign-in");
    expect(begun.status).toBe(302);
    const [cookie = ""] = begun.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-jixiang-sign-in=[\w-]+; Max-Age=3600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  test("looking at the own data is recorded as an access", async () => {
    const subject = somebody();
    await reportPerson(dev, subject, { birthDate: "1957-03-08" });
    await signIn(dev, subject);
    const databases = [await dev.database("DB_0"), await dev.database("DB_1")];
    const counts = await Promise.all(
      databases.map((db) =>
        db
          .prepare(
            "SELECT count(*) AS n FROM accesses WHERE role = 'citizen' AND purpose = '本人查询'",
          )
          .first<number>("n"),
      ),
    );
    expect(counts.reduce((sum: number, one) => sum + (one ?? 0), 0)).toBeGreaterThan(0);
  });
});

describe("a sign-in is refused, and nobody is signed in", () => {
  /** Comes back with the provider's answer, changed as the test says. */
  async function comeBack(change: (url: URL) => void = () => {}) {
    const browser = plainBrowser(dev.origin);
    const url = new URL(await nameYourself(browser, somebody()));
    change(url);
    const page = await browser.get(url.href);
    return { browser, url, page, text: await page.text() };
  }

  test.each<[string, (url: URL) => void, number]>([
    ["with another state", (url) => url.searchParams.set("state", "another"), 400],
    ["without a state", (url) => url.searchParams.delete("state"), 400],
    [
      "with another issuer: a mix-up",
      (url) => url.searchParams.set("iss", "https://evil.example"),
      400,
    ],
    ["without the issuer", (url) => url.searchParams.delete("iss"), 400],
    ["with another code", (url) => url.searchParams.set("code", "another"), 403],
    ["with two codes", (url) => url.searchParams.append("code", "another"), 400],
  ])("%s", async (_, change, status) => {
    const { browser, page, text } = await comeBack(change);
    expect(page.status).toBe(status);
    expect(text).toContain("没有登录，没有改动任何内容");
    expect(browser.cookie(session)).toBeUndefined();
    expect((await browser.get("/v1/me")).status).toBe(401);
  });

  test("whose code was used before: the browser has no attempt any more, and another gets nothing by it", async () => {
    const { browser, url } = await comeBack();
    expect(browser.cookie(session)).toBeDefined();
    const again = await browser.get(url.href);
    expect(again.status).toBe(400);
    // Not even with the cookie that was there before.
    const thief = plainBrowser(dev.origin);
    const theirs = new URL(await nameYourself(thief, somebody()));
    theirs.searchParams.set("code", url.searchParams.get("code") ?? "");
    expect((await thief.get(theirs.href)).status).toBe(403);
    expect(thief.cookie(session)).toBeUndefined();
  });

  test("which another browser has begun: login CSRF", async () => {
    const attacker = plainBrowser(dev.origin);
    const answer = await nameYourself(attacker, somebody());
    const victim = plainBrowser(dev.origin);
    expect((await victim.get(answer)).status).toBe(400);
    // With an attempt of the victim's own too.
    await nameYourself(victim, somebody());
    expect((await victim.get(answer)).status).toBe(400);
    expect(victim.cookie(session)).toBeUndefined();
  });

  test("which was begun too long ago", async () => {
    const browser = plainBrowser(dev.origin);
    const answer = await nameYourself(browser, somebody());
    const now = await dev.clock();
    await dev.clock(new Date(now.getTime() + 61 * 60_000).toISOString());
    expect((await browser.get(answer)).status).toBe(400);
    await dev.fetch("/sandbox/clock", { method: "DELETE" });
  });

  test("whose person turned back", async () => {
    const browser = plainBrowser(dev.origin);
    const choose = await browser.follow(await browser.get("/me/sign-in?to=/c"));
    const page = await browser.follow(await browser.post(choose.url, { cancel: "yes" }));
    expect(page.status).toBe(403);
    const text = await page.text();
    expect(text).toContain("您取消了登录");
    expect(text).toContain('href="/me/sign-in?to=/c&amp;again=yes"');
  });

  const seconds = (): number => Math.floor(Date.now() / 1000);

  test.each<[string, (claims: Record<string, unknown>) => Promise<string>]>([
    ["another nonce", (claims) => signed(claims, { nonce: "another" })],
    ["another audience", (claims) => signed(claims, { aud: "another" })],
    ["the audience of bearer tokens", (claims) => signed(claims, { aud: "jixiang" })],
    ["another issuer", (claims) => signed(claims, { iss: "https://evil.example" })],
    ["a time that has passed", (claims) => signed(claims, { exp: seconds() - 120 })],
    ["no subject", (claims) => signed(claims, { subject: undefined })],
    ["a foreign key", (claims) => sign(claims, aSigningKey("sandbox"), "ES256")],
    [
      "no signature",
      async (claims) =>
        `${Buffer.from('{"alg":"none","kid":"sandbox"}').toString("base64url")}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.`,
    ],
    ["a shared secret's signature", (claims) => sign(claims, "secret", "HS256")],
  ])("whose ID token has %s", async (_, make) => {
    spoil = make;
    const { browser, page, text } = await comeBack();
    expect(page.status).toBe(403);
    expect(text).toContain("没有登录，没有改动任何内容");
    expect(browser.cookie(session)).toBeUndefined();
  });

  test("the log tells which check failed, and nothing of the person", async () => {
    const log = dev.logs().join("\n");
    expect(log).toContain("a sign-in was refused: token OAUTH_JWT_CLAIM_COMPARISON_FAILED nonce");
    expect(log).toContain("a sign-in was refused: not-begun");
    expect(log).not.toMatch(/319900\d{11}/);
  });
});

describe("signing out", () => {
  test("ends the session here and at the provider, and comes back", async () => {
    const subject = somebody();
    const { browser, page } = await signIn(dev, subject);
    const form = /name="form" value="([^"]+)"/.exec(await page.text())?.[1] ?? "";
    const left = await browser.follow(await browser.post("/me/sign-out", { form }));
    const refresh = left.headers.get("refresh") ?? "";
    expect(refresh).toMatch(
      new RegExp(`^0; url=${dev.issuer}/session/end\\?client_id=jixiang-home&`),
    );
    expect(refresh).not.toContain(subject.id);
    expect(browser.cookie(session)).toBeUndefined();
    const asked = await browser.get(refresh.slice("0; url=".length));
    expect(await asked.text()).toContain("也退出身份认证吗");
    // Who signs in again has to say anew who it is.
    expect((await browser.get("/v1/me")).status).toBe(401);
  });

  test("is nobody else's to do: a form without the session's token changes nothing", async () => {
    const { browser } = await signIn(dev, somebody());
    await browser.post("/me/sign-out", { form: "another" });
    expect(browser.cookie(session)).toBeDefined();
    expect((await browser.get("/v1/me")).status).toBe(200);
  });
});
