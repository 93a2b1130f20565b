import { describe, expect, it } from "vitest";
import { onFirstOfJuly } from "#shared/testing/ask-closures.ts";
import { absenceCounts, areAll, readFlat } from "./flat-facts.ts";

const complete = onFirstOfJuly("veteran", "birthDate", "disabilityGrade", "employee", "child");

describe("an absence", () => {
  it.each([
    ["veteran", true],
    ["disabilityGrade", true],
    ["martyrFamily", false],
    ["birthDate", false],
    ["shoeSize", false],
  ])("of %s counts: %s", (key, expected) => {
    expect(absenceCounts(key, complete)).toBe(expected);
  });

  it("of relatives counts where their register can be complete and is", () => {
    expect(areAll("employee", complete)).toBe(true);
    expect(areAll("child", complete)).toBe(false);
    expect(areAll("employee", onFirstOfJuly())).toBe(false);
  });
});

describe("flat facts", () => {
  const readings = readFlat(
    {
      facts: { veteran: false, birthDate: null },
      relatives: { employee: [{ veteran: true }, {}] },
    },
    complete,
  );

  it("read as if their stewards had reported them", () => {
    expect(readings.fact("veteran")).toEqual({
      state: "known",
      value: false,
      reportedBy: "veterans-affairs",
      observedAt: "2022-03-08T00:00:00Z",
    });
    expect(readings.fact("birthDate")).toEqual({ state: "conflict" });
    expect(readings.fact("disabilityGrade")).toEqual({ state: "absent" });
    expect(readings.fact("martyrFamily")).toEqual({ state: "missing" });
  });

  it("that the dictionary does not have are missing, and a value of them is a bug", () => {
    expect(readings.fact("shoeSize")).toEqual({ state: "missing" });
    const wrong = readFlat({ facts: { shoeSize: 42 } }, complete);
    expect(() => wrong.fact("shoeSize")).toThrow(RangeError);
  });

  it("of relatives are each their own", () => {
    const { members, isComplete } = readings.related("employee");
    expect(isComplete).toBe(true);
    expect(members.map(({ id, fact }) => [id, fact("veteran").state])).toEqual([
      ["1", "known"],
      ["2", "absent"],
    ]);
    expect(readings.related("child")).toEqual({ members: [], isComplete: false });
  });
});
