import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { decide, openOffer } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, reportContact } from "#shared/testing/people.ts";

const policy = "job-retention-refund";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());

const organisation = (id: string): SubjectReference => ({
  kind: "organisation",
  idType: "uscc",
  id,
});

async function reportFirm(
  subject: SubjectReference,
  before: number,
  after: number,
  attrition = 0,
): Promise<void> {
  await dev.department("human-resources").send([
    {
      type: "facts.reported.v1",
      data: {
        subject,
        facts: {
          "insuredHeadcount@2024-12": before,
          "insuredHeadcount@2025-12": after,
          "naturalAttrition@2025": attrition,
          "unemploymentPremiumPaidFen@2025": 1_000_001,
        },
      },
    },
  ]);
  await dev
    .department("economy-informatisation")
    .send([{ type: "facts.reported.v1", data: { subject, facts: { sizeClass: "small" } } }]);
  await dev.tick();
}

describe("a benefit that is fulfilled directly", () => {
  test("is announced and paid without a tap: 200 insured, 189 left is exactly 5.5% and eligible", async () => {
    const subject = organisation("91319900000000019N");
    await reportContact(dev, subject, "0301");
    await reportFirm(subject, 200, 189);
    const messages = (await dev.messages()).filter(({ to }) => to === "13800000301");
    expect(messages.map(({ template }) => template)).toEqual(["announcement.v1"]);
    const instruction = (await dev.instructions()).find(({ payee }) =>
      payee?.account.endsWith("0301"),
    );
    // 60% of 10,000.01 yuan, rounded half up to the fen.
    expect(instruction).toMatchObject({
      policy,
      periods: ["2026"],
      amountFen: 600_001,
      department: "human-resources",
    });
    await dev.report(instruction?.endToEndId ?? "", "paid");
    await dev.tick();
    expect(await explain(dev, subject, policy)).toMatchObject({
      verdict: "met",
      version: "sample-2025",
      entitlements: [{ period: "2026", state: "fulfilled" }],
    });
  });

  test("one person less is 6% and not eligible", async () => {
    const subject = organisation("91319900000000027H");
    await reportFirm(subject, 200, 188);
    expect(await explain(dev, subject, policy)).toMatchObject({
      verdict: "unmet",
      entitlements: [],
    });
  });

  test("can be refused by the organisation itself, signed in, and stays refused; the link alone does nothing", async () => {
    const subject = organisation("91350100M000100Y43");
    await reportContact(dev, subject, "0302");
    // Without an authorisation the payment waits, so there is time to refuse.
    await (
      await dev.database("DB_CITY")
    )
      .prepare("UPDATE authorisations SET valid_until = '2000-01-01' WHERE policy = ?")
      .bind(policy)
      .run();
    await reportFirm(subject, 100, 100);
    expect((await explain(dev, subject, policy)).entitlements).toMatchObject([
      { state: "awaiting-fulfilment", heldBecause: "等待两人放款" },
    ]);
    const link = (await dev.messages()).find(({ to }) => to === "13800000302")?.link ?? "";
    const byLink = await openOffer(dev, link);
    expect(byLink.page).toContain("登录");
    expect((await decide(dev, byLink, "waive")).status).toBe(403);

    const stranger = await dev.citizen(organisation("91319900000000019N"));
    expect(
      (await decide(dev, await openOffer(dev, link, stranger), "waive", stranger)).status,
    ).toBe(403);
    const token = await dev.citizen(subject);
    expect((await decide(dev, await openOffer(dev, link, token), "waive", token)).status).toBe(303);
    await dev.tick();
    expect((await explain(dev, subject, policy)).entitlements).toMatchObject([{ state: "waived" }]);
    expect(
      (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith("0302")),
    ).toEqual([]);
  });

  test("without an authorisation, money leaves only when two different persons of the department release it", async () => {
    const subject = organisation("523199000000000438");
    await reportContact(dev, subject, "0303");
    await reportFirm(subject, 50, 50);
    const approver = (person: string) => dev.staff("approver", "human-resources", { person });
    const [first, second] = [await approver("first"), await approver("second")];
    const list = await dev.fetch(`/v1/console/releases?policy=${policy}`, {
      headers: { authorization: `Bearer ${first}` },
    });
    const { items } = (await list.json()) as {
      items: { endToEndId: string; amountFen: number; periods: string[] }[];
    };
    expect(items).toMatchObject([{ amountFen: 600_001, periods: ["2026"] }]);
    const releases = items.map(({ endToEndId, amountFen }) => ({ endToEndId, amountFen }));
    const proposed = await dev.post(
      "/v1/console/proposals",
      { kind: "release", payload: { policy, releases } },
      first,
    );
    const { id } = (await proposed.json()) as { id: string };
    const approve = (token: string) =>
      dev.post(`/v1/console/proposals/${id}/decision`, { decision: "approve" }, token);
    expect((await approve(first)).status).toBe(403);
    await dev.tick();
    expect(
      (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith("0303")),
    ).toEqual([]);
    expect((await approve(second)).status).toBe(200);
    await dev.tick();
    expect(
      (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith("0303")),
    ).toMatchObject([{ amountFen: 600_001 }]);
  });

  test("a daily cap holds what does not fit until the next day", async () => {
    const city = await dev.database("DB_CITY");
    await city
      .prepare(
        "UPDATE authorisations SET valid_until = '2099-12-31', daily_cap_fen = 600001 WHERE policy = ?",
      )
      .bind(policy)
      .run();
    await dev.clock("2026-11-17T02:00:00Z");
    const ids = ["5331990000000006XP", "31319900000000094M"];
    for (const [index, id] of ids.entries()) {
      await reportContact(dev, organisation(id), `031${index}`);
      await reportFirm(organisation(id), 50, 50);
    }
    const held = await explain(dev, organisation(ids[1] ?? ""), policy);
    expect(held.entitlements).toMatchObject([
      { state: "awaiting-fulfilment", heldBecause: "今日放款额度已用完，次日继续" },
    ]);
    await dev.clock("2026-11-18T00:30:00Z");
    await dev.tick();
    expect((await explain(dev, organisation(ids[1] ?? ""), policy)).entitlements).toMatchObject([
      { state: "fulfilling" },
    ]);
  });

  test("a returned payment says so, and a corrected account brings one new attempt under another id", async () => {
    const subject = organisation("91319900000000019N");
    const instruction = (await dev.instructions()).find(({ payee }) =>
      payee?.account.endsWith("0301"),
    );
    await dev.report(instruction?.endToEndId ?? "", "returned");
    expect((await explain(dev, subject, policy)).entitlements).toMatchObject([
      { state: "payment-returned" },
    ]);
    await dev.clock("2026-11-19T02:00:00Z");
    await dev.department("tax").send([
      {
        type: "contact.reported.v1",
        data: {
          subject,
          account: { bank: "上海银行", number: "6222000000008888", holder: "某公司" },
        },
      },
    ]);
    await dev.tick();
    const again = (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith("8888"));
    expect(again).toMatchObject([{ amountFen: 600_001 }]);
    expect(again[0]?.endToEndId).not.toBe(instruction?.endToEndId);
    expect(
      (await dev.messages())
        .filter(({ to }) => to === "13800000301")
        .map(({ template }) => template),
    ).toEqual(["announcement.v1", "fulfilled.v1", "returned.v1"]);
  });
});
