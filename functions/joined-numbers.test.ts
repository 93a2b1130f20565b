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
    .send([{ type: "subject.corrected.v1", id, data: { from, to } }]);

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
});
