import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { KnownRelative } from "#shared/relatives/known-relative.ts";
import { after } from "#shared/testing/a-senior.ts";
import { absorption, aHire, anEmployer, decideForEmployer } from "#shared/testing/an-employer.ts";
import { replaysOf } from "#shared/testing/replays.ts";
import type { SubjectState } from "./subject-state.ts";

const keyed = (name: string): string => `aa${name.padEnd(26, name)}`;
const [anna, boris] = ["nnnn", "bbbb"].map(keyed) as [string, string];
const periodOf = (key: string): string => `once:${key.slice(2, 14)}`;

const withHires = (state: SubjectState, hires: readonly KnownRelative[]): SubjectState => ({
  ...state,
  profile: { ...state.profile, relatives: hires },
});
const spell = (hire: KnownRelative, from: string, until: string | null): KnownRelative => ({
  ...hire,
  register: {
    ...hire.register,
    reports: [[civilDate(from), until === null ? null : civilDate(until)]],
  },
});
const opened = async (state: SubjectState): Promise<SubjectState> =>
  after(state, await decideForEmployer(state));
const told = ({ entitlements }: Pick<SubjectState, "entitlements">) =>
  Object.fromEntries(entitlements.map((one) => [one.period, one.state]));

describe("what is given once for each relative", () => {
  it("is opened for each of them who meets the rule, with the amount of one", async () => {
    const hires = [
      aHire({ otherKey: anna }),
      aHire({ otherKey: boris }),
      aHire({}, { unemployedMonths: 2, graduatedInShanghai: false }),
    ];
    const { entitlements, profile } = await decideForEmployer(anEmployer(hires));
    expect(
      entitlements.map(({ policy, period, amountFen }) => [policy, period, amountFen]),
    ).toEqual([
      [absorption, periodOf(anna), 2_000_00],
      [absorption, periodOf(boris), 2_000_00],
    ]);
    expect(profile.verdicts[absorption]).toBe("met");
  });

  it("keeps of each decision a record of that relative alone, which is made again without its key", async () => {
    const hires = [aHire({ otherKey: anna }), aHire({ otherKey: boris }, { insuredMonths: 7 })];
    const { entitlements } = await decideForEmployer(anEmployer(hires));
    expect(replaysOf(entitlements)).toEqual([
      { verdict: "met", amountFen: 2_000_00, differences: [] },
      { verdict: "met", amountFen: 2_000_00, differences: [] },
    ]);
    const months = entitlements.map(({ decision }) =>
      decision.facts.flatMap(({ fact, value }) => (fact.endsWith("insuredMonths") ? [value] : [])),
    );
    expect(months).toEqual([[3], [7]]);
    for (const { decision } of entitlements)
      expect(JSON.stringify(decision)).not.toMatch(/nnnn|bbbb/);
  });

  it("is opened for whoever comes later, and once for each, however often it is looked at", async () => {
    const first = aHire({ otherKey: anna });
    const state = await opened(anEmployer([first]));
    expect((await decideForEmployer(state)).entitlements).toEqual([]);
    const both = withHires(state, [first, aHire({ otherKey: boris })]);
    expect(told(await decideForEmployer(both))).toEqual({ [periodOf(boris)]: "matched" });
  });

  it("is certain for whom it is certain, whatever is unheard of others", async () => {
    const state = anEmployer([aHire({ otherKey: anna })]);
    const facts = ["deregisteredOn", "unemployedMonths", "graduatedOn", "graduatedInShanghai"];
    const open = await decideForEmployer(state, undefined, { complete: new Set(facts) });
    expect(told(open)).toEqual({ [periodOf(anna)]: "matched" });
  });

  it("is ended for one by that one's own facts", async () => {
    const state = await opened(anEmployer([aHire({ otherKey: anna }), aHire({ otherKey: boris })]));
    const corrected = aHire(
      { otherKey: anna },
      { unemployedMonths: 1, graduatedInShanghai: false },
    );
    const changes = await decideForEmployer(
      withHires(state, [corrected, aHire({ otherKey: boris })]),
    );
    expect(told(changes)).toEqual({ [periodOf(anna)]: "terminated" });
    expect(replaysOf(changes.entitlements)).toEqual([{ verdict: "unmet", differences: [] }]);
  });

  it("is judged with the relative of its own day: who leaves later has counted", async () => {
    const hire = aHire({ otherKey: anna });
    const state = await opened(anEmployer([hire]));
    // As the register says it when the contract of two years ends early.
    const left = withHires(state, [spell(hire, "2022-07-01", "2023-07-01")]);
    expect((await decideForEmployer(left, "2023-08-01")).entitlements).toEqual([]);
  });

  it("ends where the relation never held on that day, and waits where that is not certain", async () => {
    const hire = aHire({ otherKey: anna });
    const state = await opened(anEmployer([hire]));
    const mistaken = withHires(state, [spell(hire, "2022-12-01", null)]);
    expect(told(await decideForEmployer(mistaken))).toEqual({ [periodOf(anna)]: "terminated" });
    const incomplete = await decideForEmployer(mistaken, undefined, {
      complete: new Set(["deregisteredOn"]),
    });
    expect(incomplete.entitlements).toMatchObject([
      { state: "matched", heldBecause: "facts-unknown" },
    ]);
  });

  it("begins again for the one whose facts were wrong", async () => {
    const hires = [aHire({ otherKey: anna }), aHire({ otherKey: boris })];
    const state = await opened(anEmployer(hires));
    const wrong = [aHire({ otherKey: anna }, { insuredMonths: 0 }), aHire({ otherKey: boris })];
    const ended = after(state, await decideForEmployer(withHires(state, wrong)));
    const back = await decideForEmployer(withHires(ended, hires));
    expect(back.entitlements).toMatchObject([
      { period: periodOf(anna), state: "matched", version: 3, reservation: "asked" },
    ]);
  });

  it("is opened for missed days by those who were there on each", async () => {
    const soon = spell(aHire({ otherKey: boris }), "2022-11-15", null);
    const gone = spell(aHire({ otherKey: anna }), "2021-01-01", "2022-11-10");
    // Hired before the first day that counts, and left since; hired on a day on which nobody looked.
    const state = anEmployer([gone, soon]);
    const late = {
      ...state,
      profile: { ...state.profile, reviewOn: civilDate("2022-11-15") },
    };
    const { entitlements } = await decideForEmployer(late);
    expect(entitlements.map(({ period, judgedOn }) => [period, judgedOn])).toEqual([
      [periodOf(boris), "2022-11-15"],
    ]);
  });

  it("is looked at again on the day on which one of them can change", async () => {
    const soon = spell(aHire({ otherKey: boris }), "2022-11-25", null);
    const { profile } = await decideForEmployer(anEmployer([aHire({ otherKey: anna }), soon]));
    expect(profile.reviewOn).toBe("2022-11-25");
  });
});
