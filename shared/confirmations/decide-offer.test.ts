import { sign } from "#shared/testing/a-signer.ts";
import { scheduler } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { statement } from "#shared/db/statement.ts";
import { findDocument } from "#shared/documents/find-document.ts";
import { fen } from "#shared/money/fen.ts";
import { storeLinks } from "#shared/notices/store-notice.ts";
import { offerOf, storeEntitlements, storeOffer } from "#shared/testing/an-offer.ts";
import { anEntitlement, now } from "#shared/testing/builders.ts";
import { aQueue } from "#shared/testing/fake-queue.ts";
import { tasksIn } from "#shared/testing/outbox-rows.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import type { Confirmation } from "./confirmation.ts";
import { type Decision, decideOffer } from "./decide-offer.ts";
import { findLink, findOffer } from "./find-offer.ts";
import { hashOfCode } from "./link.ts";
import type { Way } from "./way.ts";

let databases: Databases;
let db: D1Database;
beforeAll(async () => {
  // A global of Workers that Node keeps in a module.
  vi.stubGlobal("scheduler", scheduler);
  databases = await startDatabases();
  db = databases.DB_0;
});
afterAll(async () => databases.dispose());

const deciding = (decision: Decision, seenAccountVersion = 1) =>
  ({ decision, way: { assurance: "link" }, seenAccountVersion, sign }) as const;
const decide = (confirmation: Confirmation, decision: Decision) =>
  decideOffer(db, {}, confirmation, deciding(decision), now);

async function tasksOf({ subjectKey }: Confirmation): Promise<number | null> {
  return statement(
    db,
    sql`SELECT count(*) AS n FROM outbox WHERE subject_key = ${subjectKey}`,
  ).first<number>("n");
}

describe("an offer that is confirmed", () => {
  it("moves its periods on and is instructed, with a receipt", async () => {
    const confirmation = await storeOffer(db);
    const { queue, sent } = aQueue();
    const how = deciding("confirm");
    const result = await decideOffer(db, { FULFIL: queue }, confirmation, how, now);
    expect(result).toMatchObject({
      ok: true,
      offer: {
        confirmation: {
          state: "confirmed",
          version: 2,
          decidedAt: now.getTime(),
          decidedBy: "link",
        },
        covered: [{ state: "awaiting-fulfilment" }],
      },
    });
    expect((await offerOf(db, confirmation)).confirmation.receipt).toMatch(/^AA[A-Z2-7]{10}$/);
    expect(sent).toHaveLength(1);
  });

  it("again shows the same receipt and changes nothing, however many come at once", async () => {
    const confirmation = await storeOffer(db);
    const results = await Promise.all(
      Array.from({ length: 6 }, async () => decide(confirmation, "confirm")),
    );
    const receipts = results.map((one) => (one.ok ? one.offer.confirmation.receipt : undefined));
    expect(new Set(receipts).size).toBe(1);
    expect(receipts[0]).not.toBeUndefined();
    expect(await tasksOf(confirmation)).toBe(1);
    expect((await offerOf(db, confirmation)).confirmation.version).toBe(2);
  });

  it("can be waived until fulfilment begins, and confirmed again", async () => {
    const confirmation = await storeOffer(db);
    await decide(confirmation, "confirm");
    expect(await decide(confirmation, "waive")).toMatchObject({
      ok: true,
      offer: { covered: [{ state: "waived" }] },
    });
    expect(await decide(confirmation, "confirm")).toMatchObject({
      ok: true,
      offer: { covered: [{ state: "awaiting-fulfilment" }] },
    });
  });

  it("cannot be waived once fulfilment has begun", async () => {
    const confirmation = await storeOffer(db);
    await decide(confirmation, "confirm");
    const { covered } = await offerOf(db, confirmation);
    await storeEntitlements(
      db,
      ...covered.map((one) => ({
        ...one,
        state: "fulfilling" as const,
        instruction: "aax",
        steps: [{ state: "fulfilling" as const, at: now.getTime() + 1 }],
      })),
    );
    expect(await decide(confirmation, "waive")).toEqual({
      ok: false,
      because: "fulfilment-has-begun",
    });
    expect(await decide(confirmation, "confirm")).toMatchObject({ ok: true });
  });

  it("and waived at once ends as one of the two, never as half of each", async () => {
    const confirmation = await storeOffer(db);
    await Promise.all([decide(confirmation, "confirm"), decide(confirmation, "waive")]);
    const { confirmation: decided, covered } = await offerOf(db, confirmation);
    const pair = [decided.state, covered[0]?.state];
    expect([
      ["confirmed", "awaiting-fulfilment"],
      ["waived", "waived"],
    ]).toContainEqual(pair);
  });

  it("after it lapsed brings its periods back", async () => {
    const confirmation = await storeOffer(db, { state: "lapsed" }, { state: "lapsed" });
    expect(await decide(confirmation, "confirm")).toMatchObject({
      ok: true,
      offer: { covered: [{ state: "awaiting-fulfilment" }] },
    });
  });

  it("rests on the account that was shown: another one must be looked at first", async () => {
    const confirmation = await storeOffer(db);
    expect(await decideOffer(db, {}, confirmation, deciding("confirm", 0), now)).toEqual({
      ok: false,
      because: "account-changed",
    });
    expect((await offerOf(db, confirmation)).confirmation.state).toBe("open");
  });

  it("does not let go what is held because the facts are in doubt", async () => {
    const confirmation = await storeOffer(db, {}, { heldBecause: "facts-unknown" });
    expect(await decide(confirmation, "confirm")).toMatchObject({
      offer: { covered: [{ state: "awaiting-fulfilment", heldBecause: "facts-unknown" }] },
    });
  });

  it("after it lapsed is over where the version gives no arrears: there is nothing left to bring", async () => {
    const past = { policy: "job-retention-refund", scope: "2020" } as const;
    const confirmation = await storeOffer(
      db,
      { ...past, state: "lapsed" },
      { state: "lapsed", period: "2020", ruleVersion: "2020" },
    );
    expect(await decide(confirmation, "confirm")).toEqual({ ok: false, because: "ended" });
    expect((await offerOf(db, confirmation)).confirmation.state).toBe("lapsed");
  });

  it("for one period leaves the others alone", async () => {
    const confirmation = await storeOffer(db, { scope: "2026-11" });
    const { subjectKey, policy } = confirmation;
    await storeEntitlements(
      db,
      anEntitlement({ subjectKey, policy, period: "2026-12", state: "awaiting-confirmation" }),
    );
    const { covered } = await offerOf(db, confirmation);
    expect(covered.map(({ period }) => period)).toEqual(["2026-11"]);
  });
});

describe("an announced benefit", () => {
  const direct = {
    policy: "job-retention-refund",
    scope: "2026",
    state: "announced",
    deadlineAt: null,
  } as const;
  const waiting = {
    period: "2026",
    state: "awaiting-fulfilment",
    amountFen: fen(7_200_00),
  } as const;

  it("is not changed by a confirmation: it comes by itself", async () => {
    const confirmation = await storeOffer(db, direct, waiting);
    expect(await decide(confirmation, "confirm")).toMatchObject({
      offer: { confirmation: { state: "announced", version: 1 } },
    });
    expect(await tasksOf(confirmation)).toBe(0);
  });

  it("can be refused, and the refusal taken back", async () => {
    const confirmation = await storeOffer(db, direct, waiting);
    expect(await decide(confirmation, "waive")).toMatchObject({
      offer: { confirmation: { state: "waived" }, covered: [{ state: "waived" }] },
    });
    expect(await decide(confirmation, "confirm")).toMatchObject({
      offer: { confirmation: { state: "announced" }, covered: [{ state: "awaiting-fulfilment" }] },
    });
    expect(await tasksOf(confirmation)).toBe(1);
  });
});

describe("an offer for somebody who counts only once", () => {
  const period = "once:abcdefghijkl";
  const announced = {
    policy: "job-absorption-subsidy",
    scope: period,
    state: "announced",
    deadlineAt: null,
  } as const;
  const held = {
    period,
    state: "awaiting-fulfilment",
    amountFen: fen(2_000_00),
    judgedOn: civilDate("2022-11-20"),
    ruleVersion: "2022",
    reservation: "held",
  } as const;
  const claimTasks = async ({ subjectKey }: Confirmation) =>
    (await tasksIn(db)).filter((one) => one.subjectKey === subjectKey && one.kind === "reserve");

  it("gives the place up with a waiver, with a task", async () => {
    const confirmation = await storeOffer(db, announced, held);
    expect(await decide(confirmation, "waive")).toMatchObject({
      offer: { covered: [{ state: "waived", reservation: "released", heldBecause: null }] },
    });
    expect(await claimTasks(confirmation)).toMatchObject([
      {
        topic: "sweep",
        policy: "",
        reference: `${confirmation.subjectKey} abcdefghijkl hiring-subsidy`,
      },
    ]);
  });

  it("asks anew when the waiver is taken back, and waits for the answer", async () => {
    const confirmation = await storeOffer(db, announced, held);
    await decide(confirmation, "waive");
    expect(await decide(confirmation, "confirm")).toMatchObject({
      offer: {
        covered: [
          {
            state: "awaiting-fulfilment",
            reservation: "asked",
            heldBecause: "reservation-pending",
          },
        ],
      },
    });
    expect(await claimTasks(confirmation)).toHaveLength(2);
  });

  it("keeps the place when it is confirmed, and asks nobody", async () => {
    const open = { ...announced, state: "open" } as const;
    const confirmation = await storeOffer(db, open, { ...held, state: "awaiting-confirmation" });
    expect(await decide(confirmation, "confirm")).toMatchObject({
      offer: { covered: [{ state: "awaiting-fulfilment", reservation: "held" }] },
    });
    expect(await claimTasks(confirmation)).toEqual([]);
  });

  it("is held still where it was counted elsewhere when it is confirmed", async () => {
    const open = { ...announced, state: "open" } as const;
    const confirmation = await storeOffer(db, open, {
      ...held,
      state: "awaiting-confirmation",
      reservation: "elsewhere",
      heldBecause: "counted-elsewhere",
    });
    expect(await decide(confirmation, "confirm")).toMatchObject({
      offer: { covered: [{ reservation: "elsewhere", heldBecause: "counted-elsewhere" }] },
    });
  });
});

describe("a link", () => {
  it("finds its offer by the hash of its code, and a wrong code finds none", async () => {
    const { subjectKey, policy, commitment, scope, generation } = await storeOffer(db);
    const reference = { subjectKey, policy, commitment, scope, generation };
    const link = { ...reference, secretHash: await hashOfCode("code") };
    await storeLinks(db, [link]);
    await storeLinks(db, [link]);
    expect(await findLink(db, "code")).toMatchObject(reference);
    expect(await findLink(db, "CODE")).toBeUndefined();
  });

  it("of an older generation, or to an offer that has ended, is as good as unknown", async () => {
    const confirmation = await storeOffer(db, { generation: 2 });
    expect(await findOffer(db, { ...confirmation, generation: 1 })).toBeUndefined();
    expect(await decide({ ...confirmation, generation: 1 }, "confirm")).toEqual({
      ok: false,
      because: "ended",
    });
    const ended = await storeOffer(db, { state: "ended" });
    expect(await findOffer(db, ended)).toBeUndefined();
  });
});

describe("a standing confirmation under which a payment has begun", () => {
  async function underWay(more: Partial<Confirmation> = {}): Promise<Confirmation> {
    const confirmation = await storeOffer(
      db,
      { state: "confirmed", decidedAt: now.getTime(), decidedBy: "link", receipt: "R", ...more },
      {
        period: more.scope ? more.scope : "2026-11",
        state: "fulfilling",
        instruction: "e2e",
        steps: [{ state: "fulfilling", at: now.getTime() }],
      },
    );
    return confirmation;
  }
  const end = (confirmation: Confirmation, way: Way) =>
    decideOffer(db, {}, confirmation, { ...deciding("waive"), way }, now);
  const signedIn: Way = { assurance: "signed-in", person: "one" };

  it("is ended for later periods by who has signed in; what is under way stays", async () => {
    const confirmation = await underWay();
    const { subjectKey, policy } = confirmation;
    const next = { subjectKey, policy, period: "2026-12", state: "awaiting-fulfilment" } as const;
    await storeEntitlements(db, anEntitlement(next));
    expect(await end(confirmation, signedIn)).toMatchObject({
      ok: true,
      offer: {
        confirmation: { state: "waived" },
        covered: [
          { period: "2026-11", state: "fulfilling" },
          { period: "2026-12", state: "waived" },
        ],
      },
    });
    const document = await findDocument(db, confirmation);
    expect(document?.document).toMatchObject({
      kind: "waiver",
      form: { periods: [{ period: "2026年12月" }] },
    });
  });

  it("is not ended by the link alone", async () => {
    const confirmation = await underWay();
    expect(await end(confirmation, { assurance: "link" })).toEqual({
      ok: false,
      because: "fulfilment-has-begun",
    });
  });

  it("of one period stays as it is, whoever asks", async () => {
    const confirmation = await underWay({ scope: "2026-11" });
    expect(await end(confirmation, signedIn)).toEqual({
      ok: false,
      because: "fulfilment-has-begun",
    });
  });
});

describe("the document of record", () => {
  it("is stored with the decision, signed, under the receipt's number", async () => {
    const confirmation = await storeOffer(db);
    await decide(confirmation, "confirm");
    const { receipt } = (await offerOf(db, confirmation)).confirmation;
    const signed = await findDocument(db, confirmation);
    expect(signed?.document).toMatchObject({
      kind: "application",
      number: receipt,
      decidedAt: now.toISOString(),
      assurance: "link",
      form: { policy: confirmation.policy, periods: [{ amountFen: 75_00 }] },
    });
    expect(signed?.signature).toMatch(/^[\w-]+\.\.[\w-]+$/);
  });

  it("of a decision that is changed is kept, and is not the one that stands", async () => {
    const confirmation = await storeOffer(db);
    await decide(confirmation, "waive");
    const waiver = await findDocument(db, confirmation);
    expect(waiver?.document.kind).toBe("waiver");
    await decide(confirmation, "confirm");
    expect((await findDocument(db, confirmation))?.document.kind).toBe("application");
    const kept = await statement(
      db,
      sql`SELECT document FROM superseded_documents WHERE number = ${waiver?.document.number}`,
    ).first<string>("document");
    expect(JSON.parse(kept ?? "null")).toEqual(waiver);
  });

  it("is one, however many confirm at once", async () => {
    const confirmation = await storeOffer(db);
    await Promise.all(Array.from({ length: 10 }, async () => decide(confirmation, "confirm")));
    const { receipt } = (await offerOf(db, confirmation)).confirmation;
    expect((await findDocument(db, confirmation))?.document.number).toBe(receipt);
    const { subjectKey } = confirmation;
    const kept = await statement(
      db,
      sql`SELECT count(*) AS n FROM superseded_documents WHERE subject_key = ${subjectKey}`,
    ).first<number>("n");
    expect(kept).toBe(0);
  });
});
