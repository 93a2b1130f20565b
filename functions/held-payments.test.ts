import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { decide, handleOf, openOffer, type OpenOffer } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, reportContact, reportPerson, resident } from "#shared/testing/people.ts";
import { decideByTwo } from "./sandbox/start/outside.command.ts";

const allowance = "senior-comprehensive-allowance";
const refund = "job-retention-refund";
const payers = { [allowance]: "civil-affairs", [refund]: "human-resources" } as const;
type Paid = keyof typeof payers;

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());

/** What is due to one subject, as the payer and the auditor see it; `tail` ends phone and account. */
interface Case {
  readonly subject: SubjectReference;
  readonly tail: string;
}

const accountOf = (tail: string): string => `622200000000${tail}`;
const received = async (account: string) =>
  (await dev.instructions()).filter(({ payee }) => payee?.account === account);
const standing = async ({ subject }: Case, policy: Paid = allowance) =>
  (await explain(dev, subject, policy)).entitlements;
const later = async (minutes: number) =>
  dev.clock(new Date((await dev.clock()).getTime() + minutes * 60_000).toISOString());

async function linkTo({ tail }: Case): Promise<string> {
  return (await dev.messages()).findLast(({ to }) => to === `1380000${tail}`)?.link ?? "no link";
}

async function senior(number: number): Promise<Case> {
  const [subject, tail] = [resident("1957-03-08", number), String(number).padStart(4, "0")];
  await reportContact(dev, subject, tail);
  await reportPerson(dev, subject, { birthDate: "1957-03-08", hukouDistrict: "310101" });
  await dev.tick();
  return { subject, tail };
}

async function firm(id: string, tail: string, premiumFen: number): Promise<Case> {
  const subject: SubjectReference = { kind: "organisation", idType: "uscc", id };
  await reportContact(dev, subject, tail);
  const facts = {
    "insuredHeadcount@2024-12": 100,
    "insuredHeadcount@2025-12": 100,
    "naturalAttrition@2025": 0,
    "unemploymentPremiumPaidFen@2025": premiumFen,
  };
  await dev
    .department("economy-informatisation")
    .send([{ type: "facts.reported.v1", data: { subject, facts: { sizeClass: "small" } } }]);
  await dev
    .department("human-resources")
    .send([{ type: "facts.reported.v1", data: { subject, facts } }]);
  await dev.tick();
  return { subject, tail };
}

async function changeAccount({ subject }: Case, tail: string): Promise<void> {
  const account = { bank: "上海银行", number: accountOf(tail), holder: "王建国" };
  await dev
    .department("human-resources")
    .send([{ type: "contact.reported.v1", data: { subject, account } }]);
}

const confirm = async (of: Case) => decide(dev, await openOffer(dev, await linkTo(of)), "confirm");

/** Two persons of the payer end its permission to pay, and give another if there is a cap. */
async function authorise(policy: Paid, dailyCapFen?: number): Promise<void> {
  const payload = { department: payers[policy], policy };
  const validity = { validFrom: "2000-01-01", validUntil: "2099-12-31" };
  const given = { kind: "authorisation", payload: { ...payload, dailyCapFen, ...validity } };
  await decideByTwo(dev.fetch, { role: "approver", department: payers[policy] }, [
    { kind: "authorisation-end", payload },
    ...(dailyCapFen === undefined ? [] : [given]),
  ]);
}

interface Unreleased {
  endToEndId: string;
  periods: string[];
  amountFen: number;
}

async function unreleased(policy: Paid): Promise<Unreleased[]> {
  const token = await dev.staff("approver", payers[policy]);
  const headers = { authorization: `Bearer ${token}` };
  const answer = await dev.fetch(`/v1/console/releases?policy=${policy}`, { headers });
  return ((await answer.json()) as { items: Unreleased[] }).items;
}

async function release(
  policy: Paid,
  department: "civil-affairs" | "human-resources",
  items: readonly Unreleased[],
): Promise<void> {
  const releases = items.map(({ endToEndId, amountFen }) => ({ endToEndId, amountFen }));
  const payload = { policy, releases };
  await decideByTwo(dev.fetch, { role: "approver", department }, [{ kind: "release", payload }]);
  await dev.tick();
}

describe("facts in doubt", () => {
  test("a tap on an offer whose facts are in conflict confirms, and pays only once a later observation settles them", async () => {
    const one = await senior(401);
    const time = (await dev.clock()).toISOString();
    const saying = (hukouDistrict: string) => ({
      type: "facts.reported.v1" as const,
      time,
      data: { subject: one.subject, facts: { hukouDistrict } },
    });
    await dev.department("public-security").send([saying("310101"), saying("elsewhere")]);
    expect((await confirm(one)).status).toBe(303);
    await dev.tick();
    expect(await standing(one)).toMatchObject([
      { state: "awaiting-fulfilment", heldBecause: expect.stringContaining("正在核实") },
    ]);
    expect(await received(accountOf(one.tail))).toEqual([]);
    await later(1);
    await reportPerson(dev, one.subject, { hukouDistrict: "310101" });
    await dev.tick();
    expect(await received(accountOf(one.tail))).toMatchObject([
      { amountFen: 7500, periods: ["2026-11"] },
    ]);
  });

  test("a waived benefit of a firm that is found dishonest is ended, and taking the waiver back pays nothing", async () => {
    await authorise(refund);
    const one = await firm("91319900000000019N", "0402", 1_000_000);
    const token = await dev.citizen(one.subject);
    const link = await linkTo(one);
    expect((await decide(dev, await openOffer(dev, link, token), "waive", token)).status).toBe(303);
    // The page with the button that takes it back stays open meanwhile.
    const waived = await openOffer(dev, link, token);
    expect(await standing(one, refund)).toMatchObject([{ state: "waived" }]);
    await dev.department("credit-centre").send([
      {
        type: "facts.reported.v1",
        data: { subject: one.subject, facts: { seriousDishonesty: true } },
      },
    ]);
    expect(await standing(one, refund)).toMatchObject([{ state: "terminated" }]);
    await authorise(refund, 100_000_000);
    expect(waived.handle).not.toBe("");
    expect((await decide(dev, waived, "confirm", token)).status).toBe(410);
    await dev.tick();
    expect(await received(accountOf(one.tail))).toEqual([]);
    expect(await standing(one, refund)).toMatchObject([{ state: "terminated" }]);
  });

  test("a returned payment is not tried again when its person turns out to have died before, whatever account arrives", async () => {
    const one = await senior(403);
    await confirm(one);
    await dev.tick();
    const [paid] = await received(accountOf(one.tail));
    await dev.report(paid?.endToEndId ?? "", "returned");
    await dev.tick();
    expect(await standing(one)).toMatchObject([{ state: "payment-returned" }]);
    await reportPerson(dev, one.subject, { deathDate: "2026-11-01" });
    expect(await standing(one)).toMatchObject([{ state: "terminated" }]);
    await changeAccount(one, "9403");
    await dev.tick();
    expect(await received(accountOf("9403"))).toEqual([]);
    expect(await received(accountOf(one.tail))).toHaveLength(1);
  });
});

describe("an account that changes", () => {
  test("while the payer is down leaves a committed instruction alone: the retry pays what was confirmed, under the same id", async () => {
    const one = await senior(404);
    await dev.faults({ payer: { fail: 1 } });
    expect((await confirm(one)).status).toBe(303);
    await dev.tick();
    expect(await received(accountOf(one.tail))).toEqual([]);
    expect(await standing(one)).toMatchObject([{ state: "fulfilling" }]);
    const committed = await Promise.all(
      (["DB_0", "DB_1"] as const).map(async (binding) =>
        (await dev.database(binding))
          .prepare("SELECT end_to_end_id AS id FROM instructions WHERE state = 'requested'")
          .all<{ id: string }>(),
      ),
    );
    await changeAccount(one, "9404");
    await dev.faults({});
    await later(10);
    await dev.tick();
    const [{ id }] = committed.flatMap(({ results }) => results) as [{ id: string }];
    expect(await received(accountOf(one.tail))).toMatchObject([{ endToEndId: id, received: 1 }]);
    expect(await received(accountOf("9404"))).toEqual([]);
  });

  test("between the look and the tap answers 409 and confirms nothing; the page then shows it, and a second tap pays it", async () => {
    const one = await senior(405);
    const seen = await openOffer(dev, await linkTo(one));
    expect(seen.page).toContain(one.tail);
    await changeAccount(one, "9405");
    expect((await decide(dev, seen, "confirm")).status).toBe(409);
    expect(await standing(one)).toMatchObject([{ state: "awaiting-confirmation" }]);
    const answer = await dev.fetch("/c", { headers: { cookie: seen.cookie } });
    const page = await answer.text();
    expect(page).toContain("9405");
    expect(page).not.toContain(one.tail);
    const again: OpenOffer = { cookie: seen.cookie, page, handle: handleOf(page) };
    expect((await decide(dev, again, "confirm")).status).toBe(303);
    await dev.tick();
    expect(await received(accountOf(one.tail))).toEqual([]);
    expect(await received(accountOf("9405"))).toMatchObject([{ amountFen: 7500 }]);
  });
});

describe("money that two persons release", () => {
  test("an amount above the daily cap waits for no other day: it is listed, and two persons release it", async () => {
    await authorise(refund, 50_000);
    const one = await firm("91319900000000027H", "0406", 100_000);
    expect(await standing(one, refund)).toMatchObject([{ heldBecause: "等待两人放款" }]);
    await later(24 * 60);
    await dev.tick();
    expect(await received(accountOf(one.tail))).toEqual([]);
    const items = await unreleased(refund);
    expect(items).toMatchObject([{ amountFen: 60_000, periods: ["2026"] }]);
    await release(refund, "human-resources", items);
    expect(await received(accountOf(one.tail))).toMatchObject([{ amountFen: 60_000 }]);
    expect(await unreleased(refund)).toEqual([]);
  });

  test("a release for too little pays nothing, another department's is none, and a second one for enough pays", async () => {
    await authorise(refund);
    const one = await firm("523199000000000438", "0407", 200_000);
    const items = await unreleased(refund);
    expect(items).toMatchObject([{ amountFen: 120_000 }]);
    const tooLittle = items.map((item) => ({ ...item, amountFen: item.amountFen - 1 }));
    await release(refund, "human-resources", tooLittle);
    expect(await received(accountOf(one.tail))).toEqual([]);
    await expect(release(refund, "civil-affairs", items)).rejects.toThrow("403");
    await release(allowance, "civil-affairs", items);
    expect(await received(accountOf(one.tail))).toEqual([]);
    expect(await unreleased(refund)).toEqual(items);
    await release(refund, "human-resources", items);
    expect(await received(accountOf(one.tail))).toMatchObject([{ amountFen: 120_000 }]);
  });
});

describe("time that passes", () => {
  test("a payment held for a late register leaves with the tick that reports the register, not an hour later", async () => {
    const one = await senior(408);
    await later(3 * 24 * 60);
    expect((await confirm(one)).status).toBe(303);
    await expect
      .poll(async () => standing(one), { timeout: 10_000 })
      .toMatchObject([{ state: "awaiting-fulfilment", heldBecause: "登记数据尚未按时更新" }]);
    expect(await received(accountOf(one.tail))).toEqual([]);
    await dev.tick();
    expect(await received(accountOf(one.tail))).toMatchObject([{ amountFen: 7500 }]);
  });

  test("a month that turns while the payer is down pays the old month once, and the new one when it is released", async () => {
    await dev.clock("2026-11-29T02:00:00Z");
    const one = await senior(409);
    await dev.faults({ payer: { fail: 1 } });
    await confirm(one);
    await dev.tick();
    await authorise(allowance);
    await dev.clock("2026-12-01T02:00:00Z");
    await dev.tick();
    await dev.faults({});
    await later(3 * 60);
    await dev.tick();
    expect(await received(accountOf(one.tail))).toMatchObject([
      { periods: ["2026-11"], received: 1 },
    ]);
    expect(await standing(one)).toMatchObject([
      { period: "2026-11", state: "fulfilling" },
      { period: "2026-12", state: "awaiting-fulfilment", heldBecause: "等待两人放款" },
    ]);
    const items = await unreleased(allowance);
    expect(items.every(({ periods }) => periods.join() === "2026-12")).toBe(true);
    await release(allowance, "civil-affairs", items);
    const paid = await received(accountOf(one.tail));
    expect(paid.map(({ periods }) => periods)).toEqual([["2026-11"], ["2026-12"]]);
    expect(items.map(({ endToEndId }) => endToEndId)).toContain(paid[1]?.endToEndId);
    expect(await unreleased(allowance)).toEqual([]);
  });
});
