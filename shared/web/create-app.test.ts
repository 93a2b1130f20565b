import { describe, expect, test, vi } from "vitest";
import { createApp } from "./create-app.ts";
import { createPageApp } from "./create-page-app.ts";
import { refuse } from "./refusal.ts";

const browser = { headers: { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" } };

function anApp() {
  const app = createPageApp("confirm");
  app.get("/refused", () =>
    refuse(
      503,
      "overloaded",
      { zh: "系统繁忙，请稍后再试。", en: "Try again later." },
      { headers: { "Retry-After": "5" }, members: { retryable: true } },
    ),
  );
  app.get("/v1/refused", () => refuse(400, "invalid-request", { zh: "请检查。", en: "Check." }));
  app.get("/broken", () => {
    throw new Error("secret detail");
  });
  app.get("/cached", (c) => c.text("x", 200, { "Cache-Control": "public, max-age=60" }));
  app.get("/unchanged", (c) => c.body(null, 304));
  return app;
}

describe("a refusal", () => {
  test("is a problem document in Chinese and English, with its headers and members", async () => {
    const response = await anApp().request("/refused");
    expect(response.status).toBe(503);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    expect(response.headers.get("Retry-After")).toBe("5");
    expect(await response.json()).toEqual({
      type: "/problems/overloaded",
      title: "系统繁忙 Overloaded for the moment",
      status: 503,
      detail: "系统繁忙，请稍后再试。 Try again later.",
      retryable: true,
    });
  });

  test("is a page for a person's browser, with the same status and words", async () => {
    const response = await anApp().request("/refused", browser);
    expect(response.status).toBe(503);
    expect(response.headers.get("Content-Type")).toContain("text/html");
    expect(await response.text()).toContain("系统繁忙，请稍后再试。");
  });

  test("of a function without pages is a problem document even for a browser", async () => {
    const response = await createApp("sweep").request("/nothing", browser);
    expect(response.status).toBe(404);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
  });

  test("under /v1 is a problem document even for a browser", async () => {
    const response = await anApp().request("/v1/refused", browser);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
  });
});

describe("what goes wrong on our side", () => {
  test("is a 500 that tells nothing, and the log tells it once", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const response = await anApp().request("/broken?id=private");
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).toContain("/problems/internal-error");
    expect(text).not.toContain("secret detail");
    expect(log).toHaveBeenCalledOnce();
    expect(String(log.mock.calls[0])).toContain("confirm: GET /broken: ");
    expect(String(log.mock.calls[0])).toContain("secret detail");
    expect(String(log.mock.calls[0])).not.toContain("private");
    log.mockRestore();
  });
});

describe("an address that no route has", () => {
  test("is a 404 problem", async () => {
    const response = await anApp().request("/nowhere");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ type: "/problems/not-found", status: 404 });
  });

  test("is a small page for a browser", async () => {
    const response = await anApp().request("/nowhere", browser);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("<h1>没有找到</h1>");
  });

  test("with another method is a 405 that names the methods", async () => {
    const response = await anApp().request("/cached", { method: "POST" });
    expect(response.status).toBe(405);
    expect(response.headers.get("Allow")).toContain("GET");
    expect(await response.json()).toMatchObject({ type: "/problems/method-not-allowed" });
  });
});

describe("every answer", () => {
  const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  test.each(["/refused", "/nowhere", "/cached", "/healthz/confirm"])(
    "%s carries the security headers",
    async (path) => {
      const { headers } = await anApp().request(path);
      expect(headers.get("Content-Security-Policy")).toBe(nothing);
      expect(headers.get("Strict-Transport-Security")).toBe("max-age=31536000");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Referrer-Policy")).toBe("no-referrer");
    },
  );

  test("is not stored, unless its route says so", async () => {
    const app = anApp();
    expect((await app.request("/healthz/confirm")).headers.get("Cache-Control")).toBe("no-store");
    expect((await app.request("/cached")).headers.get("Cache-Control")).toBe("public, max-age=60");
  });

  test("without content leaves the stored page's own policy alone", async () => {
    const { headers } = await anApp().request("/unchanged");
    expect(headers.get("Content-Security-Policy")).toBeNull();
    expect(headers.get("Cache-Control")).toBeNull();
  });
});

test("/healthz/<function> answers for its function only", async () => {
  expect(await (await anApp().request("/healthz/confirm")).json()).toEqual({
    status: "ok",
    function: "confirm",
  });
  expect((await anApp().request("/healthz/intake")).status).toBe(404);
});
