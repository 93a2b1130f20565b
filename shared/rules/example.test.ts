import { describe, expect, it } from "vitest";
import { examplesOf, met, readExample, unknown, unmet } from "./example.ts";

describe("an example's facts", () => {
  const readings = readExample({
    birthDate: "1961-03-01",
    veteran: false,
    disabilityGrade: "conflict",
    minimumLivingAllowance: "missing",
    "insuredHeadcount@2023-12": 12,
    child: [{ birthDate: "2010-01-01" }, { veteran: true }],
    employee: [{}],
    parent: "missing",
  });

  it("read as if their stewards had reported them", () => {
    const reported = { state: "known", observedAt: "2022-03-08T00:00:00Z" };
    expect(readings.fact("birthDate")).toEqual({
      ...reported,
      value: "1961-03-01",
      reportedBy: "public-security",
    });
    expect(readings.fact("veteran")).toEqual({
      ...reported,
      value: false,
      reportedBy: "veterans-affairs",
    });
    expect(readings.fact("insuredHeadcount@2023-12")).toEqual({
      ...reported,
      value: 12,
      reportedBy: "human-resources",
    });
  });

  it("are missing or in conflict where it says so", () => {
    expect(readings.fact("disabilityGrade")).toEqual({ state: "conflict" });
    expect(readings.fact("minimumLivingAllowance")).toEqual({ state: "missing" });
  });

  it("that it does not name are absent from complete registers, and else missing", () => {
    expect(readings.fact("deathDate")).toEqual({ state: "absent" });
    expect(readings.fact("martyrFamily")).toEqual({ state: "absent" });
    expect(readings.fact("sex")).toEqual({ state: "missing" });
    expect(readings.fact("insuredHeadcount@2023-11")).toEqual({ state: "missing" });
  });

  it.each(["shoeSize", "insuredHeadcount", "child"])("%s is no fact", (name) => {
    expect(() => readings.fact(name)).toThrow(RangeError);
  });

  it("of relatives are each their own, and all known where their register can be complete", () => {
    const { members, isComplete } = readings.related("child");
    expect(isComplete).toBe(false);
    expect(members.map(({ id }) => id)).toEqual(["1", "2"]);
    expect(members.map(({ fact }) => fact("birthDate").state)).toEqual(["known", "missing"]);
    expect(members.map(({ fact }) => fact("veteran").state)).toEqual(["absent", "known"]);
    expect(readings.related("employee")).toMatchObject({
      members: [{ id: "1" }],
      isComplete: true,
    });
  });

  it("of relatives that are missing or not named are none", () => {
    expect(readings.related("parent")).toEqual({ members: [], isComplete: false });
    expect(readings.related("spouse")).toEqual({ members: [], isComplete: false });
    expect(readExample({}).related("employee")).toEqual({ members: [], isComplete: true });
    expect(readExample({ employee: "missing" }).related("employee")).toEqual({
      members: [],
      isComplete: false,
    });
  });
});

it("examples share their facts, and each may differ", () => {
  const shared = { sex: "male", veteran: true } as const;
  expect(
    examplesOf(shared, [
      ["发放", "2024-07-01", {}, met(75_00)],
      ["不发", "2024-07-02", { veteran: false }, unmet()],
      ["等待", "2024-07-03", { veteran: "missing" }, unknown("veteran")],
      ["免费", "2024-07-04", {}, met()],
    ]),
  ).toStrictEqual([
    {
      name: "发放",
      on: "2024-07-01",
      facts: { sex: "male", veteran: true },
      expect: { verdict: "met", amountFen: 75_00 },
    },
    {
      name: "不发",
      on: "2024-07-02",
      facts: { sex: "male", veteran: false },
      expect: { verdict: "unmet" },
    },
    {
      name: "等待",
      on: "2024-07-03",
      facts: { sex: "male", veteran: "missing" },
      expect: { verdict: "unknown", missing: ["veteran"] },
    },
    {
      name: "免费",
      on: "2024-07-04",
      facts: { sex: "male", veteran: true },
      expect: { verdict: "met" },
    },
  ]);
});
