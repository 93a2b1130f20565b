import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { factNames } from "#shared/facts/dictionary.ts";
import { aRelative } from "#shared/testing/builders.ts";
import type { KnownRelative, Span } from "./known-relative.ts";
import { readRelativesOn } from "./read-relatives.ts";

const today = civilDate("2026-11-20");
const all: ReadonlySet<string> = new Set<string>([...factNames, "employee", "child"]);

const held = (report: Span): KnownRelative => {
  const relative = aRelative();
  return { ...relative, register: { ...relative.register, reports: [report] } };
};
const read = (relatives: readonly KnownRelative[], complete = all) =>
  readRelativesOn(relatives, "child", complete, today);

describe("a relation", () => {
  const [yesterday, tomorrow] = [civilDate("2026-11-19"), civilDate("2026-11-21")];

  it.each<[string, Span, number, string | undefined]>([
    ["without days holds always", [null, null], 1, undefined],
    ["holds on its first day", [today, null], 1, undefined],
    ["does not hold before it", [tomorrow, null], 0, "2026-11-21"],
    ["holds on its last day, and changes the day after", [null, today], 1, "2026-11-21"],
    ["does not hold after it", [null, yesterday], 0, undefined],
    ["that ended before it began never holds", [today, yesterday], 0, undefined],
  ])("%s", (_, span, members, changesOn) => {
    const reading = read([held(span)]);
    expect(reading.members).toHaveLength(members);
    expect(reading.changesOn).toBe(changesOn);
  });

  it("in conflict is left out, and then those told are not all", () => {
    const conflict = aRelative({ relation: "employee" });
    const relatives = [
      aRelative({ relation: "employee" }),
      {
        ...conflict,
        register: {
          ...conflict.register,
          reports: [[null, null] as const, [null, today] as const],
        },
      } satisfies KnownRelative,
    ];
    expect(readRelativesOn(relatives.slice(0, 1), "employee", all, today).isComplete).toBe(true);
    const reading = readRelativesOn(relatives, "employee", all, today);
    expect(reading.members).toHaveLength(1);
    expect(reading.isComplete).toBe(false);
  });

  it("of another kind is not among them", () => {
    expect(read([aRelative({ relation: "spouse" })]).members).toEqual([]);
  });
});

describe("the relations of one kind", () => {
  it("are all where the register is complete and the dictionary says that this means something", () => {
    const isComplete = (relation: "child" | "employee", complete: ReadonlySet<string>) =>
      readRelativesOn([], relation, complete, today).isComplete;
    expect(isComplete("employee", all)).toBe(true);
    expect(isComplete("employee", new Set())).toBe(false);
    expect(isComplete("child", all)).toBe(false);
  });
});

describe("a relative", () => {
  const copied = aRelative({}, { birthDate: "2010-05-01" }, ["birthDate", "deathDate"]);
  const factOf = (relative: KnownRelative, name: string) => read([relative]).members[0]?.fact(name);

  it("is read by its copied facts", () => {
    expect(factOf(copied, "birthDate")).toMatchObject({ state: "known", value: "2010-05-01" });
  });

  it("of whom a fact was copied that nobody reported is absent from a complete register", () => {
    expect(factOf(copied, "deathDate")).toEqual({ state: "absent" });
    expect(read([copied], new Set()).members[0]?.fact("deathDate")).toEqual({ state: "missing" });
  });

  it("whose fact was not copied, or not yet, reads as missing, complete register or not", () => {
    expect(factOf(copied, "crematedOn")).toEqual({ state: "missing" });
    expect(factOf(aRelative(), "deathDate")).toEqual({ state: "missing" });
  });

  it("is read by what the relation's own days tell, whatever was copied", () => {
    const from = civilDate("2026-03-01");
    const hired = held([from, null]);
    const [member] = readRelativesOn(
      [{ ...hired, relation: "employee" }],
      "employee",
      all,
      today,
    ).members;
    expect(member?.fact("employedSince")).toEqual({
      state: "known",
      value: "2026-03-01",
      reportedBy: "public-security",
      observedAt: "2026-01-01T00:00:00.000Z",
    });
    expect(member?.fact("contractMonths")).toMatchObject({ state: "known", value: 1200 });
    expect(factOf(hired, "employedSince")).toEqual({ state: "missing" });
  });

  it("of whom the relation's days are not known reads as missing, complete register or not", () => {
    const [member] = readRelativesOn(
      [aRelative({ relation: "employee" })],
      "employee",
      all,
      today,
    ).members;
    expect(member?.fact("employedSince")).toEqual({ state: "missing" });
  });

  it("has an id that is the same every time and says nothing of where it lies", () => {
    const [member] = read([copied]).members;
    expect(member?.id).toHaveLength(12);
    expect(copied.otherKey.slice(2).startsWith(member?.id ?? "-")).toBe(true);
  });
});
