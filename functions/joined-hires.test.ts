import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { absorption } from "#shared/testing/an-employer.ts";
import { seeded, shuffled } from "#shared/testing/seeded.ts";
import { saidGraduated, saidHired, saidJoined, saidMonths } from "#shared/testing/said-of-hires.ts";
import { startTwoShards, type TwoShards } from "#shared/testing/two-shards.ts";

const patience = 240_000;
const ofGraduates = ["unemployedMonths", "graduatedOn", "graduatedInShanghai"];

let world: TwoShards;
beforeAll(async () => {
  world = await startTwoShards({
    start: new Date("2022-11-16T02:00:00Z"),
    registers: ["employee", "deregisteredOn", ...ofGraduates],
  });
});
afterAll(async () => world.close());
beforeEach(async () => world.begin());

/** How the right of each employer to the subsidy stands, and how the lines of all shards. */
async function rights(employers: readonly SubjectReference[]) {
  const lines = await Promise.all(
    [world.databases.DB_0, world.databases.DB_1].map(
      async (db) =>
        (
          await db
            .prepare("SELECT entitlement, state FROM reservations ORDER BY state")
            .all<{ entitlement: string; state: string }>()
        ).results,
    ),
  );
  const own = await Promise.all(
    employers.map(async (one) =>
      (await world.stateOf(one)).entitlements
        .filter(({ policy }) => policy === absorption)
        .map(({ state, reservation }) => `${state} ${reservation ?? ""}`),
    ),
  );
  return { own, lines: lines.flat().map(({ state }) => state) };
}

test.each([
  [0, 1],
  [1, 0],
] as const)(
  "one person with two numbers, hired by two employers, counts for one of them once (shards %i, %i)",
  async (shardOfFrom, shardOfTo) => {
    const employers = [
      await world.organisationOn(0, "52"),
      await world.organisationOn(1, "52"),
    ] as const;
    const [from, to] = [
      await world.personOn(shardOfFrom, "2000-05-05"),
      await world.personOn(shardOfTo, "2000-05-05"),
    ];
    await world.say(saidMonths(to), saidGraduated(to), saidHired(employers[1], to));
    await world.settle();
    await world.say(saidHired(employers[0], from), saidJoined(from, to));
    await world.settle();
    // What was known under the one number is known of the other, and who came first holds the place.
    expect(await rights(employers)).toEqual({
      own: [["matched elsewhere"], ["awaiting-fulfilment held"]],
      lines: ["held", "waiting"],
    });
  },
);

test("one employer that hired both numbers of one person is paid for one hire", async () => {
  const employer = await world.organisationOn(0, "52");
  const [from, to] = [await world.personOn(0, "2000-05-05"), await world.personOn(1, "2000-05-05")];
  for (const one of [from, to])
    await world.say(saidMonths(one), saidGraduated(one), saidHired(employer, one));
  await world.settle();
  expect((await rights([employer])).own).toEqual([
    ["awaiting-fulfilment held", "awaiting-fulfilment held"],
  ]);
  await world.say(saidJoined(from, to));
  await world.settle();
  expect(await rights([employer])).toEqual({
    own: [["awaiting-fulfilment held"]],
    lines: ["held"],
  });
});

test(
  "employers and hires may have two numbers each: in every order one right is left",
  async () => {
    for (const seed of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const random = seeded(seed);
      await world.begin();
      const [firm, sameFirm] = [
        await world.organisationOn(0, "52"),
        await world.organisationOn(1, "52"),
      ];
      const [from, to] = [
        await world.personOn(1, "2000-05-05"),
        await world.personOn(0, "2000-05-05"),
      ];
      const events = [
        ...[from, to].flatMap((one) => [saidMonths(one), saidGraduated(one)]),
        saidHired(firm, from),
        saidHired(sameFirm, to),
        saidHired(sameFirm, from),
        saidJoined(from, to),
        saidJoined(firm, sameFirm),
      ];
      world.failing = () => seed > 0 && random() < 0.02;
      for (const one of shuffled(events, random)) {
        await world.say(one);
        if (random() < 0.5) await world.consumeAll();
      }
      world.failing = () => false;
      await world.passMinute();
      await world.settle();
      expect(await rights([firm, sameFirm]), `seed ${seed}`).toEqual({
        own: [["awaiting-fulfilment held"], ["awaiting-fulfilment held"]],
        lines: ["held"],
      });
    }
  },
  patience,
);
