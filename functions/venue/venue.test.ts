import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { bundleForBrowser, scriptAddressModule } from "#shared/house/browser-script.ts";
import { aKey } from "#shared/testing/builders.ts";
import type { Env } from "./env.ts";
import { scriptPath } from "./script-address.ts";
import { sealShift } from "./shift.ts";
import { venue } from "./venue.ts";

const env: Env = {
  PUBLIC_ORIGIN: "https://jixiang.test",
  IDENTITY_ISSUER: "https://identity.invalid",
  IDENTITY_JWKS_URL: "https://identity.invalid/jwks",
  IDENTITY_CLIENT_ID: "jixiang-home",
  SHIFT_KEY: aKey(),
  IDENTITY_CLIENT_SECRET: "secret",
};
const now = new Date("2026-11-16T02:00:00Z");
const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;

async function ask(path: string, init: RequestInit = {}, at = now): Promise<Response> {
  const handler = venue(async () => at);
  const request = new Request(`https://jixiang.test${path}`, init);
  return (await handler.fetch?.(request as never, env, context)) ?? new Response(null);
}

describe("the page of a venue's device", () => {
  test("may use the camera and nothing else, runs its own script, and asks its own origin only", async () => {
    const { headers, status } = await ask("/venue");
    expect(status).toBe(200);
    expect(headers.get("Permissions-Policy")).toBe(
      "camera=(self), geolocation=(), microphone=(), payment=()",
    );
    const policy = headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    for (const kind of ["script", "connect", "worker", "manifest"])
      expect(policy).toContain(`${kind}-src 'self'`);
    expect(policy).not.toContain("unsafe");
    expect(headers.get("Cache-Control")).toBe("no-store");
  });

  test("no other page may use the camera", async () => {
    for (const path of ["/venue/shift", "/healthz/venue", "/venue/nowhere"])
      expect((await ask(path)).headers.get("Permissions-Policy")).toContain("camera=()");
  });

  test("shows no screen before its script has started, and says what to do without one", async () => {
    const text = await (await ask("/venue")).text();
    expect(text.match(/<section[^>]*>/g)?.every((tag) => tag.includes("hidden"))).toBe(true);
    expect(text).toContain("<noscript>");
  });

  test("is installed by its manifest, and opens within its own scope", async () => {
    const response = await ask("/venue/manifest.webmanifest");
    expect(response.headers.get("Content-Type")).toContain("application/manifest+json");
    const manifest: unknown = await response.json();
    expect(manifest).toMatchObject({
      name: "免申即享 场所核验",
      start_url: "/venue",
      scope: "/venue",
      display: "standalone",
    });
    expect((await ask("/venue/icon.svg")).headers.get("Content-Type")).toBe("image/svg+xml");
  });

  test("is kept by a worker that knows every file of it, and is another for another page", async () => {
    const response = await ask("/venue/worker.js");
    expect(response.headers.get("Service-Worker-Allowed")).toBe("/venue");
    expect(response.headers.get("Cache-Control")).toBe("no-cache");
    expect(response.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    const [known = ""] = (await response.text()).split("\n");
    expect(known).toMatch(/^const venueFiles=\[.+\],venueCache="venue-[a-z2-7]{16}";$/);
    for (const path of ["/venue", scriptPath, "/venue/manifest.webmanifest", "/venue/icon.svg"]) {
      expect(known).toContain(JSON.stringify(path));
      expect((await ask(path)).status).toBe(200);
    }
  });

  test("has a script that is kept for ever, of at most 56 KiB compressed", async () => {
    const response = await ask(scriptPath);
    expect(response.headers.get("Cache-Control")).toContain("immutable");
    const script = await response.text();
    expect(gzipSync(script).length).toBeLessThanOrEqual(56 * 1024);
  });
});

describe("a shift", () => {
  const kept = async (since: Date, key = env.SHIFT_KEY) => {
    const shift = { operator: "opaque", name: "顾春梅", since: since.getTime() };
    return { headers: { cookie: `__Host-jixiang-shift=${await sealShift(key, shift)}` } };
  };
  const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

  test("is told with its end and with the time, and to nobody without it", async () => {
    expect(await (await ask("/venue/shift", await kept(now))).json()).toEqual({
      now: "2026-11-16T02:00:00.000Z",
      shift: {
        operator: "opaque",
        name: "顾春梅",
        since: "2026-11-16T02:00:00.000Z",
        until: "2026-11-16T14:00:00.000Z",
      },
    });
    expect(await (await ask("/venue/shift")).json()).toEqual({ now: "2026-11-16T02:00:00.000Z" });
  });

  test("ends by itself after twelve hours, and is nothing under another key", async () => {
    const answered = async (init: RequestInit, at: Date) =>
      Object.keys(await (await ask("/venue/shift", init, at)).json());
    expect(await answered(await kept(now), new Date(hours(12).getTime() - 1))).toContain("shift");
    expect(await answered(await kept(now), hours(12))).not.toContain("shift");
    expect(await answered(await kept(now, aKey()), now)).not.toContain("shift");
  });

  test("ends when somebody signs out", async () => {
    const response = await ask("/venue/sign-out", { method: "POST" });
    expect(response.status).toBe(204);
    expect(response.headers.get("Set-Cookie")).toMatch(/^__Host-jixiang-shift=; Max-Age=0/);
  });

  test("that nobody has begun here is not begun by an answer, and the log tells why", async () => {
    const response = await ask("/venue/callback?code=x&state=y");
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("这次签到没有成功");
  });
});

test("the scripts are as their sources have them (if not: npm run policies:index)", async () => {
  const file = async (name: string) => readFile(join(import.meta.dirname, name), "utf8");
  const script = await bundleForBrowser(join(import.meta.dirname, "browser/venue.client.ts"));
  // No diff of fifty thousand characters.
  expect((await file("venue-script.txt")) === script).toBe(true);
  expect(await file("script-address.ts")).toBe(
    scriptAddressModule(script, "/venue", "npm run policies:index"),
  );
  const worker = await bundleForBrowser(join(import.meta.dirname, "browser/worker.client.ts"));
  expect(await file("worker-script.txt")).toBe(worker);
});
