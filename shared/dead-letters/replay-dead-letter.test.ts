import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parkedAt } from "#shared/outbox/retry-schedule.ts";
import { relayDueTasks } from "#shared/outbox/relay-due-tasks.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import type { Task } from "#shared/outbox/task.ts";
import { aTask, now } from "#shared/testing/builders.ts";
import { aQueue } from "#shared/testing/fake-queue.ts";
import { tasksIn } from "#shared/testing/outbox-rows.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { listDeadLetters } from "./list-dead-letters.ts";
import { recordDeadLetters } from "./record-dead-letters.ts";
import { replayDeadLetter } from "./replay-dead-letter.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

async function parked(more: Partial<Task> = {}): Promise<Task> {
  const task = aTask({ dueAt: parkedAt, attempts: 10, failure: "no answer", ...more });
  await storeTasks(databases.DB_0, [task]).run();
  return task;
}

const record = (body: unknown, reason = "no answer", at = now) =>
  recordDeadLetters(databases.DB_CITY, [{ id: "letter", queue: "notify", body, reason }], at);
const replay = (queue = aQueue().queue, id = "letter") =>
  replayDeadLetter(databases, { NOTIFY: queue }, id, "person-1", now);

describe("a dead letter", () => {
  it("that is replayed makes its task due at once, with its attempts counted anew, and sends a hint", async () => {
    const task = await parked();
    await record({ shard: 0, dueAt: parkedAt, id: task.id });
    const { queue, sent } = aQueue();
    expect(await replay(queue)).toBe("replayed");
    expect(await tasksIn(databases.DB_0)).toEqual([
      { ...task, dueAt: now.getTime(), attempts: 0, failure: null, relayedAt: now.getTime() },
    ]);
    expect(sent).toEqual([[{ shard: 0, dueAt: now.getTime(), id: task.id }]]);
    const minuteLater = new Date(now.getTime() + 60_000);
    expect(await relayDueTasks(databases.DB_0, minuteLater)).toHaveLength(1);
  });

  it("that is replayed twice does no more than once", async () => {
    const task = await parked();
    await record({ shard: 0, dueAt: parkedAt, id: task.id });
    const { queue, sent } = aQueue();
    await replay(queue);
    expect(await replay(queue)).toBe("replayed");
    expect(sent).toHaveLength(1);
  });

  it("of a message that died in its queue replays the row it pointed to", async () => {
    const task = await parked({ dueAt: now.getTime() - 1000 });
    await record({ shard: 0, dueAt: task.dueAt, id: task.id });
    expect(await replay()).toBe("replayed");
    expect(await tasksIn(databases.DB_0)).toMatchObject([{ dueAt: now.getTime() }]);
  });

  it("whose row is gone has nothing left to do", async () => {
    await record({ shard: 0, dueAt: parkedAt, id: "gone" });
    const { queue, sent } = aQueue();
    expect(await replay(queue)).toBe("replayed");
    expect(sent).toEqual([]);
  });

  it("that is no hint cannot be replayed, and an unknown one is not found", async () => {
    await record("text");
    expect(await replay()).toBe("no-hint");
    expect(await replay(aQueue().queue, "unknown")).toBe("not-found");
    expect(await listDeadLetters(databases.DB_CITY)).toHaveLength(1);
  });

  it("is listed until it is replayed, and again when it fails later", async () => {
    await record({ shard: 0, dueAt: parkedAt, id: "x" });
    await record({ shard: 0, dueAt: parkedAt, id: "x" });
    expect(await listDeadLetters(databases.DB_CITY)).toHaveLength(1);
    await replay();
    expect(await listDeadLetters(databases.DB_CITY)).toEqual([]);
    await record({ shard: 0, dueAt: parkedAt, id: "x" }, "again", new Date(now.getTime() + 1));
    expect(await listDeadLetters(databases.DB_CITY)).toMatchObject([
      { reason: "again", recordedAt: now.getTime() + 1, replayedAt: null, replayedBy: null },
    ]);
  });

  it("without a body is kept", async () => {
    await record(undefined);
    expect(await listDeadLetters(databases.DB_CITY)).toMatchObject([{ body: "null" }]);
  });
});
