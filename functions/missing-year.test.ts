import * as z from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schemas } from "#shared/contract/routes.ts";
import { aYearProposal } from "#shared/testing/a-calendar-year.ts";
import { openOffer, decide } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { reportContact, reportPerson, resident } from "#shared/testing/people.ts";

// A year that no notice has named yet: 2027 has none in the code.
const subject = resident("1950-05-05", 601);
let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-12-25T02:00:00Z");
  await dev.tick();
  await reportContact(dev, subject, "0601");
  await reportPerson(dev, subject, { birthDate: "1950-05-05", hukouDistrict: "310101" });
  await dev.tick();
});
afterAll(async () => dev.close());

async function workItems(query: string) {
  const token = await dev.staff("operations", "government-services");
  const response = await dev.fetch(`/v1/console/work-items${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return z.parse(schemas.WorkItems, await response.json()).items;
}

async function instructions() {
  const rows = await Promise.all(
    (["DB_0", "DB_1"] as const).map(async (binding) =>
      (await dev.database(binding)).prepare("SELECT * FROM instructions").all(),
    ),
  );
  return rows.flatMap(({ results }) => results);
}

test("months ahead operations are asked for the next year's calendar, and it is late by now", async () => {
  expect(await workItems("?kind=calendar-missing")).toMatchObject([
    { reference: "2027", dueOn: "2026-12-07", late: true, closedByHand: false },
  ]);
});

test("no payment waits for the calendar: the payer is told calendar days, and its term ends 待定", async () => {
  const link = (await dev.messages()).find(({ to }) => to === "13800000601")?.link ?? "";
  expect((await decide(dev, await openOffer(dev, link), "confirm")).status).toBe(303);
  await dev.tick();
  const [told] = await dev.instructions();
  expect(told).toMatchObject({ dueOn: "2027-01-04", received: 1 });
  expect(await instructions()).toMatchObject([
    { term_from: "2026-12-25", term_days: 10, term_ends_on: null, due_on: "2027-01-04" },
  ]);
});

test("when two persons have entered the year, every term has its last day, and the work item is closed", async () => {
  const persons = await Promise.all(
    ["one", "two"].map(async (person) =>
      dev.staff("operations", "government-services", { person }),
    ),
  );
  const proposed = await dev.post("/v1/console/proposals", aYearProposal(), persons[0]);
  const { id } = z.parse(schemas.Proposal, await proposed.json());
  await dev.tick();
  expect(await instructions()).toMatchObject([{ term_ends_on: null }]);
  const decision = { decision: "approve" };
  await dev.post(`/v1/console/proposals/${id}/decision`, decision, persons[1]);
  await dev.tick();
  expect(await instructions()).toMatchObject([
    { term_ends_on: "2027-01-09", due_on: "2027-01-04" },
  ]);
  expect(await workItems("?kind=calendar-missing")).toEqual([]);
  expect(await workItems("?kind=calendar-missing&state=closed")).toMatchObject([
    { closed: { by: "system:sweep" } },
  ]);
  // Told once, though its term was 待定 in between.
  expect(await dev.instructions()).toMatchObject([{ received: 1 }]);
});
