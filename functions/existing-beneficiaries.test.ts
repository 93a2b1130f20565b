import { afterAll, beforeAll, expect, test } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { enterStage } from "#shared/testing/enter-stage.ts";
import { tasksIn } from "#shared/testing/outbox-rows.ts";
import { resident } from "#shared/testing/people.ts";
import { startTwoShards, type TwoShards } from "#shared/testing/two-shards.ts";

let world: TwoShards;
beforeAll(async () => {
  world = await startTwoShards();
  await world.begin();
});
afterAll(async () => world.close());

const allowance = "senior-comprehensive-allowance";
const gift = "pudong-ninetieth-birthday-gift";
const at = "2026-11-10T01:00:00Z";

/** Of ninety years with hukou in Pudong: entitled to an allowance on confirmation, and to a gift that comes by itself. */
const people = Array.from({ length: 5_200 }, (_, number) =>
  resident(`1936-0${1 + (number % 9)}-1${Math.floor(number / 9) % 2}`, Math.floor(number / 18)),
);
/** Paid by the older system until November. The others have never applied. */
const existing = people.slice(0, 5_000);

async function report(
  department: "public-security" | "civil-affairs",
  type: string,
  all: readonly object[],
): Promise<void> {
  for (let start = 0; start < all.length; start += 500) {
    const events = all.slice(start, start + 500).map((data, index) => ({
      specversion: "1.0",
      id: `${type} ${start + index} ${crypto.randomUUID()}`,
      source: "urn:test",
      type,
      time: at,
      data,
    }));
    await world.report(department, events);
  }
}

/** How many there are of each policy, period and state; and what is due to be sent to people or payers. */
async function counts(): Promise<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const db of [world.databases.DB_0, world.databases.DB_1]) {
    const { results } = await db
      .prepare(
        `SELECT policy || ' ' || period || ' ' || state AS what, count(*) AS many FROM entitlements
         WHERE policy IN ('${allowance}', '${gift}') GROUP BY 1`,
      )
      .all<{ what: string; many: number }>();
    for (const { what, many } of results) counted[what] = (counted[what] ?? 0) + many;
    for (const { kind, policy, topic } of await tasksIn(db))
      if (topic !== "sweep" && (policy === allowance || policy === gift))
        counted[`${policy} ${kind}`] = (counted[`${policy} ${kind}`] ?? 0) + 1;
  }
  return counted;
}

test("5,000 who are paid by an older system are not paid twice when the policies go live", async () => {
  for (const policy of [allowance, gift])
    await enterStage(world.databases.DB_CITY, policy, "ready");
  await world.settle();
  await report(
    "public-security",
    "facts.reported.v1",
    people.map((subject) => ({
      subject,
      facts: { birthDate: birthOf(subject.id), hukouDistrict: "310115" },
    })),
  );
  await report("civil-affairs", "case.reported.v1", [
    ...existing.map((subject) => ({
      subject,
      policy: allowance,
      channel: "legacy",
      state: "paid",
      period: "2026-01",
      through: "2026-11",
      amountFen: 350_00,
    })),
    ...existing.map((subject) => ({
      subject,
      policy: gift,
      channel: "legacy",
      state: "paid",
      period: "once",
    })),
  ]);
  expect(await counts()).toEqual({});

  for (const policy of [allowance, gift]) await enterStage(world.databases.DB_CITY, policy, "live");
  await world.passTo(civilDate("2026-11-17"));
  await world.passTo(civilDate("2026-11-18"));
  expect(await counts()).toEqual({
    [`${allowance} 2026-11 redirected`]: 5_000,
    [`${allowance} 2026-11 awaiting-confirmation`]: 200,
    [`${allowance} offer`]: 200,
    [`${gift} once redirected`]: 5_000,
    [`${gift} once awaiting-fulfilment`]: 200,
    [`${gift} announcement`]: 200,
    [`${gift} instruct`]: 200,
  });

  // From December on the older system pays no more: the allowance goes on here, with one offer for each.
  await world.passTo(civilDate("2026-12-02"));
  expect(await counts()).toMatchObject({
    [`${allowance} 2026-11 redirected`]: 5_000,
    [`${allowance} 2026-12 awaiting-confirmation`]: 5_200,
    [`${allowance} offer`]: 5_200,
    [`${gift} once redirected`]: 5_000,
    [`${gift} instruct`]: 200,
  });
}, 600_000);

/** The eight digits after the region. */
function birthOf(id: string): string {
  return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
}
