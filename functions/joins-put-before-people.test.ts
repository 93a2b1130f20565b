import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { shardOf } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { entitlementId } from "#shared/entitlements/entitlement-id.ts";
import { absorption } from "#shared/testing/an-employer.ts";
import { storeEntitlements } from "#shared/testing/an-offer.ts";
import { anEntitlement } from "#shared/testing/builders.ts";
import { saidGraduated, saidHired, saidJoined, saidMonths } from "#shared/testing/said-of-hires.ts";
import { startTwoShards, type TwoShards } from "#shared/testing/two-shards.ts";

let world: TwoShards;
beforeAll(async () => {
  world = await startTwoShards({
    start: new Date("2022-11-16T02:00:00Z"),
    registers: ["employee", "deregisteredOn", "unemployedMonths", "graduatedOn"],
  });
});
afterAll(async () => world.close());
beforeEach(async () => world.begin());

const hireable = (subject: SubjectReference) => [saidMonths(subject), saidGraduated(subject)];

const itemsOf = async (kind: string) =>
  rowsOf<{ owner: string; policy: string; reference: string; state: string }>(
    await statement(
      world.databases.DB_CITY,
      sql`SELECT owner, policy, reference, iif(closed_at IS NULL, 'open', closed_by) AS state
          FROM work_items WHERE kind = ${kind}`,
    ).all(),
  );
const databaseOn = (shard: number) => (shard === 0 ? world.databases.DB_0 : world.databases.DB_1);

/** Two employers, each with a hire of its own: the two hires are one person. */
async function twoHires() {
  const employers = [
    await world.organisationOn(0, "52"),
    await world.organisationOn(1, "52"),
  ] as const;
  const [from, to] = [await world.personOn(1, "2000-05-05"), await world.personOn(0, "2000-05-05")];
  await world.say(...hireable(from), ...hireable(to));
  await world.say(saidHired(employers[0], from), saidHired(employers[1], to));
  await world.settle();
  return { employers, from, to };
}
/** As if the payer had reported it. */
async function pay(employer: SubjectReference): Promise<void> {
  const right = await rightOf(employer);
  if (right?.reservation !== "held") throw new Error("the place is not held");
  const at = Date.parse("2022-11-16T02:00:00Z");
  const steps = (["fulfilling", "fulfilled"] as const).map((state) => ({ state, at }));
  const paid = { state: "fulfilled", instruction: "aax", instructedFen: right.amountFen } as const;
  await storeEntitlements(databaseOn(shardOf(right.id)), {
    ...right,
    ...paid,
    steps: [...right.steps, ...steps],
  });
}
const rightOf = async (employer: SubjectReference) =>
  (await world.stateOf(employer)).entitlements.find(({ policy }) => policy === absorption);

test("a person who counts once and was paid for to two employers stands before the department, once", async () => {
  const { employers, from, to } = await twoHires();
  for (const employer of employers) await pay(employer);
  await world.say(saidJoined(from, to));
  await world.settle();
  await world.settle();
  const second = await rightOf(employers[0]);
  expect(second?.state).toBe("fulfilled");
  expect(await itemsOf("given-twice")).toEqual([
    { owner: "human-resources", policy: absorption, reference: second?.id, state: "open" },
  ]);
});

test("a person who was paid for to one employer alone stands before nobody", async () => {
  const { employers, from, to } = await twoHires();
  await pay(employers[1]);
  await world.say(saidJoined(from, to));
  await world.settle();
  expect((await rightOf(employers[0]))?.reservation).toBe("elsewhere");
  expect(await itemsOf("given-twice")).toEqual([]);
});

test("a company that got two rewards of which only one is due, under two numbers, stands before the department", async () => {
  const [from, to] = [await world.organisationOn(0, "91"), await world.organisationOn(1, "91")];
  const hire = await world.personOn(0, "2000-05-05");
  await world.say(saidHired(from, hire), saidHired(to, hire));
  const at = Date.parse("2022-11-16T02:00:00Z");
  const given = [
    [from, "specialised-new-reward"],
    [to, "minhang-specialised-new-reward"],
  ] as const;
  for (const [subject, policy] of given) {
    const { subjectKey } = (await world.stateOf(subject)).profile;
    const db = databaseOn(subject === from ? 0 : 1);
    const id = await entitlementId(subjectKey, policy, "once");
    await storeEntitlements(
      db,
      anEntitlement({
        subjectKey,
        policy,
        period: "once",
        id,
        state: "fulfilled",
        reservation: "held",
        instruction: `aax-${policy}`,
        steps: (["matched", "awaiting-fulfilment", "fulfilling", "fulfilled"] as const).map(
          (state) => ({ state, at }),
        ),
      }),
    );
    await statement(
      db,
      sql`INSERT INTO reservations (subject_key, reserved_for, entitlement, claimant_key, policy, period, state, asked_at, number)
          VALUES (${subjectKey}, 'specialised-new-city', ${id}, ${subjectKey}, ${policy}, 'once', 'held', 1, 1)`,
    ).run();
  }
  await world.say(saidJoined(from, to));
  await world.settle();
  const { subjectKey } = (await world.stateOf(to)).profile;
  expect(await itemsOf("given-twice")).toMatchObject([
    {
      policy: "specialised-new-reward",
      reference: await entitlementId(subjectKey, "specialised-new-reward", "once"),
      state: "open",
    },
  ]);
});

test("a join that goes on failing stands before operations until it is done", async () => {
  const [from, to] = [await world.personOn(0, "1960-01-01"), await world.personOn(1, "1960-01-01")];
  await world.say(...hireable(from), ...hireable(to));
  const shard = world.databases.DB_0;
  await shard
    .prepare(
      "CREATE TRIGGER nobody_leaves BEFORE INSERT ON successors BEGIN SELECT RAISE(ABORT, 'not now'); END",
    )
    .run();
  await world.say(saidJoined(from, to));
  const again = async () => {
    await world.databases.DB_CITY.prepare("UPDATE joins SET next_at = 0").run();
    await world.passMinute();
  };
  await again();
  expect(await itemsOf("join-failing")).toEqual([]);
  await again();
  await again();
  const { number } = (await world.databases.DB_CITY.prepare(
    "SELECT number FROM joins",
  ).first()) as {
    number: number;
  };
  const item = { owner: "operations", policy: "", reference: `join-${number}` };
  expect(await itemsOf("join-failing")).toEqual([{ ...item, state: "open" }]);
  await shard.prepare("DROP TRIGGER nobody_leaves").run();
  await again();
  await again();
  expect(await itemsOf("join-failing")).toEqual([{ ...item, state: "system:joins" }]);
});
