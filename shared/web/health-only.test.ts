import { expect, test } from "vitest";
import { createApp } from "./create-app.ts";
import { healthOnly } from "./health-only.ts";

const ask = healthOnly("sweep");
const of = (path: string, init?: RequestInit) => new Request(`https://jixiang.test${path}`, init);

test("a function without pages tells its health as every other function does", async () => {
  const [light, full] = [
    ask(of("/healthz/sweep")),
    await createApp("sweep").request("/healthz/sweep"),
  ];
  expect(light.status).toBe(full.status);
  expect(await light.json()).toEqual(await full.json());
  expect(Object.fromEntries(light.headers)).toEqual(Object.fromEntries(full.headers));
  const head = ask(of("/healthz/sweep", { method: "HEAD" }));
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test.each([
  ["/healthz/fulfil", "GET", 404, "/problems/not-found"],
  ["/", "GET", 404, "/problems/not-found"],
  ["/healthz/sweep", "POST", 405, "/problems/method-not-allowed"],
])("%s by %s is %i", async (path, method, status, type) => {
  const response = ask(of(path, { method }));
  expect(response.status).toBe(status);
  expect(response.headers.get("Content-Type")).toBe("application/problem+json");
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  expect(await response.json()).toMatchObject({ type, status });
});

test("another method than GET is told which ones there are", () => {
  const response = ask(of("/healthz/sweep", { method: "DELETE" }));
  expect(response.headers.get("Allow")).toBe("GET, HEAD");
});
