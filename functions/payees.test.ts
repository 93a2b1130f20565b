import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { decide, openOffer } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain } from "#shared/testing/people.ts";
import { creditCode } from "./sandbox/city/numbers.ts";
import { decideByTwo } from "./sandbox/start/outside.command.ts";

/** To the own account, else to the one that pays social insurance; on confirmation. */
const policy = "hard-hit-industry-subsidy";
const department = "human-resources";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2022-11-16T02:00:00Z");
  await dev.stage(policy, "live");
  await dev.tick();
});
afterAll(async () => dev.close());

/** A restaurant whose phone ends with `tail`. */
interface Firm {
  readonly subject: SubjectReference;
  readonly tail: string;
}

async function reportAccounts(
  { subject }: Firm,
  accounts: { account?: string; premiumAccount?: string },
): Promise<void> {
  const told = Object.entries(accounts).map(([field, tail]) => [
    field,
    { bank: "上海银行", number: `622200000000${tail}`, holder: "某饭店" },
  ]);
  const data = { subject, ...Object.fromEntries(told) };
  await dev.department("tax").send([{ type: "contact.reported.v1", data }]);
}

async function firm(number: number, accounts: Parameters<typeof reportAccounts>[1]): Promise<Firm> {
  const [id, tail] = [creditCode("91", number), String(number).padStart(4, "0")];
  const subject: SubjectReference = { kind: "organisation", idType: "uscc", id };
  await dev
    .department("government-services")
    .send([{ type: "contact.reported.v1", data: { subject, phone: `1380000${tail}` } }]);
  await reportAccounts({ subject, tail }, accounts);
  const facts = {
    insuredIndustry: "catering",
    "insuredHeadcount@2020-12": 20,
    "insuredHeadcount@2021-12": 20,
    "insuredHeadcount@2022-10": 10,
    "naturalAttrition@2021": 0,
  };
  await dev.department(department).send([{ type: "facts.reported.v1", data: { subject, facts } }]);
  await dev.tick();
  return { subject, tail };
}

const messagesTo = async ({ tail }: Firm) =>
  (await dev.messages()).filter(({ to }) => to === `1380000${tail}`);
const paidTo = async (tail: string) =>
  (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith(tail));
const standing = async ({ subject }: Firm) => (await explain(dev, subject, policy)).entitlements;

/** Confirms by the newest link, signed in; gives the page that was confirmed. */
async function confirm(one: Firm): Promise<string> {
  const token = await dev.citizen(one.subject);
  const link = (await messagesTo(one)).at(-1)?.link ?? "no link";
  const offer = await openOffer(dev, link, token);
  expect((await decide(dev, offer, "confirm", token)).status).toBe(303);
  await dev.tick();
  return offer.page;
}

/** Two persons of the payer end its permission to pay, so that everything waits, or give it. */
async function authorise(isAllowed: boolean): Promise<void> {
  const validity = { validFrom: "2000-01-01", validUntil: "2099-12-31" };
  const given = { department, policy, dailyCapFen: 100_000_000, ...validity };
  await decideByTwo(dev.fetch, { role: "approver", department }, [
    isAllowed
      ? { kind: "authorisation", payload: given }
      : { kind: "authorisation-end", payload: { department, policy } },
  ]);
}

describe("what an organisation is paid", () => {
  test("goes to the account that pays its social insurance where no other is on file", async () => {
    const one = await firm(2001, { premiumAccount: "7001" });
    expect(await confirm(one)).toContain("7001");
    expect(await paidTo("7001")).toMatchObject([
      { kind: "payment", amountFen: 6_000_00, shares: [{ level: "district", percent: 100 }] },
    ]);
  });

  test("goes to its own account where both are on file, and the page shows no other", async () => {
    const one = await firm(2002, { account: "6002", premiumAccount: "7002" });
    const page = await confirm(one);
    expect(page).toContain("6002");
    expect(page).not.toContain("7002");
    expect(await paidTo("6002")).toMatchObject([{ amountFen: 6_000_00 }]);
    expect(await paidTo("7002")).toEqual([]);
  });

  test("waits while neither is on file, and leaves with the first one", async () => {
    const one = await firm(2003, {});
    await confirm(one);
    expect(await standing(one)).toMatchObject([{ heldBecause: "没有登记收款账户" }]);
    await reportAccounts(one, { premiumAccount: "7003" });
    await dev.tick();
    expect(await paidTo("7003")).toMatchObject([{ amountFen: 6_000_00 }]);
  });
});

describe("an account that is added after the confirmation", () => {
  test("and comes first holds the payment until it is confirmed itself", async () => {
    await authorise(false);
    const one = await firm(2004, { premiumAccount: "7004" });
    await confirm(one);
    expect(await standing(one)).toMatchObject([{ heldBecause: "等待两人放款" }]);
    await reportAccounts(one, { account: "6004" });
    await authorise(true);
    await dev.tick();
    expect(await standing(one)).toMatchObject([{ state: "awaiting-confirmation" }]);
    expect([await paidTo("6004"), await paidTo("7004")]).toEqual([[], []]);
    expect(await confirm(one)).toContain("6004");
    expect(await paidTo("6004")).toMatchObject([{ amountFen: 6_000_00 }]);
    expect(await paidTo("7004")).toEqual([]);
  });

  test("and comes second changes nothing: nobody is asked again, and it is paid as confirmed", async () => {
    await authorise(false);
    const one = await firm(2005, { account: "6005" });
    await confirm(one);
    await reportAccounts(one, { premiumAccount: "7005" });
    await authorise(true);
    await dev.tick();
    expect((await messagesTo(one)).map(({ template }) => template)).toEqual(["offer.v1"]);
    // What waited for two persons is looked at again an hour later.
    await dev.clock(new Date((await dev.clock()).getTime() + 3_600_000).toISOString());
    await dev.tick();
    expect(await paidTo("6005")).toMatchObject([{ amountFen: 6_000_00 }]);
    expect(await paidTo("7005")).toEqual([]);
  });
});
