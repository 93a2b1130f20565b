import { describe, expect, test } from "vitest";
import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "./env.ts";
import { intake } from "./intake.ts";

/** A database that may not be looked at. */
const untouchable = new Proxy({} as D1Database, {
  get(_, name) {
    throw new Error(`the database was looked at: ${String(name)}`);
  },
});
const env = { DB_0: untouchable, DB_1: untouchable, DB_CITY: untouchable } as unknown as Env;
const context = {} as ExecutionContext;

const now = String(Math.floor(Date.now() / 1000));
const right = {
  "content-type": "application/cloudevents+json",
  "webhook-id": "msg_1",
  "webhook-timestamp": now,
  "webhook-signature": `v1,${"A".repeat(43)}=`,
};

async function post(
  headers: Record<string, string>,
  body = "{}",
  department = "public-security",
): Promise<Response> {
  const request = new Request(`https://jixiang.test/v1/departments/${department}/events`, {
    method: "POST",
    headers,
    body,
  });
  const response = await intake(systemClock).fetch?.(request as never, env, context);
  if (response === undefined) throw new Error("no answer");
  return response;
}

describe("before any look at a database", () => {
  test.each([
    ["timestamp with junk behind it", { "webhook-timestamp": "1614265330junk" }],
    ["timestamp with a fraction", { "webhook-timestamp": "1614265330.9" }],
    ["timestamp with a sign", { "webhook-timestamp": "+1614265330" }],
    ["timestamp of eleven digits", { "webhook-timestamp": "16142653300" }],
    ["empty timestamp", { "webhook-timestamp": "" }],
    ["id with a full stop", { "webhook-id": "msg.1614265330" }],
    ["empty id", { "webhook-id": "" }],
    ["id of 65 characters", { "webhook-id": "a".repeat(65) }],
    ["signature without a version", { "webhook-signature": "A".repeat(43) }],
    ["signature of another length", { "webhook-signature": "v1,AAAA" }],
    ["no v1 signature", { "webhook-signature": `v1a,${"A".repeat(43)}=` }],
    ["timestamp 301 s old", { "webhook-timestamp": String(Number(now) - 301) }],
    ["timestamp 310 s ahead", { "webhook-timestamp": String(Number(now) + 310) }],
  ])("%s is refused with 401 and no reason", async (_, wrong) => {
    const response = await post({ ...right, ...wrong });
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    const problem = await response.json();
    expect(problem).toMatchObject({ type: "/problems/signature-not-valid", status: 401 });
    expect(JSON.stringify(problem)).not.toMatch(/timestamp|malformed|untimely/);
  });

  test("an unknown department reads like a wrong signature", async () => {
    const unknown = await post(right, "{}", "ministry-of-magic");
    const malformed = await post({ ...right, "webhook-id": "" });
    expect(await unknown.json()).toEqual(await malformed.json());
  });

  test("another content type is 415, a body over 1 MiB is 413", async () => {
    const other = await post({ ...right, "content-type": "application/json" });
    expect([other.status, ((await other.json()) as { type: string }).type]).toEqual([
      415,
      "/problems/unsupported-media-type",
    ]);
    const large = await post(right, " ".repeat(1_048_577));
    expect([large.status, ((await large.json()) as { type: string }).type]).toEqual([
      413,
      "/problems/body-too-large",
    ]);
  });

  test("a database that does not answer is 503 with Retry-After", async () => {
    const response = await post(right);
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(((await response.json()) as { type: string }).type).toBe("/problems/overloaded");
  });
});
