import { scheduler } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { vi } from "vitest";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { CaseState } from "#shared/cases/reported-case.ts";
import { shanghaiDay, startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { loadSubjects } from "#shared/judging/load-subjects.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import type { Hint } from "#shared/queues.ts";
import { completeRegisters, type StoredRegister } from "#shared/registers/register.ts";
import { selectRegisters } from "#shared/registers/select-registers.ts";
import { selectStages, stagesFrom, type StoredStage } from "#shared/stages/select-stages.ts";
import { listOpenJoins } from "#shared/joins/open-joins.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import { indexesOf } from "#shared/subjects/indexes.ts";
import type { Env as IntakeEnv } from "../../functions/intake/env.ts";
import { takeIn } from "../../functions/intake/take-in.ts";
import { join } from "../../functions/join/join.ts";
import { creditCode } from "../../functions/sandbox/city/numbers.ts";
import { makeSecrets } from "../../functions/sandbox/start/secrets.command.ts";
import type { Env as SweepEnv } from "../../functions/sweep/env.ts";
import { sweep } from "../../functions/sweep/sweep.ts";
import { allLive, insertAllLive } from "./all-live.ts";
import { aroundDatabase } from "./around-database.ts";
import { countRows, type RowCount } from "./count-rows.ts";
import { aBatch } from "./fake-queue.ts";
import { tasksIn } from "./outbox-rows.ts";
import { resident } from "./people.ts";
import { type Databases, startDatabases } from "./shard-database.ts";

type Env = IntakeEnv & SweepEnv;

/** One event as a department tells it, with its envelope. */
export type Said = readonly [DepartmentId, Readonly<Record<string, unknown>>];

/** Intake and the sweep on two real databases, whose queue is in the test's hands. */
export interface TwoShards {
  readonly databases: Databases;
  /** What the shards' databases wrote, and how often they were asked. */
  readonly count: RowCount;
  /** Hints that were sent and not brought yet. */
  hints: Hint[];
  /** Whether the connection breaks now, before or after a batch: nobody knows which. */
  failing: () => boolean;
  /** Empties the databases; the registers are complete, and every policy is in operation. */
  begin(): Promise<void>;
  /** A person whose state lies on this shard: nobody can choose it, so somebody is looked for. */
  personOn(shard: 0 | 1, birthDate: string): Promise<SubjectReference>;
  /** An organisation whose state lies on this shard; by its category, such as 91 for an enterprise. */
  organisationOn(shard: 0 | 1, category: string): Promise<SubjectReference>;
  /** Takes events in, one after the other; a department repeats what was not answered. */
  say(...all: readonly Said[]): Promise<void>;
  /** Takes one event in; where that breaks off, nobody repeats it. */
  sayOnce(one: Said): Promise<void>;
  /** A minute later everything that time wakes runs once. */
  passMinute(): Promise<void>;
  /** Takes in a department's whole webhook, with the registers that are complete and the stages of policies by now. */
  report(department: DepartmentId, events: readonly object[]): Promise<void>;
  /** At ten in the morning of a later day the sweep looks at who is due, and everything that follows is settled. */
  passTo(day: CivilDate): Promise<void>;
  /** Brings hints to the sweep; gives how each was settled. */
  consume(hints: readonly Hint[]): Promise<string[]>;
  /** Brings all hints, and those that follow from them. */
  consumeAll(): Promise<void>;
  /** Lets the sweep's minutes pass until nothing is left to follow, copy or reserve. */
  settle(): Promise<void>;
  stateOf(subject: SubjectReference): Promise<SubjectState>;
  close(): Promise<void>;
}

const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;
const settled = new Set(["follow", "copy", "reserve"]);

/** When a world begins, and which registers are complete. */
interface Beginning {
  readonly start: Date;
  readonly registers: readonly string[];
}

const usual: Beginning = {
  start: new Date("2026-11-16T02:00:00Z"),
  registers: ["deathDate", "deathCertifiedOn", "crematedOn"],
};

/** Start it once in `beforeAll`, call `begin` before each test, close it in `afterAll`. */
export async function startTwoShards({ start, registers }: Beginning = usual): Promise<TwoShards> {
  // As Workers have it.
  vi.stubGlobal("scheduler", scheduler);
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const databases = await startDatabases();
  const count: RowCount = { written: 0, roundTrips: 0 };
  let now = start;
  let number = 0;

  const unreliable = (db: D1Database): D1Database =>
    aroundDatabase(countRows(db, count), async ({ isBatch, execute }) => {
      if (isBatch && world.failing()) throw new Error("the connection broke before");
      const results = await execute();
      if (isBatch && world.failing()) throw new Error("the connection broke after");
      return results;
    });
  const keeps = {
    async sendBatch(messages: { body: Hint }[]) {
      world.hints.push(...messages.map(({ body }) => body));
    },
  } as unknown as Queue<Hint>;
  const forgets = { sendBatch: async () => {} } as unknown as Queue<Hint>;
  const env: Env = {
    ...(makeSecrets() as Record<string, string> & Env),
    DB_0: unreliable(databases.DB_0),
    DB_1: unreliable(databases.DB_1),
    DB_CITY: databases.DB_CITY,
    NOTIFY: forgets,
    FULFIL: forgets,
    SWEEP: keeps,
  };
  const circumstances = () => ({ now, stages: allLive });
  const sweeper = sweep(async () => now);
  const joiner = join(async () => now);
  const runSweep = async (): Promise<void> => {
    const controller = { scheduledTime: now.getTime(), cron: "* * * * *", noRetry() {} };
    await joiner.scheduled?.(controller, env, context);
    await sweeper.scheduled?.(controller, env, context);
  };

  const world: TwoShards = {
    databases,
    count,
    hints: [],
    failing: () => false,
    async begin() {
      await databases.empty();
      world.failing = () => false;
      world.hints = [];
      now = start;
      const at = start.getTime();
      await statement(
        databases.DB_CITY,
        sql`INSERT INTO registers (fact, department, complete_as_of, reported_at, events, first_at, reviews_left)
            SELECT value, 'health', ${at}, ${at}, '[]', ${at}, 0 FROM json_each(${JSON.stringify(registers)})`,
      ).run();
      await insertAllLive(databases.DB_CITY);
    },
    async personOn(shard, birthDate) {
      const someone = resident(birthDate, (number += 1) % 1000);
      const { bucket } = await indexesOf(env, someone);
      return shardOf(bucket) === shard ? someone : world.personOn(shard, birthDate);
    },
    async organisationOn(shard, category) {
      const id = creditCode(category, (number += 1));
      const someone = { kind: "organisation", idType: "uscc", id } as const;
      const { bucket } = await indexesOf(env, someone);
      return shardOf(bucket) === shard ? someone : world.organisationOn(shard, category);
    },
    async say(...all) {
      for (const [by, event] of all) {
        const send = async (): Promise<unknown> =>
          takeIn(env, by, [event], { ...circumstances(), complete: new Set(registers) }).catch(
            send,
          );
        await send();
      }
    },
    async sayOnce([by, event]) {
      const judging = { ...circumstances(), complete: new Set(registers) };
      await takeIn(env, by, [event], judging).catch(() => {});
    },
    async passMinute() {
      now = new Date(now.getTime() + 61_000);
      await runSweep();
    },
    async report(department, events) {
      const { DB_CITY } = databases;
      const [registered, stages] = await DB_CITY.batch([
        selectRegisters(DB_CITY),
        selectStages(DB_CITY),
      ]);
      const results = await takeIn(env, department, events, {
        now,
        stages: stagesFrom(rowsOf<StoredStage>(stages)),
        complete: completeRegisters(rowsOf<StoredRegister>(registered)),
      });
      const refused = results.find(({ status }) => status === "rejected");
      if (refused !== undefined) throw new Error(JSON.stringify(refused.problem));
    },
    async passTo(day) {
      now = new Date(startOfShanghaiDay(day).getTime() + 10 * 3_600_000);
      await runSweep();
      await world.settle();
    },
    async consume(bodies) {
      const { batch, outcomes } = aBatch(bodies);
      await sweeper.queue?.(batch, env, context);
      return outcomes();
    },
    async consumeAll() {
      while (world.hints.length > 0) await world.consume(world.hints.splice(0));
    },
    async settle() {
      for (let minute = 0; minute < 60; minute += 1) {
        await world.consumeAll();
        const open = [...(await tasksIn(databases.DB_0)), ...(await tasksIn(databases.DB_1))];
        const joins = await listOpenJoins(databases.DB_CITY, 1);
        const led = await Promise.all([databases.DB_0, databases.DB_1].map(followersLeft));
        const isJoining = joins.length > 0 || led.some((left) => left > 0);
        if (!isJoining && !open.some(({ kind }) => settled.has(kind))) return;
        now = new Date(now.getTime() + 61_000);
        await runSweep();
      }
      throw new Error("copies or claims are still due after an hour");
    },
    async stateOf(subject) {
      const key = await findSubjectKey(databases, env, subject);
      if (key === undefined) throw new Error("nothing was ever reported of this subject");
      const selection = { by: "subjectKey", values: [key] } as const;
      const db = databaseOf(databases, shardOf(key));
      const [state] = (await loadSubjects(db, selection, shanghaiDay(start))).values();
      if (state === undefined) throw new Error("the subject is on its way into another one");
      return state;
    },
    async close() {
      vi.unstubAllGlobals();
      vi.restoreAllMocks();
      await databases.dispose();
    },
  };
  return world;
}

/** Those who still follow somebody who has become another one. */
const followersLeft = async (db: D1Database): Promise<number> =>
  (await db
    .prepare("SELECT count(*) AS n FROM followers JOIN successors USING (subject_key)")
    .first<number>("n")) ?? 0;

let told = 0;

/** The next event's id is the first one again, so that two stories have the same ids. */
export function tellAnew(): void {
  told = 0;
}

/** An event, observed so many minutes after nine in the morning. */
export function said(by: DepartmentId, type: string, data: object, minute: number): Said {
  told += 1;
  const time = `2026-11-16T01:${String(minute).padStart(2, "0")}:00Z`;
  return [by, { specversion: "1.0", source: "urn:test", id: `e${told}`, type, time, data }];
}

export const saidFacts = (
  by: DepartmentId,
  subject: SubjectReference,
  facts: Readonly<Record<string, string | boolean | null>>,
  minute = 0,
): Said => said(by, "facts.reported.v1", { subject, facts }, minute);

/** A case of the senior allowance, as civil affairs tell it. */
export const saidCase = (
  subject: SubjectReference,
  state: CaseState,
  more: object = {},
  minute = 0,
): Said => {
  const policy = "senior-comprehensive-allowance";
  const one = { subject, policy, period: "2026-11", channel: "counter", state, ...more };
  return said("civil-affairs", "case.reported.v1", one, minute);
};

export const saidChild = (
  subject: SubjectReference,
  other: SubjectReference,
  days: object = {},
  minute = 0,
): Said => {
  const relations = [{ kind: "child", other, ...days }];
  return said("civil-affairs", "relations.reported.v1", { subject, relations }, minute);
};

/** Two numbers are one subject, as the steward of numbers says. */
export const saidJoined = (from: SubjectReference, to: SubjectReference, minute = 0): Said => {
  const by = to.kind === "person" ? "public-security" : "market-regulation";
  return said(by, "subject.corrected.v1", { from, to }, minute);
};

/** All that the reward for parents of one child asks of the parent. */
export const saidOfParent = (parent: SubjectReference): Said[] => [
  saidFacts("public-security", parent, { hukouDistrict: "310104" }),
  saidFacts("health", parent, { oneChildCertificate: true }),
];
