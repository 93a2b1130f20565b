import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { loadFulfilmentMatters } from "#shared/instructions/load-fulfilment-matters.ts";
import { planInstruction } from "#shared/instructions/plan-instruction.ts";
import {
  newStamp,
  type Order,
  storeInstructions,
} from "#shared/instructions/store-instructions.ts";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import { allLive } from "#shared/testing/all-live.ts";
import { tasksIn } from "#shared/testing/outbox-rows.ts";
import { said, saidFacts, startTwoShards, type TwoShards } from "#shared/testing/two-shards.ts";

const gift = "pudong-ninetieth-birthday-gift";
const now = new Date("2026-11-16T03:00:00Z");

let world: TwoShards;
beforeAll(async () => {
  world = await startTwoShards();
  await world.begin();
});
afterAll(async () => world.close());

const saidPaid = (subject: SubjectReference) => {
  const one = { subject, policy: gift, period: "once", channel: "legacy", state: "paid" };
  return said("civil-affairs", "case.reported.v1", one, 9);
};

/** Somebody of ninety to whom the gift is due, and the task that brings it. */
async function ninety(): Promise<{ subject: SubjectReference; db: D1Database; task: Task }> {
  const subject = await world.personOn(0, "1936-01-01");
  await world.say(
    saidFacts("public-security", subject, { birthDate: "1936-01-01", hukouDistrict: "310115" }),
  );
  await world.say(
    said(
      "human-resources",
      "contact.reported.v1",
      {
        subject,
        account: { bank: "上海银行", number: "6222000000000001", holder: "王建国" },
      },
      0,
    ),
  );
  const { profile } = await world.stateOf(subject);
  const db = databaseOf(world.databases, shardOf(profile.subjectKey));
  const task = (await tasksIn(db)).find(
    ({ kind, subjectKey }) => kind === "instruct" && subjectKey === profile.subjectKey,
  );
  if (task === undefined) throw new Error("nothing is due");
  return { subject, db, task };
}

async function planned(db: D1Database, task: Task): Promise<Order[]> {
  const { matterOf } = await loadFulfilmentMatters(db, [task]);
  const policy = policyById(gift);
  if (policy === undefined) throw new Error("the gift has left the catalogue");
  const city = {
    registers: [],
    payers: new Set(["civil-affairs"]),
    stages: allLive,
    isRestored: false,
    calendar: builtInCalendar,
  };
  const plan = await planInstruction(policy, matterOf(task), city, civilDate("2026-11-16"), now);
  if (plan.kind !== "ready") return [];
  const instruction = { ...plan.instruction, release: "authorisation:test", stamp: newStamp() };
  return [{ instruction, entitlements: plan.entitlements }];
}

const giftsOf = async (subject: SubjectReference) =>
  (await world.stateOf(subject)).entitlements.flatMap(({ policy, state }) =>
    policy === gift ? [state] : [],
  );
const conflicts = async (db: D1Database): Promise<number> =>
  (await tasksIn(db)).filter(({ kind }) => kind === "work-item").length;

describe("a case that is reported while its payment is planned", () => {
  test("wins when it is committed first: the instruction is not stored", async () => {
    const { subject, db, task } = await ninety();
    const orders = await planned(db, task);
    expect(orders).toHaveLength(1);
    await world.say(saidPaid(subject));
    const stored = await storeInstructions(db, orders, orders[0]?.instruction.stamp ?? "", now);
    expect(stored.size).toBe(0);
    expect(await giftsOf(subject)).toEqual(["redirected"]);
    expect(await planned(db, task)).toEqual([]);
    expect(await conflicts(db)).toBe(0);
  });

  test("finds it sent when it comes second, and the lead department is told", async () => {
    const { subject, db, task } = await ninety();
    const orders = await planned(db, task);
    const stored = await storeInstructions(db, orders, orders[0]?.instruction.stamp ?? "", now);
    expect(stored.size).toBe(1);
    await world.say(saidPaid(subject));
    expect(await giftsOf(subject)).toEqual(["fulfilling"]);
    expect(await conflicts(db)).toBe(1);
  });

  test("wins or loses whole when both come at once", async () => {
    const ends: string[] = [];
    for (let round = 0; round < 12; round += 1) {
      const { subject, db, task } = await ninety();
      const orders = await planned(db, task);
      const before = await conflicts(db);
      const [stored] = await Promise.all([
        storeInstructions(db, orders, orders[0]?.instruction.stamp ?? "", now),
        world.say(saidPaid(subject)),
      ]);
      const [state = ""] = await giftsOf(subject);
      ends.push(`${state} ${stored.size} ${(await conflicts(db)) - before}`);
    }
    expect(new Set(["redirected 0 0", "fulfilling 1 1"])).toEqual(
      new Set([...ends, "redirected 0 0", "fulfilling 1 1"]),
    );
  });
});
