import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { type Content, type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, resident, type ToldVerdict } from "#shared/testing/people.ts";

const policy = "one-child-reward";
const start = "2026-11-16T02:00:00Z";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock(start);
  await dev.tick();
});
afterAll(async () => dev.close());
beforeEach(async () => {
  await dev.clock(start);
});

let number = 100;
const person = (birthDate: string): SubjectReference => resident(birthDate, (number += 1));

type Steward = "public-security" | "health" | "civil-affairs";
type Said = readonly [Steward, Content];

const facts = (
  by: Steward,
  subject: SubjectReference,
  values: Record<string, string | boolean>,
  more: Partial<Content> = {},
): Said => [
  by,
  { type: "facts.reported.v1", data: { subject, facts: values }, ...more } as Content,
];

const childOf = (
  subject: SubjectReference,
  other: SubjectReference,
  days: { from?: string; until?: string; ended?: boolean } = {},
  more: Partial<Content> = {},
): Said => [
  "civil-affairs",
  {
    type: "relations.reported.v1",
    data: { subject, relations: [{ kind: "child", other, ...days }] },
    ...more,
  } as Content,
];

/** What is known of a parent apart from the child. */
const parentFacts = (parent: SubjectReference): Said[] => [
  facts("public-security", parent, { hukouDistrict: "310104" }),
  facts("health", parent, { oneChildCertificate: true }),
];

async function say(...said: readonly Said[]): Promise<string[]> {
  const statuses: string[] = [];
  for (const [by, content] of said) {
    for (const { status, problem } of await dev.department(by).send([content])) {
      statuses.push(problem?.type ?? status);
    }
  }
  return statuses;
}

async function verdictOf(parent: SubjectReference): Promise<ToldVerdict> {
  await dev.tick();
  return explain(dev, parent, policy);
}

const granted = { verdict: "met", amountFen: 30_00, entitlements: [{ period: "2026-11" }] };

describe("a child's facts decide about a parent", () => {
  test("when the relation comes before the birth date", async () => {
    const [parent, child] = [person("1985-01-01"), person("2015-01-01")];
    expect(await say(...parentFacts(parent), childOf(parent, child))).toEqual(
      Array.from({ length: 3 }, () => "accepted"),
    );
    expect(await verdictOf(parent)).toMatchObject({ verdict: "unknown", entitlements: [] });
    await say(facts("public-security", child, { birthDate: "2015-01-01" }));
    expect(await verdictOf(parent)).toMatchObject(granted);
  });

  test("when the birth date comes before the relation", async () => {
    const [parent, child] = [person("1985-01-01"), person("2015-01-01")];
    await say(
      facts("public-security", child, { birthDate: "2015-01-01" }),
      childOf(parent, child),
      ...parentFacts(parent),
    );
    expect(await verdictOf(parent)).toMatchObject(granted);
  });

  test("on the same shard and on the other one", async () => {
    const count = async (): Promise<number> =>
      (await (
        await dev.database("DB_0")
      )
        .prepare("SELECT count(*) AS n FROM profiles")
        .first<number>("n")) ?? 0;
    /** Nobody can choose a shard, so somebody is looked for who lies there. */
    const personOn = async (shard: 0 | 1): Promise<SubjectReference> => {
      const before = await count();
      const someone = person("2014-04-04");
      await say(facts("public-security", someone, { birthDate: "2014-04-04" }));
      return (await count()) - before === 1 - shard ? someone : personOn(shard);
    };
    const parent = await personOn(0);
    const [near, far] = [await personOn(0), await personOn(1)];
    for (const child of [near, far]) {
      const other = await personOn(1);
      await say(...parentFacts(parent), ...parentFacts(other));
      await say(childOf(parent, child), childOf(other, child));
      expect(await verdictOf(parent)).toMatchObject({ verdict: "met" });
      expect(await verdictOf(other)).toMatchObject({ verdict: "met" });
      await say(childOf(parent, child, { ended: true }));
    }
  });

  test("of both parents, the second one's relation included", async () => {
    const [mother, father, child] = [
      person("1985-01-01"),
      person("1984-01-01"),
      person("2015-01-01"),
    ];
    await say(
      ...parentFacts(mother),
      childOf(mother, child),
      facts("public-security", child, { birthDate: "2015-01-01" }),
    );
    expect(await verdictOf(mother)).toMatchObject(granted);
    await say(childOf(father, child), ...parentFacts(father));
    expect(await verdictOf(father)).toMatchObject(granted);
    // One fact of the child, and both are judged again.
    await say(facts("public-security", child, { birthDate: "2010-01-01" }));
    for (const parent of [mother, father]) {
      expect(await verdictOf(parent)).toMatchObject({ verdict: "unmet" });
    }
  });

  test("the child's death, as soon as one of three departments reports it", async () => {
    const [parent, child] = [person("1985-01-01"), person("2015-01-01")];
    await say(
      ...parentFacts(parent),
      childOf(parent, child),
      facts("public-security", child, { birthDate: "2015-01-01" }),
    );
    expect(await verdictOf(parent)).toMatchObject(granted);
    await say(facts("health", child, { deathCertifiedOn: "2026-10-30" }));
    expect(await verdictOf(parent)).toMatchObject({
      verdict: "unmet",
      entitlements: [{ state: "terminated" }],
    });
  });
});

describe("time and the end of a relation", () => {
  test("a child's sixteenth birthday is looked at on its day, with no new fact", async () => {
    const [parent, child] = [person("1980-01-01"), person("2010-11-20")];
    await say(
      ...parentFacts(parent),
      childOf(parent, child),
      facts("public-security", child, { birthDate: "2010-11-20" }),
    );
    const before = await verdictOf(parent);
    expect(before).toMatchObject({ ...granted, nextChangeOn: "2026-11-20" });
    await dev.clock("2026-11-20T02:00:00Z");
    expect(await verdictOf(parent)).toMatchObject({ verdict: "unmet" });
    await dev.clock("2026-12-02T02:00:00Z");
    // What was met in November stays; December is not opened.
    expect((await verdictOf(parent)).entitlements.map(({ period }) => period)).toEqual(["2026-11"]);
  });

  test("a relation holds from its first day to its last", async () => {
    const [parent, child] = [person("1980-01-01"), person("2020-01-01")];
    await say(
      ...parentFacts(parent),
      facts("public-security", child, { birthDate: "2020-01-01" }),
      childOf(parent, child, { from: "2026-11-18", until: "2026-11-30" }),
    );
    expect(await verdictOf(parent)).toMatchObject({
      verdict: "unknown",
      nextChangeOn: "2026-11-18",
      entitlements: [],
    });
    await dev.clock("2026-11-18T02:00:00Z");
    expect(await verdictOf(parent)).toMatchObject({ ...granted, nextChangeOn: "2026-12-01" });
    await dev.clock("2026-12-01T02:00:00Z");
    expect(await verdictOf(parent)).toMatchObject({ verdict: "unknown" });
  });

  test("a relation that has ended counts from the day of its report, and not before", async () => {
    const [parent, child] = [person("1980-01-01"), person("2020-01-01")];
    await say(
      ...parentFacts(parent),
      childOf(parent, child),
      facts("public-security", child, { birthDate: "2020-01-01" }),
    );
    expect(await verdictOf(parent)).toMatchObject(granted);
    await dev.clock("2026-11-25T02:00:00Z");
    expect(await say(childOf(parent, child, { ended: true }))).toEqual(["accepted"]);
    expect(await verdictOf(parent)).toMatchObject({
      verdict: "unknown",
      entitlements: [{ period: "2026-11", state: "awaiting-confirmation" }],
    });
  });
});

describe("an event of relations", () => {
  test("has its own result: new, repeated, reused, outdated, rejected", async () => {
    const [parent, child] = [person("1980-01-01"), person("2020-01-01")];
    const first = { id: "r1", time: "2026-11-16T01:00:00Z" };
    expect(
      await say(
        childOf(parent, child, {}, first),
        childOf(parent, child, {}, first),
        childOf(parent, child, { ended: true }, first),
        childOf(parent, child, { ended: true }, { id: "r2", time: "2026-11-15T01:00:00Z" }),
        childOf(parent, parent),
        ["health", childOf(parent, child)[1]],
      ),
    ).toEqual([
      "accepted",
      "duplicate",
      "/problems/event-id-reused",
      "stale",
      "/problems/invalid-event",
      "/problems/not-the-steward",
    ]);
  });

  test("names a register by the relation's name", async () => {
    const complete = (fact: string): Content => ({
      type: "register.reported.v1",
      data: { fact, completeAsOf: "2026-11-16T02:00:00Z" },
    });
    const told = async (by: "human-resources" | "health", fact: string) =>
      (await dev.department(by).send([complete(fact)])).map(
        ({ status, problem }) => problem?.type ?? status,
      );
    expect(await told("health", "employee")).toEqual(["/problems/not-the-steward"]);
    expect(await told("health", "nephew")).toEqual(["/problems/unknown-fact"]);
    expect(await told("human-resources", "employee")).toEqual([
      expect.stringMatching(/accepted|stale/),
    ]);
  });

  test("an organisation's kind is known from its number and cannot be reported", async () => {
    const subject = { kind: "organisation", idType: "uscc", id: "91319900000000019N" } as const;
    const [result] = await dev
      .department("market-regulation")
      .send([
        { type: "facts.reported.v1", data: { subject, facts: { organisationKind: "other" } } },
      ]);
    expect(result?.problem).toMatchObject({
      type: "/problems/not-the-steward",
      detail: expect.stringContaining("follows from the subject's number"),
    });
  });
});
