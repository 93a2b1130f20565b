import { scheduler } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { advance } from "#shared/entitlements/advance.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import { fen } from "#shared/money/fen.ts";
import { newStamp, storeInstructions } from "#shared/instructions/store-instructions.ts";
import { bringIntoLine } from "#shared/publicity/bring-into-line.ts";
import { lodge, aPhone, oneself, policyOf } from "#shared/testing/an-objection.ts";
import { anInstruction, now } from "#shared/testing/builders.ts";
import {
  anEntitlementInPublicity,
  entitlementIn,
  publicityTask,
  publishedIn,
  stepsTo,
  storeInPublicity,
} from "#shared/testing/in-publicity.ts";
import { killedAt } from "#shared/testing/killed-at.ts";
import { storeEntitlements } from "#shared/testing/stored-subjects.ts";
import { tasksIn } from "#shared/testing/outbox-rows.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { answerObjection, type Answering } from "./answer-objection.ts";
import { considerObjection } from "./consider-objection.ts";
import { findFreeze, liftFreeze } from "./lift-freeze.ts";
import { findObjection } from "./load-objection.ts";
import type { Objection } from "./objection.ts";

let databases: Databases;
let db: D1Database;
beforeAll(async () => {
  // As Workers have it.
  vi.stubGlobal("scheduler", scheduler);
  databases = await startDatabases();
  db = databases.DB_0;
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

/** During the window, which is open until Friday, 27 November. */
const tuesday = new Date("2026-11-24T02:00:00Z");
const afterWindow = new Date("2026-11-30T02:00:00Z");

/** A company whose entry is on the list since Friday, 20 November. */
async function published(more: Partial<Entitlement> = {}): Promise<Entitlement> {
  const entitlement = await storeInPublicity(db, more);
  await look(entitlement, now);
  return entitlement;
}
const look = async (entitlement: Entitlement, at: Date) =>
  bringIntoLine(databases.DB_CITY, db, publicityTask(entitlement), builtInCalendar, at);

const consider = async (
  { id, policy }: Objection,
  decision: "accept" | "decline" = "accept",
  by = "handler",
  at = tuesday,
) => considerObjection(db, {}, policyOf({ policy }), id, { decision, by, text: "sealed" }, at);
const answer = async ({ id, policy }: Objection, more: Partial<Answering> = {}, at = tuesday) =>
  answerObjection(
    db,
    {},
    policyOf({ policy }),
    id,
    { answer: { decision: "refused" }, by: "reviewer", text: "sealed", ...more },
    at,
  );
const upheld = { answer: { decision: "upheld", finding: "not-entitled" } } as const;
const corrected = { answer: { decision: "upheld", finding: "facts-corrected" } } as const;

const stateOf = async (one: Entitlement) => (await entitlementIn(db, one)).state;
const again = async ({ id }: Objection) => findObjection(db, id);
const tasksOf = async (kind: string) => (await tasksIn(db)).filter((task) => task.kind === kind);
const told = async () =>
  (await tasksOf("objection")).map(({ reference }) => reference.split(" ")[1]).toSorted();
const work = async () =>
  (await tasksOf("work-item")).map(({ reference }) => {
    const order = JSON.parse(reference);
    return "open" in order ? `open ${order.open.kind}` : `close ${order.close.kind}`;
  });

describe("an objection that is lodged", () => {
  it("changes nothing but a work item for the lead department, within two working days", async () => {
    const entitlement = await published();
    const objection = await lodge(db, entitlement);
    expect(objection).toMatchObject({ state: "lodged", raisedBy: "phone", freezes: 0 });
    expect(await stateOf(entitlement)).toBe("in-publicity");
    const [task] = await tasksOf("work-item");
    expect(JSON.parse(task?.reference ?? "")).toMatchObject({
      open: {
        kind: "objection",
        reference: objection.id,
        owner: "human-resources",
        term: { from: "2026-11-20", workingDays: 2 },
      },
    });
    expect(await told()).toEqual([]);
  });

  it("says nothing in its row of who objected, or why", async () => {
    const entitlement = await published();
    await lodge(db, entitlement, aPhone(77));
    const row = JSON.stringify(await db.prepare("SELECT * FROM objections").all());
    expect(row).not.toContain("1390000");
    expect(row).not.toContain("裁员");
  });

  it("is one, however often and however many at once the same objector lodges it", async () => {
    const entitlement = await published();
    const all = await Promise.all(Array.from({ length: 20 }, () => lodge(db, entitlement)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(await work()).toEqual(["open objection"]);
  });

  it("is another one where somebody else objects, or the first was answered", async () => {
    const entitlement = await published();
    const first = await lodge(db, entitlement);
    expect((await lodge(db, entitlement, aPhone(2))).id).not.toBe(first.id);
    await consider(first, "decline");
    expect((await lodge(db, entitlement)).id).not.toBe(first.id);
  });

  it("is refused after ten in one day by one objector, and taken again the next day", async () => {
    const all = await Promise.all(Array.from({ length: 11 }, () => published()));
    for (const one of all.slice(0, 10)) await lodge(db, one);
    const last = all.at(10);
    if (last === undefined) throw new Error("there are eleven");
    await expect(lodge(db, last)).rejects.toThrow("too many");
    await lodge(db, last, aPhone(2));
    await lodge(db, last, aPhone(1), new Date(now.getTime() + 86_400_001));
  });
});

describe("an objection that is accepted", () => {
  it("stops the payment of this entitlement and of no other, and the person concerned hears of it", async () => {
    const [entitlement, other] = [await published(), await published()];
    const objection = await lodge(db, entitlement);
    expect(await consider(objection)).toMatchObject({ ok: true });
    expect(await stateOf(entitlement)).toBe("objection-under-review");
    expect(await stateOf(other)).toBe("in-publicity");
    expect(await again(objection)).toMatchObject({
      state: "accepted",
      freezes: 1,
      consideredBy: "handler",
    });
    expect(await told()).toEqual(["frozen"]);
    expect((await work()).toSorted()).toEqual([
      "close objection",
      "open objection",
      "open objection-answer",
    ]);
  });

  it("must be answered within the term of the policy", async () => {
    const objection = await lodge(db, await published());
    await consider(objection);
    const orders = (await tasksOf("work-item")).map(({ reference }) => JSON.parse(reference));
    expect(orders.find((order) => order.open?.kind === "objection-answer")).toMatchObject({
      open: { term: { from: "2026-11-24", workingDays: 10 } },
    });
  });

  it("twice, at once, changes as much as once; the other decision comes too late", async () => {
    const entitlement = await published();
    const objection = await lodge(db, entitlement);
    await Promise.all(Array.from({ length: 10 }, () => consider(objection)));
    expect((await entitlementIn(db, entitlement)).version).toBe(5);
    expect(await consider(objection, "decline")).toEqual({
      ok: false,
      because: "considered-before",
    });
    expect(await told()).toEqual(["frozen"]);
  });

  it("is examined without a freeze where the law guarantees the benefit", async () => {
    const entitlement = await storeInPublicity(db, {
      policy: "disability-living-allowance",
      period: "2026-11",
      ruleVersion: "sample-2022",
      state: "awaiting-fulfilment",
      steps: stepsTo("matched", "confirmed", "awaiting-fulfilment"),
    });
    const objection = await lodge(db, entitlement, oneself(entitlement.subjectKey));
    await consider(objection);
    expect(await again(objection)).toMatchObject({ state: "accepted", freezes: 0 });
    expect(await stateOf(entitlement)).toBe("awaiting-fulfilment");
    expect(await told()).toEqual([]);
  });

  it.each(["fulfilling", "fulfilled"] as const)(
    "stops nothing that is %s already",
    async (state) => {
      const entitlement = await published();
      const objection = await lodge(db, entitlement);
      await db
        .prepare("UPDATE entitlements SET state = ?, instruction = 'i', version = version + 1")
        .bind(state)
        .run();
      await consider(objection);
      expect(await again(objection)).toMatchObject({ state: "accepted", freezes: 0 });
      expect(await stateOf(entitlement)).toBe(state);
    },
  );

  it("stops what waits for its confirmation again, so that no new account gets around it", async () => {
    const entitlement = await storeInPublicity(db, {
      state: "awaiting-confirmation",
      steps: stepsTo("matched", "confirmed", "in-publicity", "awaiting-confirmation"),
    });
    await consider(await lodge(db, entitlement));
    expect(await stateOf(entitlement)).toBe("objection-under-review");
  });

  it("that is not, is declined: nothing is stopped, and its objector hears of it", async () => {
    const entitlement = await published();
    const objection = await lodge(db, entitlement);
    await consider(objection, "decline");
    expect(await stateOf(entitlement)).toBe("in-publicity");
    expect(await again(objection)).toMatchObject({ state: "declined" });
    expect(await told()).toEqual(["declined"]);
  });
});

describe("an answer", () => {
  it("comes from another person than the one who accepted", async () => {
    const objection = await lodge(db, await published());
    expect(await answer(objection)).toEqual({ ok: false, because: "not-to-be-answered" });
    await consider(objection);
    expect(await answer(objection, { by: "handler" })).toEqual({
      ok: false,
      because: "same-person",
    });
    expect(await answer(objection)).toMatchObject({ ok: true });
    await expect(
      db.prepare("UPDATE objections SET answered_by = considered_by").run(),
    ).rejects.toThrow(/CHECK/);
  });

  it("that refuses within the window lets the entry stand for the rest of it, which has run on", async () => {
    const entitlement = await published();
    const objection = await lodge(db, entitlement);
    await consider(objection);
    await answer(objection);
    expect(await stateOf(entitlement)).toBe("in-publicity");
    expect(await told()).toEqual(["answered", "frozen", "result"]);
    expect(await publishedIn(databases.DB_CITY)).toMatchObject([{ closesOn: "2026-11-27" }]);
    await look(entitlement, new Date("2026-11-28T02:00:00Z"));
    expect(await stateOf(entitlement)).toBe("awaiting-fulfilment");
  });

  it("that refuses after the window lets the money go on at once", async () => {
    const entitlement = await published();
    const objection = await lodge(db, entitlement);
    await consider(objection);
    await look(entitlement, afterWindow);
    await answer(objection, {}, afterWindow);
    expect(await stateOf(entitlement)).toBe("awaiting-fulfilment");
    expect(await tasksOf("instruct")).toHaveLength(1);
  });

  it("that upholds ends what is not paid, for good: the same facts do not begin it again", async () => {
    const entitlement = await published();
    const objection = await lodge(db, entitlement);
    await consider(objection);
    await answer(objection, upheld);
    expect(await entitlementIn(db, entitlement)).toMatchObject({
      state: "terminated",
      heldBecause: "objection-upheld",
      ruledFen: 0,
    });
    expect(await again(objection)).toMatchObject({
      state: "upheld",
      outcome: "not-entitled",
      freezes: 0,
      answeredBy: "reviewer",
    });
    // The list hears of it by the database itself.
    expect(await tasksOf("publicity-changed")).toHaveLength(1);
  });

  it("that upholds for corrected facts needs facts that were corrected", async () => {
    const entitlement = await published();
    const objection = await lodge(db, entitlement, oneself(entitlement.subjectKey));
    await consider(objection);
    expect(await answer(objection, corrected)).toEqual({
      ok: false,
      because: "nothing-corrected",
    });
    const frozen = await entitlementIn(db, entitlement);
    const raised = await advance(frozen, {
      path: [],
      event: "amount-corrected",
      actor: "test",
      at: tuesday,
      set: { amountFen: fen(7_000_00) },
    });
    await db.batch(storeAdvanced(db, [raised]));
    expect(await answer(objection, corrected)).toMatchObject({ ok: true });
    expect(await entitlementIn(db, entitlement)).toMatchObject({
      state: "in-publicity",
      amountFen: 7_000_00,
    });
  });

  it("to who objects to having nothing waits until something was opened", async () => {
    const entitlement = await published();
    const { subjectKey, policy } = entitlement;
    const nothing = { ...entitlement, period: "", id: "", amountFen: null };
    const later = new Date(now.getTime() + 1000);
    const objection = await lodge(db, nothing, oneself(subjectKey), later);
    expect(objection).toMatchObject({ raisedBy: "subject", entitlement: "", policy });
    await consider(objection);
    expect(await answer(objection, upheld)).toMatchObject({ because: "nothing-to-end" });
    expect(await answer(objection, corrected)).toMatchObject({ because: "nothing-corrected" });
    const steps = [{ state: "matched", at: tuesday.getTime() }] as const;
    const opened = await anEntitlementInPublicity({ subjectKey, period: "2021", steps });
    await storeEntitlements(db, [opened]);
    expect(await answer(objection, corrected)).toMatchObject({ ok: true });
  });

  it("twice, at once, changes as much as once, and no other answer replaces it", async () => {
    const entitlement = await published();
    const objection = await lodge(db, entitlement);
    await consider(objection);
    await Promise.all(Array.from({ length: 10 }, () => answer(objection)));
    expect((await entitlementIn(db, entitlement)).version).toBe(6);
    expect(await told()).toEqual(["answered", "frozen", "result"]);
    expect(await answer(objection, upheld)).toMatchObject({ because: "not-to-be-answered" });
  });

  it("finds the payment on its way, and waits for what comes of it", async () => {
    const entitlement = await published();
    const objection = await lodge(db, entitlement);
    await db
      .prepare("UPDATE entitlements SET state = 'fulfilling', instruction = 'i', version = 9")
      .run();
    await consider(objection);
    expect(await answer(objection, upheld)).toMatchObject({ because: "being-paid" });
    expect(await answer(objection)).toMatchObject({ ok: true });
  });
});

describe("an objection that is upheld after the payment", () => {
  /** Paid by its own instruction, and objected to while it was public. */
  async function paid(): Promise<readonly [Entitlement, Objection]> {
    const entitlement = await published();
    const objection = await lodge(db, entitlement);
    await db
      .prepare(
        `UPDATE entitlements SET state = 'fulfilled', instruction = 'i', version = version + 1,
           instructed_fen = amount_fen`,
      )
      .run();
    await consider(objection);
    return [entitlement, objection];
  }
  const adjustments = async () =>
    (await db.prepare("SELECT kind, state, amount_fen, ground FROM adjustments").all()).results;

  it("claims back the whole of it, to the fen, and people decide how", async () => {
    const [entitlement, objection] = await paid();
    expect(await answer(objection, upheld)).toMatchObject({ ok: true });
    expect(await adjustments()).toEqual([
      {
        kind: "recovery",
        state: "found",
        amount_fen: 6_000_00,
        ground: `objection:${objection.id}`,
      },
    ]);
    expect(await entitlementIn(db, entitlement)).toMatchObject({
      state: "fulfilled",
      amountFen: 0,
      instructedFen: 6_000_00,
      ruledFen: 0,
    });
    expect(await work()).toContain("open recovery");
  });

  it("twice and at once claims it once; a second objection to it finds it settled", async () => {
    const [entitlement, objection] = await paid();
    const other = await lodge(db, entitlement, aPhone(2));
    await consider(other);
    await Promise.all(Array.from({ length: 10 }, () => answer(objection, upheld)));
    expect(await adjustments()).toHaveLength(1);
    expect(await again(other)).toMatchObject({ state: "settled" });
  });

  it("claims nothing where it is refused", async () => {
    const [entitlement, objection] = await paid();
    await answer(objection);
    expect(await adjustments()).toEqual([]);
    expect(await entitlementIn(db, entitlement)).toMatchObject({
      state: "fulfilled",
      ruledFen: null,
    });
  });
});

describe("fifty objections to one entry", () => {
  const fifty = async (entitlement: Entitlement) =>
    Promise.all(Array.from({ length: 50 }, (_, number) => lodge(db, entitlement, aPhone(number))));

  it("stop it once; it goes on when the last of them is answered, not before", async () => {
    const entitlement = await published();
    const all = await fifty(entitlement);
    await Promise.all(all.map((one) => consider(one)));
    expect((await entitlementIn(db, entitlement)).version).toBe(5);
    expect(await told()).toEqual(["frozen"]);
    for (const one of all.slice(0, 49)) await answer(one);
    expect(await stateOf(entitlement)).toBe("objection-under-review");
    for (const one of all.slice(49)) await answer(one);
    expect(await stateOf(entitlement)).toBe("in-publicity");
  });

  it("are all settled when one is upheld, and everybody hears once", async () => {
    const entitlement = await published();
    const [first, ...others] = await fifty(entitlement);
    if (first === undefined) throw new Error("there are fifty");
    await consider(first);
    for (const one of others.slice(0, 5)) await consider(one, "accept", "reviewer");
    await answer(first, upheld);
    const states = await Promise.all(others.map(async (one) => (await again(one))?.state));
    expect(new Set(states)).toEqual(new Set(["settled"]));
    expect((await told()).filter((one) => one === "result")).toHaveLength(50);
    expect((await told()).filter((one) => one === "answered")).toHaveLength(1);
    const closed = (await work()).filter((one) => one.startsWith("close"));
    // The first two times, five accepted ones twice, the rest once.
    expect(closed).toHaveLength(2 + 5 * 2 + 44);
  });
});

describe("a freeze that is lifted", () => {
  it("lets the payment go on, while the objection is examined on", async () => {
    const entitlement = await published();
    const objection = await lodge(db, entitlement);
    await consider(objection);
    const freeze = await findFreeze(db, entitlement.id);
    expect(freeze?.id).toBe(objection.id);
    await liftFreeze(db, {}, objection.id, "approver", tuesday);
    expect(await stateOf(entitlement)).toBe("in-publicity");
    expect(await again(objection)).toMatchObject({ state: "accepted", freezes: 0 });
    expect(await findFreeze(db, entitlement.id)).toBeUndefined();
    expect(await told()).toEqual(["frozen", "lifted"]);
    // Again it does nothing, and the answer still ends it.
    await liftFreeze(db, {}, objection.id, "approver", tuesday);
    expect((await entitlementIn(db, entitlement)).version).toBe(6);
    await answer(objection, upheld);
    expect(await stateOf(entitlement)).toBe("terminated");
  });
});

describe("an acceptance in the moment", () => {
  it("in which the window closes: either it stops the payment, or it comes after it went on; never both", async () => {
    for (let time = 0; time < 8; time += 1) {
      await databases.empty();
      const entitlement = await published();
      const objection = await lodge(db, entitlement);
      await Promise.all([
        look(entitlement, afterWindow),
        consider(objection, "accept", "handler", afterWindow),
      ]);
      // Stopped before the money left, whichever was faster: what had gone on was still waiting.
      expect(await stateOf(entitlement)).toBe("objection-under-review");
      expect(await again(objection)).toMatchObject({ freezes: 1 });
      const audit = await db.prepare("SELECT number, path FROM audit ORDER BY number").all();
      const numbers = audit.results.map(({ number }) => number);
      expect(new Set(numbers).size).toBe(numbers.length);
    }
  });

  it("in which it is instructed: one of the two wins, and a frozen one is never instructed", async () => {
    const outcomes = new Set<string>();
    for (let time = 0; time < 16; time += 1) {
      await databases.empty();
      const entitlement = await storeInPublicity(db, {
        state: "awaiting-fulfilment",
        steps: stepsTo("matched", "in-publicity", "awaiting-fulfilment"),
      });
      const objection = await lodge(db, entitlement);
      const { subjectKey, policy } = entitlement;
      const stamp = newStamp();
      const instruction = anInstruction({ subjectKey, policy, stamp });
      const instruct = async () => {
        await scheduler.wait(time % 4);
        return storeInstructions(
          db,
          [{ instruction, entitlements: [entitlement] }],
          stamp,
          tuesday,
        );
      };
      const [stored] = await Promise.all([instruct(), consider(objection)]);
      const state = await stateOf(entitlement);
      const frozen = (await again(objection))?.freezes === 1;
      expect(state).toBe(frozen ? "objection-under-review" : "fulfilling");
      expect(stored.size).toBe(frozen ? 0 : 1);
      outcomes.add(state);
    }
    expect(outcomes.size).toBeGreaterThanOrEqual(1);
  });
});

describe("an act that is killed", () => {
  it("at any moment is completed by its repetition, once", async () => {
    for (let moment = 1; moment < 60; moment += 1) {
      await databases.empty();
      const entitlement = await published();
      const objection = await lodge(db, entitlement);
      const death = killedAt(moment);
      const dying = {
        prepare: (text: string) => db.prepare(text),
        async batch<Row>(statements: D1PreparedStatement[]) {
          if (death.failing()) throw new Error("killed before");
          const results = await db.batch<Row>(statements);
          if (death.failing()) throw new Error("killed after");
          return results;
        },
      } as unknown as D1Database;
      const policy = policyOf(entitlement);
      const steps: (() => Promise<unknown>)[] = [
        async () =>
          considerObjection(
            dying,
            {},
            policy,
            objection.id,
            { decision: "accept", by: "handler", text: "" },
            tuesday,
          ),
        async () =>
          answerObjection(
            dying,
            {},
            policy,
            objection.id,
            { ...upheld, by: "reviewer", text: "" },
            tuesday,
          ),
      ];
      for (const step of steps) await step().catch(step);
      expect(await entitlementIn(db, entitlement)).toMatchObject({
        state: "terminated",
        version: 6,
      });
      expect(await told()).toEqual(["answered", "frozen", "result"]);
      if (!death.happened()) break;
    }
  });
});
