import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { listDeadLetters } from "#shared/dead-letters/list-dead-letters.ts";
import { statement } from "#shared/db/statement.ts";
import type { Hint } from "#shared/queues.ts";
import { aSubjectKey, aTask, now } from "#shared/testing/builders.ts";
import { aBatch } from "#shared/testing/fake-queue.ts";
import { tasksIn } from "#shared/testing/outbox-rows.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { consumeHints, orFailed, type Outcome, type Work } from "./consume-hints.ts";
import { parkedAt } from "./retry-schedule.ts";
import { storeTasks } from "./store-tasks.ts";
import type { Task } from "./task.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

async function stored(more: Partial<Task> = {}, shard: 0 | 1 = 0): Promise<Task> {
  const task = aTask({ subjectKey: aSubjectKey(shard), ...more });
  await storeTasks(shard === 0 ? databases.DB_0 : databases.DB_1, [task]).run();
  return task;
}

const hintTo = ({ dueAt, id }: Task, shard = 0): Hint => ({ shard, dueAt, id });

/** Work that ends each task in the same way, and remembers what it was given. */
function working(end: (task: Task, db: D1Database) => Outcome): { work: Work; seen: string[] } {
  const seen: string[] = [];
  return {
    seen,
    work: async (_, db, tasks) => {
      seen.push(...tasks.map(({ id }) => id));
      return tasks.map((task) => end(task, db));
    },
  };
}

const settling = () => working((task) => ({ task, end: "settled" }));
const failing = () => working((task) => ({ task, end: "failed", failure: "no answer" }));

async function consume(bodies: readonly unknown[], work: Work): Promise<string[]> {
  const { batch, outcomes } = aBatch(bodies);
  await consumeHints(batch, databases, now, work);
  return outcomes();
}

describe("a settled task", () => {
  it("is gone, and its message acknowledged", async () => {
    const task = await stored();
    const { work, seen } = settling();
    expect(await consume([hintTo(task)], work)).toEqual(["ack"]);
    expect(seen).toEqual([task.id]);
    expect(await tasksIn(databases.DB_0)).toEqual([]);
  });

  it("is worked on once though the same message comes twice in a batch, and again later", async () => {
    const task = await stored();
    const { work, seen } = settling();
    expect(await consume([hintTo(task), hintTo(task)], work)).toEqual(["ack", "ack"]);
    expect(await consume([hintTo(task)], work)).toEqual(["ack"]);
    expect(seen).toEqual([task.id]);
  });

  it("commits its statements with it", async () => {
    const task = await stored();
    const { work } = working((one, db) => ({
      task: one,
      end: "settled",
      statements: [
        statement(
          db,
          sql`INSERT INTO links (secret_hash, subject_key, policy, commitment, scope, generation) VALUES ('x', 'x', 'x', 'x', 'x', 1)`,
        ),
      ],
    }));
    await consume([hintTo(task)], work);
    expect(await databases.DB_0.prepare("SELECT count(*) AS n FROM links").first()).toEqual({
      n: 1,
    });
  });

  it("stays, and its message comes again, when a statement of it fails", async () => {
    vi.spyOn(console, "warn").mockReturnValue();
    const task = await stored();
    const { work } = working((one, db) => ({
      task: one,
      end: "settled",
      statements: [db.prepare("INSERT INTO links (secret_hash) VALUES (NULL)")],
    }));
    expect(await consume([hintTo(task)], work)).toEqual(["retry"]);
    expect(await tasksIn(databases.DB_0)).toEqual([task]);
  });
});

describe("a hint", () => {
  it("whose row has moved since is ignored", async () => {
    const task = await stored({ dueAt: now.getTime() + 5000 });
    const { work, seen } = settling();
    expect(await consume([hintTo({ ...task, dueAt: now.getTime() })], work)).toEqual(["ack"]);
    expect(seen).toEqual([]);
    expect(await tasksIn(databases.DB_0)).toEqual([task]);
  });

  it("that is malformed comes again alone; the others of its batch are done", async () => {
    vi.spyOn(console, "warn").mockReturnValue();
    const task = await stored();
    const { work } = settling();
    const bodies = [
      null,
      "text",
      { shard: -1, dueAt: 1, id: "x" },
      { ...hintTo(task), more: 1 },
      hintTo(task),
    ];
    expect(await consume(bodies, work)).toEqual(["retry", "retry", "retry", "retry", "ack"]);
    expect(await tasksIn(databases.DB_0)).toEqual([]);
  });

  it("to a shard that does not exist comes again alone", async () => {
    vi.spyOn(console, "warn").mockReturnValue();
    const task = await stored();
    const { work } = settling();
    expect(await consume([hintTo(task, 7), hintTo(task)], work)).toEqual(["retry", "ack"]);
  });

  it("of another shard is not held up by work that throws", async () => {
    vi.spyOn(console, "warn").mockReturnValue();
    const [bad, good] = [await stored(), await stored({}, 1)];
    const work: Work = async (shard, _, tasks) => {
      if (shard === 0) throw new Error("out of order");
      return tasks.map((task) => ({ task, end: "settled" }));
    };
    expect(await consume([hintTo(bad), hintTo(good, 1)], work)).toEqual(["retry", "ack"]);
    expect(await tasksIn(databases.DB_0)).toEqual([bad]);
    expect(await tasksIn(databases.DB_1)).toEqual([]);
  });
});

describe("a continued task", () => {
  it("goes on as another one with its attempts counted anew, and no hint is taken for sent", async () => {
    const task = await stored({ attempts: 3, failure: "no answer", relayedAt: now.getTime() });
    const dueAt = now.getTime() + 86_400_000;
    const { work } = working((one) => ({
      task: one,
      end: "continued",
      next: { topic: "sweep", kind: "deadline", reference: "text ", dueAt },
    }));
    expect(await consume([hintTo(task)], work)).toEqual(["ack"]);
    expect(await tasksIn(databases.DB_0)).toEqual([
      {
        ...task,
        topic: "sweep",
        kind: "deadline",
        dueAt,
        attempts: 0,
        failure: null,
        relayedAt: null,
      },
    ]);
  });
});

describe("a continued task that has to wait", () => {
  it("says why, and its attempts are counted anew", async () => {
    const task = await stored({ attempts: 3 });
    const dueAt = now.getTime() + 3_600_000;
    const { work } = working((one) => ({
      task: one,
      end: "continued",
      next: { topic: "fulfil", kind: "instruct", reference: "", dueAt, failure: "payer-missing" },
    }));
    await consume([hintTo(task)], work);
    expect(await tasksIn(databases.DB_0)).toMatchObject([
      { dueAt, attempts: 0, failure: "payer-missing" },
    ]);
  });
});

describe("work on one task that throws", () => {
  it("is that task's failure and no other's", async () => {
    const task = aTask();
    const thrown = await orFailed(task, async () => {
      throw new Error("the vault is shut");
    });
    expect(thrown).toEqual({
      task,
      end: "failed",
      failure: "the vault is shut",
      isUnforeseen: true,
    });
    const settled: Outcome = { task, end: "settled" };
    expect(await orFailed(task, async () => settled)).toBe(settled);
  });
});

describe("a failed task", () => {
  it("is put off by the schedule, its message acknowledged", async () => {
    const task = await stored({ relayedAt: now.getTime() });
    expect(await consume([hintTo(task)], failing().work)).toEqual(["ack"]);
    const [first] = await tasksIn(databases.DB_0);
    expect(first).toEqual({
      ...task,
      dueAt: now.getTime() + 5000,
      attempts: 1,
      failure: "no answer",
      relayedAt: null,
    });
    if (first === undefined) throw new Error("the task is gone");
    await consume([hintTo(first)], failing().work);
    expect(await tasksIn(databases.DB_0)).toMatchObject([
      { dueAt: now.getTime() + 300_000, attempts: 2 },
    ]);
    expect(await listDeadLetters(databases.DB_CITY)).toEqual([]);
  });

  it("is parked with a dead letter after its last attempt", async () => {
    const task = await stored({ attempts: 9 });
    expect(await consume([hintTo(task)], failing().work)).toEqual(["ack"]);
    expect(await tasksIn(databases.DB_0)).toMatchObject([{ id: task.id, dueAt: parkedAt }]);
    const letters = await listDeadLetters(databases.DB_CITY);
    expect(letters).toMatchObject([
      {
        id: `outbox-0-${task.id}`,
        queue: "notify",
        reason: "no answer",
        recordedAt: now.getTime(),
      },
    ]);
    expect(JSON.parse(letters[0]?.body ?? "")).toEqual({ shard: 0, dueAt: parkedAt, id: task.id });
  });

  it("does not hold up the others of its batch", async () => {
    const [bad, good] = [await stored(), await stored()];
    const { work } = working((task) =>
      task.id === bad.id ? { task, end: "failed", failure: "x" } : { task, end: "settled" },
    );
    expect(await consume([hintTo(bad), hintTo(good)], work)).toEqual(["ack", "ack"]);
    expect(await tasksIn(databases.DB_0)).toMatchObject([{ id: bad.id, attempts: 1 }]);
  });
});
