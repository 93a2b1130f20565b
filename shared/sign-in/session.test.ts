import { describe, expect, test } from "vitest";
import { aKey } from "#shared/testing/builders.ts";
import { openAttempt, sealAttempt } from "./attempt.ts";
import { localPath } from "./local-path.ts";
import { formToken, isFormOf, newSession, openSession, sealSession } from "./session.ts";

const key = aKey();
const now = new Date("2026-11-16T02:00:00Z");
const after = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const aSession = () => newSession({ subjectKey: "aaone", kind: "person", by: "opaque" }, now);

describe("a session", () => {
  test("opens to who has signed in, and is sealed: the browser can read none of it", async () => {
    const session = aSession();
    const sealed = await sealSession(key, session);
    expect(await openSession(key, sealed, "look", now)).toEqual(session);
    expect(sealed).not.toContain("aaone");
    expect(Object.keys(session)).toEqual([
      "subjectKey",
      "kind",
      "by",
      "id",
      "assurance",
      "signedInAt",
      "seenAt",
    ]);
  });

  test("is none under another key, changed by a character, absent, or of another kind", async () => {
    const sealed = await sealSession(key, aSession());
    const other = sealed.slice(0, 20) + (sealed[20] === "A" ? "B" : "A") + sealed.slice(21);
    expect(await openSession(aKey(), sealed, "look", now)).toBeUndefined();
    expect(await openSession(key, other, "look", now)).toBeUndefined();
    expect(await openSession(key, undefined, "look", now)).toBeUndefined();
    const attempt = { state: "s", nonce: "n", verifier: "v", to: "/me" };
    const attempted = await sealAttempt(key, attempt, now);
    expect(await openSession(key, attempted, "look", now)).toBeUndefined();
    expect(await openAttempt(key, sealed, now)).toBeUndefined();
  });

  test("opens pages for half a day after signing in, however often one looks", async () => {
    const busy = { ...aSession(), seenAt: after(11).getTime() };
    const sealed = await sealSession(key, busy);
    expect(await openSession(key, sealed, "look", after(12))).toBeDefined();
    expect(await openSession(key, sealed, "look", after(12.01))).toBeUndefined();
  });

  test("answers what is on the screen for twenty hours, even when it was opened last thing", async () => {
    const late = { ...aSession(), seenAt: after(12).getTime() };
    const sealed = await sealSession(key, late);
    expect(await openSession(key, sealed, "answer", after(32))).toBeDefined();
    expect(await openSession(key, sealed, "answer", after(32.01))).toBeUndefined();
    const idle = await sealSession(key, aSession());
    expect(await openSession(key, idle, "answer", after(20.01))).toBeUndefined();
  });
});

describe("a form", () => {
  test("is taken with the token of its own session only", async () => {
    const [mine, other] = [aSession(), aSession()];
    const token = await formToken(key, mine);
    expect(await isFormOf(key, mine, token)).toBe(true);
    expect(await isFormOf(key, other, token)).toBe(false);
    expect(await isFormOf(key, mine, "")).toBe(false);
    expect(await isFormOf(key, mine, undefined)).toBe(false);
    expect(await isFormOf(aKey(), mine, token)).toBe(false);
  });
});

test("an attempt is good for an hour", async () => {
  const attempt = { state: "s", nonce: "n", verifier: "v", to: "/me" };
  const sealed = await sealAttempt(key, attempt, now);
  expect(await openAttempt(key, sealed, after(1))).toEqual(attempt);
  expect(await openAttempt(key, sealed, after(1.01))).toBeUndefined();
});

describe("the way back after signing in", () => {
  test.each(["/me", "/me/take-back", "/c", "/c/waive", "/objections", "/objections/aab2c3"])(
    "%s is ours",
    (path) => {
      expect(localPath(path)).toBe(path);
    },
  );

  test.each([
    undefined,
    "",
    "/",
    "//evil.example",
    "/\\evil.example",
    "/me//evil.example",
    "/me/../../evil",
    "/me?to=x",
    "/me#x",
    "/me\n",
    "/meadow",
    "/console",
    "https://evil.example/me",
    "javascript:alert(1)",
    "/me/%2e%2e",
    "/me@evil.example",
  ])("%j leads home instead", (path) => {
    expect(localPath(path)).toBe("/me");
  });
});
