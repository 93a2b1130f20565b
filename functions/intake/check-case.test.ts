import { describe, expect, it } from "vitest";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { organisation, resident } from "#shared/testing/people.ts";
import { checkEvent } from "./check-event.ts";

const now = new Date("2026-11-16T02:00:00Z");
const person = resident("1950-01-01", 1);
const allowance = {
  subject: person,
  policy: "senior-comprehensive-allowance",
  period: "2026-11",
  channel: "counter",
  state: "accepted",
};
const refund = {
  subject: organisation,
  policy: "job-retention-refund",
  period: "2026",
  channel: "legacy",
  state: "paid",
};
const grant = {
  subject: organisation,
  policy: "job-expansion-grant",
  period: "once",
  channel: "counter",
  state: "paid",
};

async function check(data: object, by: DepartmentId = "civil-affairs"): Promise<string> {
  const event = {
    specversion: "1.0",
    id: "e1",
    source: "urn:test",
    type: "case.reported.v1",
    time: "2026-11-16T01:00:00Z",
    data,
  };
  const checked = await checkEvent(by, event, now);
  return checked.ok ? "ok" : checked.problem.type;
}

describe("a case is taken in", () => {
  it.each(["civil-affairs", "government-services"] as const)("from %s", async (by) => {
    expect(await check(allowance, by)).toBe("ok");
  });

  it.each([
    ["of several periods", { ...allowance, period: "2026-01", through: "2026-12" }],
    ["of one who applied there", { ...allowance, state: "granted", consentedOn: "2019-05-06" }],
    ["paid ahead, for a year", { ...allowance, state: "paid", through: "2027-11" }],
    ["granted until a review is due", { ...allowance, state: "granted", through: "2029-11" }],
    ["with an amount and a number", { ...allowance, amountFen: 150_00, caseNumber: "SQ-2026-1" }],
  ])("%s", async (_, data) => {
    expect(await check(data)).toBe("ok");
  });

  it("for one relative, where the policy is given for each of them", async () => {
    expect(await check({ ...grant, relative: person }, "human-resources")).toBe("ok");
  });

  it("with the relative and without the document's number in what is stored of it", async () => {
    const event = {
      specversion: "1.0",
      id: "e1",
      source: "urn:test",
      type: "case.reported.v1",
      time: "2026-11-16T01:00:00Z",
      data: { ...grant, relative: person },
    };
    const checked = await checkEvent("human-resources", event, now);
    const told = checked.ok && checked.event.kind === "case" ? checked.event.reportedCase : {};
    expect(told).toEqual({
      relative: person,
      report: {
        policy: "job-expansion-grant",
        period: "once",
        through: "once",
        channel: "counter",
        caseNumber: "",
        state: "paid",
        amountFen: null,
        consentedOn: null,
        observedAt: Date.parse("2026-11-16T01:00:00Z"),
        reportedBy: "human-resources",
      },
    });
  });
});

describe("a case is rejected", () => {
  it.each([
    ["unknown-policy", "of a policy that there is not", { policy: "free-beer" }],
    ["unknown-policy", "of a policy that only people judge", { policy: "temporary-assistance" }],
    ["unknown-period", "of a month that there is not", { period: "2026-13" }],
    ["unknown-period", "of a year, for what is given by the month", { period: "2026" }],
    ["unknown-period", "of a day", { period: "2026-11-01" }],
    ["unknown-period", "of once, for what recurs", { period: "once" }],
    ["unknown-period", "before the policy was in force", { period: "2016-04" }],
    ["unknown-period", "that ends before it begins", { through: "2026-10" }],
    ["unknown-period", "through a year, for what is given by the month", { through: "2027" }],
    [
      "unknown-period",
      "that is paid more than a year ahead",
      { state: "paid", through: "2027-12" },
    ],
    [
      "unknown-period",
      "through a year that was mistyped",
      { state: "granted", through: "2206-12" },
    ],
    ["invalid-event", "of an organisation, for what people get", { subject: organisation }],
    ["invalid-event", "in a state that there is not", { state: "lost" }],
    ["invalid-event", "through a channel that there is not", { channel: "pigeon" }],
    ["invalid-event", "with less than nothing", { amountFen: -1 }],
    ["invalid-event", "with a document number in its own", { caseNumber: `A${person.id}` }],
    ["invalid-event", "with a name in its number", { caseNumber: "王建国" }],
    ["invalid-event", "for a relative, where nobody's relatives count", { relative: person }],
    ["invalid-event", "with a consent to what is only accepted", { consentedOn: "2026-11-01" }],
    [
      "invalid-subject",
      "of a number that is wrong",
      { subject: { ...person, id: `${person.id}1` } },
    ],
  ])("(%s) %s", async (problem, _, more) => {
    expect(await check({ ...allowance, ...more })).toBe(`/problems/${problem}`);
  });

  it.each([
    ["another department", allowance, "health"],
    ["the steward of the policy's facts", allowance, "public-security"],
    ["another policy's lead department", refund, "civil-affairs"],
  ] as const)("from %s", async (_, data, by) => {
    expect(await check(data, by)).toBe("/problems/not-the-steward");
  });

  it.each([
    ["from the platform", { state: "paid", consentedOn: "2019-05-06" }, "government-services"],
    ["of a day to come", { state: "paid", consentedOn: "2026-11-17" }, "civil-affairs"],
  ] as const)("with a consent %s", async (_, more, by) => {
    expect(await check({ ...allowance, ...more }, by)).toBe("/problems/invalid-event");
  });

  it("of a benefit by the visit, which has no cases", async () => {
    const visit = { ...allowance, policy: "park-admission", period: "2026-11-16" };
    expect(await check(visit, "landscaping")).toBe("/problems/unknown-period");
  });

  it("with a consent to what is confirmed each time", async () => {
    const data = { ...refund, consentedOn: "2026-11-01" };
    expect(await check(data, "human-resources")).toBe("/problems/invalid-event");
  });
});
