import { describe, expect, it } from "vitest";
import { aKey } from "#shared/testing/builders.ts";
import { isOfOpening, keyOf, openingOf, referenceOf } from "./confirmation.ts";
import { hashOfCode, linkCode, readCode } from "./link.ts";

const first = aKey();
const keys = JSON.stringify({ 1: first });
const offer = {
  subjectKey: "qxsubject",
  policy: "senior-comprehensive-allowance",
  commitment: "text",
  scope: "",
};

describe("the code of a link", () => {
  it("is two characters of the bucket and 26 secret ones", async () => {
    expect(await linkCode(keys, offer, 1)).toMatch(/^qx[a-z2-7]{26}$/);
  });

  it("is the same on every retry", async () => {
    expect(await linkCode(keys, offer, 1)).toBe(await linkCode(keys, offer, 1));
  });

  it("is another for another generation, policy, commitment, scope, subject or key", async () => {
    const codes = await Promise.all([
      linkCode(keys, offer, 1),
      linkCode(keys, offer, 2),
      linkCode(keys, { ...offer, policy: "other" }, 1),
      linkCode(keys, { ...offer, commitment: "other" }, 1),
      linkCode(keys, { ...offer, scope: "2026" }, 1),
      linkCode(keys, { ...offer, subjectKey: "qxother" }, 1),
      linkCode(JSON.stringify({ 1: aKey() }), offer, 1),
    ]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it("is made by the highest version of the keys, as a number", async () => {
    const newest = JSON.stringify({ 9: aKey(), 10: first });
    expect(await linkCode(newest, offer, 1)).toBe(await linkCode(keys, offer, 1));
  });

  it("is not made without a key", async () => {
    await expect(linkCode("{}", offer, 1)).rejects.toThrow("LINK_KEYS");
    await expect(linkCode("1", offer, 1)).rejects.toThrow("LINK_KEYS");
  });

  it("is stored as a hash that does not hold it", async () => {
    const code = await linkCode(keys, offer, 1);
    const hash = await hashOfCode(code);
    expect(hash).toMatch(/^[a-z2-7]{52}$/);
    expect(hash).not.toContain(code.slice(2));
  });
});

describe("a code typed by hand", () => {
  const code = "qxabcdefghijklmnopqrstuvwx27";

  it.each([
    code,
    code.toUpperCase(),
    `  ${code}\n`,
    "qxab cdef ghij klmn opqr stuv wx27",
    "QXAB-CDEF-GHIJ-KLMN-OPQR-STUV-WX27",
    "qxab　cdefghijklmnopqrstuvwx27",
  ])("%j is read whatever its case, spaces and hyphens", (text) => {
    expect(readCode(text)).toBe(code);
    // The whole link, pasted.
    expect(readCode(`https://jixiang.test/c#${text}`)).toBe(code);
  });

  it.each(["", code.slice(1), `${code}a`, code.replace("7", "1"), code.replace("a", "é")])(
    "%j is none",
    (text) => {
      expect(readCode(text)).toBeUndefined();
    },
  );
});

describe("the key of a confirmation", () => {
  it.each(["", "2026"])("with scope %j comes back from the reference of a task", (scope) => {
    const { subjectKey, policy } = offer;
    const key = { ...offer, scope };
    expect(keyOf({ subjectKey, policy, reference: referenceOf(key) })).toEqual(key);
    // A reminder's reference carries opening and day behind the key.
    const reference = `${openingOf({ ...key, openedAt: 5 })} 7`;
    expect(keyOf({ subjectKey, policy, reference })).toEqual(key);
    expect([5, 7].map((openedAt) => isOfOpening({ reference }, { openedAt }))).toEqual([
      true,
      false,
    ]);
    // What was stored before references named an opening is of any.
    const older = { reference: `${referenceOf(key)} 7` };
    expect(isOfOpening(older, { openedAt: 5 })).toBe(true);
  });
});
