import { afterAll, beforeAll, expect, test } from "vitest";
import { decide, openOffer } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, reportContact, reportPerson, resident } from "#shared/testing/people.ts";

const policy = "senior-comprehensive-allowance";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-06-10T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());

test("a 65th birthday at Shanghai midnight opens one entitlement of 75 yuan, with no new fact", async () => {
  const subject = resident("1961-06-20", 201);
  await reportContact(dev, subject, "0201");
  await reportPerson(dev, subject, { birthDate: "1961-06-20", hukouDistrict: "310115" });
  await dev.clock("2026-06-19T15:59:00Z");
  await dev.tick();
  const eve = await explain(dev, subject, policy);
  expect(eve).toMatchObject({ verdict: "unmet", nextChangeOn: "2026-06-20", entitlements: [] });

  await dev.clock("2026-06-19T16:00:30Z");
  await dev.tick();
  await dev.tick();
  expect(await explain(dev, subject, policy)).toMatchObject({
    verdict: "met",
    amountFen: 7500,
    entitlements: [{ period: "2026-06", state: "awaiting-confirmation", amountFen: 7500 }],
  });
  const messages = (await dev.messages()).filter(({ to }) => to === "13800000201");
  expect(messages).toHaveLength(1);
});

test("a missing hukouDistrict is no refusal: the verdict is unknown and names the fact and its steward", async () => {
  const subject = resident("1950-04-04", 202);
  await reportPerson(dev, subject, { birthDate: "1950-04-04", sex: "male" });
  await dev.tick();
  const verdict = await explain(dev, subject, policy);
  expect(verdict).toMatchObject({
    verdict: "unknown",
    missing: [{ fact: "hukouDistrict", steward: "public-security" }],
    entitlements: [],
  });
  expect(verdict.reason).toContain("户籍");
  await reportPerson(dev, subject, { hukouDistrict: "310103" });
  expect(await explain(dev, subject, policy)).toMatchObject({ verdict: "met", amountFen: 15_000 });
});

test("two values of the same instant are a conflict: unknown, until a later observation settles it", async () => {
  const subject = resident("1951-05-05", 203);
  const time = (await dev.clock()).toISOString();
  const police = dev.department("public-security");
  const facts = (hukouDistrict: string) => ({
    type: "facts.reported.v1" as const,
    time,
    data: { subject, facts: { birthDate: "1951-05-05", hukouDistrict } },
  });
  const results = await police.send([facts("310101"), facts("elsewhere")]);
  expect(results.map(({ status }) => status)).toEqual(["accepted", "accepted"]);
  expect(await explain(dev, subject, policy)).toMatchObject({
    verdict: "unknown",
    missing: [{ fact: "hukouDistrict" }],
  });
  expect((await explain(dev, subject, policy)).entitlements).toMatchObject([]);
  await reportPerson(dev, subject, { hukouDistrict: "310101" });
  expect(await explain(dev, subject, policy)).toMatchObject({ verdict: "met" });
});

test("an account that changes after the confirmation holds the payment, and the person is asked again", async () => {
  const subject = resident("1949-09-09", 204);
  // No account on file: what is confirmed waits for one.
  await dev
    .department("government-services")
    .send([{ type: "contact.reported.v1", data: { subject, phone: "13800000204" } }]);
  await reportPerson(dev, subject, { birthDate: "1949-09-09", hukouDistrict: "310101" });
  await dev.tick();
  const linkOf = async () =>
    (await dev.messages()).findLast(({ to }) => to === "13800000204")?.link ?? "";
  const first = await linkOf();
  const offer = await openOffer(dev, first);
  expect(offer.page).toContain("尚未登记");
  expect((await decide(dev, offer, "confirm")).status).toBe(303);
  await dev.tick();
  expect((await explain(dev, subject, policy)).entitlements).toMatchObject([
    { state: "awaiting-fulfilment", heldBecause: "没有登记收款账户" },
  ]);
  const observed = (await dev.clock()).getTime();
  const account = (number: string, secondsAgo: number) => ({
    type: "contact.reported.v1" as const,
    time: new Date(observed - secondsAgo * 1000).toISOString(),
    data: { subject, account: { bank: "上海银行", number, holder: "王建国" } },
  });
  // The first one releases the payment, the second stops it again, in one batch.
  await dev
    .department("human-resources")
    .send([account("6222000000009991", 2), account("6222000000009992", 1)]);
  const asked = await explain(dev, subject, policy);
  expect(asked.entitlements).toMatchObject([{ state: "awaiting-confirmation" }]);
  await dev.tick();
  expect((await dev.instructions()).filter(({ payee }) => payee?.bank === "上海银行")).toEqual([]);
  const second = await linkOf();
  expect(second).not.toBe(first);
  expect((await openOffer(dev, first)).page).not.toContain("上海银行");
  const again = await openOffer(dev, second);
  expect(again.page).toContain("9992");
  expect((await decide(dev, again, "confirm")).status).toBe(303);
  await dev.tick();
  expect(
    (await dev.instructions()).filter(({ payee }) => payee?.bank === "上海银行"),
  ).toMatchObject([{ payee: { account: "6222000000009992" }, amountFen: 15_000 }]);
});

test("a payment that comes back after the account changed goes out again once the new account is confirmed", async () => {
  const subject = resident("1949-10-10", 207);
  await reportContact(dev, subject, "0207");
  await reportPerson(dev, subject, { birthDate: "1949-10-10", hukouDistrict: "310101" });
  await dev.tick();
  const linkOf = async () =>
    (await dev.messages()).findLast(({ to }) => to === "13800000207")?.link ?? "";
  await decide(dev, await openOffer(dev, await linkOf()), "confirm");
  await dev.tick();
  const to = async (tail: string) =>
    (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith(tail));
  const [first] = await to("0207");
  const account = { bank: "上海银行", number: "6222000000008207", holder: "王建国" };
  await dev
    .department("human-resources")
    .send([{ type: "contact.reported.v1", data: { subject, account } }]);
  await dev.tick();
  const asked = await linkOf();
  await dev.report(first?.endToEndId ?? "", "returned");
  await dev.tick();
  // Nobody has confirmed the new account yet.
  expect(await to("8207")).toEqual([]);
  expect((await decide(dev, await openOffer(dev, asked), "confirm")).status).toBe(303);
  await dev.tick();
  expect(await to("8207")).toMatchObject([
    { periods: ["2026-06"], amountFen: 15_000, received: 1 },
  ]);
  expect((await explain(dev, subject, policy)).entitlements).toMatchObject([
    { state: "fulfilling" },
  ]);
});

test("a death known to one register alone stops what is not instructed yet", async () => {
  const subject = resident("1948-08-08", 205);
  await reportContact(dev, subject, "0205");
  await reportPerson(dev, subject, { birthDate: "1948-08-08", hukouDistrict: "310101" });
  await dev
    .department("civil-affairs")
    .send([{ type: "facts.reported.v1", data: { subject, facts: { crematedOn: "2026-06-01" } } }]);
  expect(await explain(dev, subject, policy)).toMatchObject({
    verdict: "unmet",
    entitlements: [{ state: "terminated" }],
  });
});

test("before its register is complete, absence means nothing; afterwards the sweep opens what was unknown", async () => {
  const other = await startDev();
  try {
    await other.clock("2026-06-10T02:00:00Z");
    const subject = resident("1947-07-07", 206);
    await reportPerson(other, subject, { birthDate: "1947-07-07", hukouDistrict: "310101" });
    expect(await explain(other, subject, policy)).toMatchObject({
      verdict: "unknown",
      missing: [{ fact: "deathDate" }, { fact: "deathCertifiedOn" }, { fact: "crematedOn" }],
    });
    await other.tick();
    expect(await explain(other, subject, policy)).toMatchObject({
      verdict: "met",
      entitlements: [{ period: "2026-06", state: "awaiting-confirmation" }],
    });
  } finally {
    await other.close();
  }
});
