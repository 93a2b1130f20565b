import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Confirmation, openingOf } from "#shared/confirmations/confirmation.ts";
import { storeConfirmation } from "#shared/confirmations/store-confirmation.ts";
import type { Task } from "#shared/outbox/task.ts";
import { storeOffer } from "#shared/testing/an-offer.ts";
import { aTask, now } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { passMilestone } from "./pass-milestone.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

const hour = 3_600_000;
const deadlineAt = now.getTime() - hour;

const termOf = (offer: Confirmation): Task =>
  aTask({
    topic: "sweep",
    kind: "deadline",
    subjectKey: offer.subjectKey,
    policy: offer.policy,
    reference: openingOf(offer),
  });

async function stateOf({ subjectKey }: Confirmation): Promise<string | null> {
  return databases.DB_0.prepare("SELECT state FROM confirmations WHERE subject_key = ?")
    .bind(subjectKey)
    .first<string>("state");
}

test("the term of an offer lets it lapse, and the person hears of it", async () => {
  const offer = await storeOffer(databases.DB_0, { deadlineAt });
  const outcome = await passMilestone(databases.DB_0, termOf(offer), now);
  expect(outcome).toMatchObject({ end: "continued", next: { kind: "lapsed" } });
  expect(await stateOf(offer)).toBe("lapsed");
});

test("an offer that was opened again has a term of its own, and the one before it settles", async () => {
  const before = await storeOffer(databases.DB_0, { deadlineAt });
  const again = { ...before, openedAt: before.openedAt + hour, version: before.version + 1 };
  await storeConfirmation(databases.DB_0, again).run();
  expect(await passMilestone(databases.DB_0, termOf(before), now)).toMatchObject({
    end: "settled",
  });
  expect(await stateOf(again)).toBe("open");
  expect(await passMilestone(databases.DB_0, termOf(again), now)).toMatchObject({
    end: "continued",
  });
});
