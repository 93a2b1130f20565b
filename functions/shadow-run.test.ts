import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import {
  listFindings,
  readShadowResult,
  type ShadowResult,
} from "#shared/shadow-runs/read-shadow-run.ts";
import type { ShadowFinding } from "#shared/shadow-runs/shadow-run.ts";
import { startShadowRun } from "#shared/shadow-runs/start-shadow-run.ts";
import { enterStage } from "#shared/testing/enter-stage.ts";
import { killedAt } from "#shared/testing/killed-at.ts";
import { tasksIn } from "#shared/testing/outbox-rows.ts";
import { resident } from "#shared/testing/people.ts";
import { startTwoShards, type TwoShards } from "#shared/testing/two-shards.ts";

const policy = "senior-comprehensive-allowance";
const today = civilDate("2026-11-16");

let world: TwoShards;

interface Planted {
  readonly subject: SubjectReference;
  readonly kind: ShadowFinding["kind"] | "agreed" | "neither";
  readonly facts: Readonly<Record<string, string>>;
  readonly paidFen?: number;
  readonly caseNumber: string;
}

/** 70 to 79 years old: 150 yuan a month. */
const seventy = { birthDate: "1950-03-08", hukouDistrict: "310101" };
const young = { birthDate: "1990-03-08", hukouDistrict: "310101" };
/** Where the hukou is nobody knows. */
const doubtful = { birthDate: "1950-03-08" };

const kinds = [
  { kind: "agreed", facts: seventy, paidFen: 150_00 },
  { kind: "agreed", facts: seventy, paidFen: 150_00 },
  { kind: "neither", facts: young },
  { kind: "forgotten", facts: seventy },
  { kind: "unfounded", facts: young, paidFen: 75_00 },
  { kind: "amount", facts: seventy, paidFen: 180_00 },
  { kind: "amount", facts: seventy, paidFen: 75_00 },
  { kind: "undecided", facts: doubtful, paidFen: 150_00 },
] as const satisfies readonly Pick<Planted, "kind" | "facts" | "paidFen">[];

/** Fifty of each, over both shards. */
const planted: readonly Planted[] = Array.from({ length: 400 }, (_, number) => {
  const one = kinds[number % kinds.length] ?? kinds[0];
  return {
    ...one,
    subject: resident(one.facts.birthDate, number),
    caseNumber: `L${number}`,
  };
});
const counted = (kind: Planted["kind"]) => planted.filter((one) => one.kind === kind).length;

beforeAll(async () => {
  world = await startTwoShards();
  await world.begin();
  await enterStage(world.databases.DB_CITY, policy, "ready");
  const events = (type: string, all: readonly object[]) =>
    all.map((data) => ({
      specversion: "1.0",
      id: crypto.randomUUID(),
      source: "urn:test",
      type,
      time: "2026-11-16T01:00:00Z",
      data,
    }));
  await world.report(
    "public-security",
    events(
      "facts.reported.v1",
      planted.map(({ subject, facts }) => ({ subject, facts })),
    ),
  );
  await world.report(
    "civil-affairs",
    events(
      "case.reported.v1",
      planted.flatMap(({ subject, paidFen, caseNumber }) =>
        paidFen === undefined
          ? []
          : [
              {
                subject,
                policy,
                period: "2026-10",
                through: "2026-12",
                channel: "legacy",
                state: "paid",
                amountFen: paidFen,
                caseNumber,
              },
            ],
      ),
    ),
  );
  await world.settle();
});
afterAll(async () => world.close());

/** Has both shards compare, as far as the queue brings it. */
async function start(judgedOn: CivilDate | null, period: string): Promise<string> {
  const { DB_0, DB_1, DB_CITY } = world.databases;
  const SWEEP = {
    async sendBatch(messages: { body: (typeof world.hints)[number] }[]) {
      world.hints.push(...messages.map(({ body }) => body));
    },
  } as unknown as Queue<(typeof world.hints)[number]>;
  const { id } = await startShadowRun(
    { DB_0, DB_1, DB_CITY, SWEEP },
    { policy, period, channel: "legacy", judgedOn, requestedBy: "test" },
    new Date("2026-11-16T02:00:00Z"),
  );
  await world.consumeAll();
  return id;
}

async function resultOf(
  id: string,
): Promise<ShadowResult & { readonly findings: readonly ShadowFinding[] }> {
  const { DB_CITY } = world.databases;
  const all = { kind: undefined, after: 0, limit: 1000 };
  return {
    ...(await readShadowResult(DB_CITY, id)),
    findings: await listFindings(DB_CITY, id, all),
  };
}

const run = async (judgedOn: CivilDate | null, period = "2026-11") =>
  resultOf(await start(judgedOn, period));

/** Of each finding who it is about, as the older system knows them: where it has a case. */
const listed = (findings: readonly ShadowFinding[], kind: ShadowFinding["kind"]) =>
  findings
    .filter((one) => one.kind === kind)
    .map(({ caseNumber, hereFen, thereFen }) => `${caseNumber} ${hereFen} ${thereFen}`)
    .toSorted();
const wanted = (kind: ShadowFinding["kind"], hereFen: number | null) =>
  planted
    .filter((one) => one.kind === kind)
    .map(({ caseNumber, paidFen = null }) => `${caseNumber} ${hereFen} ${paidFen}`)
    .toSorted();

const everything = async (): Promise<unknown> => {
  const tables = ["entitlements", "confirmations", "instructions", "notices", "audit", "profiles"];
  const counts: unknown[] = [];
  for (const db of [world.databases.DB_0, world.databases.DB_1]) {
    for (const table of tables) {
      const row = await db.prepare(`SELECT count(*) AS count FROM ${table}`).first("count");
      counts.push([table, row]);
    }
    const tasks = await tasksIn(db);
    counts.push(tasks.map(({ topic, kind }) => `${topic} ${kind}`).toSorted());
  }
  return counts;
};

describe("a shadow run", () => {
  test.each([
    ["of today, set by set", today],
    ["of the whole period, one by one", null],
    ["of another day, one by one", civilDate("2026-11-16")],
  ])("%s lists exactly the planted differences, to the fen", async (_, judgedOn) => {
    const before = await everything();
    const { totals, finishedAt, findings } = await run(judgedOn);
    expect(finishedAt).toBeDefined();
    expect(listed(findings, "unfounded")).toEqual(wanted("unfounded", null));
    expect(listed(findings, "amount")).toEqual(wanted("amount", 150_00));
    expect(listed(findings, "undecided")).toEqual(wanted("undecided", null));
    const forgotten = findings.filter(({ kind }) => kind === "forgotten");
    const keys = await Promise.all(
      planted
        .filter(({ kind }) => kind === "forgotten")
        .map(async ({ subject }) => (await world.stateOf(subject)).profile.subjectKey),
    );
    expect(forgotten.map(({ subjectKey }) => subjectKey).toSorted()).toEqual(keys.toSorted());
    expect(
      new Set(forgotten.map(({ hereFen, thereState }) => [hereFen, thereState].join())),
    ).toEqual(new Set(["15000,"]));
    expect(totals).toMatchObject({
      compared: 400,
      eligible: 250,
      eligibleFen: 250 * 150_00,
      there: 300,
      agreed: counted("agreed"),
      forgotten: 50,
      forgottenFen: 50 * 150_00,
      unfounded: 50,
      unfoundedFen: 50 * 75_00,
      amount: 100,
      tooMuchFen: 50 * 30_00,
      tooLittleFen: 50 * 75_00,
      undecided: 50,
      undecidedFen: 50 * 150_00,
      listed: 250,
    });
    // No money moves, nobody is told, nothing is opened.
    expect(await everything()).toEqual(before);
    expect(JSON.stringify(findings)).not.toMatch(/3199/);
  });

  test("of a past month judges by what is known of that month, and nothing later", async () => {
    const { totals } = await run(null, "2026-09");
    // What is known of the hukou holds since November.
    expect(totals).toMatchObject({
      compared: 400,
      unknown: 300,
      there: 0,
      forgotten: 0,
      eligible: 0,
    });
  });

  test("killed at any moment comes to the same, and nobody is listed twice", async () => {
    const whole = await run(null);
    let kills = 0;
    for (let isKilled = true; isKilled; kills += 1) {
      const { happened, failing } = killedAt(kills + 1);
      world.failing = failing;
      const id = await start(null, "2026-11");
      world.failing = () => false;
      isKilled = happened();
      // What broke off is tried again by its schedule; the sweep relays it.
      if (isKilled) await world.passTo(addDays(today, kills + 1));
      const { totals, finishedAt, findings } = await resultOf(id);
      expect(finishedAt).toBeDefined();
      expect(totals).toEqual(whole.totals);
      expect(findings.map(({ run: _, ...one }) => one)).toEqual(
        whole.findings.map(({ run: _, ...one }) => one),
      );
    }
    expect(kills).toBeGreaterThan(3);
  }, 300_000);
});
