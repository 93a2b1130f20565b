import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { definitionOf, factNames } from "#shared/facts/dictionary.ts";
import { aProfile } from "#shared/testing/builders.ts";
import { readProfileOn } from "./read-profile.ts";

const today = civilDate("2026-11-20");
const all = new Set<string>(factNames);

describe("a fact of which nothing was reported", () => {
  it.each(factNames)("%s is missing while its register is not complete", (name) => {
    const others = new Set<string>(factNames.filter((one) => one !== name));
    const key = definitionOf(name).period === undefined ? name : `${name}@2025`;
    expect(readProfileOn(aProfile({}), others, today).fact(key).state).toBe("missing");
  });

  it.each(factNames.filter((name) => definitionOf(name).absence.means !== "unknown"))(
    "%s is absent once its register is complete",
    (name) => {
      expect(readProfileOn(aProfile({}), all, today).fact(name).state).toBe("absent");
    },
  );

  it.each(factNames.filter((name) => definitionOf(name).absence.means === "unknown"))(
    "%s stays missing whatever is complete, for its absence says nothing",
    (name) => {
      expect(readProfileOn(aProfile({}), all, today).fact(name).state).toBe("missing");
    },
  );

  it("is missing when the dictionary does not know it", () => {
    expect(readProfileOn(aProfile({}), new Set(["shoeSize"]), today).fact("shoeSize").state).toBe(
      "missing",
    );
  });
});

describe("a fact that was reported", () => {
  it("tells its value, its reporter and the instant of observation", () => {
    expect(
      readProfileOn(aProfile({ disabilityGrade: 2 }), all, today).fact("disabilityGrade"),
    ).toEqual({
      state: "known",
      value: 2,
      reportedBy: "disabled-persons-federation",
      observedAt: "2026-01-01T00:00:00.000Z",
    });
  });

  it("is read as of the day: before its first day it is none", () => {
    const profile = aProfile({ disabilityGrade: 2 });
    const before = civilDate("1899-12-31");
    expect(readProfileOn(profile, all, before).fact("disabilityGrade")).toEqual({
      state: "absent",
      changesOn: "1900-01-01",
    });
  });

  it("in conflict is neither known nor absent", () => {
    const { sources, ...rest } = aProfile({ disabilityGrade: 2 });
    const [register] = sources["disabilityGrade"] ?? [];
    if (register === undefined) throw new Error("nothing was reported");
    const profile = {
      ...rest,
      sources: {
        disabilityGrade: [{ ...register, reports: [...register.reports, [3, null]] as const }],
      },
    };
    expect(readProfileOn(profile, all, today).fact("disabilityGrade")).toEqual({
      state: "conflict",
    });
  });
});
