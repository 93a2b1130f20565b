import * as z from "zod";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { schemas } from "#shared/contract/routes.ts";
import { aYearEntry, aYearProposal } from "#shared/testing/a-calendar-year.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { openWorkItems } from "#shared/work-items/open-work-items.ts";
import { type NewWorkItem, workItemId } from "#shared/work-items/work-item.ts";

let dev: Dev;
let city: D1Database;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-20T02:00:00Z");
  city = await dev.database("DB_CITY");
});
beforeEach(async () => {
  await city.prepare("DELETE FROM work_items").run();
});
afterAll(async () => dev.close());

const from = civilDate("2026-11-20");
const open = async (...items: Partial<NewWorkItem>[]): Promise<string> => {
  const full = items.map((item, n): NewWorkItem => ({
    kind: "manifest-gap",
    reference: `item-${n}`,
    owner: "tax",
    policy: "",
    term: { from, workingDays: 5 },
    ...item,
  }));
  await openWorkItems(city, full, builtInCalendar, await dev.clock());
  return full[0] === undefined ? "" : workItemId(full[0]);
};

const ask = async (query: string, role: string, department?: Parameters<Dev["staff"]>[1]) =>
  dev.fetch(`/v1/console/work-items${query}`, {
    headers: { authorization: `Bearer ${await dev.staff(role, department)}` },
  });
const items = async (...asked: Parameters<typeof ask>) =>
  z.parse(schemas.WorkItems, await (await ask(...asked)).json()).items;
const owners = async (...asked: Parameters<typeof ask>) =>
  (await items(...asked)).map(({ owner }) => owner).toSorted();

describe("GET /v1/console/work-items", () => {
  beforeEach(async () => {
    await open({}, { owner: "health" }, { owner: "operations", kind: "dead-letter" });
  });

  test("shows a department its own, operations theirs, coordinators and auditors all", async () => {
    for (const role of ["handler", "reviewer", "approver", "policy-officer"])
      expect(await owners("", role, "tax")).toEqual(["tax"]);
    expect(await owners("", "operations", "government-services")).toEqual(["operations"]);
    for (const role of ["coordinator", "auditor"])
      expect(await owners("", role)).toEqual(["health", "operations", "tax"]);
  });

  test("shows nobody else's, also when asked for, and nothing to other roles", async () => {
    expect((await ask("?owner=health", "handler", "tax")).status).toBe(403);
    expect((await ask("?owner=operations", "handler", "tax")).status).toBe(403);
    expect((await ask("?owner=tax", "operations", "tax")).status).toBe(403);
    expect((await ask("", "data-centre")).status).toBe(403);
    expect((await ask("", "steward", "tax")).status).toBe(403);
    expect(await owners("", "handler")).toEqual([]);
    expect((await dev.fetch("/v1/console/work-items")).status).toBe(401);
  });

  test("takes filters, and refuses what is none", async () => {
    expect(await owners("?owner=health", "auditor")).toEqual(["health"]);
    expect(await owners("?kind=dead-letter", "auditor")).toEqual(["operations"]);
    expect(await owners("?state=closed", "auditor")).toEqual([]);
    expect(await owners("?late=true", "auditor")).toEqual([]);
    expect((await ask("?late=perhaps", "auditor")).status).toBe(400);
    expect((await ask("?citizen=1", "auditor")).status).toBe(400);
  });

  test("shows 200 at a time, and each item on one page only", async () => {
    await open(...Array.from({ length: 250 }, (_, n) => ({ reference: `many-${n}` })));
    const first = z.parse(schemas.WorkItems, await (await ask("", "auditor")).json());
    expect([first.total, first.items.length, first.next]).toEqual([253, 200, "200"]);
    const second = z.parse(
      schemas.WorkItems,
      await (await ask(`?after=${first.next}`, "auditor")).json(),
    );
    expect([second.items.length, second.next]).toEqual([53, undefined]);
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(253);
  });
});

describe("POST /v1/console/work-items/{id}/closing", () => {
  const close = async (
    id: string,
    role: string,
    department?: Parameters<Dev["staff"]>[1],
    body: object = { outcome: "已补报" },
  ) => dev.post(`/v1/console/work-items/${id}/closing`, body, await dev.staff(role, department));

  test("closes what people do, once, with what they did", async () => {
    const id = await open({});
    const response = await close(id, "handler", "tax");
    expect(response.status).toBe(200);
    expect(z.parse(schemas.WorkItem, await response.json())).toMatchObject({
      state: "closed",
      closed: { outcome: "已补报" },
    });
    expect((await close(id, "handler", "tax")).status).toBe(409);
    expect(await items("?state=closed", "handler", "tax")).toHaveLength(1);
  });

  test("refuses others, readers, what closes by itself, what does not exist and an empty outcome", async () => {
    const id = await open({});
    const missing = await open({ kind: "calendar-missing", owner: "operations" });
    expect((await close(id, "handler", "health")).status).toBe(403);
    expect((await close(id, "operations", "tax")).status).toBe(403);
    expect((await close(id, "auditor")).status).toBe(403);
    expect((await close(missing, "operations", "government-services")).status).toBe(409);
    expect((await close("none", "handler", "tax")).status).toBe(404);
    expect((await close(id, "handler", "tax", { outcome: " " })).status).toBe(400);
    expect((await close(id, "coordinator")).status).toBe(200);
  });
});

describe("a year of the calendar", () => {
  const propose = async (body: object, person: string) =>
    dev.post(
      "/v1/console/proposals",
      body,
      await dev.staff("operations", "government-services", { person }),
    );

  test("that is no year is refused with what is wrong", async () => {
    const wrong = aYearProposal({ weekendWorkingDays: ["2027-02-01"] });
    const response = await propose(wrong, "one");
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("2027-02-01 is no Saturday or Sunday");
    const handler = await dev.staff("handler", "tax");
    expect((await dev.post("/v1/console/proposals", aYearProposal(), handler)).status).toBe(403);
  });

  test("is seen by the second person who approves it, and gives their last day to those that wait for it", async () => {
    await open({ term: { from: civilDate("2026-12-30"), workingDays: 5 } });
    await dev.tick();
    expect(await items("", "handler", "tax")).toMatchObject([{ dueOn: null, late: false }]);
    const { id } = z.parse(schemas.Proposal, await (await propose(aYearProposal(), "one")).json());
    const second = await dev.staff("operations", "government-services", { person: "two" });
    const listed = await dev.fetch("/v1/console/proposals", {
      headers: { authorization: `Bearer ${second}` },
    });
    expect(z.parse(schemas.Proposals, await listed.json()).items).toMatchObject([
      { kind: "calendar-year", calendarYear: aYearEntry() },
    ]);
    const decision = { decision: "approve" };
    await dev.post(`/v1/console/proposals/${id}/decision`, decision, second);
    await dev.tick();
    expect(await items("", "handler", "tax")).toMatchObject([{ dueOn: "2027-01-07" }]);
  });
});
