import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { Pilot, PolicyStage, Stage, Stages } from "#shared/stages/stage.ts";
import { liveAll } from "#shared/testing/all-live.ts";
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
import type { SubjectState } from "./subject-state.ts";

const policy = "senior-comprehensive-allowance";
const november = "2026-11-20";

function inStage(stage: Stage, pilot?: Pilot, since = "1970-01-01"): Stages {
  const entered: PolicyStage = {
    stage,
    number: 2,
    reason: "",
    sinceAt: morningOf(since).getTime(),
    ...(pilot === undefined ? {} : { pilot }),
  };
  return new Map([...liveAll([policy]), [policy, entered]]);
}

const decideIn = (stages: Stages, state: SubjectState = stateOf(senior), day = november) =>
  decideOn(state, day, { stages });
const periodsOf = ({ entitlements }: Pick<SubjectState, "entitlements">) =>
  entitlements.map(({ period }) => period);

describe("the stage of a policy", () => {
  it.each(["listed", "ready", "paused", "retired"] as const)(
    "%s opens nothing and offers nothing, and the verdict is judged all the same",
    async (stage) => {
      const { entitlements, tasks, profile } = await decideIn(inStage(stage));
      expect([entitlements, tasks]).toEqual([[], []]);
      expect(profile.verdicts[policy]).toBe("met");
      expect(profile.reviewOn).toBe("2026-12-01");
    },
  );

  it("of which nothing is stored is that of the list", async () => {
    expect((await decideIn(new Map())).entitlements).toEqual([]);
  });

  it("pilot opens for those of its districts, and for nobody whose district is not known for certain", async () => {
    const pilot = inStage("pilot", { districts: ["310101", "310115"] });
    expect(periodsOf(await decideIn(pilot))).toEqual(["2026-11"]);
    const elsewhere = stateOf({ ...senior, hukouDistrict: "310104" });
    expect((await decideIn(pilot, elsewhere)).entitlements).toEqual([]);
    expect((await decideIn(pilot, stateOf({ birthDate: senior.birthDate }))).entitlements).toEqual(
      [],
    );
  });

  it("pilot asks for the district of the judged day, not of today", async () => {
    const pilot = inStage("pilot", { districts: ["310101"] });
    const state = stateOf(senior, { reviewOn: civilDate("2026-10-01") });
    const [there] = state.profile.sources["hukouDistrict"] ?? [];
    if (there === undefined) throw new Error("the district is known");
    const moved = { ...there, from: civilDate("2026-11-05"), reports: [["310104", null]] as const };
    const sources = { ...state.profile.sources, hukouDistrict: [there, moved] };
    const changes = await decideIn(pilot, { ...state, profile: { ...state.profile, sources } });
    expect(periodsOf(changes)).toEqual(["2026-10", "2026-11"]);
    expect(changes.entitlements.map(({ judgedOn }) => judgedOn)).toEqual([
      "2026-10-01",
      "2026-11-01",
    ]);
  });

  it("paused corrects, holds and ends what is open, and goes on with the next period afterwards", async () => {
    const open = await livedThrough(stateOf(senior), [november]);
    const paused = inStage("paused");
    const older = await decideIn(paused, withFacts(open, { ...senior, birthDate: "1940-01-01" }));
    expect(older.entitlements).toMatchObject([{ period: "2026-11", amountFen: 180_00 }]);
    const away = await decideIn(paused, withFacts(open, { ...senior, hukouDistrict: "elsewhere" }));
    expect(away.entitlements).toMatchObject([{ state: "terminated" }]);
    const unheard = await decideIn(paused, withFacts(open, { birthDate: senior.birthDate }));
    expect(unheard.entitlements).toMatchObject([{ heldBecause: "facts-unknown" }]);
    expect((await decideIn(paused, open, "2026-12-01")).entitlements).toEqual([]);
    expect(periodsOf(await decideIn(inStage("live"), open, "2026-12-01"))).toEqual(["2026-12"]);
  });

  it("paused lets nothing begin again that wrong facts had ended", async () => {
    const open = await livedThrough(stateOf(senior), [november]);
    const away = withFacts(open, { ...senior, hukouDistrict: "elsewhere" });
    const ended = after(away, await decideOn(away, november));
    const back = withFacts(ended, senior);
    expect((await decideIn(inStage("paused"), back)).entitlements).toEqual([]);
    expect((await decideIn(inStage("live"), back)).entitlements).toMatchObject([
      { period: "2026-11", state: "awaiting-confirmation" },
    ]);
  });
});

describe("days before today", () => {
  const forgotten = stateOf(senior, { reviewOn: civilDate("2026-08-15") });

  it("are opened by a late sweep since the policy is in its stage, and not from before", async () => {
    expect(periodsOf(await decideIn(inStage("live"), forgotten))).toEqual([
      "2026-08",
      "2026-09",
      "2026-10",
      "2026-11",
    ]);
    const young = await decideIn(inStage("live", undefined, "2026-10-10"), forgotten);
    expect(periodsOf(young)).toEqual(["2026-10", "2026-11"]);
    expect(young.entitlements[0]?.judgedOn).toBe("2026-10-10");
  });

  it("of a pause are opened when it ends, each once, and joined to the offer that is open", async () => {
    const before = await livedThrough(stateOf(senior), ["2026-08-20"]);
    let paused = before;
    for (const day of ["2026-09-01", "2026-10-01", "2026-11-01"])
      paused = after(paused, await decideIn(inStage("paused"), paused, day));
    expect(periodsOf(paused)).toEqual(["2026-08"]);
    const live = inStage("live", undefined, november);
    expect(periodsOf(await decideIn(live, paused))).toEqual(["2026-11"]);
    const reopen = { policy, from: civilDate("2026-08-25") };
    const resumed = await decideOn(paused, november, { stages: live, reopen });
    expect(periodsOf(resumed)).toEqual(["2026-09", "2026-10", "2026-11"]);
    expect(resumed.tasks).toEqual([]);
    const again = await decideOn(after(paused, resumed), november, { stages: live, reopen });
    expect(again.entitlements).toEqual([]);
  });

  it("of a pause stay closed under another policy's resumption", async () => {
    const paused = stateOf(senior, { reviewOn: civilDate("2026-12-01") });
    const live = inStage("live", undefined, november);
    const reopen = { policy: "park-admission", from: civilDate("2026-08-25") };
    expect(periodsOf(await decideOn(paused, november, { stages: live, reopen }))).toEqual([
      "2026-11",
    ]);
  });

  it("are covered by a standing confirmation like those that are opened in time", async () => {
    const confirmed = answered(
      await livedThrough(stateOf(senior), ["2026-08-20"]),
      "confirmed",
      morningOf("2026-08-20"),
    );
    const reopen = { policy, from: civilDate("2026-09-15") };
    const resumed = await decideOn(confirmed, november, { reopen });
    expect(resumed.entitlements.map(({ period, state }) => [period, state])).toEqual([
      ["2026-09", "awaiting-fulfilment"],
      ["2026-10", "awaiting-fulfilment"],
      ["2026-11", "awaiting-fulfilment"],
    ]);
  });
});
