import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { absorption, expansion } from "#shared/testing/an-employer.ts";
import { decide, openOffer } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, reportContact, resident, type ToldVerdict } from "#shared/testing/people.ts";
import { creditCode } from "./sandbox/city/numbers.ts";

/** A day on which both are in force. */
const start = "2022-11-16T02:00:00Z";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock(start);
  await dev.stage(absorption, "live");
  await dev.stage(expansion, "live");
  await dev.tick();
});
afterAll(async () => dev.close());

let number = 0;

async function profilesOn(shard: 0 | 1): Promise<number> {
  const db = await dev.database(shard === 0 ? "DB_0" : "DB_1");
  return (await db.prepare("SELECT count(*) AS n FROM profiles").first<number>("n")) ?? 0;
}

/** An employer on this shard, whose phone ends with `tail`; nobody can choose a shard, so one is looked for. */
async function employerOn(shard: 0 | 1, category: string, tail: string): Promise<SubjectReference> {
  const before = await profilesOn(shard);
  const id = creditCode(category, (number += 1));
  const employer = { kind: "organisation", idType: "uscc", id } as const;
  const contact = { subject: employer, phone: `1380000${tail}` };
  await dev
    .department("government-services")
    .send([{ type: "contact.reported.v1", data: contact }]);
  return (await profilesOn(shard)) > before ? employer : employerOn(shard, category, tail);
}

async function graduate(): Promise<SubjectReference> {
  const subject = resident("2000-05-05", (number += 1));
  await dev
    .department("human-resources")
    .send([{ type: "facts.reported.v1", data: { subject, facts: { insuredMonths: 3 } } }]);
  const facts = { graduatedOn: "2022-06-30", graduatedInShanghai: true };
  await dev.department("education").send([{ type: "facts.reported.v1", data: { subject, facts } }]);
  return subject;
}

async function hire(employer: SubjectReference, other: SubjectReference): Promise<void> {
  const relations = [{ kind: "employee", other, from: "2022-07-01", until: "2024-06-30" }];
  await dev
    .department("human-resources")
    .send([{ type: "relations.reported.v1", data: { subject: employer, relations } }]);
  await dev.tick();
}

const entitlementsOf = async (
  employer: SubjectReference,
  policy: string = absorption,
): Promise<ToldVerdict["entitlements"]> => (await explain(dev, employer, policy)).entitlements;
const messagesTo = async (tail: string) =>
  (await dev.messages()).filter(({ to }) => to === `1380000${tail}`);
const paidTo = async (tail: string) =>
  (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith(tail));
const elsewhere = "同一人已由其他单位或其他政策计入，不重复享受";

describe("a person hired by two employers", () => {
  test("counts once: the first one is told and paid, the other one is told why not when it asks", async () => {
    const [one, two] = [await employerOn(0, "52", "0601"), await employerOn(1, "52", "0602")];
    await reportContact(dev, one, "0601");
    await reportContact(dev, two, "0602");
    const hired = await graduate();
    await hire(one, hired);
    await hire(two, hired);
    expect((await messagesTo("0601")).map(({ template }) => template)).toEqual(["announcement.v1"]);
    expect(await paidTo("0601")).toMatchObject([
      {
        policy: absorption,
        amountFen: 2_000_00,
        periods: [expect.stringMatching(/^once:[a-z2-7]{8}$/)],
      },
    ]);
    expect(await explain(dev, two, absorption)).toMatchObject({
      verdict: "met",
      stage: "live",
      entitlements: [{ state: "matched", heldBecause: elsewhere }],
    });
    expect([await messagesTo("0602"), await paidTo("0602")]).toEqual([[], []]);
    // Another person counts anew.
    const another = await graduate();
    await hire(two, another);
    expect(await paidTo("0602")).toMatchObject([{ amountFen: 2_000_00 }]);
  });

  test("counts for the other one as soon as the first one refuses", async () => {
    const [one, two] = [await employerOn(1, "52", "0611"), await employerOn(0, "52", "0612")];
    await reportContact(dev, two, "0612");
    const hired = await graduate();
    // Nothing can be paid to the first one yet, so it can still refuse.
    await hire(one, hired);
    await hire(two, hired);
    expect(await entitlementsOf(one)).toMatchObject([
      { state: "awaiting-fulfilment", heldBecause: "没有登记收款账户" },
    ]);
    const token = await dev.citizen(one);
    const link = (await messagesTo("0611")).at(-1)?.link ?? "";
    const offer = await openOffer(dev, link, token);
    expect((await decide(dev, offer, "waive", token)).status).toBe(303);
    await dev.tick();
    expect(await entitlementsOf(one)).toMatchObject([{ state: "waived" }]);
    expect(await entitlementsOf(two)).toMatchObject([{ state: "fulfilling" }]);
    expect(await paidTo("0612")).toMatchObject([{ amountFen: 2_000_00 }]);
    // Whoever takes the refusal back stands at the end of the line.
    const again = await openOffer(dev, link, token);
    expect((await decide(dev, again, "confirm", token)).status).toBe(303);
    await reportContact(dev, one, "0611");
    await dev.tick();
    expect(await entitlementsOf(one)).toMatchObject([
      { state: "awaiting-fulfilment", heldBecause: elsewhere },
    ]);
    expect(await paidTo("0611")).toEqual([]);
  });
});

test("of two subsidies for one hire an employer gets the larger one, never both", async () => {
  const employer = await employerOn(0, "91", "0621");
  await reportContact(dev, employer, "0621");
  await hire(employer, await graduate());
  expect(await entitlementsOf(employer)).toMatchObject([{ state: "fulfilling" }]);
  expect(await entitlementsOf(employer, expansion)).toMatchObject([
    { state: "matched", heldBecause: elsewhere },
  ]);
  expect(await paidTo("0621")).toMatchObject([{ policy: absorption, amountFen: 2_000_00 }]);
});

test("no subject’s key, nor any part of it, leaves the house", async () => {
  const employer = await employerOn(1, "52", "0631");
  await hire(employer, await graduate());
  const token = await dev.citizen(employer);
  const link = (await messagesTo("0631")).at(-1)?.link ?? "";
  const { page } = await openOffer(dev, link, token);
  const approver = await dev.staff("approver", "human-resources");
  const releases = await dev.fetch(`/v1/console/releases?policy=${absorption}`, {
    headers: { authorization: `Bearer ${approver}` },
  });
  const told = [
    link,
    page,
    await releases.text(),
    JSON.stringify(await explain(dev, employer, absorption)),
    JSON.stringify(await explain(dev, employer, expansion)),
    JSON.stringify(await dev.messages()),
    JSON.stringify(await dev.instructions()),
  ].join("\n");
  const keys: string[] = [];
  for (const name of ["DB_0", "DB_1"] as const) {
    const { results } = await (
      await dev.database(name)
    )
      .prepare("SELECT subject_key AS key FROM profiles")
      .all<{ key: string }>();
    keys.push(...results.map(({ key }) => key));
  }
  expect(keys.length).toBeGreaterThan(8);
  // The first two characters say where something lies; every id that leaves the house begins with them.
  const parts = keys.flatMap((key) =>
    Array.from({ length: key.length - 9 }, (_, index) => key.slice(2 + index, 10 + index)),
  );
  expect(parts.filter((part) => told.includes(part))).toEqual([]);
});
