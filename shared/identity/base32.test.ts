import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase32, encodeBase32 } from "./base32.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe("base32", () => {
  // RFC 4648, section 10, in lower case and without padding.
  it.each([
    ["", ""],
    ["f", "my"],
    ["fo", "mzxq"],
    ["foo", "mzxw6"],
    ["foob", "mzxw6yq"],
    ["fooba", "mzxw6ytb"],
    ["foobar", "mzxw6ytboi"],
  ])("%j is %j", (plain, encoded) => {
    expect(encodeBase32(bytesOf(plain))).toBe(encoded);
    expect(decodeBase32(encoded)).toEqual(bytesOf(plain));
  });

  it("sixteen bytes are twenty-six characters", () => {
    expect(encodeBase32(new Uint8Array(16).fill(255))).toBe("7".repeat(25) + "4");
  });

  it("comes back as it went, in either case", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const text = encodeBase32(bytes);
        expect(text).toMatch(/^[a-z2-7]*$/);
        expect(text).toHaveLength(Math.ceil((bytes.length * 8) / 5));
        expect(decodeBase32(text)).toEqual(bytes);
        expect(decodeBase32(text.toUpperCase())).toEqual(bytes);
      }),
    );
  });

  it("whatever decodes is what its bytes encode to", () => {
    const text = fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz234567") });
    fc.assert(
      fc.property(text, (candidate) => {
        const bytes = decodeBase32(candidate);
        expect(bytes === undefined || encodeBase32(bytes) === candidate).toBe(true);
      }),
    );
  });

  it.each([
    "a",
    "aaa",
    "aaaaaa",
    "mz",
    "mzxw7",
    "my======",
    "m0",
    "m1",
    "m8",
    "mz xq",
    "m\u212A",
    "ſy",
  ])("%j is refused", (text) => {
    expect(decodeBase32(text)).toBeUndefined();
  });
});
