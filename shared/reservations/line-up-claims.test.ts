import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { aSubjectKey, now } from "#shared/testing/builders.ts";
import { tasksIn } from "#shared/testing/outbox-rows.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { claimingFrom } from "./claim.ts";
import { type Claimed, lineUpClaims } from "./line-up-claims.ts";

let databases: Databases;
let db: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  db = databases.DB_0;
});
afterAll(async () => databases.dispose());

let person: string;
beforeEach(() => {
  person = aSubjectKey();
});

/** The claim of the employer of this name; it asks with version 1. */
const claim = (name: string, more: Partial<Claimed> = {}): Claimed => ({
  subjectKey: person,
  reservedFor: "hiring-subsidy",
  entitlement: `${person} ${name}`,
  claimantKey: name,
  policy: "job-absorption-subsidy",
  period: `once:${person.slice(2, 14)}`,
  version: 1,
  amountFen: 2_000_00,
  askedAt: 0,
  wants: "place",
  ...more,
});
const givenUp = (name: string, version = 2, more: Partial<Claimed> = {}): Claimed =>
  claim(name, { version, wants: "nothing", ...more });

async function lineUp(...claims: readonly Claimed[]): Promise<Record<string, string>> {
  const { standings } = await lineUpClaims(db, claims, now);
  return Object.fromEntries([...standings].map(([id, standing]) => [nameIn(id), standing]));
}
const nameIn = (id: string): string => id.split(" ")[1] ?? id;

/** Who holds the place, and who waits, in their order. */
async function line(reservedFor = "hiring-subsidy"): Promise<string[]> {
  const result = await statement(
    db,
    sql`SELECT claimant_key AS name, state FROM reservations WHERE subject_key = ${person} AND reserved_for = ${reservedFor}
        ORDER BY asked_at, entitlement`,
  ).all();
  return rowsOf<{ name: string; state: string }>(result).map(
    ({ name, state }) => `${name} ${state}`,
  );
}

const tasksAbout = async () =>
  (await tasksIn(db)).filter(({ subjectKey }) => subjectKey === person);

describe("a line", () => {
  it("gives the place to who comes first, and lets the others wait in their order", async () => {
    expect(await lineUp(claim("one"))).toEqual({ one: "held" });
    expect(await lineUp(claim("three"))).toEqual({ three: "elsewhere" });
    expect(await lineUp(claim("two"))).toEqual({ two: "elsewhere" });
    expect(await line()).toEqual(["one held", "three waiting", "two waiting"]);
    expect(await tasksAbout()).toEqual([]);
  });

  it("of those who come together prefers the larger amount, then who asked earlier", async () => {
    const claims = [
      claim("small", { amountFen: 1_500_00 }),
      claim("late", { askedAt: 2 }),
      claim("early", { askedAt: 1 }),
    ];
    expect(await lineUp(...claims)).toEqual({
      early: "held",
      late: "elsewhere",
      small: "elsewhere",
    });
    expect(await line()).toEqual(["early held", "late waiting", "small waiting"]);
  });

  it("lets nobody pass who came before, however large the amount", async () => {
    await lineUp(claim("one", { amountFen: 1 }));
    await lineUp(claim("two", { amountFen: 2 }));
    await lineUp(claim("three", { amountFen: 3 }));
    expect(await line()).toEqual(["one held", "two waiting", "three waiting"]);
  });

  it("is one for each person and each group", async () => {
    const another = claim("two", { reservedFor: "another" });
    const someoneElse = claim("three", { subjectKey: aSubjectKey() });
    expect(await lineUp(claim("one"), another, someoneElse)).toEqual({
      one: "held",
      two: "held",
      three: "held",
    });
  });

  it("asked again stays as it is", async () => {
    await lineUp(claim("one"), claim("two"));
    const before = await line();
    expect(await lineUp(claim("two"), claim("one"))).toEqual({ one: "held", two: "elsewhere" });
    expect(await line()).toEqual(before);
  });

  it("has one who holds the place, however many come at once", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `n${index}`);
    const standings = await Promise.all(names.map(async (name) => lineUp(claim(name))));
    const held = standings.flatMap((one) => Object.values(one)).filter((one) => one === "held");
    expect(held).toHaveLength(1);
  });
});

describe("a place that is given up", () => {
  it("goes to the first who waits, who is told by a task", async () => {
    await lineUp(claim("one"));
    await lineUp(claim("two"));
    await lineUp(claim("three"));
    const { hints } = await lineUpClaims(db, [givenUp("one")], now);
    expect(await line()).toEqual(["two held", "three waiting"]);
    const tasks = await tasksAbout();
    expect(tasks).toMatchObject([
      { topic: "sweep", kind: "reserve", policy: "", dueAt: now.getTime(), attempts: 0 },
    ]);
    expect(hints).toMatchObject([{ topic: "sweep", subjectKey: person, id: tasks[0]?.id }]);
    expect(claimingFrom(tasks[0]?.reference ?? "")).toEqual({
      claimantKey: "two",
      relativeId: person.slice(2, 14),
      reservedFor: "hiring-subsidy",
    });
  });

  it("of a claimant that counts itself is told without a relative", async () => {
    await lineUp(claim(person));
    await lineUp(claim(person, { entitlement: `${person} second`, policy: "another" }));
    await lineUp(givenUp(person));
    const [task] = await tasksAbout();
    expect(claimingFrom(task?.reference ?? "")).toMatchObject({
      claimantKey: person,
      relativeId: undefined,
    });
  });

  it("a second time changes nothing and tells nobody", async () => {
    await lineUp(claim("one"));
    await lineUp(claim("two"));
    await lineUp(givenUp("one"));
    await lineUp(givenUp("one"));
    expect(await line()).toEqual(["two held"]);
    expect(await tasksAbout()).toHaveLength(1);
  });

  it("while the next one asks is answered to it at once, without a task", async () => {
    await lineUp(claim("one"));
    await lineUp(claim("two"));
    expect(await lineUp(givenUp("one"), claim("two"))).toEqual({ two: "held" });
    await lineUp(claim("three"));
    expect(await lineUp(givenUp("two"), claim("three", { wants: "answer" }))).toEqual({
      three: "held",
    });
    expect(await tasksAbout()).toEqual([]);
  });

  it("by who waits leaves the others where they are", async () => {
    await lineUp(claim("one"));
    await lineUp(claim("two"));
    await lineUp(claim("three"));
    await lineUp(givenUp("two"));
    expect(await line()).toEqual(["one held", "three waiting"]);
    expect(await tasksAbout()).toEqual([]);
  });

  it("before it was asked for is nothing", async () => {
    expect(await lineUp(givenUp("one"))).toEqual({});
    expect(await line()).toEqual([]);
  });

  it("and asked for anew is not given up by what was read before", async () => {
    await lineUp(claim("one"));
    await lineUp(claim("two"));
    // Version 2 gave it up, version 3 asks again and is here first.
    expect(await lineUp(claim("one", { version: 3 }))).toEqual({ one: "held" });
    await lineUp(givenUp("one", 2));
    expect(await line()).toEqual(["one held", "two waiting"]);
    await lineUp(givenUp("one", 4));
    expect(await line()).toEqual(["two held"]);
  });

  it("in one year is kept in another", async () => {
    const [of2026, of2027] = [{ reservedFor: "g:2026" }, { reservedFor: "g:2027" }];
    await lineUp(claim("one", of2026), claim("one", of2027));
    await lineUp(givenUp("one", 2, of2026));
    expect([await line("g:2026"), await line("g:2027")]).toEqual([[], ["one held"]]);
  });
});
