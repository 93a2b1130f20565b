import * as z from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schemas } from "#shared/contract/routes.ts";
import { decide, openOffer } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { reportContact, reportPerson, resident } from "#shared/testing/people.ts";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());

/** What the departments were told. */
const alarmsSchema = z.array(
  z.object({
    department: z.string(),
    item: z.string(),
    day: z.string(),
    kind: z.string(),
    late: z.boolean(),
    received: z.int(),
  }),
);
/** Of late payments; a calendar that is missing alarms as well. */
async function alarms() {
  const all = alarmsSchema.parse(await (await dev.fetch("/sandbox/alarms")).json());
  return all.filter(({ kind }) => kind === "payment-late");
}
async function lateItems(state = "open") {
  const headers = { authorization: `Bearer ${await dev.staff("handler", "civil-affairs")}` };
  const query = `?kind=payment-late&state=${state}&late=true`;
  const response = await dev.fetch(`/v1/console/work-items${query}`, { headers });
  return z.parse(schemas.WorkItems, await response.json()).items;
}
async function told(kind: string) {
  const response = await dev.fetch("/v1/statistics");
  const { delays } = z.parse(schemas.Statistics, await response.json());
  return delays.kinds.find((one) => one.kind === kind);
}
/** At ten in the morning. */
const passTo = async (day: string) => {
  await dev.clock(`${day}T02:00:00Z`);
  await dev.tick();
};

test("six payments are confirmed, instructed, and waited for", async () => {
  for (let number = 701; number < 707; number += 1) {
    const subject = resident("1950-05-05", number);
    await reportContact(dev, subject, `0${number}`);
    await reportPerson(dev, subject, { birthDate: "1950-05-05", hukouDistrict: "310101" });
  }
  await dev.tick();
  const links = (await dev.messages()).flatMap(({ link }) => link ?? []);
  expect(links).toHaveLength(6);
  for (const link of links) await decide(dev, await openOffer(dev, link), "confirm");
  await dev.tick();
  expect(await dev.instructions()).toHaveLength(6);
  await passTo("2026-11-30");
  expect(await told("payment")).toMatchObject({ waiting: 6, late: 0, undated: 0 });
  expect([await lateItems(), await alarms()]).toEqual([[], []]);
});

test("a day after their last day they are late in the statistics and among the payer's work items, and it is told once", async () => {
  await dev.faults({ gateway: { loseReply: 1 } });
  await passTo("2026-12-01");
  expect(await told("payment")).toMatchObject({ title: "等待兑现", waiting: 6, late: 6 });
  expect(await lateItems()).toMatchObject([
    { owner: "civil-affairs", dueOn: "2026-11-30", detail: { payments: 6 }, late: true },
  ]);
  // The department received it, and its answer was lost: the same alarm comes again under the same id.
  await dev.faults({});
  await dev.clock("2026-12-01T03:00:00Z");
  await dev.tick();
  const [alarm, ...others] = await alarms();
  expect(alarm).toMatchObject({ department: "civil-affairs", day: "2026-12-01", late: true });
  expect(alarm?.received).toBeGreaterThan(1);
  expect(others).toEqual([]);
  const received = alarm?.received;
  await dev.tick();
  await dev.tick();
  expect(await alarms()).toMatchObject([{ received }]);
  await passTo("2026-12-02");
  expect(await alarms()).toMatchObject([{ received }, { day: "2026-12-02", received: 1 }]);
});

test("once they are paid the work item is closed, and nobody is alarmed any more", async () => {
  for (const { endToEndId } of await dev.instructions()) await dev.report(endToEndId, "paid");
  await dev.clock("2026-12-02T03:00:00Z");
  await dev.tick();
  expect([await lateItems(), (await lateItems("closed")).length]).toEqual([[], 1]);
  await passTo("2026-12-03");
  expect(await alarms()).toHaveLength(2);
});

test("the departments' own manifests of these days, of registers and of payments, find nothing missing", async () => {
  const city = await dev.database("DB_CITY");
  const { results } = await city
    .prepare("SELECT department, day, events, settled_at FROM manifests WHERE day > '2026-11-29'")
    .all<{ department: string; day: string; events: number; settled_at: number | null }>();
  expect(results.filter(({ settled_at }) => settled_at === null)).toEqual([]);
  const paid = results.find(
    (one) => one.department === "civil-affairs" && one.day === "2026-12-02",
  );
  expect(paid?.events).toBeGreaterThan(6);
  const headers = { authorization: `Bearer ${await dev.staff("auditor")}` };
  const response = await dev.fetch("/v1/console/work-items?kind=manifest-gap", { headers });
  expect(z.parse(schemas.WorkItems, await response.json()).items).toEqual([]);
});
