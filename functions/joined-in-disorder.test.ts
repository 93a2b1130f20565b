import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { killedAt } from "#shared/testing/killed-at.ts";
import { seeded, shuffled } from "#shared/testing/seeded.ts";
import {
  said,
  type Said,
  saidChild,
  saidFacts,
  saidJoined,
  startTwoShards,
  tellAnew,
  type TwoShards,
} from "#shared/testing/two-shards.ts";

const patience = 240_000;

let world: TwoShards;
beforeAll(async () => {
  world = await startTwoShards();
});
afterAll(async () => world.close());
beforeEach(async () => world.begin());

/** What is known and decided of a subject, without what is random. */
async function endOf(subject: SubjectReference): Promise<unknown> {
  const { profile, contact, entitlements, confirmations } = await world.stateOf(subject);
  return {
    sources: Object.entries(profile.sources).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    verdicts: profile.verdicts,
    relatives: profile.relatives.map(({ relation, register, copy }) => ({
      relation,
      register,
      copied: Object.entries(copy?.sources ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    })),
    contact: [contact.stored?.nameMasked, contact.stored?.accountMasked],
    entitlements: entitlements.map(({ policy, period, state, amountFen }) => [
      policy,
      period,
      state,
      amountFen,
    ]),
    confirmations: confirmations.map(({ policy, state }) => [policy, state]),
  };
}

async function rowsLeft(): Promise<Record<string, number>> {
  const tables = ["profiles", "subjects", "hot_facts", "luggage", "joining"];
  const counted = await Promise.all(
    tables.map(async (table) => {
      const both = await Promise.all(
        [world.databases.DB_0, world.databases.DB_1].map(async (db) =>
          db.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>("n"),
        ),
      );
      return [table, both.reduce<number>((sum, n) => sum + (n ?? 0), 0)] as const;
    }),
  );
  return Object.fromEntries(counted);
}

const saidContact = (by: "public-security" | "human-resources", data: object, minute: number) =>
  said(by, "contact.reported.v1", data, minute);
const account = (number: string) => ({ bank: "工商银行", number, holder: "王小明" });

interface Story {
  readonly subjects: readonly (readonly SubjectReference[])[];
  readonly events: Said[];
}

/** A mother with two numbers and a child with three, which are joined in a chain and once more in a circle. */
async function story(): Promise<Story> {
  const [one, two] = [await world.personOn(0, "1985-01-01"), await world.personOn(1, "1985-01-01")];
  const [first, second, third] = [
    await world.personOn(1, "2015-01-01"),
    await world.personOn(0, "2015-01-01"),
    await world.personOn(1, "2015-01-01"),
  ];
  tellAnew();
  return {
    subjects: [
      [one, two],
      [first, second, third],
    ],
    events: [
      saidFacts("public-security", one, { hukouDistrict: "elsewhere" }, 1),
      saidFacts("public-security", two, { hukouDistrict: "310104" }, 2),
      saidFacts("health", one, { oneChildCertificate: true }, 3),
      saidContact("public-security", { subject: one, name: "王小明" }, 1),
      saidContact("human-resources", { subject: one, account: account("6222000000000012") }, 5),
      saidContact("human-resources", { subject: two, account: account("6222000000000034") }, 6),
      saidChild(one, first, { ended: true }, 4),
      saidChild(one, second, { from: "2015-01-01" }, 5),
      saidChild(two, first, { from: "2015-01-01" }, 6),
      saidFacts("public-security", first, { birthDate: "2001-01-01" }, 8),
      saidFacts("public-security", third, { birthDate: "2002-01-01" }, 8),
      saidFacts("public-security", second, { birthDate: "2015-01-01" }, 9),
      saidFacts("health", third, { deathCertifiedOn: "2026-01-01" }, 11),
      saidFacts("health", first, { deathCertifiedOn: null }, 12),
      saidJoined(one, two, 20),
      saidJoined(first, second, 21),
      saidJoined(second, third, 22),
    ],
  };
}

const joinsIn = ({ events }: Story): Said[] =>
  events.filter(([, { type }]) => type === "subject.corrected.v1");

async function ends({ subjects }: Story): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const numbers of subjects) for (const number of numbers) found.push(await endOf(number));
  return found;
}

describe("two numbers of one subject", () => {
  test(
    "end in the same subject, whichever of facts and joins came first, repeated, doubled, lost or broken off",
    async () => {
      const all: unknown[][] = [];
      for (const seed of [0, 1, 2, 3, 4, 5]) {
        const random = seeded(seed);
        await world.begin();
        const told = await story();
        const joins = joinsIn(told);
        // First without a fault: all facts before the joins, and all after them.
        const isOrderly = seed < 2;
        const facts = told.events.filter((one) => !joins.includes(one));
        const orderly = seed === 0 ? [...facts, ...joins] : [...joins, ...facts];
        const order = isOrderly
          ? orderly
          : shuffled([...told.events, ...told.events, ...joins], random);
        world.failing = () => !isOrderly && random() < 0.02;
        while (order.length > 0) {
          const due = shuffled(world.hints.splice(0), random);
          if (random() < 0.3) due.pop();
          await Promise.all([
            ...order.splice(0, 1 + Math.floor(random() * 3)).map(async (one) => world.say(one)),
            world.consume(random() < 0.3 ? [...due, ...due] : due),
          ]);
          if (isOrderly) await world.consumeAll();
        }
        world.failing = () => false;
        await world.passMinute();
        await world.settle();
        const found = await ends(told);
        // Every number leads to the same.
        expect(found[1]).toEqual(found[0]);
        expect([found[3], found[4]]).toEqual([found[2], found[2]]);
        expect(await rowsLeft()).toMatchObject({
          profiles: 2,
          subjects: 2,
          hot_facts: 2,
          luggage: 0,
          joining: 0,
        });
        all.push(found);
      }
      expect(all[0]?.[0]).toMatchObject({
        contact: ["王**", "工商银行 尾号0034"],
        verdicts: { "one-child-reward": "met" },
        relatives: [{ relation: "child" }],
        entitlements: [["one-child-reward", "2026-11", "awaiting-confirmation", 30_00]],
      });
      for (const found of all.slice(1)) expect(found).toEqual(all[0]);
    },
    patience,
  );

  test("that are joined in both directions, or with a third in a circle, are one subject", async () => {
    const numbers = [
      await world.personOn(0, "1950-01-01"),
      await world.personOn(1, "1950-01-01"),
      await world.personOn(0, "1950-01-01"),
    ] as const;
    const [a, b, c] = numbers;
    for (const joins of [
      [saidJoined(a, b), saidJoined(b, a)],
      [saidJoined(a, b), saidJoined(b, c), saidJoined(c, a)],
    ]) {
      await world.begin();
      // All at once: nobody waits for another.
      await Promise.all(joins.map(async (one) => world.say(one)));
      await world.say(saidFacts("public-security", a, { hukouDistrict: "310104" }));
      await world.passMinute();
      await world.settle();
      const of = joins.length === 2 ? [a, b] : [a, b, c];
      const keys = await Promise.all(
        of.map(async (one) => (await world.stateOf(one)).profile.subjectKey),
      );
      expect(new Set(keys).size).toBe(1);
      expect(await rowsLeft()).toMatchObject({ profiles: 1, luggage: 0, joining: 0 });
    }
  });

  test(
    "are one subject wherever the join was killed, and everything of both is there",
    async () => {
      for (let moment = 1; moment < 80; moment += 1) {
        await world.begin();
        const [from, to] = [
          await world.personOn(0, "1957-03-08"),
          await world.personOn(1, "1957-03-08"),
        ];
        await world.say(
          saidFacts("public-security", from, { birthDate: "1957-03-08" }, 1),
          saidFacts("public-security", to, { hukouDistrict: "310101" }, 2),
        );
        const death = killedAt(moment);
        world.failing = death.failing;
        // Nobody sends it again: what was answered is done, and what was remembered too.
        await world.sayOnce(saidJoined(from, to, 3));
        world.failing = () => false;
        const isRemembered = (await openOrDone()) > 0;
        if (!isRemembered) await world.say(saidJoined(from, to, 3));
        await world.passMinute();
        await world.settle();
        const { profile, entitlements } = await world.stateOf(from);
        expect((await world.stateOf(to)).profile.subjectKey).toBe(profile.subjectKey);
        expect(Object.keys(profile.sources).toSorted()).toEqual(["birthDate", "hukouDistrict"]);
        expect(entitlements.map(({ period, state }) => [period, state])).toEqual([
          ["2026-11", "awaiting-confirmation"],
        ]);
        expect(await rowsLeft()).toMatchObject({ profiles: 1, luggage: 0, joining: 0 });
        if (!death.happened()) return;
      }
      throw new Error("it never ended");
    },
    patience,
  );
});

const openOrDone = async (): Promise<number> =>
  (await world.databases.DB_CITY.prepare("SELECT count(*) AS n FROM joins").first<number>("n")) ??
  0;
