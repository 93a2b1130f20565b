import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CivilDate, civilDate } from "#shared/calendar/civil-date.ts";
import { rowsOf } from "#shared/db/statement.ts";
import { judgeShard } from "#shared/measures/judge-shard.ts";
import { policies } from "#shared/policies/index.ts";
import oneChildReward from "#shared/policies/one-child-reward.ts";
import { completeRegisters, type StoredRegister } from "#shared/registers/register.ts";
import { selectRegisters } from "#shared/registers/select-registers.ts";
import { periodOf } from "#shared/rules/period.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { countEntitled, type EntitledCount } from "#shared/set-based/count-entitled.ts";
import { startTwoShards, type TwoShards } from "#shared/testing/two-shards.ts";
import { sampleCity, type SampleCity } from "./sandbox/city/city.ts";
import { cityEvents } from "./sandbox/city/events.ts";

const firstDay = civilDate("2026-11-16");
const shards = ["DB_0", "DB_1"] as const;

let world: TwoShards;
let city: SampleCity;
beforeAll(async () => {
  world = await startTwoShards();
  await world.begin();
  // Of twenty people more something is decided by the day.
  city = sampleCity(firstDay, { people: 480, organisations: 80 });
  for (const { department, events } of cityEvents(city, new Date("2026-11-16T01:59:00Z")))
    await world.report(department, events);
  await world.settle();
  await world.passTo(firstDay);
});
afterAll(async () => world.close());

interface Told {
  readonly eligible: number;
  readonly unknown: number;
  /** Of those who are eligible, in the period of the day; for a benefit by the visit there is none. */
  readonly entitled: number;
  readonly amountFen: number;
}

/** What judging each subject at its events and on its days has left behind. */
async function leftByEvents(db: D1Database, policy: Policy, on: CivilDate): Promise<Told> {
  const period = periodOf(policy, on) ?? "";
  const told = await db
    .prepare(
      `SELECT count(*) FILTER (WHERE verdict = 'met') AS eligible,
         count(*) FILTER (WHERE verdict = 'unknown') AS unknown,
         count(DISTINCT entitlements.subject_key) FILTER (WHERE verdict = 'met') AS entitled,
         coalesce(sum(amount_fen) FILTER (WHERE verdict = 'met'), 0) AS "amountFen"
       FROM (SELECT subject_key, verdicts ->> ? AS verdict FROM profiles) AS judged
         LEFT JOIN entitlements ON entitlements.subject_key = judged.subject_key
           AND policy = ? AND (period = ? OR period GLOB ?) AND state <> 'terminated'`,
    )
    .bind(`$."${policy.id}"`, policy.id, period, `${period}:*`)
    .first<Told>();
  if (told === null) throw new Error("a count gave no row");
  return told;
}

async function countsOn(policy: Policy, on: CivilDate) {
  const registers = rowsOf<StoredRegister>(await selectRegisters(world.databases.DB_CITY).all());
  const setting = { on, complete: completeRegisters(registers) };
  return Promise.all(
    shards.map(async (shard) => {
      const db = world.databases[shard];
      const inSet: EntitledCount = await countEntitled(db, policy, setting);
      return { inSet, byEvents: await leftByEvents(db, policy, on) };
    }),
  );
}

/** Of the amounts, only where this is the day on which the period's entitlements were judged. */
async function expectAgreement(policy: Policy, on: CivilDate, amounts = true): Promise<number> {
  let eligible = 0;
  for (const { inSet, byEvents } of await countsOn(policy, on)) {
    expect(inSet).toEqual({
      eligible: byEvents.eligible,
      unknown: byEvents.unknown,
      amountFen: amounts ? byEvents.amountFen : inSet.amountFen,
      dueForReview: 0,
    });
    expect(byEvents.entitled).toBe(policy.period === "visit" ? 0 : inSet.eligible);
    eligible += inSet.eligible;
  }
  return eligible;
}

describe("what is asked of the set is what events have left, in verdicts and in fen", () => {
  test.each(policies.map((policy) => [policy.title, policy] as const))(
    "for %s over the sample city",
    async (_, policy) => {
      const isInForce = versionOn(policy, firstDay) !== undefined;
      expect((await expectAgreement(policy, firstDay)) > 0).toBe(isInForce);
    },
  );

  test("and the audit of every policy finds nobody forgotten, and nothing without grounds", async () => {
    const registers = rowsOf<StoredRegister>(await selectRegisters(world.databases.DB_CITY).all());
    const setting = { on: firstDay, complete: completeRegisters(registers) };
    const live = { stage: "live", number: 1, reason: "", sinceAt: 0 } as const;
    for (const policy of policies)
      for (const shard of shards) {
        const { differences } = await judgeShard(world.databases[shard], policy, setting, live);
        expect([policy.id, differences]).toEqual([policy.id, []]);
      }
  });

  test("for every policy as days pass, with birthdays and a new month", async () => {
    const before = await Promise.all(policies.map(async (one) => expectAgreement(one, firstDay)));
    const after: number[] = [];
    for (const [day, amounts] of [
      ["2026-11-17", false],
      ["2026-12-01", true],
      ["2026-12-07", false],
    ] as const) {
      const on = civilDate(day);
      await world.passTo(on);
      after.length = 0;
      for (const policy of policies) after.push(await expectAgreement(policy, on, amounts));
    }
    expect(after).not.toEqual(before);
  });

  test("for parents whose children's deaths other shards have reported", async () => {
    const on = civilDate("2026-12-07");
    const before = await expectAgreement(oneChildReward, on, false);
    const events = city.families.map(({ child: { id } }, index) => ({
      specversion: "1.0",
      id: `death-${index}`,
      source: "urn:test",
      type: "facts.reported.v1",
      time: "2026-12-07T01:00:00Z",
      data: {
        subject: { kind: "person", idType: "resident-id", id },
        facts: { deathCertifiedOn: "2026-12-06" },
      },
    }));
    await world.report("health", events.slice(0, Math.ceil(events.length / 2)));
    await world.settle();
    const after = await expectAgreement(oneChildReward, on, false);
    expect([before > after, after > 0]).toEqual([true, true]);
  });
});
