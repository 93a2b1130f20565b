import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decide, openOffer, readReceipt } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, reportContact, reportPerson, resident } from "#shared/testing/people.ts";

const policy = "senior-comprehensive-allowance";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());

async function offerTo(
  birthDate: string,
  number: number,
): Promise<{ subject: ReturnType<typeof resident>; link: string; tail: string }> {
  const subject = resident(birthDate, number);
  const tail = String(number).padStart(4, "0");
  await reportContact(dev, subject, tail);
  await reportPerson(dev, subject, { birthDate, sex: "female", hukouDistrict: "310101" });
  await dev.tick();
  const message = (await dev.messages()).find(({ to }) => to === `1380000${tail}`);
  return { subject, tail, link: message?.link ?? "no link" };
}

describe("a benefit that is confirmed by one tap", () => {
  test("reaches the account: message, link, tap, instruction, payment, message", async () => {
    const { subject, link, tail } = await offerTo("1957-03-08", 101);
    expect(link).toMatch(new RegExp(`^${dev.origin}/c#[a-z2-7]{28}$`));
    const offer = await openOffer(dev, link);
    expect(offer.page).toContain("上海市民政局");
    expect(offer.page).toContain("75");
    expect(offer.page).toContain(tail);
    // Looking changes nothing.
    expect((await explain(dev, subject, policy)).entitlements).toMatchObject([
      { state: "awaiting-confirmation" },
    ]);

    const answer = await decide(dev, offer, "confirm");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/c/receipt"]);
    await dev.tick();
    const instruction = (await dev.instructions()).find(({ payee }) =>
      payee?.account.endsWith(tail),
    );
    expect(instruction).toMatchObject({
      policy,
      periods: ["2026-11"],
      amountFen: 7500,
      currency: "CNY",
      received: 1,
      department: "civil-affairs",
      dueOn: "2026-11-30",
    });
    expect((await explain(dev, subject, policy)).entitlements).toMatchObject([
      { state: "fulfilling" },
    ]);

    await dev.report(instruction?.endToEndId ?? "", "paid");
    await dev.tick();
    expect((await explain(dev, subject, policy)).entitlements).toMatchObject([
      { period: "2026-11", state: "fulfilled", amountFen: 7500 },
    ]);
    const told = (await dev.messages())
      .filter(({ to }) => to === `1380000${tail}`)
      .map(({ template }) => template);
    expect(told).toEqual(["offer.v1", "fulfilled.v1"]);
  });

  test("pays each later month without another message or tap", async () => {
    const { subject, link, tail } = await offerTo("1950-01-02", 102);
    await decide(dev, await openOffer(dev, link), "confirm");
    await dev.tick();
    await dev.clock("2027-01-01T01:00:00Z");
    await dev.tick();
    const periods = (await dev.instructions())
      .filter(({ payee }) => payee?.account.endsWith(tail))
      .map((one) => one.periods);
    // December opened late, by the same tick: nobody looked in between.
    expect(periods.flat().toSorted()).toEqual(["2026-11", "2026-12", "2027-01"]);
    const messages = (await dev.messages()).filter(({ to }) => to === `1380000${tail}`);
    expect(messages.map(({ template }) => template)).toEqual(["offer.v1"]);
    expect((await explain(dev, subject, policy)).entitlements.map(({ period }) => period)).toEqual([
      "2026-11",
      "2026-12",
      "2027-01",
    ]);
    await dev.clock("2026-11-16T02:00:00Z");
  });

  test("the same decision again, 50 at once, is one decision with one receipt and one instruction", async () => {
    const { link, tail } = await offerTo("1946-03-01", 103);
    const offer = await openOffer(dev, link);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => decide(dev, offer, "confirm")),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    const receipts = await Promise.all([readReceipt(dev, offer), readReceipt(dev, offer)]);
    expect(receipts[0]?.number).toMatch(/^[A-Z2-7]{12}$/);
    expect(receipts[0]?.number).toBe(receipts[1]?.number);
    await dev.tick();
    const instructions = (await dev.instructions()).filter(({ payee }) =>
      payee?.account.endsWith(tail),
    );
    expect(instructions).toMatchObject([{ received: 1, amountFen: 18_000 }]);
    const other = await decide(dev, offer, "waive");
    expect(other.status).toBe(409);
  });

  test("a waiver asks once more, stands for later months, and can be taken back", async () => {
    const { subject, link } = await offerTo("1955-05-05", 104);
    const offer = await openOffer(dev, link);
    expect(offer.page).toContain('action="/c/waive"');
    expect((await decide(dev, offer, "waive")).status).toBe(303);
    expect((await explain(dev, subject, policy)).entitlements).toMatchObject([{ state: "waived" }]);
    const again = await openOffer(dev, link);
    expect((await decide(dev, again, "confirm")).status).toBe(303);
    expect((await explain(dev, subject, policy)).entitlements[0]?.state).toMatch(
      /^(awaiting-fulfilment|fulfilling)$/,
    );
  });

  test("two open offers are not mixed up: the handle of one does not fit the cookie of the other", async () => {
    const first = await offerTo("1951-01-01", 105);
    const second = await offerTo("1952-02-02", 106);
    const one = await openOffer(dev, first.link);
    const other = await openOffer(dev, second.link);
    const answer = await decide(dev, { ...one, cookie: other.cookie }, "confirm");
    expect(answer.status).toBe(409);
    expect((await explain(dev, first.subject, policy)).entitlements).toMatchObject([
      { state: "awaiting-confirmation" },
    ]);
    expect((await explain(dev, second.subject, policy)).entitlements).toMatchObject([
      { state: "awaiting-confirmation" },
    ]);
  });

  test("no answer brings three reminders, then lapses without a refusal, and can still be confirmed", async () => {
    await dev.clock("2026-11-16T02:00:00Z");
    const { subject, link, tail } = await offerTo("1953-03-03", 107);
    for (const day of ["2026-11-23", "2026-12-01", "2026-12-11", "2026-12-17"]) {
      // One day after the other.
      await dev.clock(`${day}T03:00:00Z`);
      await dev.tick();
    }
    const templates = (await dev.messages())
      .filter(({ to }) => to === `1380000${tail}`)
      .map(({ template }) => template);
    expect(templates).toEqual([
      "offer.v1",
      "reminder.v1",
      "reminder.v1",
      "reminder.v1",
      "lapsed.v1",
    ]);
    const lapsed = await explain(dev, subject, policy);
    expect(lapsed.entitlements.map(({ state }) => state)).toEqual(["lapsed", "lapsed"]);
    expect(lapsed.verdict).toBe("met");
    expect((await decide(dev, await openOffer(dev, link), "confirm")).status).toBe(303);
    await dev.tick();
    const instructions = (await dev.instructions()).filter(({ payee }) =>
      payee?.account.endsWith(tail),
    );
    expect(instructions).toMatchObject([{ periods: ["2026-11", "2026-12"], amountFen: 30_000 }]);
  });
});
