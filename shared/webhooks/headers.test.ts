import { describe, expect, it } from "vitest";
import { checkHeaders, isTimely, toleranceSeconds } from "./headers.ts";

const valid: Record<string, string> = {
  "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
  "webhook-timestamp": "1614265330",
  "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};

const check = (more: Record<string, string | undefined>) =>
  checkHeaders((name) => ({ ...valid, ...more })[name]);

describe("headers", () => {
  it("of the reference library pass", () => {
    expect(check({})).toEqual({
      ok: true,
      headers: {
        id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp: 1_614_265_330,
        signatures: ["g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="],
      },
    });
  });

  it.each([
    "1614265330junk",
    "1614265330.9",
    " 1614265330",
    "+1614265330",
    "",
    "1614265330 ",
    "1614265330\n",
    "161426533",
    "16142653300",
    "-161426533",
    "0x60381b72",
    "1614265330,1614265330",
    "１６１４２６５３３０",
  ])("with the timestamp %j are malformed", (timestamp) => {
    expect(check({ "webhook-timestamp": timestamp })).toEqual({ ok: false, because: "timestamp" });
  });

  it.each(["msg.1614265330", "", "a\u0000b", "a b", "a\n", "é", "x".repeat(65)])(
    "with the id %j are malformed",
    (id) => {
      expect(check({ "webhook-id": id })).toEqual({ ok: false, because: "id" });
    },
  );

  it("take an id of one to 64 characters", () => {
    expect(check({ "webhook-id": "x" }).ok).toBe(true);
    expect(check({ "webhook-id": "-_".repeat(32) }).ok).toBe(true);
  });

  it.each([
    "",
    "v1",
    "v1,",
    "v1,short=",
    "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE",
    "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= ",
    " v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    Array.from({ length: 11 }, () => valid["webhook-signature"]).join(" "),
  ])("with the signature %j are malformed", (signature) => {
    expect(check({ "webhook-signature": signature })).toEqual({ ok: false, because: "signature" });
  });

  it("that are missing are malformed", () => {
    expect(check({ "webhook-id": undefined }).ok).toBe(false);
    expect(check({ "webhook-timestamp": undefined }).ok).toBe(false);
    expect(check({ "webhook-signature": undefined }).ok).toBe(false);
  });

  it("may carry several signatures; those of other versions are passed over", () => {
    const result = check({
      "webhook-signature": `v1a,${"A".repeat(86)}== ${valid["webhook-signature"]} v1,${"B".repeat(43)}=`,
    });
    expect(result.ok && result.headers.signatures).toEqual([
      "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
      `${"B".repeat(43)}=`,
    ]);
  });
});

describe("the time of a webhook", () => {
  const headers = { id: "a", timestamp: 1_614_265_330, signatures: [] };
  const after = (seconds: number) => new Date((headers.timestamp + seconds) * 1000);

  it("may be 300 seconds from our clock, either way", () => {
    expect(toleranceSeconds).toBe(300);
    expect(isTimely(headers, after(300))).toBe(true);
    expect(isTimely(headers, after(-300))).toBe(true);
  });

  it("may not be a second more", () => {
    expect(isTimely(headers, after(301))).toBe(false);
    expect(isTimely(headers, after(-301))).toBe(false);
  });
});
