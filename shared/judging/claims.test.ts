import { describe, expect, it } from "vitest";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import type { Stages } from "#shared/stages/stage.ts";
import { liveAll } from "#shared/testing/all-live.ts";
import { after } from "#shared/testing/a-senior.ts";
import {
  absorption,
  aHire,
  anEmployer,
  decideForEmployer,
  expansion,
  inNovember,
} from "#shared/testing/an-employer.ts";
import type { Standings } from "./claims.ts";
import type { SubjectState } from "./subject-state.ts";

const hire = aHire();
const asked = async (state = anEmployer([hire])): Promise<SubjectState> =>
  after(state, await decideForEmployer(state));

const allStand = ({ entitlements }: SubjectState, standing: "held" | "elsewhere"): Standings =>
  new Map(entitlements.map(({ id }) => [id, standing]));

const answeredBy = async (
  state: SubjectState,
  standing: "held" | "elsewhere",
): Promise<SubjectState> =>
  after(
    state,
    await decideForEmployer(state, inNovember, { standings: allStand(state, standing) }),
  );

const kindsOf = ({ tasks }: { tasks: readonly { topic: string; kind: string }[] }) =>
  tasks.map(({ topic, kind }) => `${topic} ${kind}`);
const standingOf = ({ entitlements: [one] }: { entitlements: readonly Entitlement[] }) =>
  [one?.state, one?.reservation, one?.heldBecause] as const;
const withHire = (state: SubjectState, other = aHire({ otherKey: hire.otherKey })) => ({
  ...state,
  profile: { ...state.profile, relatives: [other] },
});
const wrong = aHire({ otherKey: hire.otherKey }, { insuredMonths: 0 });
const unheard = aHire({ otherKey: hire.otherKey, copy: undefined });

describe("an entitlement for somebody who counts only once", () => {
  it("is opened with a question, and nothing is offered, announced or instructed", async () => {
    const changes = await decideForEmployer(anEmployer([hire]));
    expect(standingOf(changes)).toEqual(["matched", "asked", "reservation-pending"]);
    expect(kindsOf(changes)).toEqual(["sweep reserve"]);
    expect(changes.tasks[0]?.reference).toBe(
      `${changes.profile.subjectKey} ${hire.otherKey.slice(2, 14)} hiring-subsidy`,
    );
    expect(changes.confirmations).toEqual([]);
  });

  it("asks once for two policies of one group", async () => {
    const changes = await decideForEmployer(anEmployer([hire], { organisationKind: "enterprise" }));
    expect(changes.entitlements.map(({ policy }) => policy)).toEqual([absorption, expansion]);
    expect(kindsOf(changes)).toEqual(["sweep reserve"]);
  });

  it("goes on its way once its place is held", async () => {
    const state = await asked();
    const standings = allStand(state, "held");
    const changes = await decideForEmployer(state, inNovember, { standings });
    expect(standingOf(changes)).toEqual(["awaiting-fulfilment", "held", null]);
    expect(changes.confirmations).toMatchObject([{ state: "announced", policy: absorption }]);
    expect(kindsOf(changes)).toEqual(["notify announcement", "fulfil instruct"]);
    expect(changes.entries).toMatchObject([{ event: "counted-here", path: "awaiting-fulfilment" }]);
  });

  it("waits without an offer while another one counts the person, and goes on when that ends", async () => {
    const waiting = await answeredBy(await asked(), "elsewhere");
    expect(standingOf(waiting)).toEqual(["matched", "elsewhere", "counted-elsewhere"]);
    expect(waiting.confirmations).toEqual([]);
    expect(standingOf(await answeredBy(waiting, "held"))).toEqual([
      "awaiting-fulfilment",
      "held",
      null,
    ]);
  });

  it.each(["held", "elsewhere"] as const)(
    "an answer twice (%s) changes nothing",
    async (standing) => {
      const state = await answeredBy(await asked(), standing);
      const standings = allStand(state, standing);
      const again = await decideForEmployer(state, inNovember, { standings });
      expect([again.entitlements, again.confirmations, again.tasks]).toEqual([[], [], []]);
    },
  );

  it("holds its place whatever else is told of it", async () => {
    const held = await answeredBy(await asked(), "held");
    expect(standingOf(await answeredBy(held, "elsewhere"))).toEqual([
      "awaiting-fulfilment",
      "held",
      null,
    ]);
  });

  it.each(["held", "elsewhere"] as const)(
    "gives up what it asked for when it ends (%s)",
    async (standing) => {
      const state = await answeredBy(await asked(), standing);
      const changes = await decideForEmployer(withHire(state, wrong));
      expect(standingOf(changes)).toEqual(["terminated", "released", null]);
      expect(kindsOf(changes)).toEqual(["sweep reserve"]);
      // An answer that was under way comes too late.
      const ended = after(state, changes);
      const standings = allStand(ended, "held");
      const late = await decideForEmployer(withHire(ended, wrong), inNovember, { standings });
      expect(late.entitlements).toEqual([]);
    },
  );

  it("that ended before the answer takes no place that the answer gives", async () => {
    const state = await asked();
    const standings = allStand(state, "held");
    const changes = await decideForEmployer(withHire(state, wrong), inNovember, { standings });
    expect(standingOf(changes)).toEqual(["terminated", "released", null]);
    expect(kindsOf(changes)).toEqual(["sweep reserve"]);
  });

  it("asks anew when it begins again", async () => {
    const held = await answeredBy(await asked(), "held");
    const ended = after(held, await decideForEmployer(withHire(held, wrong)));
    const again = await decideForEmployer(withHire(ended));
    expect(standingOf(again)).toEqual(["matched", "asked", "reservation-pending"]);
    expect(kindsOf(again)).toEqual(["sweep reserve"]);
  });
});

describe("a claim and other holds", () => {
  it("in doubt about the facts takes the place, and goes on its way when they are known", async () => {
    const state = await asked();
    const doubted = after(state, await decideForEmployer(withHire(state, unheard)));
    expect(standingOf(doubted)).toEqual(["matched", "asked", "facts-unknown"]);
    const standings = allStand(doubted, "held");
    const held = after(
      doubted,
      await decideForEmployer(withHire(doubted, unheard), inNovember, { standings }),
    );
    expect(standingOf(held)).toEqual(["matched", "held", "facts-unknown"]);
    expect(held.confirmations).toEqual([]);
    expect(standingOf(await decideForEmployer(withHire(held)))).toEqual([
      "awaiting-fulfilment",
      "held",
      null,
    ]);
  });

  it.each([
    ["asked", "reservation-pending"],
    ["elsewhere", "counted-elsewhere"],
  ] as const)("is %s still after a doubt", async (claim, hold) => {
    const first = await asked();
    const state = claim === "asked" ? first : await answeredBy(first, "elsewhere");
    const doubted = after(state, await decideForEmployer(withHire(state, unheard)));
    expect(standingOf(await decideForEmployer(withHire(doubted)))).toEqual([
      "matched",
      claim,
      hold,
    ]);
  });

  it("takes the place while the policy is paused, and offers nothing until it is resumed", async () => {
    const state = await asked();
    const live = liveAll([absorption]);
    const pause = { stage: "paused", number: 2, reason: "", sinceAt: 0 } as const;
    const stages: Stages = new Map([...live, [absorption, pause]]);
    const standings = allStand(state, "held");
    const paused = after(state, await decideForEmployer(state, inNovember, { stages, standings }));
    expect(standingOf(paused)).toEqual(["matched", "held", "policy-paused"]);
    expect((await decideForEmployer(paused, inNovember, { stages })).entitlements).toEqual([]);
    expect(standingOf(await decideForEmployer(paused))).toEqual([
      "awaiting-fulfilment",
      "held",
      null,
    ]);
  });

  it("is asked for by what was opened before its policy reserved anything", async () => {
    const held = await answeredBy(await asked(), "held");
    const before = {
      ...held,
      entitlements: held.entitlements.map((one) => ({ ...one, reservation: null })),
    };
    const changes = await decideForEmployer(before);
    expect(standingOf(changes)).toEqual(["awaiting-fulfilment", "asked", "reservation-pending"]);
    expect(kindsOf(changes)).toEqual(["sweep reserve"]);
    const adopted = after(before, changes);
    const answer = await decideForEmployer(adopted, inNovember, {
      standings: allStand(adopted, "held"),
    });
    expect(standingOf(answer)).toEqual(["awaiting-fulfilment", "held", null]);
    expect(kindsOf(answer)).toEqual(["fulfil instruct"]);
  });

  it("is given up at once where the benefit was refused for good", async () => {
    const other = aHire();
    const held = await answeredBy(await asked(), "held");
    const refused: SubjectState = {
      ...held,
      confirmations: held.confirmations.map((one) => ({
        ...one,
        state: "waived",
        decidedAt: 1,
        decidedBy: "one",
        receipt: "R",
      })),
    };
    const both = { ...refused, profile: { ...refused.profile, relatives: [hire, other] } };
    const next = after(both, await decideForEmployer(both));
    const changes = await decideForEmployer(next, inNovember, {
      standings: allStand(next, "held"),
    });
    expect(standingOf(changes)).toEqual(["waived", "released", null]);
    expect(kindsOf(changes)).toEqual(["sweep reserve"]);
  });
});

describe("an offer for one relative", () => {
  it("ends with that relative’s entitlement, and the others’ stay", async () => {
    const other = aHire();
    const state = await answeredBy(await asked(anEmployer([hire, other])), "held");
    expect(state.confirmations.map((one) => one.state)).toEqual(["announced", "announced"]);
    const mistaken = { ...state, profile: { ...state.profile, relatives: [wrong, other] } };
    const { confirmations } = await decideForEmployer(mistaken);
    expect(confirmations).toMatchObject([
      { scope: `once:${hire.otherKey.slice(2, 14)}`, state: "ended" },
    ]);
  });
});
