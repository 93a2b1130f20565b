import { createVerifier } from "fast-jwt";
import { createPublicKey } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aKey } from "#shared/testing/builders.ts";
import { openDocumentKeys } from "./document-keys.ts";
import { canonicalBytes, signDocument } from "./sign-document.ts";
import type { DecisionDocument } from "./signed-document.ts";
import { verifyDocument } from "./verify-document.ts";

const document: DecisionDocument = {
  format: 1,
  kind: "application",
  number: "AA7K2M5Q3XTN",
  decidedAt: "2026-12-01T02:00:00.000Z",
  assurance: "link",
  form: {
    department: "上海市民政局",
    policy: "senior-comprehensive-allowance",
    title: "老年综合津贴",
    version: "2016",
    document: "沪府发〔2016〕24号",
    clause: "二、发放对象",
    applicant: "王**",
    periods: [{ period: "2026年12月", amountFen: 75_00, reason: "您今年满65周岁。" }],
    commitment: "情况有变化时，我会及时告知。",
    account: "上海银行 尾号0012",
    materials: [
      {
        name: "出生日期",
        value: "1961年12月1日",
        heldBy: "上海市公安局",
        observedAt: "2026-11-30T01:00:00Z",
      },
    ],
    standing: true,
  },
};

const rings = [
  ["EdDSA", JSON.stringify({ 1: aKey() })],
  ["SM2-SM3", JSON.stringify({ 1: aKey(), 2: { sm2: aKey() } })],
] as const;

describe.each(rings)("a document signed with %s", (algorithm, ring) => {
  const signed = async () => {
    const keys = await openDocumentKeys(ring);
    const jwks = keys.map(({ publicJwk }) => publicJwk);
    return { jwks, ...(await signDocument(keys[0], document)) };
  };

  it("verifies with the public keys alone, whatever the order of its keys", async () => {
    const { jwks, signature } = await signed();
    const { form, ...rest } = document;
    const reordered: unknown = JSON.parse(JSON.stringify({ form, ...rest }, undefined, 2));
    expect(await verifyDocument(jwks, reordered, signature)).toMatchObject({ ok: true, algorithm });
  });

  it("is refused when a single character of it is another", async () => {
    const { jwks, signature } = await signed();
    const text = JSON.stringify(document);
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom("x", "7", "张"), async (at, by) => {
        const changed = text.slice(0, at) + by + text.slice(at + 1);
        const parsed = parsedOrNothing(changed);
        const isSame = canonicalBytes(parsed).join() === canonicalBytes(document).join();
        fc.pre(parsed !== undefined && !isSame);
        expect(await verifyDocument(jwks, parsed, signature)).toEqual({
          ok: false,
          because: "altered",
        });
      }),
      { numRuns: algorithm === "EdDSA" ? 200 : 20 },
    );
  });

  it("is refused when the signature is cut, changed or that of another key", async () => {
    const { jwks, signature } = await signed();
    const [header = "", , mark = ""] = signature.split(".");
    const swapped = (mark.startsWith("A") ? "B" : "A") + mark.slice(1);
    const refusals = [
      [`${header}..${swapped}`, "altered"],
      [`${header}..${mark.slice(0, -4)}`, "altered"],
      [`${header}..`, "altered"],
      [`${header}.${mark}`, "malformed"],
      [`${header}.e30.${mark}`, "malformed"],
      [`${header}..${mark}.`, "malformed"],
      ["", "malformed"],
      ["not a signature", "malformed"],
    ] as const;
    const found = await Promise.all(
      refusals.map(async ([text]) => verifyDocument(jwks, document, text)),
    );
    expect(found).toEqual(refusals.map(([, because]) => ({ ok: false, because })));
    const renamed = jwks.map((jwk) => ({ ...jwk, kid: "document-9" }));
    expect(await verifyDocument(renamed, document, signature)).toEqual({
      ok: false,
      because: "unknown-key",
    });
    const others = await openDocumentKeys(JSON.stringify({ 1: aKey(), 2: { sm2: aKey() } }));
    const wrong = others.map(({ publicJwk }) => publicJwk);
    expect(await verifyDocument(wrong, document, signature)).toEqual({
      ok: false,
      because: "altered",
    });
  });

  it("does not pass under another algorithm's name", async () => {
    const { jwks, signature } = await signed();
    const [, , mark = ""] = signature.split(".");
    for (const alg of ["none", "HS256", algorithm === "EdDSA" ? "SM2-SM3" : "EdDSA"]) {
      const kid = jwks[0]?.kid;
      const header = btoa(JSON.stringify({ alg, kid, typ: "jixiang-document" })).replaceAll(
        "=",
        "",
      );
      const result = await verifyDocument(jwks, document, `${header}..${mark}`);
      expect(result.ok).toBe(false);
    }
  });
});

describe("a key that was rotated out", () => {
  it("still verifies what it signed", async () => {
    const old = aKey();
    const [before] = await openDocumentKeys(JSON.stringify({ 1: old }));
    const { signature } = await signDocument(before, document);
    const ring = await openDocumentKeys(JSON.stringify({ 1: old, 2: aKey() }));
    expect(ring[0].keyId).toBe("document-2");
    const jwks = ring.map(({ publicJwk }) => publicJwk);
    expect(await verifyDocument(jwks, document, signature)).toMatchObject({
      ok: true,
      keyId: "document-1",
    });
  });
});

describe("an independent JOSE library", () => {
  it("verifies the same signature, and refuses it over another document", async () => {
    const [key] = await openDocumentKeys(JSON.stringify({ 1: aKey() }));
    const { signature } = await signDocument(key, document);
    const [header, , mark] = signature.split(".");
    const pem = createPublicKey({ key: { ...key.publicJwk }, format: "jwk" }).export({
      type: "spki",
      format: "pem",
    });
    const verify = createVerifier({ key: String(pem), algorithms: ["EdDSA"] });
    const compact = (of: unknown): string =>
      `${header}.${Buffer.from(canonicalBytes(of)).toString("base64url")}.${mark}`;
    expect(verify(compact(document))).toEqual(document);
    expect(() => verify(compact({ ...document, number: "BB7K2M5Q3XTN" }))).toThrow(/signature/);
  });
});

it("a secret that is no ring of keys is noticed at once", async () => {
  await expect(openDocumentKeys("{}")).rejects.toThrow("holds no key");
  await expect(openDocumentKeys('"x"')).rejects.toThrow("is not a JSON object");
  await expect(openDocumentKeys('{"1":"c2hvcnQ="}')).rejects.toThrow("at least 16 bytes");
  await expect(openDocumentKeys('{"1":7}')).rejects.toThrow("neither base64");
});

function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
