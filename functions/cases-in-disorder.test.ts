import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { killedAt } from "#shared/testing/killed-at.ts";
import { seeded, shuffled } from "#shared/testing/seeded.ts";
import {
  type Said,
  saidCase,
  saidFacts,
  startTwoShards,
  tellAnew,
  type TwoShards,
} from "#shared/testing/two-shards.ts";

let world: TwoShards;
beforeAll(async () => {
  world = await startTwoShards();
  await world.begin();
});
afterAll(async () => world.close());

const facts = (subject: SubjectReference): Said[] => [
  saidFacts("public-security", subject, { birthDate: "1950-01-01" }, 1),
  saidFacts("public-security", subject, { hukouDistrict: "310101" }, 2),
];

/** What is left of the allowance in the end, without what tells the way there. */
async function endOf(subject: SubjectReference) {
  const { entitlements, confirmations, cases } = await world.stateOf(subject);
  return {
    entitlements: entitlements.map(({ period, state, heldBecause, amountFen }) => [
      period,
      state,
      heldBecause,
      amountFen,
    ]),
    isAsked: confirmations.some(({ state }) => state === "open"),
    cases: cases
      .map(({ subjectKey: _, ...one }) => JSON.stringify(one))
      .toSorted((a, b) => (a < b ? -1 : 1)),
  };
}

const stories: readonly (readonly [string, (subject: SubjectReference) => Said[], object])[] = [
  [
    "was accepted, granted and paid at the counter",
    (subject) => [
      saidCase(subject, "accepted", { caseNumber: "A1" }, 3),
      saidCase(subject, "granted", { caseNumber: "A1" }, 4),
      saidCase(subject, "paid", { caseNumber: "A1", amountFen: 150_00 }, 5),
    ],
    { entitlements: [["2026-11", "redirected", "ordinary-channel", 150_00]], isAsked: false },
  ],
  [
    "was refused at the counter",
    (subject) => [
      saidCase(subject, "accepted", { caseNumber: "A1" }, 3),
      saidCase(subject, "refused", { caseNumber: "A1" }, 4),
    ],
    { entitlements: [["2026-11", "awaiting-confirmation", null, 150_00]], isAsked: true },
  ],
  [
    "was refused at the counter because the older system pays it",
    (subject) => [
      saidCase(subject, "paid", { channel: "legacy", period: "2026-09", through: "2026-12" }, 3),
      saidCase(subject, "accepted", { caseNumber: "A1" }, 4),
      saidCase(subject, "refused", { caseNumber: "A1" }, 5),
    ],
    { entitlements: [["2026-11", "redirected", "ordinary-channel", 150_00]], isAsked: false },
  ],
  [
    "is no longer paid by the older system, for it stopped earlier than it had said",
    (subject) => [
      saidCase(subject, "paid", { channel: "legacy", period: "2026-09", through: "2026-12" }, 3),
      saidCase(subject, "paid", { channel: "legacy", period: "2026-09", through: "2026-10" }, 4),
    ],
    { entitlements: [["2026-11", "awaiting-confirmation", null, 150_00]], isAsked: true },
  ],
];

describe("one right through two channels", () => {
  test.each(stories)("that %s ends the same in every order", async (_, cases, end) => {
    const orders = 5;
    for (let seed = 1; seed <= orders; seed += 1) {
      const subject = await world.personOn(0, "1950-01-01");
      tellAnew();
      const events = [...facts(subject), ...cases(subject)];
      const order = seed === 1 ? events : shuffled([...events, ...events], seeded(seed));
      await world.say(...order);
      expect(await endOf(subject), `seed ${seed}`).toMatchObject(end);
    }
  });

  test("is decided in one commit: killed at any moment, the repeated event brings the same", async () => {
    let moments = 0;
    for (let isKilled = true; isKilled; moments += 1) {
      const subject = await world.personOn(0, "1950-01-01");
      tellAnew();
      await world.say(...facts(subject));
      const { happened, failing } = killedAt(moments + 1);
      world.failing = failing;
      await world.say(saidCase(subject, "paid", {}, 3));
      world.failing = () => false;
      isKilled = happened();
      expect(await endOf(subject)).toMatchObject({
        entitlements: [["2026-11", "redirected", "ordinary-channel", 150_00]],
        isAsked: false,
      });
    }
    expect(moments).toBeGreaterThan(3);
  });

  test("of whom nobody has reported a fact is known by the case, and opens nothing", async () => {
    const subject = await world.personOn(1, "1950-01-01");
    await world.say(saidCase(subject, "granted"));
    expect(await endOf(subject)).toMatchObject({ entitlements: [], isAsked: false });
    const { profile } = await world.stateOf(subject);
    const db = databaseOf(world.databases, shardOf(profile.subjectKey));
    const { results } = await db.prepare("SELECT state, reported_by FROM reported_cases").all();
    expect(results).toEqual([{ state: "granted", reported_by: "civil-affairs" }]);
    await world.say(...facts(subject));
    expect(await endOf(subject)).toMatchObject({
      entitlements: [["2026-11", "redirected", "ordinary-channel", 150_00]],
    });
  });

  test("costs one row for the case and one for the profile while nothing follows from it", async () => {
    const subject = await world.personOn(0, "1990-01-01");
    await world.say(saidFacts("public-security", subject, { hukouDistrict: "310101" }));
    world.count.written = 0;
    await world.say(saidCase(subject, "accepted"));
    expect(world.count.written).toBe(2);
  });
});
