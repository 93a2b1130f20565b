import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { awaitedFrom, selectAwaited } from "#shared/manifests/awaited.ts";
import { digestOfMarks, markOf } from "#shared/manifests/mark.ts";
import { missManifests } from "#shared/manifests/miss-manifests.ts";
import { settleManifests } from "#shared/manifests/settle-manifests.ts";
import { allLive } from "#shared/testing/all-live.ts";
import { aQueue } from "#shared/testing/fake-queue.ts";
import { resident } from "#shared/testing/people.ts";
import { seeded, shuffled } from "#shared/testing/seeded.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { closeByHand } from "#shared/work-items/close-by-hand.ts";
import { listWorkItems } from "#shared/work-items/list-work-items.ts";
import type { Env } from "./intake/env.ts";
import { takeIn } from "./intake/take-in.ts";
import { makeSecrets } from "./sandbox/start/secrets.command.ts";

const now = new Date("2026-11-20T02:00:00Z");
const today = shanghaiDay(now);

let databases: Databases;
let env: Env;
beforeAll(async () => {
  databases = await startDatabases();
  const { queue } = aQueue();
  const secrets = makeSecrets() as Record<string, string> & Env;
  env = { ...secrets, ...databases, NOTIFY: queue, FULFIL: queue, SWEEP: queue };
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

interface Told {
  readonly id: string;
  readonly source: string;
  readonly time: string;
  readonly facts: readonly string[];
  readonly event: object;
}
interface Sent {
  readonly department: DepartmentId;
  readonly day: string;
  readonly events: readonly Told[];
}

/** What each department here may tell of a person. */
const vocabulary = {
  "public-security": { hukouDistrict: "310101", residenceDistrict: "310104" },
  "civil-affairs": { minimumLivingAllowance: true, severelyDisabledJobless: false },
  health: { oneChildCertificate: true },
  "disabled-persons-federation": { disabilityGrade: 2, disabilityCategory: 1 },
  "veterans-affairs": { veteran: true, martyrFamily: false },
} as const satisfies Partial<Record<DepartmentId, object>>;
const departments = Object.keys(vocabulary) as (keyof typeof vocabulary)[];

let made = 0;
function anEvent(department: keyof typeof vocabulary, day: string, random: () => number): Told {
  made += 1;
  const source = `urn:${department}:${made % 2}`;
  const id = `event-${made}`;
  const minute = String(Math.floor(random() * 60)).padStart(2, "0");
  const time = `${day}T0${Math.floor(random() * 2)}:${minute}:00Z`;
  const all = Object.entries(vocabulary[department]);
  const told = all.slice(0, 1 + Math.floor(random() * all.length));
  const subject = resident(addDays(civilDate("1940-01-01"), made), made % 1000);
  const facts = Object.fromEntries(told);
  const event = {
    specversion: "1.0",
    id,
    source,
    time,
    type: "facts.reported.v1",
    data: { subject, facts },
  };
  return { id, source, time, facts: told.map(([name]) => name), event };
}

async function send({
  department,
  events,
}: Pick<Sent, "department" | "events">): Promise<string[]> {
  const awaited = awaitedFrom(await selectAwaited(env.DB_CITY, department).all());
  const circumstances = { now, complete: new Set<string>(), stages: allLive, awaited };
  const results = await takeIn(
    env,
    department,
    events.map(({ event }) => event),
    circumstances,
  );
  return results.map(({ status, problem }) => problem?.detail ?? status);
}

/** What a department says that it sent: one manifest for each of its systems and days. */
async function manifestsOf(sent: readonly Sent[], withDigest: boolean): Promise<Sent[]> {
  const told = sent.flatMap(({ department, day, events }) =>
    events.map((event) => ({ department, day, ...event })),
  );
  const groups = Map.groupBy(
    told,
    ({ department, day, source }) => `${department} ${day} ${source}`,
  );
  return Promise.all(
    [...groups.values()].flatMap((group) => {
      const [first] = group;
      return first === undefined ? [] : [manifestOf(first, group, withDigest)];
    }),
  );
}

async function manifestOf(
  { department, day, source }: { department: DepartmentId; day: string; source: string },
  events: readonly Pick<Told, "id" | "facts">[],
  withDigest: boolean,
): Promise<Sent> {
  made += 1;
  const facts: Record<string, number> = {};
  for (const fact of events.flatMap((one) => one.facts)) facts[fact] = (facts[fact] ?? 0) + 1;
  const marks = await Promise.all(events.map(async ({ id }) => markOf(id)));
  const digest = withDigest ? { digest: await digestOfMarks(marks) } : {};
  const event = {
    specversion: "1.0",
    id: `manifest-${made}`,
    source,
    time: now.toISOString(),
    type: "manifest.reported.v1",
    data: { day, events: events.length, facts, ...digest },
  };
  return { department, day, events: [{ ...event, facts: [], event }] };
}

const settle = async (at = now) => settleManifests(env, builtInCalendar, at);
async function items(state: "open" | "closed" = "open") {
  const page = { limit: 200, after: 0 };
  const found = await listWorkItems(env.DB_CITY, { state }, today, page);
  return found.items.map((item) => ({
    ...item,
    detail: JSON.parse(item.detail) as Record<string, number | string>,
  }));
}

/** What is missing, by department, day, system and what is counted. */
function countsOf(sent: readonly Sent[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { department, day, events } of sent)
    for (const { source, facts } of events)
      for (const what of ["events", ...facts]) {
        const key = `${department} ${day} ${source} ${what}`;
        counts[key] = (counts[key] ?? 0) + 1;
      }
  return counts;
}

describe("dropped webhooks", () => {
  it("are found, 100 of 100 to the event and fact, and none else, amid repeats, disorder and lost replies", async () => {
    const random = seeded(20_261_120);
    const webhooks = Array.from({ length: 400 }, (_, n): Sent => {
      const department = departments[n % departments.length] ?? "health";
      const day = addDays(today, -1 - Math.floor(random() * 3));
      const length = 1 + Math.floor(random() * 4);
      const events = Array.from({ length }, () => anEvent(department, day, random));
      return { department, day, events };
    });
    const dropped = new Set(shuffled(webhooks, random).slice(0, 100));
    const arriving = webhooks.filter((one) => !dropped.has(one));
    // Every fifth reply is lost, and the webhook comes again; every tenth event comes again in another one.
    const repeated = arriving.filter((_, n) => n % 5 === 0);
    const regrouped = arriving
      .filter((_, n) => n % 10 === 0)
      .map(({ department, day, events }) => ({ department, day, events: events.slice(0, 1) }));
    const manifests = await manifestsOf(webhooks, true);
    for (const webhook of shuffled(
      [...arriving, ...repeated, ...regrouped, ...manifests, ...manifests],
      random,
    )) {
      const statuses = await send(webhook);
      expect(statuses.filter((one) => !["accepted", "duplicate", "stale"].includes(one))).toEqual(
        [],
      );
    }
    await settle();
    const found: Record<string, number> = {};
    for (const { owner, detail } of await items())
      for (const [what, count] of Object.entries(detail))
        if (typeof count === "number")
          found[`${owner} ${detail["day"]} ${detail["source"]} ${what}`] = count;
    expect(found).toEqual(countsOf([...dropped]));

    // What was missing comes at last, and every work item closes itself.
    for (const webhook of shuffled([...dropped], random)) await send(webhook);
    await settle();
    expect(await items()).toEqual([]);
    const closed = await items("closed");
    expect(closed.every(({ closedBy }) => closedBy === "system:sweep")).toBe(true);
    expect(closed.length).toBeGreaterThan(0);
  });
});

const random = seeded(7);
const yesterday = addDays(today, -1);
const some = (count: number): Told[] =>
  Array.from({ length: count }, () => ({
    ...anEvent("health", yesterday, random),
    source: "urn:health",
  })).map((one) => ({ ...one, event: { ...one.event, source: "urn:health" } }));
const ofHealth = { department: "health", day: yesterday, source: "urn:health" } as const;
const tell = async (events: readonly Told[], withDigest = false) =>
  send(await manifestOf(ofHealth, events, withDigest));

describe("a manifest", () => {
  it("of which nothing is missing makes no work, and neither does one that tells less than arrived", async () => {
    const events = some(3);
    await send({ department: "health", events });
    await tell(events);
    await settle();
    await tell(events.slice(1));
    await settle();
    expect(await items()).toEqual([]);
  });

  it("that is reported before its events makes no work once they are there", async () => {
    const events = some(3);
    await tell(events);
    await send({ department: "health", events });
    await settle();
    expect(await items()).toEqual([]);
  });

  it("of as many events, but others, is told by its digest", async () => {
    const [first, ...others] = some(3);
    await send({ department: "health", events: others });
    await tell(first === undefined ? [] : [first, ...others.slice(1)], true);
    await settle();
    expect(await items()).toMatchObject([{ owner: "health", detail: { digest: "differs" } }]);
  });

  it("that a later one corrects no longer counts, in whichever order they come", async () => {
    const events = some(2);
    await send({ department: "health", events });
    const right = await manifestOf(ofHealth, events, false);
    const wrong = await manifestOf(ofHealth, [...events, ...some(1)], false);
    const early = wrong.events.map(({ event }) => ({
      event: { ...event, time: "2026-11-20T01:00:00Z" },
    }));
    await send(right);
    expect(await send({ ...wrong, events: early as unknown as Told[] })).toEqual(["stale"]);
    await settle();
    expect(await items()).toEqual([]);
  });

  it("comes again as a duplicate; its id with another body, another's fact, an unknown one and the future are refused", async () => {
    const told = await manifestOf(ofHealth, some(1), false);
    expect([await send(told), await send(told)]).toEqual([["accepted"], ["duplicate"]]);
    const change = async (data: object) => {
      const events = told.events.map(({ event }) => ({ event: { ...event, data } }));
      const [answer = ""] = await send({ ...told, events: events as unknown as Told[] });
      return answer;
    };
    const data = { day: yesterday, events: 1, facts: {} };
    expect(await change({ ...data, events: 5 })).toContain("use a new id");
    expect(await change({ ...data, facts: { veteran: 1 } })).toContain("veteran");
    expect(await change({ ...data, facts: { magic: 1 } })).toContain("no such fact");
    expect(await change({ ...data, day: addDays(today, 1) })).toContain("future");
  });

  it("is held against nothing that was rejected, and against another system's events neither", async () => {
    const events = some(2);
    const rejected = events.map((one) => ({ ...one, event: { ...one.event, data: {} } }));
    await send({ department: "health", events: rejected });
    const elsewhere = events.map((one) => ({
      ...one,
      event: { ...one.event, source: "urn:other" },
    }));
    await send({ department: "health", events: elsewhere });
    await tell(events);
    await settle();
    expect(await items()).toMatchObject([{ detail: { events: 2, oneChildCertificate: 2 } }]);
  });

  it("counts registers and corrections too, and a webhook of them that comes twice counts once", async () => {
    const register = {
      specversion: "1.0",
      id: "register",
      source: "urn:health",
      time: `${yesterday}T01:00:00Z`,
      type: "register.reported.v1",
      data: { fact: "deathCertifiedOn", completeAsOf: `${yesterday}T01:00:00Z` },
    };
    const events = [{ ...register, facts: [], event: register }];
    await tell([...events, ...some(1)]);
    await send({ department: "health", events });
    await send({ department: "health", events });
    await settle();
    expect(await items()).toMatchObject([{ detail: { events: 1 } }]);
  });

  it("whose gap a person has closed stays closed", async () => {
    const events = some(2);
    await tell(events);
    await settle();
    const [item] = await items();
    await closeByHand(env.DB_CITY, item?.id ?? "", "person", "清单有误", now);
    await send({ department: "health", events: events.slice(1) });
    await settle();
    expect(await items()).toEqual([]);
  });
});

describe("the manifest of a system that sends one every day", () => {
  const on = async (day: string) => send(await manifestOf({ ...ofHealth, day }, [], false));
  const noon = new Date("2026-11-20T04:00:00Z");

  it("is missed at noon of the next day, and no longer when it comes", async () => {
    for (let back = 6; back >= 2; back -= 1) await on(addDays(today, -back));
    await missManifests(env.DB_CITY, builtInCalendar, new Date(noon.getTime() - 1));
    expect(await items()).toEqual([]);
    await missManifests(env.DB_CITY, builtInCalendar, noon);
    await missManifests(env.DB_CITY, builtInCalendar, noon);
    expect(await items()).toMatchObject([{ kind: "manifest-missing", owner: "health" }]);
    await on(yesterday);
    await settle();
    expect(await items()).toEqual([]);
  });

  it("is not missed of one that sends now and then", async () => {
    for (const back of [2, 4, 6]) await on(addDays(today, -back));
    await missManifests(env.DB_CITY, builtInCalendar, noon);
    expect(await items()).toEqual([]);
  });
});
