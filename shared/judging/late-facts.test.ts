import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { definitionOf, type FactName, type FactValue } from "#shared/facts/dictionary.ts";
import { policies } from "#shared/policies/index.ts";
import { mergeObservation } from "#shared/profiles/timeline.ts";
import type { PolicyStage, Stages } from "#shared/stages/stage.ts";
import { after, circumstancesOn, morningOf } from "#shared/testing/a-senior.ts";
import { aProfile, aState } from "#shared/testing/builders.ts";
import { type Circumstances, decide } from "./decide.ts";
import type { SubjectState } from "./subject-state.ts";

const policy = "senior-comprehensive-allowance";
const only = policies.filter(({ id }) => id === policy);

/** One report: of which fact, since when it holds, and the minute of the observation. */
interface Reported {
  readonly fact: FactName;
  readonly value: FactValue | null;
  readonly from?: string;
  readonly minute?: number;
}

/** A report taken in on a day as intake does: merged, then judged. */
async function hear(
  state: SubjectState,
  day: string,
  { fact, value, from, minute = 0 }: Reported,
  more: Partial<Circumstances> = {},
): Promise<SubjectState> {
  const { profile } = state;
  const { constant, steward } = definitionOf(fact);
  const observation = {
    from: constant ? null : civilDate(from ?? day),
    at: morningOf("2026-01-01").getTime() + minute * 60_000,
    by: steward,
    event: ["urn:test", `${fact} ${minute}`],
    report: [value, null],
  } as const;
  const merged = mergeObservation(profile.sources[fact] ?? [], observation, civilDate(day));
  const heard: SubjectState = {
    ...state,
    profile: { ...profile, sources: { ...profile.sources, [fact]: merged.timeline } },
    asRead: { ...state.asRead, sources: profile.sources },
  };
  return look(heard, day, more);
}

/** The state after somebody has looked on a day. */
async function look(
  state: SubjectState,
  day: string,
  more: Partial<Circumstances> = {},
): Promise<SubjectState> {
  const changes = await decide(state, { ...circumstancesOn(day), ...more }, only);
  const next = after(state, changes);
  return { ...next, asRead: { ...next.asRead, sources: next.profile.sources } };
}

const nobody = (): SubjectState => aState({ profile: aProfile({}) });
const standing = ({ entitlements }: SubjectState): [string, string, number | null][] =>
  entitlements
    .filter(({ state, heldBecause }) => state !== "terminated" && heldBecause === null)
    .map(({ period, judgedOn, amountFen }): [string, string, number | null] => [
      period,
      judgedOn,
      amountFen,
    ])
    .toSorted();
const periodsOf = (state: SubjectState): string[] => standing(state).map(([period]) => period);

const born = { fact: "birthDate", value: "1955-06-10" } as const;
const moved = { fact: "hukouDistrict", value: "310101", from: "2026-08-15" } as const;
const today = "2026-11-20";

function live(since: string, ...earlier: (readonly [PolicyStage["stage"], string])[]): Stages {
  const stage: PolicyStage = {
    stage: "live",
    number: earlier.length + 1,
    reason: "",
    sinceAt: morningOf(since).getTime(),
    earlier: earlier.map(([one, day]) => ({ stage: one, sinceAt: morningOf(day).getTime() })),
  };
  return new Map([[policy, stage]]);
}

describe("a fact that is reported late", () => {
  it("opens the months that were unknown at their time, to the fen, with one offer", async () => {
    const known = await hear(nobody(), today, born);
    const state = await hear(known, today, moved);
    expect(standing(state)).toEqual([
      ["2026-08", "2026-08-15", 150_00],
      ["2026-09", "2026-09-01", 150_00],
      ["2026-10", "2026-10-01", 150_00],
      ["2026-11", "2026-11-01", 150_00],
    ]);
    expect(state.confirmations).toHaveLength(1);
  });

  it("opens the months that were refused for a wrong birth date, each with its own amount", async () => {
    const young = await hear(await hear(nobody(), "2026-08-15", moved), "2026-08-15", {
      fact: "birthDate",
      value: "1975-06-10",
    });
    expect(standing(young)).toEqual([]);
    const state = await hear(young, today, { ...born, value: "1946-10-05", minute: 1 });
    expect(standing(state).map(([, , amount]) => amount)).toEqual([150_00, 150_00, 150_00, 180_00]);
  });

  it("opens nothing before the first day that it holds for, nor before the policy was in operation", async () => {
    const stages = live("2026-10-10", ["ready", "2026-02-01"]);
    const known = await hear(nobody(), today, born, { stages });
    const state = await hear(known, today, { ...moved, from: "2020-01-01" }, { stages });
    expect(standing(state).map(([, on]) => on)).toEqual(["2026-10-10", "2026-11-01"]);
  });

  it("opens the days of an earlier pilot only for those whom the pilot was for", async () => {
    const pilot = (code: "310101" | "310104"): Stages => {
      const [stage] = live("2026-10-10").values();
      const since = morningOf("2026-09-05").getTime();
      const scope = { stage: "pilot", pilot: { districts: [code] }, sinceAt: since } as const;
      return new Map(stage === undefined ? [] : [[policy, { ...stage, earlier: [scope] }]]);
    };
    const opened = async (code: "310101" | "310104") => {
      const more = { stages: pilot(code) };
      return periodsOf(await hear(await hear(nobody(), today, born, more), today, moved, more));
    };
    expect(await opened("310101")).toEqual(["2026-09", "2026-10", "2026-11"]);
    expect(await opened("310104")).toEqual(["2026-10", "2026-11"]);
  });

  it("opens nothing while the policy is paused, and what it owes when the pause has ended", async () => {
    const [stage] = live("2026-07-01").values();
    if (stage === undefined) throw new Error("it is live");
    const pausedAt = morningOf("2026-11-10").getTime();
    const paused: Stages = new Map([
      [policy, { ...stage, stage: "paused", sinceAt: pausedAt, earlier: [stage] }],
    ]);
    const late = { ...moved, minute: 60 * 24 * 320 };
    const known = await hear(nobody(), "2026-11-12", born, { stages: paused });
    const waiting = await hear(known, "2026-11-17", late, { stages: paused });
    expect(waiting.entitlements).toEqual([]);
    const stages = live("2026-11-19", ["live", "2026-07-01"], ["paused", "2026-11-10"]);
    const reopen = { policy, from: civilDate("2026-11-10") };
    const state = await look(waiting, today, { stages, reopen });
    expect(periodsOf(state)).toEqual(["2026-08", "2026-09", "2026-10", "2026-11"]);
  });

  it("does not open what was met already and was left out for another reason", async () => {
    const old = await hear(await hear(nobody(), "2026-08-15", born), "2026-08-15", moved);
    const [, ...others] = old.entitlements;
    const left = { ...old, entitlements: others, profile: { ...old.profile, reviewOn: undefined } };
    const state = await hear(left, "2026-08-20", { ...born, value: "1955-06-11", minute: 2 });
    expect(state.entitlements.filter(({ judgedOn }) => judgedOn < "2026-08-20")).toEqual([]);
  });

  it("moves a period whose own day is wrong to the day since which it is right", async () => {
    const state = await hear(await hear(nobody(), today, born), today, { ...moved, minute: 1 });
    const wrong = await hear(state, today, { ...moved, value: "elsewhere", minute: 2 });
    const right = await hear(wrong, today, { ...moved, from: "2026-10-20", minute: 3 });
    expect(standing(right).map(([, on]) => on)).toEqual(["2026-10-20", "2026-11-01"]);
    expect(periodsOf(wrong)).toEqual([]);
  });

  it("joins a standing confirmation, and is instructed at once", async () => {
    const state = await hear(await hear(nobody(), today, born), today, {
      ...moved,
      from: "2026-11-01",
    });
    const confirmed: SubjectState = {
      ...state,
      confirmations: state.confirmations.map((one) => ({
        ...one,
        state: "confirmed",
        decidedAt: 1,
        receipt: "R",
      })),
    };
    const late = await hear(confirmed, today, moved);
    expect(late.entitlements.map(({ period, state: now }) => [period, now])).toEqual([
      ["2026-11", "awaiting-confirmation"],
      ["2026-08", "awaiting-fulfilment"],
      ["2026-09", "awaiting-fulfilment"],
      ["2026-10", "awaiting-fulfilment"],
    ]);
  });
});

const days = ["2026-06-20", "2026-07-01", "2026-09-15", "2026-10-05", "2026-11-10", today];
const arbitraryReport: fc.Arbitrary<Reported> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      fact: fc.constant("birthDate" as const),
      value: fc.constantFrom("1955-06-10", "1946-09-15", "1961-07-20", "1980-01-01"),
      minute: fc.integer({ min: 0, max: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      fact: fc.constant("hukouDistrict" as const),
      value: fc.constantFrom("310101", "310115", "elsewhere", null),
      from: fc.constantFrom(...days),
      minute: fc.integer({ min: 0, max: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      fact: fc.constantFrom("deathDate" as const, "crematedOn" as const),
      value: fc.constantFrom("2026-08-20", "2026-10-05", null),
      minute: fc.integer({ min: 0, max: 3 }),
    }),
  },
);
const orders = fc.uniqueArray(arbitraryReport, {
  minLength: 2,
  maxLength: 7,
  selector: (one) => JSON.stringify([one.fact, one.from, one.minute, one.value]),
});

describe("any order of the same reports", () => {
  const told = async (reports: readonly Reported[], dayOf: (at: number) => CivilDate) => {
    let state = nobody();
    for (const [at, report] of reports.entries()) state = await hear(state, dayOf(at), report);
    return standing(await look(state, today));
  };

  it("ends in the same periods, days and amounts", async () => {
    await fc.assert(
      fc.asyncProperty(
        orders.chain((reports) =>
          fc.tuple(
            fc.constant(reports),
            fc.shuffledSubarray(reports, { minLength: reports.length }),
          ),
        ),
        async ([one, other]) => {
          const onOneDay = () => civilDate(today);
          expect(await told(other, onOneDay)).toEqual(await told(one, onOneDay));
        },
      ),
      { numRuns: 600 },
    );
  });

  it("ends in the same, however many weeks lie between them", async () => {
    await fc.assert(
      fc.asyncProperty(
        orders.chain((reports) =>
          fc.tuple(
            fc.constant(reports),
            fc.shuffledSubarray(reports, { minLength: reports.length }),
          ),
        ),
        async ([one, other]) => {
          const weekly = (at: number) => addDays(civilDate("2026-09-20"), at * 9);
          expect(await told(other, weekly)).toEqual(await told(one, weekly));
        },
      ),
      { numRuns: 300 },
    );
  });
});
