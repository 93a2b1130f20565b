import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import type { RowCount } from "#shared/testing/count-rows.ts";
import {
  said,
  saidChild,
  saidFacts,
  saidOfParent,
  startTwoShards,
  type TwoShards,
} from "#shared/testing/two-shards.ts";

let world: TwoShards;
beforeAll(async () => {
  world = await startTwoShards();
});
afterAll(async () => world.close());
beforeEach(async () => world.begin());

const verdictOf = async (subject: SubjectReference) =>
  (await world.stateOf(subject)).profile.verdicts["one-child-reward"];

describe("a hint", () => {
  async function family(): Promise<{ parent: SubjectReference; child: SubjectReference }> {
    const [parent, child] = [
      await world.personOn(0, "1985-01-01"),
      await world.personOn(1, "2015-01-01"),
    ];
    await world.say(
      ...saidOfParent(parent),
      saidFacts("public-security", child, { birthDate: "2015-01-01" }),
    );
    return { parent, child };
  }

  test("that is lost is sent again by the sweep", async () => {
    const { parent, child } = await family();
    await world.say(saidChild(parent, child));
    expect(world.hints).toHaveLength(1);
    world.hints = [];
    await world.consumeAll();
    expect(await verdictOf(parent)).toBe("unknown");
    await world.settle();
    expect(await verdictOf(parent)).toBe("met");
    await world.say(saidFacts("public-security", child, { birthDate: "2001-01-01" }, 1));
    world.hints = [];
    await world.settle();
    expect(await verdictOf(parent)).toBe("unmet");
  });

  test("that comes twice, at once or later, does its work once", async () => {
    const { parent, child } = await family();
    await world.say(saidChild(parent, child));
    const [hint] = world.hints.splice(0);
    if (hint === undefined) throw new Error("there is no hint");
    const outcomes = await Promise.all([world.consume([hint]), world.consume([hint, hint])]);
    expect(outcomes).toEqual([["ack"], ["ack", "ack"]]);
    expect(await world.consume([hint])).toEqual(["ack"]);
    const { profile, entitlements } = await world.stateOf(parent);
    expect(profile.verdicts["one-child-reward"]).toBe("met");
    expect(entitlements).toHaveLength(1);
    // Two facts, the relation, and one copy.
    expect(profile.version).toBe(4);
  });

  test("whose work broke off between the two shards is done again", async () => {
    const { parent, child } = await family();
    await world.say(saidChild(parent, child));
    const { version } = (await world.stateOf(child)).profile;
    // The batches: the parent read, the child's shard told, and the parent's commit breaks.
    let batches = 0;
    world.failing = () => (batches += 1) === 5;
    await world.consumeAll();
    world.failing = () => false;
    expect((await world.stateOf(child)).profile.version).toBe(version + 1);
    expect(await verdictOf(parent)).toBe("unknown");
    await world.settle();
    expect(await verdictOf(parent)).toBe("met");
    // Known already as a follower: the child's profile is not touched again.
    expect((await world.stateOf(child)).profile.version).toBe(version + 1);
  });

  test("of an older change that comes after a newer one changes nothing", async () => {
    const { parent, child } = await family();
    await world.say(saidChild(parent, child));
    await world.consumeAll();
    await world.say(saidFacts("public-security", child, { birthDate: "2014-01-01" }, 1));
    const [older] = world.hints.splice(0);
    await world.say(saidFacts("public-security", child, { birthDate: "2001-01-01" }, 2));
    await world.consumeAll();
    const end = await world.stateOf(parent);
    expect(await world.consume(older === undefined ? [] : [older])).toEqual(["ack"]);
    expect(await world.stateOf(parent)).toEqual(end);
    expect(await verdictOf(parent)).toBe("unmet");
  });
});

describe("the price", () => {
  test("of a relation and of a copied fact, in rows and round trips", async () => {
    const [parent, child] = [
      await world.personOn(0, "1985-01-01"),
      await world.personOn(1, "2015-01-01"),
    ];
    await world.say(
      ...saidOfParent(parent),
      saidFacts("public-security", child, { birthDate: "2001-01-01", sex: "female" }),
    );
    const measure = async (act: () => Promise<void>): Promise<RowCount> => {
      world.count.written = 0;
      world.count.roundTrips = 0;
      await act();
      return { ...world.count };
    };
    const unheard = await world.personOn(1, "2016-01-01");
    const first = await measure(async () => world.say(saidChild(parent, unheard)));
    // Besides: the number's index, the vault's row, the profile and its index, the day to look at it again and its
    // hot facts.
    expect(first.written).toBeLessThanOrEqual(3 + 6);
    // To look for the child, to make it known, and to find it; two for the parent.
    expect(first.roundTrips).toBe(5);
    await world.consumeAll();
    // The profile, the relation, the task; one round trip to know the child, two for the parent.
    expect(await measure(async () => world.say(saidChild(parent, child)))).toEqual({
      written: 3,
      roundTrips: 3,
    });
    // The follower and the child's version; the copy and the parent's profile; the task is gone.
    const following = await measure(world.consumeAll);
    // An event of the child that nobody follows.
    const plain = await measure(async () =>
      world.say(saidFacts("public-security", child, { residenceDistrict: "310101" })),
    );
    const followed = await measure(async () =>
      world.say(saidFacts("public-security", child, { birthDate: "2001-01-01" }, 1)),
    );
    const copying = await measure(world.consumeAll);
    expect({ following, plain, followed, copying }).toEqual({
      following: { written: 5, roundTrips: 5 },
      plain: { written: 1, roundTrips: 2 },
      followed: { written: 2, roundTrips: 2 },
      copying: { written: 3, roundTrips: 5 },
    });
  });
});

describe("what rules name of relatives", () => {
  test("is asked for when they have come to name more, at the next judging, and once", async () => {
    const [parent, child] = [
      await world.personOn(0, "1985-01-01"),
      await world.personOn(1, "2015-01-01"),
    ];
    await world.say(
      ...saidOfParent(parent),
      saidFacts("public-security", child, { birthDate: "2015-01-01" }),
      saidChild(parent, child),
    );
    await world.consumeAll();
    const whole = await world.stateOf(parent);
    // As if the policies had named nothing but the days of death before.
    await world.databases.DB_0.prepare(
      `UPDATE relatives SET asked = '["deathDate"]', copy = '{"facts":["deathDate"],"sources":{}}'`,
    ).run();
    await world.databases.DB_1.prepare(`UPDATE followers SET facts = '["deathDate"]'`).run();
    const news = (id: number) =>
      saidFacts("public-security", parent, { residenceDistrict: "310101" }, id);
    await world.say(news(1));
    expect(await verdictOf(parent)).toBe("unknown");
    expect(world.hints).toHaveLength(1);
    await world.say(news(2));
    expect(world.hints).toHaveLength(1);
    await world.consumeAll();
    expect(await verdictOf(parent)).toBe("met");
    const healed = (await world.stateOf(parent)).profile.relatives[0];
    expect(healed?.copy?.sources).toEqual(whole.profile.relatives[0]?.copy?.sources);
    // And from now on it is told.
    await world.say(saidFacts("public-security", child, { birthDate: "2001-01-01" }, 1));
    await world.consumeAll();
    expect(await verdictOf(parent)).toBe("unmet");
  });

  test("is all that is copied, and nobody follows where they name nothing", async () => {
    const [parent, child] = [
      await world.personOn(0, "1985-01-01"),
      await world.personOn(1, "2015-01-01"),
    ];
    const spouse = { kind: "spouse", other: child };
    await world.say(
      saidFacts("public-security", child, { birthDate: "2015-01-01", hukouDistrict: "310101" }),
      saidChild(parent, child),
      said("civil-affairs", "relations.reported.v1", { subject: parent, relations: [spouse] }, 1),
    );
    await world.consumeAll();
    const [asChild, ...others] = (await world.stateOf(parent)).profile.relatives;
    expect(Object.keys(asChild?.copy?.sources ?? {})).toEqual(["birthDate"]);
    expect(others).toEqual([]);
    const asSpouse = world.databases.DB_0.prepare(
      "SELECT asked, copy FROM relatives WHERE relation = 'spouse'",
    );
    expect(await asSpouse.first()).toEqual({ asked: "[]", copy: null });
  });
});
