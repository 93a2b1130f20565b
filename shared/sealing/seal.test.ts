import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aKey } from "#shared/testing/builders.ts";
import { digestText, keyedHash, randomId } from "./digest.ts";
import { open, seal } from "./seal.ts";

const key = aKey();

describe("a sealed text", () => {
  it("opens to what it was, whatever it was", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
        expect(await open(key, "phone aaone", await seal(key, "phone aaone", text))).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  it("does not open under another key, for another subject or for another column", async () => {
    const sealed = await seal(key, "phone aaone", "13800000012");
    expect(await open(aKey(), "phone aaone", sealed)).toBeUndefined();
    expect(await open(key, "phone aatwo", sealed)).toBeUndefined();
    expect(await open(key, "account aaone", sealed)).toBeUndefined();
  });

  it("does not open when a single character of it is another", async () => {
    const sealed = await seal(key, "phone aaone", "13800000012");
    const changed = Array.from(
      sealed,
      // The last character may hold two bits that count for nothing.
      (character, place) =>
        sealed.slice(0, place) + (character === "A" ? "B" : "A") + sealed.slice(place + 1),
    ).slice(0, -1);
    const opened = await Promise.all(changed.map(async (one) => open(key, "phone aaone", one)));
    expect(opened.every((one) => one === undefined)).toBe(true);
  });

  it.each(["", "short", "not base64 at all, but long enough to be looked at", "%".repeat(40)])(
    "is not %j, which opens to nothing and throws nothing",
    async (text) => {
      expect(await open(key, "phone aaone", text)).toBeUndefined();
    },
  );

  it("is another each time, and never holds its text", async () => {
    const [one, two] = await Promise.all([
      seal(key, "phone aaone", "13800000012"),
      seal(key, "phone aaone", "13800000012"),
    ]);
    expect(one).not.toBe(two);
    expect(atob(one.replaceAll("-", "+").replaceAll("_", "/"))).not.toContain("138");
  });

  it("needs a key of at least 16 bytes, so that a missing secret is noticed at once", async () => {
    await expect(seal(btoa("short"), "phone aaone", "x")).rejects.toThrow(RangeError);
    await expect(seal("", "phone aaone", "x")).rejects.toThrow(RangeError);
  });
});

describe("digests", () => {
  it("of a text are its SHA-256 in base32", async () => {
    expect(await digestText("abc")).toBe("xj4bnp4pahh6uqkbidpf3lrceoyagyndsylxvhfucd7wd4qacwwq");
  });

  it("under a key are HMAC-SHA256: test case 1 of RFC 4231", async () => {
    const rfcKey = btoa("\u000b".repeat(20));
    const hash = await keyedHash(rfcKey, "Hi There");
    const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
    expect(hex).toBe("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  });

  it("that are random are 26 base32 characters and never the same", () => {
    const ids = Array.from({ length: 1000 }, randomId);
    expect(ids.every((id) => /^[a-z2-7]{26}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(1000);
  });
});
