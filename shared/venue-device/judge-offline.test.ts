import { beforeAll, describe, expect, test, vi } from "vitest";
import { issueCode, type IssuingKeys, openIssuingKeys } from "#shared/codes/issue-code.ts";
import { readPublicCodeKeys } from "#shared/codes/own-codes.ts";
import { sm2Verify } from "#shared/signing/sm2.ts";
import { aSubjectKey } from "#shared/testing/builders.ts";
import { aCodeKeyRing } from "#shared/testing/issued-codes.ts";
import type { CodeClass } from "#shared/codes/code-layout.ts";
import { deviceTime } from "./device-time.ts";
import { enterGrant, ledgerKeys } from "./enter-grant.ts";
import { judgeOffline, type OfflineGrant } from "./judge-offline.ts";
import type { OfflinePack, PackedPolicy } from "./offline-pack.ts";

const issuedAt = new Date("2026-11-16T02:00:00Z");
const somebody = aSubjectKey();
const offlineKey = "b2ZmbGluZS1rZXktb2YtYWxsLXRoZS1wYXJrcw";
const park: PackedPolicy = {
  policy: "park-admission",
  text: "免费入园（示例）",
  offlineTimes: 2,
  perDay: 1,
  lowValue: true,
  whenUnknown: "请到售票处人工查验",
};

let keys: IssuingKeys;
let pack: OfflinePack;
beforeAll(async () => {
  const ring = await aCodeKeyRing();
  keys = await openIssuingKeys(ring);
  pack = {
    venue: "century-park",
    validUntil: "2026-11-17T02:00:00Z",
    codeKeys: readPublicCodeKeys(ring.CODE_PUBLIC_KEYS),
    offlineKeys: [offlineKey],
    policies: [park],
  };
});

interface Made {
  readonly subjectKey?: string;
  readonly class?: CodeClass;
  readonly ttlSeconds?: number;
  readonly policy?: string;
  readonly key?: string;
  readonly at?: Date;
}
async function aCode(made: Made = {}): Promise<string> {
  const { policy = park.policy, key = offlineKey, at = issuedAt } = made;
  const subjectKey = made.subjectKey ?? somebody;
  const kind = made.class ?? "person";
  const ttlSeconds = made.ttlSeconds ?? 60;
  const grants = [{ offlineKey: key, policy }];
  return (await issueCode(keys, { subjectKey, class: kind, ttlSeconds, grants }, at)).text;
}

/** So many seconds after the code was issued, by a clock that is right unless said otherwise. */
const after = (seconds: number, kept = { offset: 0, latest: 0 }) =>
  deviceTime(issuedAt.getTime() + seconds * 1000, kept);

const outcome = async (text: string, seconds = 10, more: Partial<OfflinePack> = {}) => {
  const found = await judgeOffline(text, { ...pack, ...more }, after(seconds));
  return found.ok ? "granted" : found.because;
};

describe("a code without a network", () => {
  test("grants what it says its holder has", async () => {
    const found = await judgeOffline(await aCode(), pack, after(10));
    expect(found).toMatchObject({ ok: true, grant: { policy: park, day: "2026-11-16" } });
  });

  test("is good for its time, and 30 seconds either way for clocks that are off", async () => {
    const text = await aCode();
    expect(await outcome(text, 59)).toBe("granted");
    expect(await outcome(text, 89)).toBe("granted");
    expect(await outcome(text, 90)).toBe("expired");
    expect(await outcome(text, -30)).toBe("granted");
    expect(await outcome(text, -31)).toBe("from-the-future");
  });

  test("is judged by the time as the server set it, however wrong the device's own clock is", async () => {
    const text = await aCode();
    const wrong = (offset: number) =>
      deviceTime(issuedAt.getTime() + 10_000 - offset, { offset, latest: 0 });
    for (const offset of [30_000, -30_000, 86_400_000])
      expect((await judgeOffline(text, pack, wrong(offset))).ok).toBe(true);
  });

  test("that is forged, cut, signed with a foreign key, old, or none at all is refused, each for its own reason", async () => {
    const text = await aCode();
    const [head = "", payload = "", signature = ""] = text.split(".").slice(-3);
    const start = text.slice(0, text.length - [head, payload, signature].join(".").length);
    const forged = `${start}${head}.${payload}.${signature.replace(/^./, (one) => (one === "A" ? "B" : "A"))}`;
    const foreign = await aCodeKeyRing({ 9: Buffer.alloc(32, 7).toString("base64") });
    const theirs = await issueCode(
      await openIssuingKeys(foreign),
      { subjectKey: aSubjectKey(), class: "person", ttlSeconds: 60, grants: [] },
      issuedAt,
    );
    expect(await outcome(forged)).toBe("forged");
    expect(await outcome(text.slice(0, -20))).toBe("cut");
    expect(await outcome(theirs.text)).toBe("unknown-key");
    expect(await outcome(text.replace("/q/1.", "/q/0."))).toBe("old-version");
    expect(await outcome("https://example.org/menu")).toBe("not-a-code");
  });

  test("may be signed with SM2, where the device has the means to verify it", async () => {
    const ring = await aCodeKeyRing({ 3: { sm2: Buffer.alloc(32, 9).toString("base64") } });
    const grants = [{ offlineKey, policy: park.policy }];
    const asked = { subjectKey: somebody, class: "person", ttlSeconds: 60, grants } as const;
    const { text } = await issueCode(await openIssuingKeys(ring), asked, issuedAt);
    const theirs = { ...pack, codeKeys: readPublicCodeKeys(ring.CODE_PUBLIC_KEYS) };
    expect((await judgeOffline(text, theirs, after(1), sm2Verify)).ok).toBe(true);
  });

  test("that tells nothing of this venue's benefits is no refusal: nobody can tell", async () => {
    const other = await judgeOffline(await aCode({ policy: "museum" }), pack, after(1));
    expect(other).toEqual({
      ok: false,
      verdict: "unknown",
      because: "not-told",
      whenUnknown: park.whenUnknown,
    });
    expect(await outcome(await aCode({ key: "YW5vdGhlci1ncm91cHMtb2ZmbGluZS1rZXk" }))).toBe(
      "not-told",
    );
  });

  test("is read with the key before as well, while keys rotate", async () => {
    const newer = "bmV3LW9mZmxpbmUta2V5LW9mLWFsbC1wYXJrcw";
    expect(await outcome(await aCode(), 1, { offlineKeys: [newer, offlineKey] })).toBe("granted");
  });

  test("is not judged by a device that was never prepared, or too long ago, or does not know the time", async () => {
    const text = await aCode();
    const because = async (
      ...[given, time]: [OfflinePack | undefined, ReturnType<typeof after>]
    ) => {
      const found = await judgeOffline(text, given, time);
      return found.ok ? "granted" : found.because;
    };
    expect(await because(undefined, after(1))).toBe("no-pack");
    expect(await because({ ...pack, validUntil: issuedAt.toISOString() }, after(0))).toBe(
      "no-pack",
    );
    const setBack = { offset: 0, latest: issuedAt.getTime() + 3_600_000 };
    expect(await because(pack, after(1, setBack))).toBe("unclear-time");
    expect(await because(pack, deviceTime(issuedAt.getTime(), undefined))).toBe("unclear-time");
  });

  test("that is printed is good for little things only", async () => {
    const printed = await aCode({ class: "printed", ttlSeconds: 180 * 86_400 });
    expect(await outcome(printed, 100 * 86_400, { validUntil: "2027-12-01T00:00:00Z" })).toBe(
      "granted",
    );
    expect(await outcome(printed, 1, { policies: [{ ...park, lowValue: false }] })).toBe("printed");
  });

  test("is not judged by a browser that knows no such signatures, and is not taken for forged", async () => {
    const text = await aCode();
    const importKey = vi.spyOn(crypto.subtle, "importKey");
    importKey.mockRejectedValueOnce(new DOMException("Ed25519", "NotSupportedError"));
    expect(await outcome(text)).toBe("old-browser");
    importKey.mockRestore();
    expect(await outcome(text)).toBe("granted");
  });

  test("grants nothing that is never granted without a network", async () => {
    const policies = [{ ...park, offlineTimes: 0 }];
    expect(await outcome(await aCode(), 1, { policies })).toBe("never-offline");
  });
});

describe("a grant is entered", () => {
  const grantOf = async (made: Made = {}): Promise<OfflineGrant> => {
    const found = await judgeOffline(await aCode(made), pack, after(10));
    if (!found.ok) throw new Error(found.because);
    return found.grant;
  };
  const empty = { isUsed: false, timesOfHolder: 0, timesOffline: 0 };

  test("once for a code, and once a day for its holder, whatever code they show", async () => {
    const grant = await grantOf();
    expect(enterGrant(grant, empty)).toBe("granted");
    expect(enterGrant(grant, { ...empty, isUsed: true })).toBe("used");
    expect(enterGrant(grant, { ...empty, timesOfHolder: 1 })).toBe("used");
  });

  test("up to the cap of the device's day, which is what may be lost at worst", async () => {
    const grant = await grantOf();
    expect(enterGrant(grant, { ...empty, timesOffline: 1 })).toBe("granted");
    expect(enterGrant(grant, { ...empty, timesOffline: 2 })).toBe("cap");
  });

  test("from a printed code again on another day, for it never changes", async () => {
    const grant = await grantOf({ class: "printed", ttlSeconds: 180 * 86_400 });
    expect(enterGrant(grant, { ...empty, isUsed: true })).toBe("granted");
    expect(enterGrant(grant, { ...empty, isUsed: true, timesOfHolder: 1 })).toBe("used");
  });

  test("under the holder's mark of the day, the same for each of their codes and nobody else's", async () => {
    const [one, again, other] = await Promise.all([
      grantOf(),
      grantOf(),
      grantOf({ subjectKey: aSubjectKey() }),
    ]);
    expect(ledgerKeys(again).holder).toBe(ledgerKeys(one).holder);
    expect(ledgerKeys(again).code).not.toBe(ledgerKeys(one).code);
    expect(ledgerKeys(other).holder).not.toBe(ledgerKeys(one).holder);
    expect(JSON.stringify(ledgerKeys(one))).not.toContain(somebody);
  });
});
