import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { aRelative } from "#shared/testing/builders.ts";
import { flatRelativeOn, flatRelativeText } from "./flat-relative.ts";
import type { KnownRelative, Span } from "./known-relative.ts";

const today = civilDate("2026-11-20");
const yesterday = civilDate("2026-11-19");
const asked = ["birthDate", "deathDate"];
const child = aRelative({}, { birthDate: "2015-01-01" }, asked);
const during = (relative: KnownRelative, ...reports: [Span, ...Span[]]): KnownRelative => ({
  ...relative,
  register: { ...relative.register, reports },
});

describe("the flat facts of a relative", () => {
  it("are those that count on the day, and no key for what nobody reported", () => {
    expect(flatRelativeOn(child, today)).toEqual({ birthDate: "2015-01-01" });
    const since = aRelative({}, { veteran: true });
    expect(flatRelativeOn(since, civilDate("1899-12-31"))).toEqual({});
  });

  it("are null for what was asked for and has not arrived: no absence counts yet", () => {
    expect(flatRelativeOn(aRelative({ asked }), today)).toEqual({
      birthDate: null,
      deathDate: null,
    });
    expect(flatRelativeOn({ ...child, asked: [...asked, "veteran"] }, today)).toEqual({
      birthDate: "2015-01-01",
      veteran: null,
    });
  });

  it("are nothing at all of one of whom nothing is asked", () => {
    expect(flatRelativeOn(aRelative(), today)).toEqual({});
  });

  it("are also what the relation's own days tell, and no key for what they leave open", () => {
    const employee: KnownRelative = { ...child, relation: "employee" };
    expect(flatRelativeOn(during(employee, [yesterday, null]), today)).toEqual({
      birthDate: "2015-01-01",
      employedSince: "2026-11-19",
      contractMonths: 1200,
    });
    const unknownSince = during(employee, [null, civilDate("2027-11-18")]);
    expect(flatRelativeOn(unknownSince, today)).toEqual({ birthDate: "2015-01-01" });
  });

  it("are not there where the relation does not hold on the day or is in conflict", () => {
    expect(flatRelativeOn(during(child, [null, yesterday]), today)).toBeUndefined();
    expect(flatRelativeOn(during(child, [null, yesterday]), yesterday)).toBeDefined();
    expect(flatRelativeOn(during(child, [today, null]), yesterday)).toBeUndefined();
    const contradicted = during(child, [null, null], [null, yesterday]);
    expect(flatRelativeOn(contradicted, yesterday)).toBeUndefined();
    expect(flatRelativeText(contradicted, yesterday)).toBeNull();
  });
});
