import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import {
  mergeObservation,
  type Observation,
  readTimeline,
  type Report,
  type Timeline,
} from "./timeline.ts";

const today = civilDate("2026-11-20");
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);

function observed(value: Report[0], more: Partial<Observation> = {}): Observation {
  return {
    from: civilDate("2026-01-01"),
    at: at("2026-01-01"),
    by: "public-security",
    event: ["urn:test", String(value)],
    report: [value, null],
    ...more,
  };
}

function timelineOf(observations: readonly Observation[]): Timeline {
  return observations.reduce<Timeline>(
    (timeline, one) => mergeObservation(timeline, one, today).timeline,
    [],
  );
}

const newsOf = (known: readonly Observation[], seen: Observation): boolean =>
  mergeObservation(timelineOf(known), seen, today).news;

/** Days and instants from so small a set that they often coincide. */
const someDay = fc.integer({ min: 0, max: 6 }).map((n) => addDays(today, n - 3));
const observation: fc.Arbitrary<Observation> = fc.record({
  from: fc.option(someDay),
  at: fc.integer({ min: 1, max: 4 }),
  by: fc.constant("public-security" as const),
  event: fc.tuple(fc.constantFrom("urn:a", "urn:b"), fc.constantFrom("1", "2", "3")),
  report: fc
    .tuple(fc.constantFrom("310101", "310115", null), fc.option(someDay))
    .map(([value, until]): Report => [value, until]),
});
const observations = fc.array(observation, { minLength: 1, maxLength: 12 });

describe("a timeline", () => {
  it("is the same whatever the order and the repetition of what was observed", () => {
    const shuffledWithRepetitions = observations.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc
          .tuple(
            fc.shuffledSubarray(all, { minLength: all.length }),
            fc.shuffledSubarray(all),
            fc.nat(),
          )
          .map(([whole, again, place]) => whole.toSpliced(place % (all.length + 1), 0, ...again)),
      ),
    );
    fc.assert(
      fc.property(shuffledWithRepetitions, ([all, mixed]) => {
        expect(timelineOf(mixed)).toEqual(timelineOf(all));
      }),
      { numRuns: 1000 },
    );
  });

  it("knows every observation that it holds: none of them is news again", () => {
    fc.assert(
      fc.property(observations, (all) => {
        const timeline = timelineOf(all);
        for (const one of all) {
          expect(mergeObservation(timeline, one, today)).toEqual({ timeline, news: false });
        }
      }),
    );
  });

  it("lets the latest observation win its register", () => {
    const early = observed("310101", { at: 1 });
    const late = observed("310115", { at: 2 });
    expect(readTimeline(timelineOf([late, early]), today)).toMatchObject({ value: "310115" });
  });

  it("holds the same instant with another value for a conflict, until a later observation settles it", () => {
    const conflict = [observed("310101"), observed("310115")];
    expect(readTimeline(timelineOf(conflict), today).state).toBe("conflict");
    const settled = [...conflict, observed("310115", { at: at("2026-02-01") })];
    expect(readTimeline(timelineOf(settled), today)).toMatchObject({
      state: "known",
      value: "310115",
    });
  });

  it("holds a value and its withdrawal at the same instant for a conflict", () => {
    const timeline = timelineOf([observed("310101"), observed(null)]);
    expect(readTimeline(timeline, today).state).toBe("conflict");
  });

  it("corrects a register by the same first day, and changes by a later one", () => {
    const moved = observed("310115", { from: civilDate("2026-06-01"), at: at("2026-06-01") });
    const timeline = timelineOf([observed("310101"), moved]);
    expect(readTimeline(timeline, civilDate("2026-05-31"))).toMatchObject({ value: "310101" });
    expect(readTimeline(timeline, civilDate("2026-06-01"))).toMatchObject({ value: "310115" });
    const corrected = timelineOf([
      observed("310101"),
      moved,
      observed("310104", { at: at("2026-07-01") }),
    ]);
    expect(readTimeline(corrected, civilDate("2026-05-31"))).toMatchObject({ value: "310104" });
    expect(readTimeline(corrected, today)).toMatchObject({ value: "310115" });
  });

  it("says nothing before its first day, after its last one, and after a withdrawal", () => {
    const first = civilDate("2026-11-10");
    const last = civilDate("2026-11-12");
    const timeline = timelineOf([observed("310101", { from: first, report: ["310101", last] })]);
    const states = [-1, 0, 2, 3].map((n) => readTimeline(timeline, addDays(first, n)).state);
    expect(states).toEqual(["none", "known", "known", "none"]);
    expect(readTimeline(timelineOf([observed(null)]), today).state).toBe("none");
  });
});

describe("the next change of a reading", () => {
  it("is never too late: stepping day by day, nothing changes before it", () => {
    const end = addDays(today, 12);
    const essence = (timeline: Timeline, on: CivilDate): unknown => {
      const { changesOn, ...reading } = readTimeline(timeline, on);
      return reading;
    };
    fc.assert(
      fc.property(observations, (all) => {
        const timeline = timelineOf(all);
        for (let on = addDays(today, -6); on < end; on = addDays(on, 1)) {
          const { changesOn } = readTimeline(timeline, on);
          expect(changesOn === undefined || changesOn > on).toBe(true);
          for (let day = addDays(on, 1); day < (changesOn ?? end); day = addDays(day, 1)) {
            expect(essence(timeline, day)).toEqual(essence(timeline, on));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is the day after the last day of validity, or the first day of the next register", () => {
    const until = civilDate("2026-11-25");
    const one = observed("310101", { report: ["310101", until] });
    expect(readTimeline(timelineOf([one]), today).changesOn).toBe("2026-11-26");
    const two = observed("310115", { from: civilDate("2026-11-22") });
    expect(readTimeline(timelineOf([one, two]), today).changesOn).toBe("2026-11-22");
  });
});

describe("an observation", () => {
  const known = observed("310101", { at: at("2026-03-01") });

  it("is news when nothing was known", () => {
    expect(newsOf([], known)).toBe(true);
  });

  it("is news when it is later, though the value stays", () => {
    expect(newsOf([known], { ...known, at: at("2026-03-02") })).toBe(true);
  });

  it("is stale when it says the same again at the same instant", () => {
    expect(newsOf([known], { ...known, event: ["urn:test", "again"] })).toBe(false);
  });

  it("is stale when it is older than what its register knows", () => {
    expect(newsOf([known], observed("310115", { at: at("2026-02-01") }))).toBe(false);
  });

  it("is news when it brings a conflict, for the fact counts as unknown from then on", () => {
    expect(newsOf([known], observed("310115", { at: known.at }))).toBe(true);
  });

  it("is stale when it is older and only informs a period before the present one", () => {
    const past = observed("310115", { from: civilDate("2025-01-01"), at: at("2025-01-01") });
    expect(newsOf([known], past)).toBe(false);
    const timeline = timelineOf([known, past]);
    expect(readTimeline(timeline, civilDate("2025-06-01"))).toMatchObject({ value: "310115" });
    expect(readTimeline(timeline, today)).toMatchObject({ value: "310101" });
  });

  it("is news when it is older but begins later, for it is what counts from then on", () => {
    const later = observed("310115", { from: civilDate("2026-02-01"), at: at("2026-02-01") });
    expect(newsOf([known], later)).toBe(true);
    expect(readTimeline(timelineOf([known, later]), today)).toMatchObject({ value: "310115" });
  });

  it("is news when it withdraws what was known", () => {
    expect(newsOf([known], observed(null, { at: at("2026-04-01") }))).toBe(true);
  });
});
