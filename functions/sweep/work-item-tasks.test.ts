import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { aSubjectKey, aTask, now } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { listWorkItems } from "#shared/work-items/list-work-items.ts";
import { closeWorkItemTask, openWorkItemTask } from "#shared/work-items/work-item-task.ts";
import type { NewWorkItem } from "#shared/work-items/work-item.ts";
import type { Env } from "./env.ts";
import { isWorkItem, workItemTasks } from "./work-item-tasks.ts";

let databases: Databases;
let env: Env;
beforeAll(async () => {
  databases = await startDatabases();
  const forgets = { sendBatch: async () => {} } as unknown as Env["SWEEP"];
  env = { ...databases, NOTIFY: forgets, FULFIL: forgets, SWEEP: forgets };
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

const item: NewWorkItem = {
  kind: "omission",
  reference: "one",
  owner: "civil-affairs",
  policy: "park-admission",
  term: { from: shanghaiDay(now), workingDays: 3 },
};
const opening = openWorkItemTask(item, aSubjectKey(), now);
const closing = closeWorkItemTask(item, "system:intake", "已更正", aSubjectKey(), now);

const run = async (...tasks: Parameters<typeof workItemTasks>[1]) =>
  (await workItemTasks(env, tasks, async () => builtInCalendar, now)).map(({ end }) => end);
const count = async (state: "open" | "closed"): Promise<number> => {
  const page = { limit: 10, after: 0 };
  return (await listWorkItems(env.DB_CITY, { state }, shanghaiDay(now), page)).total;
};

describe("a shard's task about a work item", () => {
  it("opens it in the city, once, however often it comes", async () => {
    expect(isWorkItem(opening)).toBe(true);
    expect(await run(opening, opening)).toEqual(["settled", "settled"]);
    expect(await run(opening)).toEqual(["settled"]);
    expect(await count("open")).toBe(1);
  });

  it("closes it in the city, in whichever order the two come", async () => {
    await run(closing);
    await run(opening);
    expect([await count("open"), await count("closed")]).toEqual([0, 1]);
  });

  it("that cannot be read fails alone", async () => {
    const poison = aTask({ topic: "sweep", kind: "work-item", reference: "{" });
    expect(await run(poison, opening)).toEqual(["failed", "settled"]);
    expect(await count("open")).toBe(1);
  });
});
