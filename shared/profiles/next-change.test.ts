import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type CivilDate, civilDate } from "#shared/calendar/civil-date.ts";
import { flatRelativeText } from "#shared/relatives/flat-relative.ts";
import type { KnownRelative, Span } from "#shared/relatives/known-relative.ts";
import { arbitrarySources, arbitrarySpans } from "#shared/testing/arbitrary-timelines.ts";
import { aProfile, aRelative } from "#shared/testing/builders.ts";
import { nextChangeOfFacts } from "./next-change.ts";
import { factsOn, type Profile } from "./profile.ts";

const today = civilDate("2026-11-20");
const [yesterday, tomorrow] = [addDays(today, -1), addDays(today, 1)];
const nextOf = (profile: Pick<Profile, "sources" | "relatives">, isKeptUp = () => true) =>
  nextChangeOfFacts(profile, isKeptUp, today);

/** A fact known since 1900 and up to this day. */
const upTo = (until: CivilDate, name = "veteran"): Profile["sources"] =>
  Object.fromEntries(
    Object.entries(aProfile({ [name]: true }).sources).map(([key, timeline]) => [
      key,
      timeline.map((register) => ({ ...register, reports: [[true, until]] as const })),
    ]),
  );
const held = (span: Span, copied: Profile["sources"] = {}): KnownRelative => {
  const relative = aRelative({}, {}, ["veteran"]);
  return {
    ...relative,
    register: { ...relative.register, reports: [span] },
    copy: { version: 1, facts: ["veteran"], sources: copied },
  };
};
const withRelative = (relative: KnownRelative) => aProfile({}, { relatives: [relative] });

describe("the next day on which a flat fact changes", () => {
  it("is none where everything is constant or has no end", () => {
    const facts = { birthDate: "1950-01-01", hukouDistrict: "310101", veteran: true };
    expect(nextOf(aProfile(facts, { relatives: [aRelative({}, facts)] }))).toBeUndefined();
  });

  it("is the day after a fact's last one, though no rule may read it", () => {
    expect(nextOf(aProfile({}, { sources: upTo(today, "studentStatus") }))).toBe(tomorrow);
    expect(nextOf(aProfile({}, { sources: upTo(yesterday) }))).toBeUndefined();
  });

  it("is the first day of a relation, and the day after its last one", () => {
    expect(nextOf(withRelative(held([tomorrow, null])))).toBe(tomorrow);
    expect(nextOf(withRelative(held([null, today])))).toBe(tomorrow);
    expect(nextOf(withRelative(held([null, yesterday])))).toBeUndefined();
  });

  it("is the day after the last one of a copied fact, as long as the relation holds", () => {
    expect(nextOf(withRelative(held([null, null], upTo(today))))).toBe(tomorrow);
    expect(nextOf(withRelative(held([null, yesterday], upTo(today))))).toBeUndefined();
  });

  it("is not asked of relatives whose flat facts nobody keeps up to date", () => {
    expect(nextOf(withRelative(held([null, today])), () => false)).toBeUndefined();
  });
});

const facts = {
  veteran: { values: [true, false], ofTen: 8 },
  disabilityGrade: { values: [1, 2], ofTen: 8 },
};
const arbitraryRelative = fc
  .tuple(arbitrarySpans(today), arbitrarySources(facts, today))
  .map(([spans, sources]): KnownRelative => {
    const relative = held([null, null], sources);
    return { ...relative, register: { ...relative.register, reports: spans } };
  });

it("up to that day every flat fact of a profile and of its relatives stays as it is", () => {
  fc.assert(
    fc.property(arbitrarySources(facts, today), arbitraryRelative, (sources, relative) => {
      const flatOn = (day: CivilDate) => [
        factsOn({ sources }, day),
        flatRelativeText(relative, day),
      ];
      const next = nextOf({ sources, relatives: [relative] }) ?? addDays(today, 60);
      for (let day = today; day < next; day = addDays(day, 1)) {
        expect(flatOn(day)).toEqual(flatOn(today));
      }
    }),
    { numRuns: 1000 },
  );
});
