import { describe, expect, it } from "vitest";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import {
  after,
  answered,
  complete,
  decideOn,
  livedThrough,
  morningOf,
  senior,
  stateOf,
  withFacts,
} from "#shared/testing/a-senior.ts";
import { replaysOf } from "#shared/testing/replays.ts";
import type { SubjectState } from "./subject-state.ts";

const november = "2026-11-20";
const away = { ...senior, hukouDistrict: "elsewhere" };

const offered = () => livedThrough(stateOf(senior), [november]);

async function inState(state: EntitlementState): Promise<SubjectState> {
  const known = await offered();
  const instruction = state === "payment-returned" || state === "suspended" ? "aax" : null;
  return {
    ...known,
    entitlements: known.entitlements.map((one) => ({ ...one, state, instruction })),
  };
}

describe("a corrected fact", () => {
  it.each([
    "awaiting-confirmation",
    "awaiting-fulfilment",
    "lapsed",
    "waived",
    "payment-returned",
    "suspended",
  ] as const)("ends what is %s when the subject was not entitled", async (state) => {
    const changes = await decideOn(withFacts(await inState(state), away), "2026-11-25");
    expect(changes.entitlements).toMatchObject([{ period: "2026-11", state: "terminated" }]);
    expect(changes.entries).toMatchObject([{ event: "facts-corrected", path: "terminated" }]);
    expect(replaysOf(changes.entitlements)).toEqual([{ verdict: "unmet", differences: [] }]);
  });

  it("takes over another amount, and says so once", async () => {
    const older = withFacts(await offered(), { ...senior, birthDate: "1940-01-01" });
    const changes = await decideOn(older, "2026-11-25");
    expect(changes.entitlements).toMatchObject([
      { state: "awaiting-confirmation", amountFen: 180_00, judgedOn: november },
    ]);
    expect(replaysOf(changes.entitlements)).toEqual([
      { verdict: "met", amountFen: 180_00, differences: [] },
    ]);
    expect(changes.entries).toMatchObject([{ event: "amount-corrected", amountFen: 180_00 }]);
    expect((await decideOn(after(older, changes), "2026-11-26")).entitlements).toEqual([]);
  });

  it("ends an open offer of which no period is left", async () => {
    const changes = await decideOn(withFacts(await offered(), away), "2026-11-25");
    expect(changes.confirmations).toMatchObject([{ state: "ended", version: 2 }]);
    expect(changes.tasks).toEqual([]);
  });

  it("that is no longer known holds what waits, and lets it go on when it is known again", async () => {
    const confirmed = answered(await offered(), "confirmed", morningOf(november));
    const unknown = withFacts(confirmed, { birthDate: senior.birthDate });
    const changes = await decideOn(unknown, "2026-11-25");
    expect(changes.entitlements).toMatchObject([
      { state: "awaiting-fulfilment", heldBecause: "facts-unknown" },
    ]);
    expect(changes.confirmations).toEqual([]);
    const held = after(unknown, changes);
    expect((await decideOn(held, "2026-11-26")).entitlements).toEqual([]);
    const released = await decideOn(withFacts(held, senior), "2026-11-27");
    expect(released.entitlements).toMatchObject([
      { state: "awaiting-fulfilment", heldBecause: null, amountFen: 150_00 },
    ]);
    expect(released.tasks).toMatchObject([{ topic: "fulfil", kind: "instruct" }]);
  });
});

describe("the mere passing of time", () => {
  it("does not change the amount of an open period: a birthday counts from the next one", async () => {
    // 80 on 25 November: 150 yuan on the 20th, 180 from December.
    const state = await livedThrough(stateOf({ ...senior, birthDate: "1946-11-25" }), [november]);
    expect(state.profile.reviewOn).toBe("2026-11-25");
    const birthday = await decideOn(state, "2026-11-25");
    expect(birthday.entitlements).toEqual([]);
    const december = await decideOn(after(state, birthday), "2026-12-01");
    expect(december.entitlements).toMatchObject([{ period: "2026-12", amountFen: 180_00 }]);
  });

  it("does not end a period in which the subject was entitled when it was opened", async () => {
    const died = withFacts(await offered(), { ...senior, deathDate: "2026-11-22" });
    const changes = await decideOn(died, "2026-11-25");
    expect(changes.entitlements).toEqual([]);
    expect(changes.profile.verdicts["senior-comprehensive-allowance"]).toBe("unmet");
    // The offer stays, for the period before the death is still owed.
    expect(changes.confirmations).toEqual([]);
  });

  it("ends what was opened after a death that is reported late", async () => {
    const died = withFacts(await offered(), { ...senior, deathDate: "2026-11-19" });
    const changes = await decideOn(died, "2026-11-25");
    expect(changes.entitlements).toMatchObject([{ state: "terminated" }]);
  });
});

describe("the same state and circumstances", () => {
  it("give the same changes, ids of tasks apart", async () => {
    const state = stateOf(senior);
    const circumstances = { complete };
    const [one, two] = await Promise.all([
      decideOn(state, november, circumstances),
      decideOn(state, november, circumstances),
    ]);
    const withoutIds = ({ tasks, ...rest }: typeof one) => ({
      ...rest,
      tasks: tasks.map(({ id, ...task }) => task),
    });
    expect(withoutIds(two)).toEqual(withoutIds(one));
  });
});
