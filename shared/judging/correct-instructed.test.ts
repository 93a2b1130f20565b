import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import { fen } from "#shared/money/fen.ts";
import {
  after,
  answered,
  decideOn,
  livedThrough,
  morningOf,
  senior,
  stateOf,
  withFacts,
} from "#shared/testing/a-senior.ts";
import { anAdjustment } from "#shared/testing/builders.ts";
import { replaysOf } from "#shared/testing/replays.ts";
import { orderOf } from "#shared/work-items/work-item-task.ts";
import type { SubjectState } from "./subject-state.ts";

const november = "2026-11-20";
const away = { ...senior, hukouDistrict: "elsewhere" };
const older = { ...senior, birthDate: "1940-01-01" };
const younger = { ...senior, birthDate: "1958-01-01" };

/** Everything that is open has been instructed, and is in this state. */
function instructed(state: SubjectState, as: EntitlementState = "fulfilled"): SubjectState {
  return {
    ...state,
    entitlements: state.entitlements.map((one) => ({
      ...one,
      state: as,
      instruction: "aax",
      instructedFen: one.amountFen,
    })),
  };
}

const paid = async (as?: EntitlementState): Promise<SubjectState> =>
  instructed(
    answered(await livedThrough(stateOf(senior), [november]), "confirmed", morningOf(november)),
    as,
  );

async function corrected(
  state: SubjectState,
  facts: Parameters<typeof withFacts>[1],
  day = "2026-11-25",
) {
  const known = withFacts(state, facts);
  const changes = await decideOn(known, day);
  return { changes, state: after(known, changes) };
}

const told = ({ adjustments }: Pick<SubjectState, "adjustments">) =>
  adjustments.map(({ period, kind, state, amountFen }) => [period, kind, state, amountFen]);

describe("of what was paid or is under way", () => {
  it.each(["fulfilling", "fulfilled"] as const)(
    "(%s) too little becomes a supplement, with an instruction of its own to come",
    async (as) => {
      const { changes } = await corrected(await paid(as), older);
      expect(changes.entitlements).toMatchObject([{ state: as, amountFen: 180_00 }]);
      expect(told(changes)).toEqual([["2026-11", "supplement", "due", 30_00]]);
      expect(changes.tasks).toMatchObject([{ topic: "fulfil", kind: "instruct" }]);
      expect(changes.entries).toMatchObject([{ event: "due-corrected", amountFen: 180_00 }]);
      expect(replaysOf(changes.entitlements)).toEqual([
        { verdict: "met", amountFen: 180_00, differences: [] },
      ]);
    },
  );

  it.each(["fulfilling", "fulfilled"] as const)(
    "(%s) too much becomes a recovery that the lead department has to decide, and nothing is taken",
    async (as) => {
      const { changes } = await corrected(await paid(as), younger);
      expect(changes.entitlements).toMatchObject([{ state: as, amountFen: 75_00 }]);
      expect(told(changes)).toEqual([["2026-11", "recovery", "found", 75_00]]);
      const [task] = changes.tasks;
      expect(changes.tasks).toHaveLength(1);
      expect(orderOf(task ?? { reference: "{}" })).toMatchObject({
        open: {
          kind: "recovery",
          reference: changes.adjustments[0]?.id,
          owner: "civil-affairs",
          term: { from: "2026-11-25", workingDays: 10 },
        },
      });
    },
  );

  it("all of it is too much where the subject was not entitled", async () => {
    const { changes } = await corrected(await paid(), away);
    expect(changes.entitlements).toMatchObject([{ state: "fulfilled", amountFen: 0 }]);
    expect(told(changes)).toEqual([["2026-11", "recovery", "found", 150_00]]);
    expect(replaysOf(changes.entitlements)).toEqual([{ verdict: "unmet", differences: [] }]);
  });

  it("what was overpaid after a death is found months later, and the month before it stays", async () => {
    let state = await paid();
    for (const day of ["2026-12-01", "2027-01-01", "2027-02-01"])
      state = instructed(await livedThrough(state, [day]));
    const { changes } = await corrected(
      state,
      { ...senior, deathDate: "2026-12-15" },
      "2027-02-20",
    );
    expect(told(changes)).toEqual([
      ["2027-01", "recovery", "found", 150_00],
      ["2027-02", "recovery", "found", 150_00],
    ]);
    expect(changes.profile.verdicts["senior-comprehensive-allowance"]).toBe("unmet");
  });

  it("up and down and up again adds up to the fen, and what was not paid yet is simply changed", async () => {
    let { state } = await corrected(await paid(), older);
    ({ state } = await corrected(state, younger));
    expect(told(state)).toEqual([
      ["2026-11", "supplement", "void", 30_00],
      ["2026-11", "recovery", "found", 75_00],
    ]);
    ({ state } = await corrected(state, { ...senior, birthDate: "1936-01-01" }));
    expect(told(state)).toEqual([
      ["2026-11", "supplement", "void", 30_00],
      ["2026-11", "recovery", "void", 75_00],
      ["2026-11", "supplement", "due", 200_00],
    ]);
    expect(state.entitlements).toMatchObject([{ amountFen: 350_00, instructedFen: 150_00 }]);
  });

  it("the same facts again change nothing", async () => {
    const { state } = await corrected(await paid(), older);
    const { changes } = await corrected(state, older, "2026-11-26");
    expect([changes.entitlements, changes.adjustments, changes.tasks]).toEqual([[], [], []]);
  });

  it("what is no longer known takes nothing back, and holds a supplement until it is known again", async () => {
    const unknown = { birthDate: older.birthDate };
    const { changes } = await corrected(await paid(), unknown);
    expect([changes.entitlements, changes.adjustments]).toEqual([[], []]);
    const { state } = await corrected(await paid(), older);
    const held = withFacts(state, older);
    const { sources } = held.profile;
    const [register] = sources["hukouDistrict"] ?? [];
    if (register === undefined) throw new Error("the district is known");
    const conflict = {
      ...register,
      reports: [
        ["310101", null],
        ["elsewhere", null],
      ] as const,
    };
    const doubted: SubjectState = {
      ...held,
      profile: { ...held.profile, sources: { ...sources, hukouDistrict: [conflict] } },
    };
    const doubt = await decideOn(doubted, "2026-11-26");
    expect(doubt.entitlements).toMatchObject([{ heldBecause: "facts-unknown", amountFen: 180_00 }]);
    expect(doubt.adjustments).toEqual([]);
    const { changes: known } = await corrected(after(doubted, doubt), older, "2026-11-27");
    expect(known.entitlements).toMatchObject([{ heldBecause: null }]);
    expect(known.tasks).toMatchObject([{ topic: "fulfil", kind: "instruct" }]);
  });

  it("what people have ruled stays as it is", async () => {
    const state = await paid();
    const ruled = {
      ...state,
      entitlements: state.entitlements.map((one) => ({ ...one, ruledFen: fen(100_00) })),
    };
    const { changes } = await corrected(ruled, older);
    expect([changes.entitlements, changes.adjustments]).toEqual([[], []]);
  });
});

describe("a recovery that has begun", () => {
  const begun = async (state: "announced" | "demanded"): Promise<SubjectState> => {
    const known = await paid();
    const [one] = known.entitlements;
    if (one === undefined) throw new Error("nothing was paid");
    const { subjectKey, id } = one;
    const recovery = anAdjustment({
      subjectKey,
      entitlement: id,
      state,
      proposal: "approve",
      proposedBy: "a",
      announcedAt: 1,
      decidedBy: "b",
    });
    return {
      ...known,
      entitlements: [{ ...one, state: "recovering", amountFen: fen(75_00) }],
      adjustments: [recovery],
      profile: { ...known.profile, sources: stateOf(younger).profile.sources },
      asRead: { ...known.asRead, sources: stateOf(younger).profile.sources },
    };
  };

  it.each(["announced", "demanded"] as const)(
    "(%s) ends when the facts say that all of it was due, and the subject hears of it",
    async (as) => {
      const { changes } = await corrected(await begun(as), senior);
      expect(changes.entitlements).toMatchObject([{ state: "fulfilled", amountFen: 150_00 }]);
      expect(told(changes)).toEqual([["2026-11", "recovery", "void", 75_00]]);
      expect(changes.tasks.map(({ kind }) => kind)).toEqual(["recovery-changed", "work-item"]);
    },
  );

  it("goes on beside another one when still more was too much", async () => {
    const { changes } = await corrected(await begun("demanded"), {
      ...younger,
      hukouDistrict: "elsewhere",
    });
    expect(changes.entitlements).toMatchObject([{ state: "recovering", amountFen: 0 }]);
    expect(told(changes)).toEqual([["2026-11", "recovery", "found", 75_00]]);
  });
});

describe("the next period", () => {
  it.each([
    ["death", { ...senior, deathDate: "2026-11-28" }],
    ["moving away", away],
  ])("is not opened after %s", async (_, facts) => {
    const { state } = await corrected(await paid(), facts, "2026-11-29");
    expect((await decideOn(state, "2026-12-01")).entitlements).toEqual([]);
  });

  it("is not opened once a fact has expired", async () => {
    const state = await paid();
    const [register] = state.profile.sources["hukouDistrict"] ?? [];
    if (register === undefined) throw new Error("the district is known");
    const expiring = { ...register, reports: [["310101", civilDate("2026-11-30")]] as const };
    const sources = { ...state.profile.sources, hukouDistrict: [expiring] };
    const known = { ...state, profile: { ...state.profile, sources } };
    const changes = await decideOn(known, "2026-11-25");
    expect(changes.profile.reviewOn).toBe("2026-12-01");
    expect((await decideOn(after(known, changes), "2026-12-01")).entitlements).toEqual([]);
  });
});
