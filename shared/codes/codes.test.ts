import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeBase64url } from "#shared/signing/base64url.ts";
import { sealingKeys } from "#shared/house/public-halves.ts";
import { openSigningKeys } from "#shared/signing/signing-keys.ts";
import { sm2Verify } from "#shared/signing/sm2.ts";
import { aKey, aSubjectKey } from "#shared/testing/builders.ts";
import { aCodeKeyRing } from "#shared/testing/issued-codes.ts";
import { checkCode, toleratedSkewSeconds } from "./check-code.ts";
import { codeClasses, codePrefix } from "./code-layout.ts";
import { type CodeToIssue, type IssuedCode, issueCode, openIssuingKeys } from "./issue-code.ts";
import { dayMark, holdsTag } from "./offline-slots.ts";
import { offlineKeysOf } from "./offline-keys.ts";
import { ownCodes, readPublicCodeKeys } from "./own-codes.ts";
import { readCode, type ReadCode } from "./read-code.ts";

const now = new Date("2026-12-01T02:00:00Z");
const after = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const showing = { venue: "venue", purpose: "入园", operator: "operator" } as const;
const offlineKey = encodeBase64url(new Uint8Array(32).fill(7));
const otherKey = encodeBase64url(new Uint8Array(32).fill(8));
const park = { offlineKey, policy: "park-admission" } as const;

type Keys = Awaited<ReturnType<typeof aCodeKeyRing>>;

const issue = async (keys: Keys, more: Partial<CodeToIssue> = {}): Promise<IssuedCode> =>
  issueCode(
    await openIssuingKeys(keys),
    { subjectKey: aSubjectKey(), class: "person", ttlSeconds: 60, grants: [], ...more },
    now,
  );

function read(text: string): ReadCode {
  const reading = readCode(text);
  if (!reading.ok) throw new Error(reading.because);
  return reading.code;
}

const check = async (keys: Keys, text: string, at: Date = now, skewSeconds = 0) =>
  checkCode(read(text), readPublicCodeKeys(keys.CODE_PUBLIC_KEYS), at, {
    skewSeconds,
    sm2: sm2Verify,
  });

const rings = [
  ["Ed25519", { 1: aKey() }, "1"],
  ["SM2", { 3: { sm2: aKey() } }, "1s"],
] as const;

describe.each(rings)("a code signed with %s", (_, ring, version) => {
  test("says what it is in 300 characters, and whose only to who opens it", async () => {
    const keys = await aCodeKeyRing(ring);
    const subjectKey = aSubjectKey();
    const { text, nonce, validUntil } = await issue(keys, { subjectKey, class: "child" });
    expect(text.startsWith(`${codePrefix}${version}.`)).toBe(true);
    expect(text.length).toBeLessThanOrEqual(300);
    expect(read(text)).toMatchObject({ class: "child", issuedAt: now, validUntil: after(60) });
    expect(await ownCodes(keys).resolve(text, showing, now)).toEqual({
      ok: true,
      holder: { subjectKey },
      class: "child",
      nonce,
      validUntil,
    });
    const other = await aCodeKeyRing(ring);
    const blind = { ...keys, CODE_OPENING_KEYS: other.CODE_OPENING_KEYS };
    const withoutIt = await ownCodes(blind).resolve(text, showing, now);
    expect(withoutIt).toEqual({ ok: false, because: "not-opened" });
  });

  test("is forged when a single character of what is signed or of the signature is another", async () => {
    const keys = await aCodeKeyRing(ring);
    const { text } = await issue(keys);
    const readable = async (changed: string) => {
      const reading = readCode(changed);
      return reading.ok
        ? checkCode(reading.code, readPublicCodeKeys(keys.CODE_PUBLIC_KEYS), now, {
            skewSeconds: 30,
            sm2: sm2Verify,
          })
        : reading;
    };
    const from = codePrefix.length;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: from, max: text.length - 1 }),
        fc.constantFrom("A", "z", "7", "_", "."),
        async (at, by) => {
          fc.pre(text.charAt(at) !== by);
          const found = await readable(text.slice(0, at) + by + text.slice(at + 1));
          expect(found.ok).toBe(false);
        },
      ),
      { numRuns: version === "1" ? 300 : 60 },
    );
  });

  test("is refused under another key of the same name, and under a name that nobody has", async () => {
    const [keys, others] = [
      await aCodeKeyRing(ring),
      await aCodeKeyRing({ 1: aKey(), 3: { sm2: aKey() } }),
    ];
    const { text } = await issue(keys);
    expect(await check(others, text)).toEqual({ ok: false, because: "forged" });
    const renamed = await aCodeKeyRing({ 9: aKey() });
    expect(await check(renamed, text)).toEqual({ ok: false, because: "unknown-key" });
  });
});

describe("by the clock, a code", () => {
  const at = async (seconds: number, skewSeconds: number) => {
    const keys = await aCodeKeyRing();
    return check(keys, (await issue(keys)).text, after(seconds), skewSeconds);
  };

  test("is good from its first second to its last, and refused at the sixtieth and after 61", async () => {
    expect(await at(0, 0)).toEqual({ ok: true, offSeconds: 0 });
    expect(await at(59.9, 0)).toEqual({ ok: true, offSeconds: 0 });
    expect(await at(60, 0)).toEqual({ ok: false, because: "expired" });
    expect(await at(61, 0)).toEqual({ ok: false, because: "expired" });
    expect(await at(-1, 0)).toEqual({ ok: false, because: "from-the-future" });
  });

  test("is good on a device whose clock is thirty seconds off, which is said", async () => {
    const skew = toleratedSkewSeconds;
    expect(await at(-30, skew)).toEqual({ ok: true, offSeconds: -30 });
    expect(await at(60 + 29, skew)).toEqual({ ok: true, offSeconds: 29 });
    expect(await at(-31, skew)).toEqual({ ok: false, because: "from-the-future" });
    expect(await at(60 + 30, skew)).toEqual({ ok: false, because: "expired" });
  });

  test("on paper is good for 180 days", async () => {
    const keys = await aCodeKeyRing();
    const ttlSeconds = 180 * 86_400;
    const { text } = await issue(keys, { class: "printed", ttlSeconds });
    expect(read(text).class).toBe("printed");
    expect(await check(keys, text, after(ttlSeconds - 1))).toMatchObject({ ok: true });
    expect(await check(keys, text, after(ttlSeconds))).toMatchObject({ because: "expired" });
    await expect(issue(keys, { ttlSeconds: 200 * 86_400 })).rejects.toThrow(RangeError);
  });
});

describe("what is no good code", () => {
  test("is cut wherever the end of it is missing", async () => {
    const { text } = await issue(await aCodeKeyRing());
    for (let length = codePrefix.length; length < text.length; length += 1)
      expect(readCode(text.slice(0, length))).toEqual({ ok: false, because: "cut" });
  });

  test.each([
    ["https://suishen.invalid/q/0.abc.def", "old-version"],
    ["https://suishen.invalid/q/2s.abc.def", "old-version"],
    ["https://example.invalid/q/1.abc.def", "not-a-code"],
    ["http://suishen.invalid/q/1.abc.def", "not-a-code"],
    ["WIFI:S:park;;", "not-a-code"],
    ["", "not-a-code"],
  ] as const)("%j is %s", (text, because) => {
    expect(readCode(text)).toEqual({ ok: false, because });
  });

  test("whatever stands in it, nothing is thrown and nothing is granted", async () => {
    const keys = await aCodeKeyRing();
    const [payload, signature] = [
      fc.uint8Array({ minLength: 134, maxLength: 134 }),
      fc.uint8Array({ minLength: 64, maxLength: 64 }),
    ];
    const ours = fc
      .tuple(fc.constantFrom("1", "1s", "0"), payload, signature)
      .map(
        ([version, some, sign]) =>
          `${codePrefix}${version}.${encodeBase64url(some)}.${encodeBase64url(sign)}`,
      );
    await fc.assert(
      fc.asyncProperty(fc.oneof(ours, fc.string({ unit: "binary" }), fc.webUrl()), async (text) => {
        expect((await ownCodes(keys, 30).resolve(text, showing, now)).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test("has been written in another way than ours", async () => {
    const { text } = await issue(await aCodeKeyRing());
    for (const changed of [`${text}=`, `${text} `, `${text}.`, text.toUpperCase(), ` ${text}`])
      expect(readCode(changed).ok).toBe(false);
    // The last character of 64 bytes holds four bits that count for nothing; they must be 0.
    const last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".indexOf(
      text.slice(-1),
    );
    const twin = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".charAt(
      last + 1,
    );
    expect(readCode(text.slice(0, -1) + twin).ok).toBe(false);
  });
});

describe("two codes of one person", () => {
  test("share no more than codes of two people do", async () => {
    const keys = await aCodeKeyRing();
    const [one, two] = [aSubjectKey(), aSubjectKey()];
    const payloadOf = async (subjectKey: string) =>
      read((await issue(keys, { subjectKey, grants: [park] })).text).payload.subarray(10);
    const runs = 60;
    let same = 0;
    let others = 0;
    for (let run = 0; run < runs; run += 1) {
      const [first, second, foreign] = [
        await payloadOf(one),
        await payloadOf(one),
        await payloadOf(two),
      ];
      same += first.filter((byte, place) => byte === second[place]).length;
      others += first.filter((byte, place) => byte === foreign[place]).length;
      expect(windowsOf(first, 4).isDisjointFrom(windowsOf(second, 4))).toBe(true);
    }
    // By chance one byte in 256 is the same: of 60 × 124 bytes some 29.
    expect(same).toBeLessThan(60);
    expect(others).toBeLessThan(60);
  });
});

describe("what devices without a network may know", () => {
  const codeWith = async (grants: CodeToIssue["grants"], subjectKey = aSubjectKey()) =>
    read((await issue(await aCodeKeyRing(), { grants, subjectKey })).text);

  test("is whether the holder has the benefit of a policy, by the key of the policy", async () => {
    const code = await codeWith([park, { offlineKey: otherKey, policy: "priority-admission" }]);
    expect(await holdsTag(code, offlineKey, "park-admission")).toBe(true);
    expect(await holdsTag(code, offlineKey, "priority-admission")).toBe(false);
    expect(await holdsTag(code, otherKey, "priority-admission")).toBe(true);
    expect(await holdsTag(code, otherKey, "park-admission")).toBe(false);
  });

  test("who has eight benefits and who has none look the same without the key", async () => {
    const eight = Array.from({ length: 8 }, (_, place) => ({
      offlineKey,
      policy: `policy-${place}`,
    }));
    const [full, empty] = [await codeWith(eight), await codeWith([])];
    expect(full.payload.length).toBe(empty.payload.length);
    const strangers = encodeBase64url(new Uint8Array(32).fill(9));
    for (const { policy } of eight) {
      expect(await holdsTag(full, offlineKey, policy)).toBe(true);
      expect(await holdsTag(full, strangers, policy)).toBe(false);
      expect(await holdsTag(empty, offlineKey, policy)).toBe(false);
    }
    await expect(codeWith([...eight, park])).rejects.toThrow("8 slots");
  });

  test("is who comes twice on one day, and not who comes on another or for another policy", async () => {
    const keys = await openIssuingKeys(await aCodeKeyRing());
    const [subjectKey, neighbour] = [aSubjectKey(), aSubjectKey()];
    const markOf = async (whose: string, at: Date, key = offlineKey) => {
      const grants = [{ offlineKey: key, policy: "park-admission" }];
      const asked = { subjectKey: whose, class: "person", ttlSeconds: 60, grants } as const;
      return dayMark(read((await issueCode(keys, asked, at)).text), key, "park-admission");
    };
    const mark = await markOf(subjectKey, now);
    expect(mark).toMatch(/^[\da-f]{6}$/);
    expect(await markOf(subjectKey, after(3600))).toBe(mark);
    expect(await markOf(neighbour, now)).not.toBe(mark);
    expect(await markOf(subjectKey, after(86_400))).not.toBe(mark);
    expect(await markOf(subjectKey, now, otherKey)).not.toBe(mark);
  });

  test("each policy has keys of its own, and a key that was rotated out is still read", async () => {
    const [old, fresh] = [aKey(), aKey()];
    const before = await offlineKeysOf(JSON.stringify({ 1: old }), "park-admission");
    const later = await offlineKeysOf(JSON.stringify({ 1: old, 2: fresh }), "park-admission");
    expect(later[1]).toBe(before[0]);
    expect(await offlineKeysOf(JSON.stringify({ 1: old }), "priority-admission")).not.toEqual(
      before,
    );
    const code = await codeWith([{ offlineKey: before[0], policy: "park-admission" }]);
    expect(await holdsTag(code, later[1] ?? "", "park-admission")).toBe(true);
  });
});

describe("keys that rotate", () => {
  test("what was issued before is still checked and opened, what is issued after is by the new ones alone", async () => {
    const [old, opening] = [aKey(), aKey()];
    const before = { signing: JSON.stringify({ 1: old }), opening: JSON.stringify({ 1: opening }) };
    const later = {
      signing: JSON.stringify({ 1: old, 2: { sm2: aKey() } }),
      opening: JSON.stringify({ 1: opening, 2: aKey() }),
    };
    const secretsOf = async ({ signing, opening: ring }: typeof before): Promise<Keys> => {
      const keys = await openSigningKeys(signing, "code");
      return {
        CODE_SIGNING_KEYS: signing,
        CODE_PUBLIC_KEYS: JSON.stringify(keys.map(({ publicJwk }) => publicJwk)),
        CODE_OPENING_KEYS: ring,
        CODE_SEALING_KEYS: sealingKeys(ring),
      };
    };
    const [first, second] = [await secretsOf(before), await secretsOf(later)];
    const subjectKey = aSubjectKey();
    const paper = await issue(first, { subjectKey, class: "printed", ttlSeconds: 86_400 });
    const opened = await ownCodes(second).resolve(paper.text, showing, now);
    expect(opened).toMatchObject({ ok: true, holder: { subjectKey } });
    const fresh = await issue(second, { subjectKey });
    expect(read(fresh.text)).toMatchObject({ version: "1s", keyId: "code-2", openingVersion: 2 });
    expect(await ownCodes(second).resolve(fresh.text, showing, now)).toMatchObject({ ok: true });
    expect(await ownCodes(first).resolve(fresh.text, showing, now)).toEqual({
      ok: false,
      because: "unknown-key",
    });
  });
});

test("whoever it is, the code leads to exactly that subject", async () => {
  const keys = await aCodeKeyRing();
  const key = fc.stringMatching(/^[a-z2-7]{28}$/);
  await fc.assert(
    fc.asyncProperty(key, async (subjectKey) => {
      const { text } = await issue(keys, { subjectKey });
      const found = await ownCodes(keys).resolve(text, showing, now);
      expect(found).toMatchObject({ ok: true, holder: { subjectKey } });
    }),
    { numRuns: 50 },
  );
  await expect(issue(keys, { subjectKey: "short" })).rejects.toThrow(RangeError);
});

test("every class of code is read back", async () => {
  const keys = await aCodeKeyRing();
  for (const kind of codeClasses)
    expect(read((await issue(keys, { class: kind })).text).class).toBe(kind);
});

/** Every run of so many bytes in a row. */
function windowsOf(bytes: Uint8Array, length: number): Set<string> {
  return new Set(
    Array.from({ length: bytes.length - length + 1 }, (_, at) =>
      bytes.subarray(at, at + length).join(),
    ),
  );
}
