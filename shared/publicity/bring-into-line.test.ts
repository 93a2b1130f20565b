import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { advance } from "#shared/entitlements/advance.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import { storeConfirmation } from "#shared/confirmations/store-confirmation.ts";
import { settleTerms } from "#shared/db/settle-terms.ts";
import { fen } from "#shared/money/fen.ts";
import { aConfirmation, now } from "#shared/testing/builders.ts";
import {
  entitlementIn,
  publicityTask,
  publicPolicy,
  publishedIn,
  stepsTo,
  storeInPublicity,
} from "#shared/testing/in-publicity.ts";
import { killedAt } from "#shared/testing/killed-at.ts";
import { tasksIn } from "#shared/testing/outbox-rows.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { bringIntoLine } from "./bring-into-line.ts";
import { termOfPublicity } from "./term.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

/** Noon in Shanghai. */
const noonOf = (day: string): Date => new Date(`${day}T04:00:00Z`);
const friday = "2026-11-20";
/** Five working days after that Friday. */
const lastDay = "2026-11-27";

const look = async (entitlement: Entitlement, day = friday, calendar = builtInCalendar) =>
  bringIntoLine(
    databases.DB_CITY,
    databases.DB_0,
    publicityTask(entitlement),
    calendar,
    noonOf(day),
  );

async function moveTo(entitlement: Entitlement, state: EntitlementState, set = {}): Promise<void> {
  const moved = await advance(entitlement, {
    path: state === entitlement.state ? [] : [state],
    event: "test",
    actor: "test",
    at: now,
    set,
  });
  await databases.DB_0.batch(storeAdvanced(databases.DB_0, [moved]));
}

const list = async () => publishedIn(databases.DB_CITY);
const stateOf = async (one: Entitlement) => (await entitlementIn(databases.DB_0, one)).state;

describe("what is in publicity", () => {
  it("appears in the city with a company's name in full, its district, its amount and the last day", async () => {
    const entitlement = await storeInPublicity(databases.DB_0);
    const outcome = await look(entitlement);
    expect(await list()).toEqual([
      {
        id: expect.stringMatching(/^[a-z2-7]{14}$/),
        policy: publicPolicy,
        period: "2020",
        district: "310107",
        name: "上海某某科技有限公司",
        amountFen: 6_000_00,
        openedOn: friday,
        closesOn: lastDay,
      },
    ]);
    // The day after the last one, at midnight in Shanghai.
    expect(outcome).toMatchObject({
      end: "continued",
      next: {
        topic: "sweep",
        kind: "publicity",
        reference: "2020",
        dueAt: Date.parse("2026-11-27T16:00:00Z"),
      },
    });
  });

  it("tells nothing by its number: neither key nor entitlement stands in the city", async () => {
    const entitlement = await storeInPublicity(databases.DB_0);
    await look(entitlement);
    const text = JSON.stringify(await list());
    expect(text).not.toContain(entitlement.subjectKey);
    expect(text).not.toContain(entitlement.id);
    expect((await list())[0]?.id.slice(0, 2)).toBe(entitlement.subjectKey.slice(0, 2));
  });

  it("stays one entry with its first days, however often and late it is looked at", async () => {
    const entitlement = await storeInPublicity(databases.DB_0);
    await look(entitlement);
    const first = await list();
    await Promise.all([look(entitlement), look(entitlement, "2026-11-23"), look(entitlement)]);
    expect(await list()).toEqual(first);
  });

  it("is still there on its last day, and nothing is paid", async () => {
    const entitlement = await storeInPublicity(databases.DB_0);
    await look(entitlement);
    await look(entitlement, lastDay);
    expect(await list()).toHaveLength(1);
    expect(await stateOf(entitlement)).toBe("in-publicity");
  });

  it("closes by itself the day after: the entry is gone, and the money goes on", async () => {
    const entitlement = await storeInPublicity(databases.DB_0);
    await look(entitlement);
    expect(await look(entitlement, "2026-11-28")).toMatchObject({
      end: "continued",
      next: { topic: "fulfil", kind: "instruct" },
    });
    expect(await list()).toEqual([]);
    expect(await stateOf(entitlement)).toBe("awaiting-fulfilment");
    // Again, as after a run that broke off: it is passed on again, and nothing else happens.
    expect(await look(entitlement, "2026-11-28")).toMatchObject({ next: { topic: "fulfil" } });
    expect((await entitlementIn(databases.DB_0, entitlement)).version).toBe(5);
  });

  it("without a name waits, and its days do not count before it appears", async () => {
    const entitlement = await storeInPublicity(databases.DB_0, {}, null);
    expect(await look(entitlement)).toMatchObject({
      end: "continued",
      next: { kind: "publicity", failure: "name-missing" },
    });
    expect(await list()).toEqual([]);
    const asked = async () =>
      (await databases.DB_CITY.prepare("SELECT kind, owner, closed_at FROM work_items").all())
        .results;
    // Whoever knows companies' names is asked for it.
    expect(await asked()).toEqual([
      { kind: "name-missing", owner: "market-regulation", closed_at: null },
    ]);
    await databases.DB_0.prepare("UPDATE subjects SET name_masked = '后来有名公司'").run();
    const task = publicityTask(entitlement, { failure: "name-missing" });
    const { DB_CITY, DB_0 } = databases;
    await bringIntoLine(DB_CITY, DB_0, task, builtInCalendar, noonOf("2026-11-23"));
    expect(await list()).toMatchObject([{ openedOn: "2026-11-23", closesOn: "2026-11-30" }]);
    expect((await asked()).map((item) => item["closed_at"] !== null)).toEqual([true]);
  });
});

describe("a window whose calendar is missing", () => {
  const without2026 = new Map([...builtInCalendar].filter(([year]) => year !== 2026));

  it("is public without a last day, is looked at every day, and never guesses", async () => {
    const entitlement = await storeInPublicity(databases.DB_0);
    for (const day of [friday, "2026-12-24", "2027-03-01"]) {
      expect(await look(entitlement, day, without2026)).toMatchObject({
        end: "continued",
        next: { kind: "publicity", failure: "calendar-missing" },
      });
      expect(await list()).toMatchObject([{ openedOn: friday, closesOn: null }]);
    }
    expect(await stateOf(entitlement)).toBe("in-publicity");
  });

  it("names the year that it waits for, and no longer once it is ended", async () => {
    const entitlement = await storeInPublicity(databases.DB_0);
    await look(entitlement, friday, without2026);
    const awaited = async () => settleTerms(databases.DB_0, termOfPublicity, without2026);
    expect(await awaited()).toEqual(new Set([2026]));
    await moveTo(entitlement, "waived");
    expect(await awaited()).toEqual(new Set());
  });

  it("has its last day, counted from the first, as soon as the calendar arrives", async () => {
    const entitlement = await storeInPublicity(databases.DB_0);
    await look(entitlement, friday, without2026);
    await look(entitlement, "2026-11-24");
    expect(await list()).toMatchObject([{ openedOn: friday, closesOn: lastDay }]);
    await look(entitlement, "2026-11-28");
    expect(await stateOf(entitlement)).toBe("awaiting-fulfilment");
  });
});

describe("an entitlement that changes while it is public", () => {
  it.each(["terminated", "waived"] as const)(
    "is taken off the list when it is %s: the database itself asks for it",
    async (state) => {
      const entitlement = await storeInPublicity(databases.DB_0);
      await look(entitlement);
      await moveTo(entitlement, state);
      const [task] = await tasksIn(databases.DB_0);
      expect(task).toMatchObject({ dueAt: 0, topic: "sweep", kind: "publicity-changed" });
      if (task === undefined) throw new Error("no task was left");
      const { DB_CITY, DB_0 } = databases;
      const outcome = await bringIntoLine(DB_CITY, DB_0, task, builtInCalendar, noonOf(friday));
      expect(outcome.end).toBe("settled");
      expect(await list()).toEqual([]);
    },
  );

  it("is told with its new amount, and still closes once", async () => {
    const entitlement = await storeInPublicity(databases.DB_0);
    await look(entitlement);
    await moveTo(entitlement, "in-publicity", { amountFen: fen(7_000_00) });
    const [task] = await tasksIn(databases.DB_0);
    if (task === undefined) throw new Error("no task was left");
    const { DB_CITY, DB_0 } = databases;
    const outcome = await bringIntoLine(DB_CITY, DB_0, task, builtInCalendar, noonOf(friday));
    // The one that waits for the end is another task.
    expect(outcome.end).toBe("settled");
    expect(await list()).toMatchObject([{ amountFen: 7_000_00 }]);
  });

  it("stays on the list while an objection is examined, and goes off it in time, unpaid", async () => {
    const entitlement = await storeInPublicity(databases.DB_0);
    await look(entitlement);
    await moveTo(entitlement, "objection-under-review");
    await look(entitlement, "2026-11-24");
    expect(await list()).toHaveLength(1);
    expect((await look(entitlement, "2026-11-28")).end).toBe("settled");
    expect(await list()).toEqual([]);
    expect(await stateOf(entitlement)).toBe("objection-under-review");
  });

  it("that ends in the moment in which it is published does not stay there", async () => {
    const entitlement = await storeInPublicity(databases.DB_0);
    const { DB_CITY, DB_0 } = databases;
    const racing = {
      prepare: (text: string) => {
        const prepared = DB_CITY.prepare(text);
        if (!text.startsWith("INSERT")) return prepared;
        return {
          bind: (...values: unknown[]) => ({
            async run() {
              const result = await prepared.bind(...values).run();
              await moveTo(entitlement, "terminated");
              return result;
            },
          }),
        };
      },
    } as unknown as D1Database;
    const task = publicityTask(entitlement);
    const outcome = await bringIntoLine(racing, DB_0, task, builtInCalendar, noonOf(friday));
    expect(outcome.end).toBe("settled");
    expect(await list()).toEqual([]);
  });

  it("begins another round with another number when it was ended and is matched again", async () => {
    const before = await storeInPublicity(databases.DB_0);
    await look(before);
    const [first] = await list();
    await moveTo(before, "terminated");
    const ended = await entitlementIn(databases.DB_0, before);
    const again = await advance(ended, {
      path: ["matched", "in-publicity"],
      event: "matched-again",
      actor: "test",
      at: noonOf("2026-12-01"),
    });
    await databases.DB_0.batch(storeAdvanced(databases.DB_0, [again]));
    await look(again.entitlement, "2026-12-01");
    const second = (await list()).find(({ id }) => id !== first?.id);
    expect(second).toMatchObject({ openedOn: "2026-12-01", closesOn: "2026-12-08" });
  });
});

describe("after its publicity", () => {
  const confirmed = async (state: "confirmed" | "open" | "lapsed") => {
    const entitlement = await storeInPublicity(databases.DB_0);
    const { subjectKey, policy, period } = entitlement;
    const at = state === "confirmed" ? { decidedAt: 1, receipt: "A" } : {};
    await storeConfirmation(
      databases.DB_0,
      aConfirmation({ subjectKey, policy, scope: period, state, ...at }),
    ).run();
    await look(entitlement);
    const outcome = await look(entitlement, "2026-11-30");
    return [outcome.end, await stateOf(entitlement)];
  };

  it("who has confirmed is paid", async () => {
    expect(await confirmed("confirmed")).toEqual(["continued", "awaiting-fulfilment"]);
  });

  it("who is asked again, for the account has changed, still has to answer", async () => {
    expect(await confirmed("open")).toEqual(["settled", "awaiting-confirmation"]);
    await databases.empty();
    expect(await confirmed("lapsed")).toEqual(["settled", "lapsed"]);
  });
});

describe("a run that is killed", () => {
  it("at any moment leaves what the next run completes", async () => {
    for (let moment = 1; moment < 40; moment += 1) {
      await databases.empty();
      const entitlement = await storeInPublicity(databases.DB_0);
      const death = killedAt(moment);
      const dying = (db: D1Database): D1Database =>
        ({
          prepare: (text: string) => db.prepare(text),
          async batch<Row>(statements: D1PreparedStatement[]) {
            if (death.failing()) throw new Error("killed before");
            const results = await db.batch<Row>(statements);
            if (death.failing()) throw new Error("killed after");
            return results;
          },
        }) as unknown as D1Database;
      const { DB_CITY, DB_0 } = databases;
      for (const day of [friday, "2026-11-28"]) {
        const once = async () =>
          bringIntoLine(
            DB_CITY,
            dying(DB_0),
            publicityTask(entitlement),
            builtInCalendar,
            noonOf(day),
          );
        await once().catch(once);
      }
      expect(await list()).toEqual([]);
      const after = await entitlementIn(databases.DB_0, entitlement);
      expect([after.state, after.version]).toEqual(["awaiting-fulfilment", 5]);
      if (!death.happened()) break;
    }
  });
});

it("what never was to be public leaves nothing to do", async () => {
  const entitlement = await storeInPublicity(databases.DB_0, {
    state: "awaiting-fulfilment",
    steps: stepsTo("matched", "awaiting-fulfilment"),
  });
  expect((await look(entitlement)).end).toBe("settled");
  expect(await list()).toEqual([]);
});
