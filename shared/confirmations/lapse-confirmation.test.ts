import { sign } from "#shared/testing/a-signer.ts";
import { scheduler } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { offerOf, storeOffer } from "#shared/testing/an-offer.ts";
import { aSubjectKey, now } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import type { Confirmation } from "./confirmation.ts";
import { guardMark, isGuardError } from "./covered-entitlements.ts";
import { decideOffer } from "./decide-offer.ts";
import { findOffer } from "./find-offer.ts";
import { lapseConfirmation } from "./lapse-confirmation.ts";
import { storeConfirmation } from "./store-confirmation.ts";

let databases: Databases;
let db: D1Database;
beforeAll(async () => {
  // A global of Workers that Node keeps in a module.
  vi.stubGlobal("scheduler", scheduler);
  databases = await startDatabases();
  db = databases.DB_0;
});
afterAll(async () => databases.dispose());

const confirm = (confirmation: Confirmation) =>
  decideOffer(
    db,
    {},
    confirmation,
    { decision: "confirm", way: { assurance: "link" }, seenAccountVersion: 1, sign },
    now,
  );

describe("an open offer at its deadline", () => {
  it("lapses with the periods that wait for it", async () => {
    const confirmation = await storeOffer(db);
    expect(await lapseConfirmation(db, confirmation, now)).toBe(true);
    expect(await offerOf(db, confirmation)).toMatchObject({
      confirmation: { state: "lapsed", version: 2 },
      covered: [{ state: "lapsed", version: 2 }],
    });
  });

  it("does not lapse when it was decided after it was read", async () => {
    const read = await storeOffer(db);
    await confirm(read);
    expect(await lapseConfirmation(db, read, now)).toBe(false);
    expect(await offerOf(db, read)).toMatchObject({
      confirmation: { state: "confirmed" },
      covered: [{ state: "awaiting-fulfilment" }],
    });
  });

  it("and confirmed at once ends as one of the two, and a confirmation is never lost", async () => {
    const read = await storeOffer(db);
    const [lapsed, decided] = await Promise.all([lapseConfirmation(db, read, now), confirm(read)]);
    expect(decided.ok).toBe(true);
    expect(typeof lapsed).toBe("boolean");
    expect(await offerOf(db, read)).toMatchObject({
      confirmation: { state: "confirmed" },
      covered: [{ state: "awaiting-fulfilment" }],
    });
  });
});

describe("the guard", () => {
  it("stops the whole batch when the mark has moved", async () => {
    const { subjectKey, ...rest } = await storeOffer(db);
    const other = aSubjectKey();
    const batch = (mark: number) =>
      db.batch([
        guardMark(db, subjectKey, mark),
        storeConfirmation(db, { ...rest, subjectKey: other }),
      ]);
    const error: unknown = await batch(3).catch((reason: unknown) => reason);
    expect(isGuardError(error)).toBe(true);
    expect(await findOffer(db, { ...rest, subjectKey: other })).toBeUndefined();
    await batch(2);
    expect(await findOffer(db, { ...rest, subjectKey: other })).toBeDefined();
  });

  it("is not taken for another error", () => {
    expect(isGuardError(new Error("no such table"))).toBe(false);
    expect(isGuardError("guard: ")).toBe(false);
  });
});
