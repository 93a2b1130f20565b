import { expect, test } from "vitest";
import { ageOn } from "#shared/calendar/age.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { eventSchema, mostBytes, mostEvents } from "#shared/contract/events.schema.ts";
import { definitionOf, factNames } from "#shared/facts/dictionary.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { checkFactValue } from "#shared/facts/fact-value.ts";
import { relationDefinition, relationNames } from "#shared/facts/relations.ts";
import { checkSubject } from "#shared/identity/subject.ts";
import { askedFacts } from "#shared/measures/asked-facts.ts";
import { policies } from "#shared/policies/index.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { sampleCity } from "./city.ts";
import { cityEvents } from "./events.ts";

const today = civilDate("2026-11-23");
const city = sampleCity(today);
const batches = cityEvents(city, new Date("2026-11-23T02:00:00Z"));
const events = batches.flatMap((batch) => batch.events);

const share = <Item>(items: readonly Item[], holds: (item: Item) => boolean): number =>
  items.filter(holds).length / items.length;

test("the same day gives the same city", () => {
  expect(sampleCity(today)).toEqual(city);
});

test("there are at least 2,000 people and 300 organisations, nobody twice", () => {
  expect(new Set(city.people.map(({ id }) => id)).size).toBeGreaterThanOrEqual(2000);
  expect(new Set(city.people.map(({ id }) => id)).size).toBe(city.people.length);
  expect(new Set(city.organisations.map(({ id }) => id)).size).toBeGreaterThanOrEqual(300);
  expect(new Set(city.organisations.map(({ id }) => id)).size).toBe(city.organisations.length);
});

test("every number is right and lies in the fictional region 319900", () => {
  for (const { id, birthDate, sex } of city.people) {
    expect(id).toMatch(/^319900/);
    expect(checkSubject({ kind: "person", idType: "resident-id", id })).toMatchObject({ ok: true });
    expect(id.slice(6, 14)).toBe(birthDate.replaceAll("-", ""));
    expect(Number(id[16]) % 2).toBe(sex === "male" ? 1 : 0);
  }
  for (const { id } of city.organisations) {
    expect(id.slice(2, 8)).toBe("319900");
    const check = checkSubject({ kind: "organisation", idType: "uscc", id });
    expect(check).toEqual({ ok: true, subject: { kind: "organisation", idType: "uscc", id } });
  }
});

test("the ages, sexes and districts are those of the census", () => {
  const { people } = city;
  const age = (born: (typeof people)[number]) => ageOn(born.birthDate, today);
  expect(share(people, (one) => age(one) < 15)).toBeCloseTo(0.098, 1);
  expect(share(people, (one) => age(one) >= 65)).toBeCloseTo(0.163, 1);
  expect(share(people, (one) => age(one) >= 80)).toBeCloseTo(0.033, 1);
  expect(share(people, (one) => one.sex === "male")).toBeCloseTo(0.518, 1);
  expect(share(people, (one) => one.residenceDistrict === "310115")).toBeCloseTo(568 / 2486, 1);
  expect(share(people, (one) => one.hukouDistrict === "elsewhere")).toBeCloseTo(0.4, 1);
  const elders = people.filter((one) => age(one) >= 65 && one.hukouDistrict !== undefined);
  expect(share(elders, (one) => one.hukouDistrict !== "elsewhere")).toBeGreaterThan(0.85);
});

test("some data is missing, on purpose", () => {
  const missing = (share1: number, low: number, high: number) => {
    expect(share1).toBeGreaterThan(low);
    expect(share1).toBeLessThan(high);
  };
  missing(
    share(city.people, (one) => one.hukouDistrict === undefined),
    0.03,
    0.07,
  );
  missing(
    share(city.people, (one) => one.phone === undefined),
    0.03,
    0.1,
  );
  missing(
    share(city.organisations, (one) => one.account === undefined),
    0.01,
    0.1,
  );
  missing(
    share(city.organisations, (one) => one.premiumAccount === undefined),
    0.01,
    0.1,
  );
  missing(
    share(city.organisations, (one) => one.premiumAccount !== one.account),
    0.1,
    0.4,
  );
  missing(
    share(city.people, (one) => one.disability !== undefined),
    0.015,
    0.035,
  );
});

test("the edges of the refund stand in the city: 5.5% exactly, and one more", () => {
  const pairs = city.organisations.map(({ insurance }) => [
    insurance["insuredHeadcount@2024-12"],
    insurance["insuredHeadcount@2025-12"],
  ]);
  expect(pairs).toContainEqual([200, 189]);
  expect(pairs).toContainEqual([200, 188]);
});

test("every event passes the contract's schema, and every fact the dictionary", () => {
  for (const event of events) {
    expect(eventSchema.safeParse(event).error).toBeUndefined();
    if (event.type !== "facts.reported.v1") continue;
    for (const [fact, value] of Object.entries(event.data.facts)) {
      const parsed = parseFactName(fact);
      if (!parsed.ok) throw new Error(fact);
      expect({ fact, ...checkFactValue(parsed.definition, value) }).toMatchObject({ ok: true });
    }
  }
});

test("only the steward reports a fact", () => {
  for (const { department, events: ofDepartment } of batches) {
    for (const event of ofDepartment) {
      if (event.type !== "facts.reported.v1") continue;
      for (const fact of Object.keys(event.data.facts)) {
        expect(parseFactName(fact)).toMatchObject({ definition: { steward: department } });
      }
    }
  }
});

test("every register whose absence has a meaning is complete before anything else is told", () => {
  const meaningful = [
    ...factNames.filter((fact) => definitionOf(fact).absence.means !== "unknown"),
    ...relationNames.filter((name) => relationDefinition(name).absence.means !== "unknown"),
  ];
  const reported = events.flatMap((event) =>
    event.type === "register.reported.v1" ? [event.data.fact] : [],
  );
  expect(reported.toSorted()).toEqual(meaningful.toSorted());
  expect(new Set(events.slice(0, reported.length).map(({ type }) => type))).toEqual(
    new Set(["register.reported.v1"]),
  );
});

test("of every fact that a policy in force asks for, somebody's is known", () => {
  const known = new Set(
    events.flatMap((event) =>
      event.type === "facts.reported.v1"
        ? Object.keys(event.data.facts)
        : event.type === "relations.reported.v1"
          ? event.data.relations.map(({ kind }) => kind)
          : [],
    ),
  );
  const asked = policies.flatMap((policy) => {
    const version = versionOn(policy, today);
    return version === undefined ? [] : askedFacts(version, today).map(({ name }) => name);
  });
  const derived = (name: string) => {
    const parsed = parseFactName(name);
    return parsed.ok && parsed.definition.derived === true;
  };
  expect([...new Set(asked)].filter((name) => !known.has(name) && !derived(name))).toEqual([]);
});

test("a batch is one that intake takes", () => {
  for (const { events: batch } of batches) {
    expect(batch.length).toBeLessThanOrEqual(mostEvents);
    expect(new TextEncoder().encode(JSON.stringify(batch)).length).toBeLessThanOrEqual(mostBytes);
  }
  expect(events.length).toBeLessThan(16_000);
});

test("a few facts are contradicted at the same instant", () => {
  const households = new Map<string, Set<unknown>>();
  for (const event of events) {
    if (event.type !== "facts.reported.v1" || event.data.facts["hukouDistrict"] === undefined)
      continue;
    const values = households.get(event.data.subject.id) ?? new Set();
    households.set(event.data.subject.id, values.add(event.data.facts["hukouDistrict"]));
  }
  expect([...households.values()].filter(({ size }) => size > 1).length).toBeGreaterThan(3);
});

test("children have parents who could be theirs, and a certificate of one child has one child", () => {
  const children = new Map<string, number>();
  expect(city.families.length).toBeGreaterThan(100);
  for (const { child, parents } of city.families) {
    expect(ageOn(child.birthDate, today)).toBeLessThan(18);
    expect(new Set(parents.map(({ sex }) => sex)).size).toBe(parents.length);
    for (const { id, birthDate, oneChildCertificate } of parents) {
      expect(ageOn(birthDate, child.birthDate)).toBeGreaterThanOrEqual(21);
      if (oneChildCertificate === true) children.set(id, (children.get(id) ?? 0) + 1);
    }
  }
  expect(new Set(children.values())).toEqual(new Set([1]));
});
