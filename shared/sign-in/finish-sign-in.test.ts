import { sign } from "hono/jwt";
import { afterEach, describe, expect, test, vi } from "vitest";
import { aSigningKey } from "#shared/testing/a-signing-key.ts";
import { beginSignIn } from "./begin-sign-in.ts";
import { doorOfGatekeepers } from "./door.ts";
import { finishStaffSignIn } from "./finish-staff-sign-in.ts";
import { finishSignIn } from "./finish-sign-in.ts";
import type { Provider } from "./provider.ts";

const now = new Date("2026-11-16T02:00:00Z");
const seconds = now.getTime() / 1000;
const issuer = "https://id.example.gov.cn";

const provider: Provider = {
  IDENTITY_ISSUER: issuer,
  IDENTITY_JWKS_URL: `${issuer}/jwks`,
  IDENTITY_CLIENT_ID: "jixiang-home",
  IDENTITY_CLIENT_SECRET: "secret",
  PUBLIC_ORIGIN: "https://jixiang.example.gov.cn",
};
const subject = { kind: "person", idType: "resident-id", id: "319900194206010043" };

const key = aSigningKey("one");
const foreignKey = aSigningKey("one");
afterEach(() => vi.unstubAllGlobals());

/** What the provider does otherwise than it should. */
interface Fault {
  readonly claims?: Record<string, unknown>;
  readonly token?: (claims: Record<string, unknown>) => Promise<string>;
  readonly tokenAnswer?: () => Response;
  readonly metadata?: Record<string, unknown>;
  readonly unreachable?: string;
}

/** A provider at the other end of `fetch`, right but for its fault; gives what it was asked. */
function aProvider(nonce: () => string, fault: Fault = {}): Request[] {
  const asked: Request[] = [];
  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    asked.push(request);
    if (pathname === fault.unreachable) throw new TypeError("fetch failed");
    if (pathname === "/jwks") {
      const { d, ...publicKey } = key;
      return Response.json({ keys: [publicKey] });
    }
    if (pathname === "/token") {
      const claims = {
        iss: issuer,
        aud: provider.IDENTITY_CLIENT_ID,
        sub: "opaque",
        nonce: nonce(),
        iat: seconds,
        exp: seconds + 300,
        subject,
        ...fault.claims,
      };
      const make = fault.token ?? (async (all) => sign(all, key, "ES256"));
      const tokens = { access_token: "a", token_type: "Bearer", id_token: await make(claims) };
      return fault.tokenAnswer?.() ?? Response.json(tokens);
    }
    return Response.json({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      id_token_signing_alg_values_supported: ["ES256", "HS256"],
      authorization_response_iss_parameter_supported: true,
      ...fault.metadata,
    });
  };
  vi.stubGlobal("fetch", async (input: string, init?: RequestInit) =>
    answer(new Request(input, init)),
  );
  return asked;
}

async function signIn(
  fault: Fault = {},
  answered: (state: string) => Record<string, string> = () => ({}),
) {
  let nonce = "";
  const asked = aProvider(() => nonce, fault);
  const { attempt } = await beginSignIn(provider, { to: "/c", again: false });
  ({ nonce } = attempt);
  const answer = { code: "code", iss: issuer, state: attempt.state, ...answered(attempt.state) };
  const result = await finishSignIn(provider, attempt, new URLSearchParams(answer), now);
  return { result, asked, attempt };
}

/** How often the provider was asked for tokens. */
const redeemed = (asked: readonly Request[]): number =>
  asked.filter(({ url }) => url.endsWith("/token")).length;

describe("a sign-in that is right", () => {
  test("is begun with a code flow, PKCE, state and nonce", async () => {
    aProvider(() => "");
    const { location, attempt } = await beginSignIn(provider, { to: "/c", again: false });
    const url = new URL(location);
    expect(url.origin + url.pathname).toBe(`${issuer}/auth`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: "jixiang-home",
      redirect_uri: "https://jixiang.example.gov.cn/me/callback",
      response_type: "code",
      scope: "openid subject",
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge_method: "S256",
    });
    expect(location).not.toContain(attempt.verifier);
    expect(attempt.to).toBe("/c");
  });

  test("gives who has signed in, and for whom", async () => {
    const { result, asked, attempt } = await signIn();
    expect(result).toEqual({ ok: true, person: "opaque", subject });
    const request = asked.find(({ url }) => url.endsWith("/token"));
    expect(request?.headers.get("authorization")).toMatch(/^Basic /);
    expect(attempt.verifier.length).toBeGreaterThanOrEqual(43);
  });

  test("may be a second or two off, and no more", async () => {
    const late = await signIn({ claims: { exp: seconds - 59 } });
    expect(late.result.ok).toBe(true);
    const tooLate = await signIn({ claims: { exp: seconds - 61 } });
    expect(tooLate.result).toMatchObject({ ok: false, because: "token" });
  });
});

describe("what comes back from the provider is refused", () => {
  test("when this browser has begun no sign-in, and nobody is asked", async () => {
    const asked = aProvider(() => "");
    const answer = new URLSearchParams({ code: "code", state: "state", iss: issuer });
    expect(await finishSignIn(provider, undefined, answer, now)).toMatchObject({
      ok: false,
      because: "not-begun",
    });
    expect(asked).toEqual([]);
  });

  test.each<[string, Record<string, string>, string]>([
    ["another state", { state: "another" }, "state"],
    ["another issuer (RFC 9207)", { iss: "https://evil.example" }, "answer"],
    ["the person turned back", { error: "access_denied" }, "cancelled"],
    ["the provider's error", { error: "server_error" }, "provider"],
    ["an ID token of the implicit flow", { id_token: "a.b.c" }, "answer"],
  ])("%s, before the code is redeemed", async (_, answered, because) => {
    const { result, asked } = await signIn({}, () => answered);
    expect(result).toMatchObject({ ok: false, because });
    expect(redeemed(asked)).toBe(0);
  });

  test("without the issuer that its description promises", async () => {
    aProvider(() => "");
    const { attempt } = await beginSignIn(provider, { to: undefined, again: false });
    const answer = new URLSearchParams({ code: "code", state: attempt.state });
    expect(await finishSignIn(provider, attempt, answer, now)).toMatchObject({
      because: "answer",
    });
  });

  test("when the description is of another issuer", async () => {
    let nonce = "";
    aProvider(() => nonce);
    const { attempt } = await beginSignIn(provider, { to: undefined, again: false });
    ({ nonce } = attempt);
    aProvider(() => nonce, { metadata: { issuer: "https://evil.example" } });
    const answer = new URLSearchParams({ code: "code", state: attempt.state, iss: issuer });
    expect((await finishSignIn(provider, attempt, answer, now)).ok).toBe(false);
  });

  test("a code that was used before or is too old", async () => {
    const tokenAnswer = () => Response.json({ error: "invalid_grant" }, { status: 400 });
    const { result } = await signIn({ tokenAnswer });
    expect(result).toEqual({ ok: false, because: "provider", detail: "invalid_grant" });
  });
});

describe("an ID token is refused", () => {
  const unsigned = (header: object, claims: object): string =>
    [header, claims].map((part) => btoa(JSON.stringify(part)).replaceAll("=", "")).join(".");

  test.each<[string, Record<string, unknown>, string]>([
    ["with another nonce", { nonce: "another" }, "nonce"],
    ["without a nonce", { nonce: undefined }, "OAUTH_INVALID_RESPONSE"],
    ["for another client", { aud: "another" }, "aud"],
    ["as a bearer token", { aud: "jixiang" }, "aud"],
    ["for us and others, by the others", { aud: ["jixiang-home", "b"], azp: "b" }, "azp"],
    ["of another issuer", { iss: "https://evil.example" }, "iss"],
    ["that has expired", { exp: seconds - 3600 }, "exp"],
    ["that never expires", { exp: undefined }, "OAUTH_INVALID_RESPONSE"],
  ])("%s", async (_, claims, claim) => {
    const { result } = await signIn({ claims });
    expect(result).toMatchObject({ ok: false, because: "token" });
    expect(result).toHaveProperty("detail", expect.stringContaining(claim));
  });

  test.each<[string, NonNullable<Fault["token"]>]>([
    ["under a foreign key", async (claims) => sign(claims, foreignKey, "ES256")],
    ["that is not signed", async (claims) => `${unsigned({ alg: "none", kid: "one" }, claims)}.`],
    [
      "under the client's secret",
      async (claims) => sign(claims, provider.IDENTITY_CLIENT_SECRET, "HS256"),
    ],
    [
      "under the public key as if it were a secret",
      async (claims) => sign(claims, JSON.stringify({ x: key.x, y: key.y }), "HS256"),
    ],
    ["that is none", async () => "no token"],
  ])("%s", async (_, token) => {
    const { result } = await signIn({ token });
    expect(result).toMatchObject({ ok: false, because: "token" });
  });

  test("of a person for whom we have nothing to tell", async () => {
    const { result } = await signIn({ claims: { subject: undefined } });
    expect(result).toMatchObject({ ok: false, because: "no-subject" });
    const wrong = { ...subject, id: "319900194206010042" };
    expect((await signIn({ claims: { subject: wrong } })).result.ok).toBe(false);
  });
});

describe("a provider that does not answer", () => {
  test.each(["/token", "/jwks"])("at %s is told apart from a token that is wrong", async (path) => {
    const { result } = await signIn({ unreachable: path });
    expect(result).toMatchObject({ ok: false, because: "silent" });
  });
});

describe("a gatekeeper's sign-in", () => {
  async function signInAtTheGate(claims: Record<string, unknown>) {
    let nonce = "";
    const asked = aProvider(() => nonce, { claims: { subject: undefined, ...claims } });
    const begun = await beginSignIn(provider, { to: undefined, again: true }, doorOfGatekeepers);
    ({ nonce } = begun.attempt);
    const answer = new URLSearchParams({ code: "code", iss: issuer, state: begun.attempt.state });
    const result = await finishStaffSignIn(provider, doorOfGatekeepers, begun.attempt, answer, now);
    return { location: new URL(begun.location), result, asked };
  }

  test("goes by a door of its own, asks for roles and no subject, and asks anew each time", async () => {
    const { location, result } = await signInAtTheGate({ roles: ["gatekeeper"], name: "顾春梅" });
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      redirect_uri: "https://jixiang.example.gov.cn/venue/callback",
      scope: "openid staff",
      prompt: "login",
    });
    expect(result).toEqual({
      ok: true,
      signedIn: { person: "opaque", roles: ["gatekeeper"] },
      name: "顾春梅",
    });
  });

  test("takes a clerk of a service centre as well, whoever tells no name", async () => {
    const { result } = await signInAtTheGate({ roles: ["window"], name: 7 });
    expect(result).toEqual({
      ok: true,
      signedIn: { person: "opaque", roles: ["window"] },
      name: undefined,
    });
  });

  test.each([[["policy-officer"]], [[]], ["gatekeeper"], [undefined]])(
    "with the roles %j is none, and neither is a citizen's",
    async (roles) => {
      const { result } = await signInAtTheGate({ roles, subject });
      expect(result).toMatchObject({ ok: false, because: "no-role" });
    },
  );
});

test("no refusal's detail holds a claim's value", async () => {
  const faults = [
    { nonce: "another" },
    { aud: "secret-audience" },
    { iss: "https://evil.example" },
  ];
  const results = await Promise.all(
    faults.map(async (claims) => (await signIn({ claims })).result),
  );
  expect(JSON.stringify(results)).not.toMatch(/another|secret-audience|evil|3199/);
});

test("an issuer without TLS is asked on this machine only", async () => {
  aProvider(() => "");
  const elsewhere = { ...provider, IDENTITY_ISSUER: "http://id.example.gov.cn" };
  await expect(beginSignIn(elsewhere, { to: undefined, again: false })).rejects.toThrow(
    "only requests to HTTPS are allowed",
  );
});
