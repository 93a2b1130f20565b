import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { decide, openOffer } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, reportContact, reportPerson, resident } from "#shared/testing/people.ts";

const policy = "senior-comprehensive-allowance";
const birthDate = "1957-03-08";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());

let number = 0;

async function profilesOn(shard: 0 | 1): Promise<number> {
  const db = await dev.database(shard === 0 ? "DB_0" : "DB_1");
  return (await db.prepare("SELECT count(*) AS n FROM profiles").first<number>("n")) ?? 0;
}

/** A number whose subject lies on this shard and is paid to the account that ends with `tail`. */
async function numberOn(shard: 0 | 1, tail: string): Promise<SubjectReference> {
  const before = await profilesOn(shard);
  const subject = resident(birthDate, (number += 1));
  await reportContact(dev, subject, tail);
  return (await profilesOn(shard)) > before ? subject : numberOn(shard, tail);
}

const known = { birthDate, sex: "female", hukouDistrict: "310101" } as const;

/** Two numbers of one person on two shards, each of them offered the allowance. */
async function twoNumbers(tail: string): Promise<{ from: SubjectReference; to: SubjectReference }> {
  const [from, to] = [await numberOn(0, tail), await numberOn(1, tail)];
  await reportPerson(dev, from, known);
  await dev.tick();
  await reportPerson(dev, to, known);
  await dev.tick();
  return { from, to };
}

const join = async (from: SubjectReference, to: SubjectReference, id: string) =>
  dev
    .department("public-security")
    .send([{ type: "subject.corrected.v1", id, time: "2026-11-16T02:00:00Z", data: { from, to } }]);

const confirm = async (link: string): Promise<void> => {
  expect((await decide(dev, await openOffer(dev, link), "confirm")).status).toBe(303);
  await dev.tick();
};

const linksTo = async (tail: string): Promise<string[]> =>
  (await dev.messages())
    .filter(({ to, template }) => to === `1380000${tail}` && template === "offer.v1")
    .map(({ link }) => link ?? "");

const paidTo = async (tail: string) =>
  (await dev.instructions())
    .filter(({ payee }) => payee?.account.endsWith(tail) === true)
    .map(({ endToEndId, periods, received }) => ({ endToEndId, periods, received }));

const rightsOf = async (subject: SubjectReference) =>
  (await explain(dev, subject, policy)).entitlements.map(({ period, state }) => [period, state]);

describe("two numbers of one person, on two shards", () => {
  test("are one: what was paid under the one is not paid under the other, and the next month once", async () => {
    await dev.clock("2026-11-16T02:00:00Z");
    const { from, to } = await twoNumbers("0701");
    const [ofFrom = "", ofTo = ""] = await linksTo("0701");
    expect((await decide(dev, await openOffer(dev, ofFrom), "confirm")).status).toBe(303);
    await dev.tick();
    const [instruction] = await paidTo("0701");
    expect(instruction).toMatchObject({ periods: ["2026-11"], received: 1 });

    expect(await join(from, to, "join-1")).toMatchObject([{ status: "accepted" }]);
    await dev.tick();
    expect([await rightsOf(from), await rightsOf(to)]).toEqual([
      [["2026-11", "fulfilling"]],
      [["2026-11", "fulfilling"]],
    ]);
    // The signed document of the decision went along with it.
    const documents = await Promise.all(
      (["DB_0", "DB_1"] as const).map(async (name) =>
        (await dev.database(name))
          .prepare("SELECT count(*) AS n FROM confirmations WHERE document IS NOT NULL")
          .first<number>("n"),
      ),
    );
    expect(documents).toEqual([0, 1]);
    // The payer reports under the id that it was given, and the person is told once.
    await dev.report(instruction?.endToEndId ?? "", "paid");
    await dev.tick();
    expect(await rightsOf(to)).toEqual([["2026-11", "fulfilled"]]);
    // The confirmation stands for both; neither link asks again.
    expect((await openOffer(dev, ofTo)).page).toContain("已确认");
    expect((await openOffer(dev, ofFrom)).page).toContain("已确认");

    await dev.clock("2026-12-02T01:00:00Z");
    await dev.tick();
    expect(await rightsOf(from)).toEqual([
      ["2026-11", "fulfilled"],
      ["2026-12", "fulfilling"],
    ]);
    expect((await paidTo("0701")).map(({ periods, received }) => [periods, received])).toEqual([
      [["2026-11"], 1],
      [["2026-12"], 1],
    ]);
  });

  test("are paid once from now on where both were paid already, and the department hears of it", async () => {
    await dev.clock("2026-12-02T02:00:00Z");
    const { from, to } = await twoNumbers("0702");
    for (const link of await linksTo("0702")) await confirm(link);
    const before = await paidTo("0702");
    expect(before.map(({ periods }) => periods)).toEqual([["2026-12"], ["2026-12"]]);
    for (const { endToEndId } of before) await dev.report(endToEndId, "paid");
    await dev.tick();
    await join(from, to, "join-2");
    await dev.tick();
    const rights = await rightsOf(to);
    expect(rights).toEqual([
      ["2026-12", "fulfilled"],
      [expect.stringMatching(/^2026-12:[a-z2-7]{8}$/), "fulfilled"],
    ]);
    const token = await dev.staff("handler", "civil-affairs");
    const itemsOf = async (kind: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await dev.fetch(`/v1/console/work-items?kind=${kind}`, { headers })).json();
    };
    expect(await itemsOf("given-twice")).toMatchObject({
      items: [{ policy, detail: { period: "2026-12", amountFen: 7500 } }],
    });
    // The second one is put before people as a recovery: nothing is taken back by itself.
    expect(await itemsOf("recovery")).toMatchObject({ items: [{ policy }] });
    const found = await (
      await dev.database("DB_1")
    )
      .prepare("SELECT kind, state, amount_fen, due_fen FROM adjustments")
      .all();
    expect(found.results).toEqual([
      { kind: "recovery", state: "found", amount_fen: 7500, due_fen: 0 },
    ]);
    // One comes back: nobody knows which of both should stand, so nothing is sent again by itself.
    await dev.report(before[0]?.endToEndId ?? "", "returned");
    await dev.department("human-resources").send([
      {
        type: "contact.reported.v1",
        data: {
          subject: to,
          account: { bank: "上海银行", number: "6222000000000702", holder: "王建国" },
        },
      },
    ]);
    await dev.tick();
    await dev.clock("2027-01-01T02:00:00Z");
    await dev.tick();
    const [link = ""] = (await linksTo("0702")).slice(-1);
    await confirm(link);
    expect((await paidTo("0702")).slice(2).map(({ periods }) => periods)).toEqual([["2027-01"]]);
  });

  test("keep what was refused under either, and what was sent to either leads to the one", async () => {
    await dev.clock("2027-01-05T02:00:00Z");
    const { from, to } = await twoNumbers("0703");
    const [ofFrom = "", ofTo = ""] = await linksTo("0703");
    expect((await decide(dev, await openOffer(dev, ofFrom), "waive")).status).toBe(303);
    await join(from, to, "join-3");
    await dev.tick();
    expect(await rightsOf(to)).toEqual([["2027-01", "waived"]]);
    // Taken back by the other number's link, which shows the same offer.
    await confirm(ofTo);
    expect(await rightsOf(from)).toEqual([["2027-01", "fulfilling"]]);
    expect(await paidTo("0703")).toMatchObject([{ periods: ["2027-01"], received: 1 }]);
  });

  test("are both not paid until they are one, however long that takes", async () => {
    await dev.clock("2027-01-06T02:00:00Z");
    const { from, to } = await twoNumbers("0704");
    const links = await linksTo("0704");
    const [city, shard] = [await dev.database("DB_CITY"), await dev.database("DB_0")];
    // It cannot leave while it is looked at by somebody else.
    await shard
      .prepare(
        "CREATE TRIGGER nobody_leaves BEFORE INSERT ON successors BEGIN SELECT RAISE(ABORT, 'not now'); END",
      )
      .run();
    expect(await join(from, to, "join-4")).toMatchObject([{ status: "accepted" }]);
    for (const link of links) await confirm(link);
    expect(await paidTo("0704")).toEqual([]);
    expect((await explain(dev, to, policy)).entitlements).toMatchObject([
      { state: "awaiting-fulfilment", heldBecause: "正在与同一主体的另一号码归并，完成后继续" },
    ]);
    await shard.prepare("DROP TRIGGER nobody_leaves").run();
    await city.prepare("UPDATE joins SET next_at = 0 WHERE state = 'open'").run();
    await dev.tick();
    expect((await paidTo("0704")).map(({ received }) => received)).toEqual([1]);
    expect(await rightsOf(from)).toEqual(await rightsOf(to));
    expect(await join(from, to, "join-4")).toMatchObject([{ status: "duplicate" }]);
    expect(await join(to, from, "join-5")).toMatchObject([{ status: "stale" }]);
    expect(await join(to, from, "join-4")).toMatchObject([
      { status: "rejected", problem: { type: "/problems/event-id-reused" } },
    ]);
  });
});

describe("two numbers, while somebody has objected to something under the one that is joined", () => {
  /** Reports them as one, with an objection that is not answered yet. */
  async function joinedUnderObjection(
    { from, to }: { from: SubjectReference; to: SubjectReference },
    id: string,
  ): Promise<() => Promise<void>> {
    expect(await join(from, to, id)).toMatchObject([{ status: "accepted" }]);
    const [city, shard] = [await dev.database("DB_CITY"), await dev.database("DB_0")];
    const fromKey = await city
      .prepare("SELECT from_key AS k FROM joins ORDER BY number DESC LIMIT 1")
      .first<string>("k");
    await shard
      .prepare(
        `INSERT INTO objections (id, subject_key, policy, period, entitlement, raised_by, objector, objector_sealed,
           grounds_sealed, state, version, freezes, lodged_at)
         VALUES (?1, ?2, ?3, '', '', 'phone', 'o', 's', 's', 'lodged', 1, 0, 1)`,
      )
      .bind(`${fromKey?.slice(0, 2)}${id}`, fromKey, policy)
      .run();
    await dev.tick();
    return async () => {
      await shard.prepare("DELETE FROM objections WHERE subject_key = ?").bind(fromKey).run();
      await city.prepare("UPDATE joins SET next_at = 0 WHERE state = 'open'").run();
      await dev.tick();
    };
  }
  const sent = async (tail: string) => (await paidTo(tail)).map(({ received }) => received);

  test("are paid what the law guarantees under the number that stays, and once when they are one", async () => {
    await dev.clock("2027-01-06T03:00:00Z");
    const both = await twoNumbers("0705");
    const links = await linksTo("0705");
    const answered = await joinedUnderObjection(both, "join-7");
    for (const link of links) await confirm(link);
    expect(await sent("0705")).toEqual([1]);
    expect([await rightsOf(both.from), await rightsOf(both.to)]).toEqual([
      [["2027-01", "awaiting-fulfilment"]],
      [["2027-01", "fulfilling"]],
    ]);
    await answered();
    expect(await sent("0705")).toEqual([1]);
    expect(await rightsOf(both.from)).toEqual([["2027-01", "fulfilling"]]);
  });

  test("are not paid again what was given under the other one", async () => {
    await dev.clock("2027-01-06T04:00:00Z");
    const both = await twoNumbers("0706");
    const [ofFrom = "", ofTo = ""] = await linksTo("0706");
    await confirm(ofFrom);
    expect(await sent("0706")).toEqual([1]);
    const answered = await joinedUnderObjection(both, "join-8");
    await confirm(ofTo);
    await answered();
    expect(await sent("0706")).toEqual([1]);
    expect(await rightsOf(both.to)).toEqual([["2027-01", "fulfilling"]]);
  });
});

describe("a report of two numbers", () => {
  const [one, two] = [resident("1960-01-01", 901), resident("1960-01-01", 902)];
  const company = (id: string) => ({ kind: "organisation", idType: "uscc", id }) as const;
  const firms = { from: company("91319900000000019N"), to: company("91319900000000027H") };

  test.each([
    ["by no steward of persons", "civil-affairs", { from: one, to: two }, "not-the-steward"],
    [
      "by the steward of organisations",
      "market-regulation",
      { from: one, to: two },
      "not-the-steward",
    ],
    ["of organisations by the police", "public-security", firms, "not-the-steward"],
    ["that are the same", "public-security", { from: one, to: one }, "invalid-event"],
    ["of different kinds", "public-security", { from: one, to: firms.to }, "invalid-event"],
    [
      "of which one is wrong",
      "public-security",
      { from: one, to: { ...two, id: "319900196001019020" } },
      "invalid-subject",
    ],
  ] as const)("%s is refused", async (_, department, data, problem) => {
    const results = await dev.department(department).send([{ type: "subject.corrected.v1", data }]);
    expect(results).toMatchObject([
      { status: "rejected", problem: { type: `/problems/${problem}` } },
    ]);
  });

  test("of which nothing was known before joins what comes later", async () => {
    await dev.clock("2027-01-07T02:00:00Z");
    await join(one, two, "join-6");
    await reportPerson(dev, one, { birthDate: "1960-01-01" });
    await reportPerson(dev, two, { hukouDistrict: "310101" });
    await dev.tick();
    expect((await explain(dev, one, policy)).verdict).toBe("met");
    expect(await rightsOf(one)).toEqual([["2027-01", "awaiting-confirmation"]]);
  });
});
