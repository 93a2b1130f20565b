import * as fc from "fast-check";
import { expect, test } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { definitionOf, type FactName, type FactValue } from "#shared/facts/dictionary.ts";
import { policies } from "#shared/policies/index.ts";
import { factsOn } from "#shared/profiles/profile.ts";
import { mergeObservation } from "#shared/profiles/timeline.ts";
import { after, circumstancesOn, morningOf } from "#shared/testing/a-senior.ts";
import { aProfile, aState } from "#shared/testing/builders.ts";
import { fullShare } from "#shared/testing/faults/share.ts";
import { decide } from "./decide.ts";
import type { SubjectState } from "./subject-state.ts";

const today = civilDate("2026-11-20");
const circumstances = circumstancesOn(today);
const judged = policies.filter(({ id }) =>
  [
    "senior-comprehensive-allowance",
    "disability-living-allowance",
    "pudong-ninetieth-birthday-gift",
  ].includes(id),
);

/** What a steward says of one fact at one instant. */
interface Said {
  readonly fact: FactName;
  readonly value: FactValue | null;
  readonly from: string;
  readonly until: string | null;
  readonly minute: number;
}

/** Of each fact some values, right and wrong, and whether it can be withdrawn. */
const values: Readonly<Partial<Record<FactName, readonly (FactValue | null)[]>>> = {
  birthDate: ["1955-06-10", "1936-11-15", "1961-10-20", "1980-01-01"],
  hukouDistrict: ["310104", "310115", "elsewhere", null],
  deathDate: ["2026-08-20", "2026-11-15", null],
  disabilityGrade: [1, 3, null],
  minimumLivingAllowance: [true, false, null],
  severelyDisabledJobless: [true, false],
};
const days = ["2026-06-20", "2026-09-15", "2026-10-31", "2026-11-10", today] as const;

const said: fc.Arbitrary<Said> = fc.constantFrom(...Object.entries(values)).chain(([fact, some]) =>
  fc.record({
    fact: fc.constant(fact as FactName),
    value: fc.constantFrom(...some),
    from: fc.constantFrom(...days),
    until: fc.constantFrom(null, null, "2026-11-12", "2026-12-31"),
    minute: fc.integer({ min: 0, max: 3 }),
  }),
);

async function hear(
  state: SubjectState,
  { fact, value, from, until, minute }: Said,
): Promise<SubjectState> {
  const { profile } = state;
  const { constant, steward } = definitionOf(fact);
  const observation = {
    from: constant ? null : civilDate(from),
    at: morningOf("2026-01-01").getTime() + minute * 60_000,
    by: steward,
    event: ["urn:test", JSON.stringify([fact, value, from, until, minute])],
    report: [value, constant || until === null ? null : civilDate(until)],
  } as const;
  const { timeline } = mergeObservation(profile.sources[fact] ?? [], observation, today);
  const sources = { ...profile.sources, [fact]: timeline };
  const heard = {
    ...state,
    profile: { ...profile, sources },
    asRead: { ...state.asRead, sources: profile.sources },
  };
  return after(heard, await decide(heard, circumstances, judged));
}

/**
 * All that counts in the end: what is known, answered, due and asked; not by which way it came. What once was known and is
 * unknown now is held, and is no more due than what was never opened.
 */
function endOf({ profile, entitlements, confirmations }: SubjectState): unknown {
  const standing = entitlements.filter(
    ({ state, heldBecause }) => state !== "terminated" && heldBecause !== "facts-unknown",
  );
  const isAsked = (policy: string): boolean =>
    confirmations.some((one) => one.policy === policy && one.state === "open");
  return {
    facts: sorted(factsOn(profile, today)),
    sources: sorted(profile.sources),
    verdicts: profile.verdicts,
    reviewOn: profile.reviewOn,
    entitlements: standing
      .map(({ policy, period, state, amountFen, heldBecause, judgedOn, ruleVersion }) =>
        JSON.stringify([policy, period, state, amountFen, heldBecause, judgedOn, ruleVersion]),
      )
      .toSorted(),
    asked: [...new Set(standing.map(({ policy }) => policy))].filter(isAsked).toSorted(),
  };
}

const sorted = (record: object): unknown =>
  Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));

test("10,000 times: whatever is said of a person, in any order, ends in the same", async () => {
  const twoOrders = fc
    .uniqueArray(said, { minLength: 2, maxLength: 6, selector: (one) => JSON.stringify(one) })
    .chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
  const nobody = aState({ profile: aProfile({}) });
  const told = async (all: readonly Said[]): Promise<unknown> => {
    let state = nobody;
    for (const one of all) state = await hear(state, one);
    return endOf(state);
  };
  await fc.assert(
    fc.asyncProperty(twoOrders, async ([one, other]) => {
      expect(await told(other)).toEqual(await told(one));
    }),
    { numRuns: Math.round(10_000 * fullShare) },
  );
}, 900_000);
