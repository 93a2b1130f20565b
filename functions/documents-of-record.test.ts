import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  decide,
  form,
  openOffer,
  type OpenOffer,
  readReceipt,
} from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { reportContact, reportPerson, resident } from "#shared/testing/people.ts";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());

async function offerTo(number: number): Promise<OpenOffer> {
  const subject = resident("1957-03-08", number);
  const tail = String(number).padStart(4, "0");
  await reportContact(dev, subject, tail);
  await reportPerson(dev, subject, { birthDate: "1957-03-08", hukouDistrict: "310101" });
  await dev.tick();
  const message = (await dev.messages()).find(({ to }) => to === `1380000${tail}`);
  return openOffer(dev, message?.link ?? "");
}

const page = async (path: string, { cookie }: OpenOffer): Promise<string> =>
  (await dev.fetch(path, { headers: { cookie } })).text();

async function download({ cookie }: OpenOffer): Promise<{ document: object; signature: string }> {
  const response = await dev.fetch("/c/form.json", { headers: { cookie } });
  expect(response.headers.get("content-disposition")).toMatch(
    /^attachment; filename="[A-Z2-7]{12}\.json"$/,
  );
  return response.json() as Promise<{ document: object; signature: string }>;
}

describe("the application form", () => {
  test("can be read before the decision, filled in with the facts and who holds them", async () => {
    const offer = await offerTo(711);
    expect(offer.page).toContain('href="/c/form"');
    const draft = await page("/c/form", offer);
    for (const part of ["尚未确认", "1957年3月8日", "上海市公安局", "75元", "2026年11月"])
      expect(draft).toContain(part);
    expect(draft).not.toContain("防篡改签名");
    expect((await dev.fetch("/c/form.json", { headers: { cookie: offer.cookie } })).status).toBe(
      404,
    );
  });

  test("is a signed document of record after it, with a seal that is marked as a sample", async () => {
    const offer = await offerTo(712);
    await decide(dev, offer, "confirm");
    const { number } = await readReceipt(dev, offer);
    const signed = await page("/c/form", offer);
    for (const part of [number, "防篡改签名", "示例印章，不具法律效力"])
      expect(signed).toContain(part);
    const file = await download(offer);
    expect(file.document).toMatchObject({ kind: "application", number, assurance: "link" });
  });

  test("is not shown to whoever has opened nothing", async () => {
    expect((await dev.fetch("/c/form")).status).toBe(403);
    expect((await dev.fetch("/c/form.json")).status).toBe(403);
  });
});

describe("anyone", () => {
  const verdict = async (file: object) =>
    (await dev.post("/v1/verifications", file)).json() as Promise<object>;

  test("verifies a downloaded form, and a single changed character is refused", async () => {
    const offer = await offerTo(713);
    await decide(dev, offer, "confirm");
    const file = await download(offer);
    expect(await verdict(file)).toMatchObject({ genuine: true, algorithm: "EdDSA" });
    const changed = JSON.parse(JSON.stringify(file).replace("7500", "7501")) as object;
    expect(await verdict(changed)).toEqual({ genuine: false, because: "altered" });
    const genuine = await dev.fetch("/verify", form({ text: JSON.stringify(file) }));
    expect(await genuine.text()).toContain("核验通过");
    const altered = await dev.fetch("/verify", form({ text: JSON.stringify(changed) }));
    expect(await altered.text()).toContain("核验没有通过");
  });

  test("who sends something else is told so, and what to do", async () => {
    const response = await dev.fetch("/verify", form({ text: "不是文件" }));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("这不是本系统的电子文件");
    expect((await dev.post("/v1/verifications", { document: {} })).status).toBe(400);
  });

  test("gets the public keys, and nothing private with them", async () => {
    const response = await dev.fetch("/v1/document-keys");
    const { keys } = (await response.json()) as { keys: Record<string, string>[] };
    expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([
      ["alg", "crv", "kid", "kty", "use", "x"],
    ]);
  });
});

test("a waiver has a document of its own, and the changed decision another", async () => {
  const offer = await offerTo(714);
  await decide(dev, offer, "waive");
  const waiver = await download(offer);
  expect(waiver.document).toMatchObject({ kind: "waiver" });
  const again = await page("/c", offer);
  await decide(
    dev,
    { ...offer, page: again, handle: /name="handle" value="([^"]+)"/.exec(again)?.[1] ?? "" },
    "confirm",
  );
  expect((await download(offer)).document).toMatchObject({ kind: "application" });
});
