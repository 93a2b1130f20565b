import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scanAnswerSchema, type ScanAnswer } from "#shared/contract/scans.schema.ts";
import { settlementsSchema } from "#shared/contract/venues-told.schema.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { organisation, reportContact, reportPerson, resident } from "#shared/testing/people.ts";
import { signedHeaders } from "#shared/webhooks/signature.ts";
import { readVenues, type SandboxVenue } from "./sandbox/start/register-venues.command.ts";

const park = "park-admission";
const settlements = "/v1/console/venues/settlements";

let dev: Dev;
let venues: SandboxVenue[];
/** A token of this moment: the clock goes on by months. */
const approver = async (person = "one") => dev.staff("approver", "landscaping", { person });
beforeAll(async () => {
  dev = await startDev(undefined, { venues: true });
  await dev.clock("2026-10-12T02:00:00Z");
  await dev.tick();
  venues = await readVenues(dev.fetch);
});
afterAll(async () => dev.close());

async function scan(venueId: string, someone: SubjectReference): Promise<ScanAnswer> {
  const venue = venues.find(({ id }) => id === venueId);
  const [device] = venue?.devices ?? [];
  if (device === undefined) throw new Error(`the sandbox has no ${venueId}`);
  const body = JSON.stringify({
    credential: { type: "resident-id", value: someone.id },
    venue: venueId,
    device: device.id,
    purpose: "入园",
    operator: "operator-7",
  });
  const now = await dev.clock();
  const headers = {
    "content-type": "application/json",
    ...(await signedHeaders([device.secret], crypto.randomUUID(), now, body)),
  };
  const response = await dev.fetch("/v1/scans", { method: "POST", headers, body });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return scanAnswerSchema.parse(await response.json());
}

async function settle(month: string, token?: string) {
  const by = token ?? (await approver());
  const response = await dev.post(settlements, { policy: park, month }, by);
  const answer: unknown = await response.json();
  return response.status === 200 ? settlementsSchema.parse(answer).items : response.status;
}
const standing = async (month: string) => {
  const path = `${settlements}?policy=${park}&month=${month}`;
  const response = await dev.fetch(path, {
    headers: { authorization: `Bearer ${await approver()}` },
  });
  return settlementsSchema.parse(await response.json()).items;
};
const decide = async (act: object) => {
  const proposed = await dev.post("/v1/console/proposals", act, await approver("one"));
  const { id } = (await proposed.json()) as { id: string };
  const path = `/v1/console/proposals/${id}/decision`;
  expect((await dev.post(path, { decision: "approve" }, await approver("two"))).status).toBe(200);
};
const paidTo = async (tail: string) =>
  (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith(tail));

test("the sandbox's venues are registered, and its gates grant what is due on this very day", async () => {
  expect(venues.map(({ id }) => id)).toEqual([
    "sample-zoo",
    "sample-botanical-garden",
    "sample-memorial",
    "sample-car-park",
  ]);
  for (const number of [1, 2, 3]) {
    const elder = resident("1950-03-01", number);
    await reportPerson(dev, elder, { birthDate: "1950-03-01", hukouDistrict: "310101" });
    expect(await scan("sample-zoo", elder)).toMatchObject({
      verdict: "granted",
      benefit: { policy: park },
    });
    expect((await scan("sample-zoo", elder)).verdict).toBe("refused");
    expect((await scan("sample-botanical-garden", elder)).verdict).toBe("granted");
  }
  const health = await dev.fetch("/healthz/scan");
  expect(await health.json()).toEqual({ status: "ok", function: "scan" });
});

describe("what visits are reimbursed", () => {
  test("is settled once nothing more can be told of the month, by the lead department alone", async () => {
    await reportContact(dev, organisation, "0071");
    await dev.clock("2026-11-05T02:00:00Z");
    expect(await settle("2026-10")).toBe(409);
    await dev.clock("2026-11-09T02:00:00Z");
    const stranger = await dev.staff("approver", "education");
    expect(await settle("2026-10", stranger)).toBe(403);
    expect(await settle("2026-10", await dev.staff("policy-officer", "landscaping"))).toBe(403);
  });

  test("is one payment a venue, released under the payer's authorisation, and paid to who runs it", async () => {
    await dev.tick();
    const [zoo, ...others] = (await settle("2026-10")) as Awaited<ReturnType<typeof standing>>;
    // The garden is run by nobody who is given anything back.
    expect(others).toEqual([]);
    expect(zoo).toMatchObject({ venue: "sample-zoo", visits: 3, beyondCap: 0, amountFen: 1_500 });
    await settle("2026-10");
    await dev.tick();
    const [payment, ...more] = await paidTo("0071");
    expect(more).toEqual([]);
    expect(payment).toMatchObject({
      endToEndId: zoo?.endToEndId,
      department: "landscaping",
      kind: "payment",
      policy: park,
      periods: ["2026-10"],
      amountFen: 1_500,
      remark: "优待结算",
    });
    expect(await standing("2026-10")).toMatchObject([{ state: "delivered" }]);
    await dev.report(payment?.endToEndId ?? "", "paid");
    await dev.tick();
    expect(await standing("2026-10")).toMatchObject([{ state: "paid" }]);
    await settle("2026-10");
    await dev.tick();
    expect(await paidTo("0071")).toHaveLength(1);
  });

  test("waits for two persons where nothing is authorised; what came back goes to another account, released anew", async () => {
    const elder = resident("1950-03-01", 1);
    expect((await scan("sample-zoo", elder)).verdict).toBe("granted");
    await decide({
      kind: "authorisation-end",
      payload: { department: "landscaping", policy: park },
    });
    await dev.clock("2026-12-09T02:00:00Z");
    await dev.tick();
    await settle("2026-11");
    await dev.tick();
    const [waiting] = await standing("2026-11");
    expect(waiting).toMatchObject({ visits: 1, state: "waiting", heldBecause: "release-missing" });
    expect(await paidTo("0071")).toHaveLength(1);
    const release = async (endToEndId: string) =>
      decide({
        kind: "release",
        payload: { policy: park, releases: [{ endToEndId, amountFen: 500 }] },
      });
    await release(waiting?.endToEndId ?? "");
    await dev.tick();
    expect(await paidTo("0071")).toHaveLength(2);
    await dev.report(waiting?.endToEndId ?? "", "returned");
    await dev.tick();
    await settle("2026-11");
    await dev.tick();
    expect(await standing("2026-11")).toMatchObject([{ state: "returned" }]);
    await reportContact(dev, organisation, "0072");
    await settle("2026-11");
    await dev.tick();
    const [again] = await standing("2026-11");
    expect(again).toMatchObject({ state: "waiting", heldBecause: "release-missing" });
    expect(again?.endToEndId).not.toBe(waiting?.endToEndId);
    await release(again?.endToEndId ?? "");
    await dev.tick();
    expect(await paidTo("0072")).toMatchObject([{ amountFen: 500, periods: ["2026-11"] }]);
  });

  test("whose receipt was lost is sent again under the same id, and is one payment", async () => {
    const authorisation = {
      department: "landscaping",
      policy: park,
      dailyCapFen: 1_000_000,
      validFrom: "2000-01-01",
      validUntil: "2099-12-31",
    };
    await decide({ kind: "authorisation", payload: authorisation });
    expect((await scan("sample-zoo", resident("1950-03-01", 2))).verdict).toBe("granted");
    await dev.clock("2027-01-11T02:00:00Z");
    await dev.tick();
    await dev.faults({ payer: { loseReply: 1 } });
    await settle("2026-12");
    await dev.tick();
    expect(await standing("2026-12")).toMatchObject([{ visits: 1, state: "requested" }]);
    await dev.faults({ payer: {} });
    await dev.clock("2027-01-12T02:00:00Z");
    await dev.tick();
    expect(await standing("2026-12")).toMatchObject([{ state: "delivered" }]);
    const received = (await dev.instructions()).filter(({ periods }) => periods[0] === "2026-12");
    expect(received).toHaveLength(1);
  });
});

describe("a venue is registered", () => {
  const venue = {
    venue: "new-garden",
    name: "新植物园",
    group: "sample-parks",
    department: "landscaping",
    policies: [park],
    state: "open",
  };
  const operations = async (person: string) => dev.staff("operations", undefined, { person });
  const propose = async (payload: object, token: string) =>
    dev.post("/v1/console/proposals", { kind: "venue", payload }, token);

  test("by two persons of operations, who see what they approve", async () => {
    const proposed = await propose(venue, await operations("one"));
    const { id } = (await proposed.json()) as { id: string };
    const path = `/v1/console/proposals/${id}/decision`;
    const decision = { decision: "approve" };
    expect((await dev.post(path, decision, await operations("one"))).status).toBe(403);
    const token = await operations("two");
    const waiting = await dev.fetch("/v1/console/proposals", {
      headers: { authorization: `Bearer ${token}` },
    });
    const { items } = (await waiting.json()) as { items: { id: string; venue?: object }[] };
    expect(items.find((one) => one.id === id)?.venue).toEqual(venue);
    expect((await dev.post(path, decision, token)).status).toBe(200);
  });

  test("by nobody else, and only for what scans give", async () => {
    const token = await operations("one");
    expect((await propose(venue, await approver())).status).toBe(403);
    expect((await propose({ ...venue, policies: ["no-such"] }, token)).status).toBe(404);
    const allowance = "senior-comprehensive-allowance";
    expect((await propose({ ...venue, policies: [allowance] }, token)).status).toBe(400);
    expect((await propose({ ...venue, department: "no-such" }, token)).status).toBe(400);
    expect((await propose({ ...venue, venue: "New Garden" }, token)).status).toBe(400);
  });
});
