import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import { aroundDatabase } from "#shared/testing/around-database.ts";
import { aTask, now } from "#shared/testing/builders.ts";
import { killedAt } from "#shared/testing/killed-at.ts";
import { type NotifyWorld, startNotifyWorld } from "#shared/testing/notify-world.ts";
import { storeWord } from "#shared/testing/told-people.ts";

const senior = "senior-comprehensive-allowance";
const reward = "old-age-family-planning-reward";
const gift = "pudong-ninetieth-birthday-gift";

let world: NotifyWorld;
let env: NotifyWorld["env"];
beforeAll(async () => {
  world = await startNotifyWorld();
  ({ env } = world);
});
afterAll(async () => world.close());
beforeEach(() => {
  world.forget();
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

/** Two offers and a direct benefit that arrive together. */
async function threeWords(subjectKey: string): Promise<Task[]> {
  return [
    await storeWord(env.DB_0, { subjectKey, policy: senior, state: "open" }),
    await storeWord(env.DB_0, { subjectKey, policy: reward, state: "open" }),
    await storeWord(env.DB_0, { subjectKey, policy: gift, state: "announced" }),
  ];
}

const titles = [senior, reward, gift].map((id) => policyById(id)?.title ?? "");
const toldOf = (title: string): number =>
  new Set(world.received.filter(({ body }) => body.includes(title)).map(({ noticeId }) => noticeId))
    .size;

describe("benefits that arrive together", () => {
  test("are told in one message; each offer has its reminders as if it had come alone", async () => {
    const subjectKey = await world.somebody();
    await world.consume(await threeWords(subjectKey));
    expect(world.received).toHaveLength(1);
    expect(world.received[0]).toMatchObject({
      template: "together.v1",
      link: "https://jixiang.test/me",
    });
    expect(titles.map(toldOf)).toEqual([1, 1, 1]);
    const tasks = await world.waiting(subjectKey);
    expect(tasks.map(({ kind, policy, dueAt }) => [kind, policy, dueAt])).toEqual([
      ["deadline", reward, now.getTime() + 7 * 86_400_000],
      ["deadline", senior, now.getTime() + 7 * 86_400_000],
    ]);
  });

  test("have a link for each where they are two, valid before the message leaves", async () => {
    const subjectKey = await world.somebody();
    const [one, two] = await threeWords(subjectKey);
    if (one === undefined || two === undefined) throw new Error("no tasks");
    await env.DB_0.prepare("DELETE FROM outbox WHERE subject_key = ? AND policy = ?")
      .bind(subjectKey, gift)
      .run();
    await world.consume([one, two]);
    const [{ links = [], link, body } = { body: "" }] = world.received;
    expect(links).toHaveLength(2);
    expect(link).toBe(links[0]);
    for (const each of links) expect(body).toContain(`打开 ${each} `);
    const stored = await env.DB_0.prepare("SELECT count(*) AS n FROM links WHERE subject_key = ?")
      .bind(subjectKey)
      .first<number>("n");
    expect(stored).toBe(2);
  });

  test("are one message also where the hint of only one of them comes", async () => {
    const subjectKey = await world.somebody();
    const [one] = await threeWords(subjectKey);
    await world.consume(one === undefined ? [] : [one]);
    expect(world.received.map(({ template }) => template)).toEqual(["together.v1"]);
    await world.settleAll(subjectKey);
    expect(world.received).toHaveLength(1);
  });

  test("are one message also where they were committed apart, and their hints come together", async () => {
    const subjectKey = await world.somebody();
    const later = { dueAt: now.getTime() + 900 };
    const tasks = [
      await storeWord(env.DB_0, { subjectKey, policy: senior, state: "open" }),
      await storeWord(env.DB_0, { subjectKey, policy: gift, state: "announced" }, later),
    ];
    await world.consume(tasks, new Date(now.getTime() + 1000));
    expect(world.received.map(({ template }) => template)).toEqual(["together.v1"]);
  });

  test("do not wait for what comes later: that has a message of its own", async () => {
    const subjectKey = await world.somebody();
    await world.consume([await storeWord(env.DB_0, { subjectKey, policy: senior, state: "open" })]);
    await world.consume([
      await storeWord(env.DB_0, { subjectKey, policy: gift, state: "announced" }),
    ]);
    expect(world.received.map(({ template }) => template)).toEqual(["offer.v1", "announcement.v1"]);
  });

  test("that may be answered by text message are asked each alone, with its number; the others are told together", async () => {
    const subjectKey = await world.somebody({
      accountMasked: "上海银行 尾号0012",
      accountVersion: 1,
      contact: JSON.stringify({ phone: { at: 1, digest: "phone" } }),
    });
    await env.DB_0.prepare(
      "INSERT INTO sms_repliers (subject_key, recorded_by, since_at) VALUES (?, 'test', 1)",
    )
      .bind(subjectKey)
      .run();
    await world.consume(await threeWords(subjectKey));
    expect(world.received.map(({ template }) => template).toSorted()).toEqual([
      "offer-by-reply.v1",
      "together.v1",
    ]);
  });

  test("of different people are never in one message", async () => {
    const [one, two] = [await world.somebody(), await world.somebody()];
    await world.consume([
      await storeWord(env.DB_0, { subjectKey: one, policy: senior, state: "open" }),
      await storeWord(env.DB_0, { subjectKey: two, policy: senior, state: "open" }),
    ]);
    expect(world.received.map(({ template }) => template)).toEqual(["offer.v1", "offer.v1"]);
  });

  test("are each told once, when the consumer is killed at any moment and all comes again", async () => {
    for (let moment = 1; ; moment += 1) {
      const subjectKey = await world.somebody();
      world.received = [];
      const tasks = await threeWords(subjectKey);
      const kill = killedAt(moment);
      const dying = aroundDatabase(world.databases.DB_0, async ({ execute }) => {
        if (kill.failing()) throw new Error("killed before");
        const result = await execute();
        if (kill.failing()) throw new Error("killed after");
        return result;
      });
      await world.consume(tasks, now, dying);
      await world.consume(tasks);
      await world.settleAll(subjectKey);
      expect([moment, ...titles.map(toldOf)]).toEqual([moment, 1, 1, 1]);
      const left = (await world.waiting(subjectKey)).map(({ kind }) => kind);
      expect([moment, ...left]).toEqual([moment, "deadline", "deadline"]);
      if (!kill.happened()) break;
    }
  });

  test("are each told once, when the gateway's reply is lost and a further benefit comes meanwhile", async () => {
    const subjectKey = await world.somebody();
    const [one, two] = await threeWords(subjectKey);
    await env.DB_0.prepare("DELETE FROM outbox WHERE subject_key = ? AND policy = ?")
      .bind(subjectKey, gift)
      .run();
    world.losesReply = true;
    await world.consume([one, two].flatMap((task) => task ?? []));
    world.losesReply = false;
    await storeWord(env.DB_0, { subjectKey, policy: gift, state: "announced" });
    await world.settleAll(subjectKey);
    expect(titles.map(toldOf)).toEqual([1, 1, 1]);
    expect(new Set(world.received.map(({ noticeId }) => noticeId)).size).toBe(2);
  });

  test("are each told once, when one was told alone and its word was lost", async () => {
    const subjectKey = await world.somebody();
    const offer = await storeWord(env.DB_0, { subjectKey, policy: senior, state: "open" });
    world.losesReply = true;
    await world.consume([offer]);
    world.losesReply = false;
    const news = await storeWord(env.DB_0, { subjectKey, policy: gift, state: "announced" });
    await world.consume(
      [...(await world.waiting(subjectKey)), news],
      new Date(now.getTime() + 5000),
    );
    await world.settleAll(subjectKey);
    expect([toldOf(titles[0] ?? ""), toldOf(titles[2] ?? "")]).toEqual([1, 1]);
  });

  test("are each told once, when four consumers run at once with different hints", async () => {
    const subjectKey = await world.somebody();
    const tasks = await threeWords(subjectKey);
    await Promise.all([
      ...tasks.map(async (task) => world.consume([task])),
      world.consume(tasks.toReversed()),
    ]);
    await world.settleAll(subjectKey);
    expect(titles.map(toldOf)).toEqual([1, 1, 1]);
    expect((await world.waiting(subjectKey)).map(({ kind }) => kind)).toEqual([
      "deadline",
      "deadline",
    ]);
  });

  test("are not told again alone, whatever task comes once more", async () => {
    const subjectKey = await world.somebody();
    const tasks = await threeWords(subjectKey);
    await world.consume(tasks);
    const { reference, kind, policy } = tasks[0] ?? aTask();
    const again = await storeAgain(aTask({ subjectKey, reference, kind, policy }));
    await world.consume([again]);
    expect(world.received).toHaveLength(1);
  });

  test("of which one has ended meanwhile: the others are told", async () => {
    const subjectKey = await world.somebody();
    world.losesReply = true;
    await world.consume(await threeWords(subjectKey));
    world.losesReply = false;
    await env.DB_0.prepare(
      "UPDATE confirmations SET state = 'ended' WHERE subject_key = ? AND policy = ?",
    )
      .bind(subjectKey, reward)
      .run();
    world.received = [];
    await world.settleAll(subjectKey);
    expect(titles.map(toldOf)).toEqual([1, 0, 1]);
    expect((await world.waiting(subjectKey)).map(({ policy }) => policy)).toEqual([senior]);
  });
});

async function storeAgain(task: Task): Promise<Task> {
  await env.DB_0.prepare(
    `INSERT INTO outbox (due_at, id, topic, kind, subject_key, policy, reference, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
  )
    .bind(task.dueAt, task.id, task.topic, task.kind, task.subjectKey, task.policy, task.reference)
    .run();
  return task;
}
