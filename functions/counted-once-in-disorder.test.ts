import { sign } from "#shared/testing/a-signer.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { decideOffer } from "#shared/confirmations/decide-offer.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { absorption, expansion } from "#shared/testing/an-employer.ts";
import { aQueue } from "#shared/testing/fake-queue.ts";
import { tasksIn } from "#shared/testing/outbox-rows.ts";
import { killedAt } from "#shared/testing/killed-at.ts";
import { seeded, shuffled } from "#shared/testing/seeded.ts";
import { type Said, startTwoShards, type TwoShards } from "#shared/testing/two-shards.ts";

const now = new Date("2022-11-16T02:00:00Z");
const ofGraduates = ["unemployedMonths", "graduatedOn", "graduatedInShanghai"];
const patience = 240_000;

let world: TwoShards;
beforeAll(async () => {
  world = await startTwoShards({
    start: now,
    registers: ["employee", "deregisteredOn", ...ofGraduates],
  });
});
afterAll(async () => world.close());
beforeEach(async () => world.begin());

let told = 0;
function said(by: DepartmentId, type: string, data: object): Said {
  told += 1;
  const time = `2022-11-16T01:${String(told % 60).padStart(2, "0")}:00Z`;
  return [by, { specversion: "1.0", source: "urn:test", id: `e${told}`, type, time, data }];
}

/** A graduate for whom an enterprise is paid under either policy, another employer under one. */
const saidOf = (graduate: SubjectReference): Said[] => [
  said("human-resources", "facts.reported.v1", { subject: graduate, facts: { insuredMonths: 3 } }),
  said("education", "facts.reported.v1", {
    subject: graduate,
    facts: { graduatedOn: "2022-06-30", graduatedInShanghai: true },
  }),
];
const saidHired = (by: SubjectReference, other: SubjectReference): Said =>
  said("human-resources", "relations.reported.v1", {
    subject: by,
    relations: [{ kind: "employee", other, from: "2022-07-01", until: "2024-06-30" }],
  });

/** How each claim stands on both sides: what the entitlement says, and what the line says of it. */
async function claims(of: readonly SubjectReference[]) {
  const both = await Promise.all(
    ["DB_0", "DB_1"].map(async (name) => {
      const { results } = await world.databases[name === "DB_0" ? "DB_0" : "DB_1"]
        .prepare("SELECT entitlement, state FROM reservations")
        .all<{ entitlement: string; state: string }>();
      return results;
    }),
  );
  const line = new Map(both.flat().map((row) => [row.entitlement, row.state]));
  const states = await Promise.all(of.map(async (one) => world.stateOf(one)));
  return states.flatMap(({ entitlements }, index) =>
    entitlements.map(({ id, policy, state, reservation, heldBecause }) => ({
      by: index,
      policy,
      state,
      reservation,
      heldBecause,
      inLine: line.get(id),
    })),
  );
}

const counted = (by: number, policy: string = absorption) => ({
  by,
  policy,
  state: "awaiting-fulfilment",
  reservation: "held",
  heldBecause: null,
  inLine: "held",
});
const waiting = (by: number, policy: string = absorption) => ({
  by,
  policy,
  state: "matched",
  reservation: "elsewhere",
  heldBecause: "counted-elsewhere",
  inLine: "waiting",
});
const waived = (by: number, policy: string = absorption) => ({
  by,
  policy,
  state: "waived",
  reservation: "released",
  heldBecause: null,
  inLine: undefined,
});

async function waive(employer: SubjectReference, policy: string = absorption): Promise<void> {
  const { confirmations, contact } = await world.stateOf(employer);
  const offer = confirmations.find((one) => one.policy === policy);
  if (offer === undefined) throw new Error("nothing was offered");
  const seenAccountVersion = contact.stored?.accountVersion ?? 0;
  const how = {
    decision: "waive",
    way: { assurance: "signed-in", person: "one" },
    seenAccountVersion,
    sign,
  } as const;
  const db = databaseOf(world.databases, shardOf(offer.subjectKey));
  const { queue, sent } = aQueue();
  expect(await decideOffer(db, { SWEEP: queue }, offer, how, now)).toMatchObject({ ok: true });
  world.hints.push(...sent.flat());
}

/** Two employers on two shards, of these categories, and a graduate on one of them. */
async function three(categories: readonly [string, string], shard: 0 | 1) {
  const employers = [
    await world.organisationOn(0, categories[0]),
    await world.organisationOn(1, categories[1]),
  ] as const;
  return { employers, graduate: await world.personOn(shard, "2000-05-05") };
}

describe("a person hired by two employers on two shards", () => {
  test.each([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const)(
    "counts for the one who came first (%i), wherever the person lies (%i), and for the other one once that waives",
    async (first, shard) => {
      const { employers, graduate } = await three(["52", "52"], shard);
      const second = first === 0 ? 1 : 0;
      await world.say(...saidOf(graduate), saidHired(employers[first], graduate));
      await world.settle();
      await world.say(saidHired(employers[second], graduate));
      await world.settle();
      expect(await claims(employers)).toEqual(
        first === 0 ? [counted(0), waiting(1)] : [waiting(0), counted(1)],
      );
      await waive(employers[first]);
      await world.settle();
      expect(await claims(employers)).toEqual(
        first === 0 ? [waived(0), counted(1)] : [counted(0), waived(1)],
      );
    },
  );

  test("counts for the other one when the first one’s claim ends for wrong facts, and never for both", async () => {
    const { employers, graduate } = await three(["52", "52"], 1);
    await world.say(...saidOf(graduate), saidHired(employers[0], graduate));
    await world.settle();
    await world.say(saidHired(employers[1], graduate));
    await world.settle();
    const mistaken = {
      subject: employers[0],
      relations: [{ kind: "employee", other: graduate, from: "2022-07-01", until: "2022-12-31" }],
    };
    await world.say(said("human-resources", "relations.reported.v1", mistaken));
    await world.settle();
    expect(await claims(employers)).toEqual([
      {
        by: 0,
        policy: absorption,
        state: "terminated",
        reservation: "released",
        heldBecause: null,
        inLine: undefined,
      },
      counted(1),
    ]);
    // Corrected, it stands at the end of the line.
    await world.say(saidHired(employers[0], graduate));
    await world.settle();
    expect(await claims(employers)).toEqual([waiting(0), counted(1)]);
  });

  test("counts under the policy that pays more, and under the other one only when that is waived", async () => {
    const { employers, graduate } = await three(["91", "52"], 1);
    await world.say(...saidOf(graduate), saidHired(employers[0], graduate));
    await world.settle();
    const ofFirst = async () => (await claims(employers.slice(0, 1))).toSorted(byPolicy);
    expect(await ofFirst()).toEqual([counted(0), waiting(0, expansion)]);
    await waive(employers[0]);
    await world.settle();
    expect(await ofFirst()).toEqual([waived(0), counted(0, expansion)]);
    await waive(employers[0], expansion);
    await world.say(saidHired(employers[1], graduate));
    await world.settle();
    expect(await claims(employers.slice(1))).toEqual([counted(0)]);
  });
});

const byPolicy = (a: { policy: string }, b: { policy: string }): number =>
  a.policy < b.policy ? -1 : 1;

/** A claim has been put forward or given up, and nothing has come of it yet. */
async function isAsking(): Promise<boolean> {
  const tasks = [
    ...(await tasksIn(world.databases.DB_0)),
    ...(await tasksIn(world.databases.DB_1)),
  ];
  return tasks.some(({ kind }) => kind === "reserve");
}

describe("killed at any moment between the shards", () => {
  /** Tells a story to its last step, once for each moment at which that step can be killed; the end is given. */
  async function killedEverywhere(
    begin: (employers: readonly SubjectReference[], graduate: SubjectReference) => Promise<void>,
    end: readonly object[],
  ): Promise<number> {
    for (let moment = 1; ; moment += 1) {
      const { employers, graduate } = await three(["52", "52"], moment % 2 === 0 ? 0 : 1);
      await world.say(...saidOf(graduate), saidHired(employers[0], graduate));
      await world.settle();
      await begin(employers, graduate);
      while (!(await isAsking())) await world.consume(world.hints.splice(0));
      const { failing, happened } = killedAt(moment);
      world.failing = failing;
      await world.consumeAll();
      world.failing = () => false;
      await world.settle();
      expect(await claims(employers)).toEqual(end);
      if (!happened()) return moment;
    }
  }

  test(
    "while the second one asks, the end is the same",
    async () => {
      const moments = await killedEverywhere(
        async ([, second], graduate) => {
          if (second !== undefined) await world.say(saidHired(second, graduate));
        },
        [counted(0), waiting(1)],
      );
      expect(moments).toBeGreaterThan(8);
    },
    patience,
  );

  test(
    "while the first one gives up, the end is the same",
    async () => {
      const moments = await killedEverywhere(
        async ([first, second], graduate) => {
          if (second !== undefined) await world.say(saidHired(second, graduate));
          await world.settle();
          if (first !== undefined) await waive(first);
        },
        [waived(0), counted(1)],
      );
      expect(moments).toBeGreaterThan(8);
    },
    patience,
  );
});

test(
  "told three times in any order, with hints doubled and lost and connections broken, each person counts once",
  async () => {
    for (const seed of [1, 2, 3]) {
      const random = seeded(seed);
      await world.begin();
      const employers = [
        await world.organisationOn(0, "91"),
        await world.organisationOn(1, "91"),
        await world.organisationOn(1, "52"),
      ];
      const graduates = [
        await world.personOn(0, "2000-05-05"),
        await world.personOn(1, "2000-05-05"),
      ];
      const events = graduates.flatMap((graduate) => [
        ...saidOf(graduate),
        ...employers.map((employer) => saidHired(employer, graduate)),
      ]);
      world.failing = () => random() < 0.03;
      const order = shuffled([...events, ...events, ...events], random);
      while (order.length > 0) {
        const due = shuffled(world.hints.splice(0), random);
        world.hints = due.splice(Math.floor(random() * due.length));
        if (random() < 0.3) world.hints.pop();
        const brought = random() < 0.3 ? [...due, ...due] : due;
        await Promise.all([
          ...order.splice(0, 1 + Math.floor(random() * 3)).map(async (one) => world.say(one)),
          world.consume(brought),
        ]);
      }
      world.failing = () => false;
      await world.settle();
      const end = await claims(employers);
      // Two enterprises under two policies and one employer under one: five ask for each of two persons.
      expect(end).toHaveLength(10);
      const held = end.filter(({ reservation }) => reservation === "held");
      expect(held).toEqual(held.map(({ by, policy }) => counted(by, policy)));
      expect(held).toHaveLength(2);
      const others = end.filter(({ reservation }) => reservation !== "held");
      expect(others).toEqual(others.map(({ by, policy }) => waiting(by, policy)));
    }
  },
  patience,
);
