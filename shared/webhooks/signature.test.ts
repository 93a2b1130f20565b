import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { checkHeaders, type WebhookHeaders } from "./headers.ts";
import { isSignedBy, secretBytes, signedHeaders } from "./signature.ts";

/** The fixed vector of the reference library of Standard Webhooks 1.0.0. */
const reference = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  timestamp: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};
const other = `whsec_${btoa("another secret of 24 byt")}`;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const headers: WebhookHeaders = {
  id: reference.id,
  timestamp: reference.timestamp,
  signatures: [reference.signature],
};
const verify = (more: Partial<WebhookHeaders> = {}, body = reference.body) =>
  isSignedBy([reference.secret], { ...headers, ...more }, bytes(body));

describe("a signature", () => {
  it("of the reference library is right", async () => {
    expect(await verify()).toBe(true);
  });

  it("covers id, timestamp and every byte of the body", async () => {
    expect(await verify({ id: "msg_other" })).toBe(false);
    expect(await verify({ timestamp: reference.timestamp + 1 })).toBe(false);
    expect(await verify({}, '{"test":2432232314}')).toBe(false);
    expect(await verify({}, `${reference.body} `)).toBe(false);
    expect(await verify({}, "")).toBe(false);
  });

  it("of another secret is wrong", async () => {
    expect(await isSignedBy([other], headers, bytes(reference.body))).toBe(false);
  });

  it("may be one of several in the header", async () => {
    const wrong = `${"A".repeat(43)}=`;
    expect(await verify({ signatures: [wrong, reference.signature] })).toBe(true);
    expect(await verify({ signatures: [wrong] })).toBe(false);
    expect(await verify({ signatures: [] })).toBe(false);
  });

  it("may be under either of two active keys, and under none when there is none", async () => {
    expect(await isSignedBy([other, reference.secret], headers, bytes(reference.body))).toBe(true);
    expect(await isSignedBy([], headers, bytes(reference.body))).toBe(false);
  });
});

describe("our own headers", () => {
  const now = new Date();
  const body = JSON.stringify({ data: { title: "老年综合津贴" } });

  it("are those of the reference library", async () => {
    const made = await signedHeaders(
      [reference.secret],
      reference.id,
      new Date(reference.timestamp * 1000 + 999),
      reference.body,
    );
    expect(made).toEqual({
      "webhook-id": reference.id,
      "webhook-timestamp": String(reference.timestamp),
      "webhook-signature": `v1,${reference.signature}`,
    });
  });

  it("are accepted by the public client, under each of two keys", async () => {
    const made = await signedHeaders([reference.secret, other], "fulfilment-1", now, body);
    for (const secret of [reference.secret, other]) {
      expect(new Webhook(secret).verify(body, made)).toEqual(JSON.parse(body));
    }
    expect(() => new Webhook(reference.secret).verify(`${body} `, made)).toThrow(
      "No matching signature found",
    );
  });

  it("pass our own strict patterns", async () => {
    const made = await signedHeaders([reference.secret, other], "fulfilment-1", now, body);
    const check = checkHeaders((name) => made[name]);
    expect(check.ok && (await isSignedBy([other], check.headers, bytes(body)))).toBe(true);
  });

  it("are accepted by us when the public client has made them", async () => {
    const made = new Webhook(other).sign("msg-1", now, body);
    const check = checkHeaders(
      (name) =>
        ({
          "webhook-id": "msg-1",
          "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
          "webhook-signature": made,
        })[name],
    );
    expect(check.ok && (await isSignedBy([other], check.headers, bytes(body)))).toBe(true);
  });
});

describe("a secret", () => {
  it.each([
    ["without its prefix", btoa("another secret of 24 byt")],
    ["of fewer than 16 bytes", `whsec_${btoa("short")}`],
    ["of more than 64 bytes", `whsec_${btoa("x".repeat(65))}`],
  ])("%s is refused", (_, secret) => {
    expect(() => secretBytes(secret)).toThrow(RangeError);
  });
});
