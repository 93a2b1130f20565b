import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { Register } from "#shared/profiles/timeline.ts";
import type { SubjectState } from "./subject-state.ts";
import {
  after,
  answered,
  decideOn,
  firm,
  livedThrough,
  morningOf,
  senior,
  stateOf,
} from "#shared/testing/a-senior.ts";
import { replaysOf } from "#shared/testing/replays.ts";

const policy = "senior-comprehensive-allowance";
const november = "2026-11-20";

const offered = (): Promise<SubjectState> => livedThrough(stateOf(senior), [november]);
/** The state after the subject has moved. */
function movedTo(state: SubjectState, hukouDistrict: string, day: string): SubjectState {
  const { sources } = state.profile;
  const moved: Register = {
    from: civilDate(day),
    at: morningOf(day).getTime(),
    by: "public-security",
    event: ["urn:test", day],
    reports: [[hukouDistrict, null]],
  };
  const timeline = [...(sources["hukouDistrict"] ?? []), moved];
  return {
    ...state,
    profile: { ...state.profile, sources: { ...sources, hukouDistrict: timeline } },
  };
}

const statesOf = ({ entitlements }: Pick<SubjectState, "entitlements">) =>
  Object.fromEntries(entitlements.map((one) => [one.period, one.state]));
const kindsOf = ({ tasks }: { tasks: readonly { topic: string; kind: string }[] }) =>
  tasks.map(({ topic, kind }) => `${topic} ${kind}`);

describe("a period", () => {
  it("is opened with its offer when the subject becomes entitled", async () => {
    const changes = await decideOn(stateOf(senior), november);
    expect(changes.entitlements).toMatchObject([
      {
        policy,
        period: "2026-11",
        state: "awaiting-confirmation",
        version: 1,
        amountFen: 150_00,
        judgedOn: november,
        ruleVersion: "sample-2021",
      },
    ]);
    expect(changes.confirmations).toMatchObject([
      { policy, scope: "", state: "open", version: 1, generation: 1 },
    ]);
    expect(kindsOf(changes)).toEqual(["notify offer"]);
    expect(changes.entries.map(({ path }) => path)).toEqual(["matched>awaiting-confirmation"]);
    expect(changes.profile.reviewOn).toBe("2026-12-01");
  });

  it("keeps what it rests on: the reason and the facts used", async () => {
    const { entitlements } = await decideOn(stateOf(senior), november);
    expect(entitlements[0]?.decision.reason).not.toBe("");
    expect(entitlements[0]?.decision.facts).toContainEqual({
      fact: "birthDate",
      value: "1955-06-10",
      reportedBy: "public-security",
      observedAt: "2026-01-01T00:00:00.000Z",
    });
  });

  it("keeps a record from which its decision is made again", async () => {
    const { entitlements } = await decideOn(stateOf(senior), november);
    expect(replaysOf(entitlements)).toEqual([
      { verdict: "met", amountFen: 150_00, differences: [] },
    ]);
  });

  it("is opened once, however often the subject is looked at", async () => {
    const again = await decideOn(await offered(), "2026-11-21");
    expect(again.entitlements).toEqual([]);
    expect(again.confirmations).toEqual([]);
    expect(again.tasks).toEqual([]);
  });

  it("is not opened where nothing is certain, and nothing is offered", async () => {
    const { entitlements, tasks, profile } = await decideOn(stateOf(senior), november, {
      complete: new Set(["deathDate"]),
    });
    expect([entitlements, tasks]).toEqual([[], []]);
    expect(profile.verdicts[policy]).toBe("unknown");
  });

  it("that is new joins an open offer and sends no second message", async () => {
    const changes = await decideOn(await offered(), "2026-12-01");
    expect(statesOf(changes)).toEqual({ "2026-12": "awaiting-confirmation" });
    expect(changes.confirmations).toEqual([]);
    expect(changes.tasks).toEqual([]);
  });

  it("that is new is covered by a standing confirmation and instructed at once", async () => {
    const confirmed = answered(await offered(), "confirmed", morningOf(november));
    const changes = await decideOn(confirmed, "2026-12-01");
    expect(statesOf(changes)).toEqual({ "2026-12": "awaiting-fulfilment" });
    expect(changes.entries.map(({ path }) => path)).toEqual([
      "matched>confirmed>awaiting-fulfilment",
    ]);
    expect(kindsOf(changes)).toEqual(["fulfil instruct"]);
    expect(changes.confirmations).toEqual([]);
  });

  it.each(["waived", "lapsed"] as const)(
    "that is new is %s like the decision that stands, and nobody is asked again",
    async (answer) => {
      const state = answered(await offered(), answer, morningOf(november));
      const changes = await decideOn(state, "2026-12-01");
      expect(statesOf(changes)).toEqual({ "2026-12": answer });
      expect(changes.tasks).toEqual([]);
      expect(changes.confirmations).toEqual([]);
    },
  );

  it("is offered anew after a gap in eligibility has ended the decision", async () => {
    const confirmed = answered(await offered(), "confirmed", morningOf(november));
    const gone = movedTo(confirmed, "elsewhere", "2026-11-25");
    const ended = after(gone, await decideOn(gone, "2026-11-25"));
    expect(ended.confirmations).toMatchObject([{ state: "ended" }]);
    expect(statesOf(ended)).toEqual({ "2026-11": "awaiting-fulfilment" });
    const changes = await decideOn(movedTo(ended, "310115", "2026-12-05"), "2026-12-05");
    expect(statesOf(changes)).toEqual({ "2026-12": "awaiting-confirmation" });
    expect(changes.confirmations).toMatchObject([
      { state: "open", generation: 2, decidedAt: null, receipt: null },
    ]);
    expect(kindsOf(changes)).toEqual(["notify offer"]);
  });

  it("that was ended by mistake begins again in the same row", async () => {
    const state = await offered();
    const away = stateOf({ ...senior, hukouDistrict: "elsewhere" }).profile.sources;
    const gone = { ...state, profile: { ...state.profile, sources: away } };
    const ended = after(gone, await decideOn(gone, "2026-11-25"));
    expect(statesOf(ended)).toEqual({ "2026-11": "terminated" });
    const back = { ...ended, profile: { ...ended.profile, sources: state.profile.sources } };
    const changes = await decideOn(back, "2026-11-26");
    expect(changes.entitlements).toMatchObject([
      { id: state.entitlements[0]?.id, state: "awaiting-confirmation", version: 3 },
    ]);
    expect(changes.entries.map(({ event }) => event)).toEqual(["matched-again"]);
  });
});

describe("periods that nobody looked at in time", () => {
  it("are opened by a late sweep, each once, with one offer for all", async () => {
    const late = await livedThrough(await offered(), ["2027-02-10"]);
    expect(statesOf(late)).toEqual({
      "2026-11": "awaiting-confirmation",
      "2026-12": "awaiting-confirmation",
      "2027-01": "awaiting-confirmation",
      "2027-02": "awaiting-confirmation",
    });
    expect(late.confirmations).toHaveLength(1);
    expect((await decideOn(late, "2027-02-11")).entitlements).toEqual([]);
  });

  it("are only those in which the subject was entitled", async () => {
    const state = stateOf({ ...senior, birthDate: "1961-12-20" });
    const young = await livedThrough(state, [november]);
    expect([young.entitlements, young.profile.reviewOn]).toEqual([[], "2026-12-20"]);
    expect(statesOf(await livedThrough(young, ["2027-02-10"]))).toEqual({
      "2026-12": "awaiting-confirmation",
      "2027-01": "awaiting-confirmation",
      "2027-02": "awaiting-confirmation",
    });
  });
});

describe("a direct benefit", () => {
  const company = () => stateOf(firm, { kind: "organisation" });

  it("is announced and instructed, and asks for nothing", async () => {
    const changes = await decideOn(company(), november);
    expect(changes.entitlements).toMatchObject([
      { period: "2026", state: "awaiting-fulfilment", amountFen: 7_200_00 },
    ]);
    expect(changes.confirmations).toMatchObject([
      { scope: "2026", state: "announced", deadlineAt: null },
    ]);
    expect(kindsOf(changes)).toEqual(["notify announcement", "fulfil instruct"]);
  });

  it("that was refused stays refused in the next year", async () => {
    const announced = await livedThrough(company(), [november]);
    const refused = answered(announced, "waived", morningOf("2026-11-21"));
    const nextYear = {
      ...firm,
      "insuredHeadcount@2026-12": 200,
      "naturalAttrition@2026": 0,
      "unemploymentPremiumPaidFen@2026": 9_000_00,
    };
    const later = {
      ...refused,
      profile: { ...refused.profile, sources: stateOf(nextYear).profile.sources },
    };
    const changes = await decideOn(later, "2027-01-15");
    expect(statesOf(changes)).toEqual({ "2027": "waived" });
    expect(changes.tasks).toEqual([]);
  });

  it("that was taken is announced again in the next year", async () => {
    const announced = await livedThrough(company(), [november]);
    const nextYear = {
      ...firm,
      "insuredHeadcount@2026-12": 200,
      "naturalAttrition@2026": 0,
      "unemploymentPremiumPaidFen@2026": 9_000_00,
    };
    const later = {
      ...announced,
      profile: { ...announced.profile, sources: stateOf(nextYear).profile.sources },
    };
    const changes = await decideOn(later, "2027-01-15");
    expect(statesOf(changes)).toEqual({ "2027": "awaiting-fulfilment" });
    expect(kindsOf(changes)).toEqual(["notify announcement", "fulfil instruct"]);
  });
});

describe("a benefit by scan", () => {
  it("opens nothing: it is judged when the code is scanned", async () => {
    const changes = await decideOn(stateOf({ birthDate: "1955-06-10" }), november);
    expect(changes.profile.verdicts["park-admission"]).toBe("met");
    expect([changes.entitlements, changes.confirmations, changes.tasks]).toEqual([[], [], []]);
  });
});
