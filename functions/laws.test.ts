import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { shardOf } from "#shared/db/shards.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { policyById } from "#shared/policies/index.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { decide, openOffer } from "#shared/testing/browserless.ts";
import { type Content, type Dev, startDev } from "#shared/testing/dev-harness.ts";
import {
  explain,
  organisation,
  reportContact,
  reportPerson,
  resident,
  type ToldVerdict,
} from "#shared/testing/people.ts";
import { sampleCity } from "./sandbox/city/city.ts";
import { cityEvents } from "./sandbox/city/events.ts";

const allowance = "senior-comprehensive-allowance";
const sensitive = "disability-living-allowance";
const shards = ["DB_0", "DB_1"] as const;

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());

type Row = Record<string, string | number | null>;

async function rows(query: string): Promise<Row[]> {
  const found = await Promise.all(
    shards.map(async (name) => (await dev.database(name)).prepare(query).all<Row>()),
  );
  return found.flatMap(({ results }) => results);
}

async function say(
  department: DepartmentId,
  subject: SubjectReference,
  facts: Record<string, string | number | boolean | null>,
): Promise<void> {
  const event: Content = { type: "facts.reported.v1", data: { subject, facts } };
  await dev.department(department).send([event]);
}

/** Every policy as an auditor is told of it. */
async function verdictsOf(subject: SubjectReference): Promise<ToldVerdict[]> {
  const body = { subject, purpose: "审计抽查" };
  const token = await dev.staff("auditor");
  const answer = await dev.post("/v1/console/explanations", body, token);
  return ((await answer.json()) as { verdicts: ToldVerdict[] }).verdicts;
}

async function senior(number: number): Promise<{ subject: SubjectReference; tail: string }> {
  const [subject, tail] = [resident("1957-03-08", number), String(number).padStart(4, "0")];
  await reportContact(dev, subject, tail);
  await reportPerson(dev, subject, { birthDate: "1957-03-08", hukouDistrict: "310101" });
  await dev.tick();
  return { subject, tail };
}

const offerOf = async (tail: string, token?: string) => {
  const message = (await dev.messages()).findLast(({ to }) => to === `1380000${tail}`);
  return openOffer(dev, message?.link ?? "no link", token);
};
const paidTo = async (tail: string) =>
  (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith(tail));

/** A disabled person of a poor family: what the department of each register knows of them. */
async function disabled(number: number): Promise<{ subject: SubjectReference; tail: string }> {
  const [subject, tail] = [resident("1980-05-05", number), String(number).padStart(4, "0")];
  await reportContact(dev, subject, tail);
  await say("disabled-persons-federation", subject, { disabilityGrade: 2, disabilityCategory: 6 });
  await say("civil-affairs", subject, { minimumLivingAllowance: true });
  await reportPerson(dev, subject, { birthDate: "1980-05-05", hukouDistrict: "310101" });
  await dev.tick();
  return { subject, tail };
}

describe("the first law: no fact, no “no”", () => {
  const local = { birthDate: "1950-01-01", hukouDistrict: "310101", sex: "female" };
  const staff = {
    "insuredHeadcount@2024-12": 100,
    "insuredHeadcount@2025-12": 100,
    "naturalAttrition@2025": 0,
    "unemploymentPremiumPaidFen@2025": 100_000,
  };
  const person = (number: number) => resident("1950-01-01", number);
  const other = { ...organisation, id: "91319900000000027H" } as const;
  const profiles: [string, "met" | "unmet", SubjectReference, Record<string, string | number>][] = [
    ["a person", "met", person(501), local],
    ["a person too young", "unmet", person(502), { ...local, birthDate: "1980-01-01" }],
    ["a person from elsewhere", "unmet", person(503), { ...local, hukouDistrict: "elsewhere" }],
    ["a firm", "met", organisation, staff],
    ["a firm that lays off", "unmet", other, { ...staff, "insuredHeadcount@2025-12": 50 }],
  ];

  test.for(profiles)(
    "of %s (%s), whatever is withdrawn in whatever order, a verdict stays or becomes unknown",
    async ([, first, subject, facts]) => {
      const isFirm = subject.kind === "organisation";
      const steward = isFirm ? "human-resources" : "public-security";
      const policy = isFirm ? "job-retention-refund" : allowance;
      if (isFirm) await say("economy-informatisation", subject, { sizeClass: "small" });
      for (const names of [Object.keys(facts), Object.keys(facts).toReversed()]) {
        await say(steward, subject, facts);
        let before = await verdictsOf(subject);
        expect(before.find((one) => one.policy === policy)?.verdict).toBe(first);
        for (const name of names) {
          await say(steward, subject, { [name]: null });
          const now = await verdictsOf(subject);
          for (const [index, one] of now.entries())
            expect([before[index]?.verdict, "unknown"], `${one.policy} without ${name}`).toContain(
              one.verdict,
            );
          before = now;
        }
        const last = before.find((one) => one.policy === policy);
        expect(last?.verdict).toBe("unknown");
        // What was met is held, never ended; the rest was never opened.
        const holds = last?.entitlements.map(({ heldBecause }) => heldBecause?.slice(-4));
        expect(holds).toEqual(first === "met" ? ["正在核实"] : []);
      }
    },
  );
});

describe("the second law: one entitlement for one subject, policy and period, in one live instruction", () => {
  /** Two more tasks of the subject whose phone ends so, due at once; gives its database and key. */
  async function hintTwice(tail: string): Promise<{ db: D1Database; key: string }> {
    const [found] = await rows(
      `SELECT subject_key AS key FROM subjects WHERE phone_masked LIKE '%${tail}'`,
    );
    const key = String(found?.["key"]);
    const db = await dev.database(shards[shardOf(key)] ?? "DB_0");
    const insert = db.prepare(
      `INSERT INTO outbox (due_at, id, topic, kind, subject_key, policy, reference) VALUES (1, ?, 'fulfil', 'instruct', ?, '${allowance}', '')`,
    );
    await db.batch(["twin-a", "twin-b"].map((id) => insert.bind(id, key)));
    return { db, key };
  }

  test("whatever is repeated, withdrawn, corrected, tapped, hinted or reported again", async () => {
    await dev.faults({ payer: { duplicate: 1 }, gateway: { duplicate: 1 } });
    const { subject, tail } = await senior(511);
    for (const hukouDistrict of ["elsewhere", "310101", null, "310104", "310104"]) {
      await dev.clock(new Date((await dev.clock()).getTime() + 60_000).toISOString());
      await Promise.all([0, 1].map(async () => reportPerson(dev, subject, { hukouDistrict })));
    }
    await dev.tick();
    const offer = await offerOf(tail);
    await Promise.all([0, 1, 2].map(async () => decide(dev, offer, "confirm")));
    await hintTwice(tail);
    await dev.tick();
    const [paid] = await paidTo(tail);
    await Promise.all([0, 1].map(async () => dev.report(paid?.endToEndId ?? "", "paid")));
    await dev.tick();
    await dev.faults({});
    expect(await paidTo(tail)).toMatchObject([{ periods: ["2026-11"], amountFen: 7500 }]);
    expect((await explain(dev, subject, allowance)).entitlements).toMatchObject([
      { period: "2026-11", state: "fulfilled" },
    ]);
    expect(
      await rows("SELECT entitlement, number FROM audit GROUP BY 1, 2 HAVING count(*) > 1"),
    ).toEqual([]);
  });

  test("two hints of a payment that has to wait are one piece of work from then on", async () => {
    const subject = resident("1957-03-08", 512);
    const event: Content = { type: "contact.reported.v1", data: { subject, phone: "13800000512" } };
    await dev.department("government-services").send([event]);
    await reportPerson(dev, subject, { birthDate: "1957-03-08", hukouDistrict: "310101" });
    await dev.tick();
    await decide(dev, await offerOf("0512"), "confirm");
    await dev.tick();
    const { db, key } = await hintTwice("0512");
    await dev.tick();
    // The one that looks again tomorrow, and one for the two.
    const tasks = db.prepare("SELECT id FROM outbox WHERE subject_key = ? AND kind = 'instruct'");
    expect((await tasks.bind(key).all()).results).toHaveLength(2);
  });
});

describe("the fourth law: a GET changes nothing", () => {
  const api = ["/v1/policies", `/v1/policies/${allowance}`, "/openapi.json", "/healthz"];
  const paths = ["/c", "/c/waive", "/c/receipt", "/", `/policies/${allowance}`, ...api];

  async function everything(): Promise<string> {
    const dumps = await Promise.all(
      [...shards, "DB_CITY" as const].map(async (name) => {
        const db = await dev.database(name);
        const tables = await db
          .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '_cf*'")
          .all<{ name: string }>();
        const all = tables.results.map((one) => db.prepare(`SELECT * FROM "${one.name}"`));
        return (await db.batch(all)).map(({ results }) => results);
      }),
    );
    return JSON.stringify(dumps);
  }

  test.for(["GET", "HEAD"])(
    "%s of every page, with the cookie of an answered offer",
    async (method) => {
      const { tail } = await senior(method === "GET" ? 521 : 522);
      const offer = await offerOf(tail);
      expect((await decide(dev, offer, "waive")).status).toBe(303);
      await dev.tick();
      const before = await everything();
      expect(before).toContain(allowance);
      for (const path of paths) {
        const answer = await dev.fetch(path, { method, headers: { cookie: offer.cookie } });
        expect([path, answer.status]).toEqual([path, 200]);
        await answer.text();
      }
      expect(await everything()).toBe(before);
    },
  );
});

describe("the eighth law: no message or remark tells a number, an account, a name or a hardship", () => {
  test("of all that a sensitive policy sends, nothing does; nor the page that the link alone opens", async () => {
    const { subject, tail } = await disabled(531);
    const token = await dev.citizen(subject);
    const page = (await offerOf(tail)).page;
    expect((await decide(dev, await offerOf(tail, token), "confirm", token)).status).toBe(303);
    await dev.tick();
    const [paid] = await paidTo(tail);
    expect(paid).toMatchObject({ policy: sensitive, amountFen: 41_000 });
    await dev.report(paid?.endToEndId ?? "", "paid");
    await dev.report(paid?.endToEndId ?? "", "returned");
    await dev.tick();
    const told = (await dev.messages()).filter(({ to }) => to === `1380000${tail}`);
    expect(told.map(({ template }) => template)).toEqual([
      "offer.v1",
      "fulfilled.v1",
      "returned.v1",
    ]);
    const messages = (await dev.messages()).map((one) => JSON.stringify({ ...one, to: "" }));
    const remarks = (await dev.instructions()).map(({ remark }) => remark);
    for (const text of [...messages, ...remarks, page, dev.logs().join()]) {
      expect(text).not.toMatch(/319900\d{11}|9131990\d{10}|6222\d{8}|王建国|1980-05-05|1980年/);
      expect(text).not.toMatch(/残|低保|最低生活|困难|disab|hardship/i);
    }
    expect(messages.filter((text) => text.includes(tail))).toEqual([]);
    expect(told.map(({ body }) => body).join()).not.toContain("410");
    expect(page).toContain("生活补贴");
  });
});

describe("the ninth law: eligible minus entitled is empty, and entitled minus eligible is empty", () => {
  test("the event path, the time path and a look at the set agree about thirty people", async () => {
    const before = await rows("SELECT subject_key AS key FROM subjects");
    const known = before.map(({ key }) => `'${key}'`).join();
    const today = civilDate("2026-11-16");
    const { people } = sampleCity(today, { people: 10, organisations: 0 });
    const city = {
      today,
      people,
      families: [],
      organisations: [],
      existing: [],
      hirings: [],
      registered: [],
    };
    for (const { department, events } of cityEvents(city, await dev.clock()))
      await dev.department(department).send(events);
    const counts: number[] = [];
    for (const [day, born] of [
      ["2026-11-16", "1961-11-16"],
      ["2026-12-07", "1961-12-07"],
    ] as const) {
      await dev.clock(`${day}T03:00:00Z`);
      await dev.tick();
      const eligible = await rows(
        `SELECT subject_key AS key FROM profiles WHERE facts ->> '$.birthDate' <= '${born}'
           AND facts ->> '$.hukouDistrict' LIKE '310%' AND facts ->> '$.deathDate' IS NULL
           AND facts ->> '$.deathCertifiedOn' IS NULL AND facts ->> '$.crematedOn' IS NULL
           AND subject_key NOT IN (${known}) ORDER BY 1`,
      );
      const entitled = await rows(
        `SELECT subject_key AS key FROM entitlements WHERE policy = '${allowance}' AND state <> 'terminated'
           AND period = '${day.slice(0, 7)}' AND subject_key NOT IN (${known}) ORDER BY 1`,
      );
      expect(entitled).toEqual(eligible);
      const verdicts: ToldVerdict[] = [];
      for (const { id } of people)
        verdicts.push(...(await verdictsOf({ kind: "person", idType: "resident-id", id })));
      // What is scanned at a door has no entitlement, and what is not in operation opens none.
      for (const { policy, stage, verdict, entitlements } of verdicts) {
        if (policyById(policy)?.period === "visit") continue;
        const current = entitlements.filter(({ period }) => period === day.slice(0, 7));
        const isOpen = verdict === "met" && stage === "live";
        expect([policy, current.length]).toEqual([policy, isOpen ? 1 : 0]);
      }
      const met = verdicts.filter((one) => one.policy === allowance && one.verdict === "met");
      expect(met).toHaveLength(eligible.length);
      counts.push(met.length);
    }
    // Some come of age in between, and some never are.
    expect(counts[1]).toBeGreaterThan(counts[0] ?? 0);
    expect(counts[1]).toBeLessThan(people.length);
  });
});
