import { describe, expect, it } from "vitest";
import type { ReportedCase } from "#shared/cases/reported-case.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import type { PolicyStage, Stages } from "#shared/stages/stage.ts";
import { allLive } from "#shared/testing/all-live.ts";
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
import { aReportedCase } from "#shared/testing/builders.ts";
import { orderOf } from "#shared/work-items/work-item-task.ts";
import type { Changes } from "./changes.ts";
import type { SubjectState } from "./subject-state.ts";

const policy = "senior-comprehensive-allowance";
const november = "2026-11-20";

/** The subject of whom this has been reported now, and was not known before. */
const withCases = (state: SubjectState, ...cases: readonly ReportedCase[]): SubjectState => ({
  ...state,
  asRead: { ...state.asRead, cases: state.cases },
  cases: [
    ...state.cases.filter((one) => !cases.some((other) => other.channel === one.channel)),
    ...cases,
  ],
});
const told = ({ entitlements }: Pick<SubjectState, "entitlements">) =>
  entitlements.map(({ period, state }) => `${period} ${state}`);
const kindsOf = ({ tasks }: { readonly tasks: readonly { readonly kind: string }[] }) =>
  tasks.map(({ kind }) => kind);

const offered = () => livedThrough(stateOf(senior), [november]);

async function inState(state: EntitlementState): Promise<SubjectState> {
  const known = await offered();
  const isInstructed = ["fulfilling", "fulfilled", "payment-returned"].includes(state);
  return {
    ...known,
    entitlements: known.entitlements.map((one) => ({
      ...one,
      state,
      instruction: isInstructed ? "aax" : null,
    })),
  };
}

describe("what another channel has", () => {
  it("before it is opened here is born redirected, and nobody is asked or told", async () => {
    const changes = await decideOn(withCases(stateOf(senior), aReportedCase()), november);
    expect(told(changes)).toEqual(["2026-11 redirected"]);
    expect(changes.entitlements).toMatchObject([
      { heldBecause: "ordinary-channel", amountFen: 150_00 },
    ]);
    expect(changes.entries).toMatchObject([{ event: "matched", path: "matched>redirected" }]);
    expect([changes.confirmations, changes.tasks]).toEqual([[], []]);
  });

  it.each([
    "awaiting-confirmation",
    "lapsed",
    "waived",
    "awaiting-fulfilment",
    "payment-returned",
    "suspended",
    "in-publicity",
    "objection-under-review",
  ] as const)("redirects what is %s here", async (state) => {
    const changes = await decideOn(withCases(await inState(state), aReportedCase()), november);
    expect(told(changes)).toEqual(["2026-11 redirected"]);
    expect(changes.entries).toMatchObject([{ event: "occupied-elsewhere", path: "redirected" }]);
  });

  it.each(["fulfilling", "fulfilled", "recovering", "recovered", "terminated"] as const)(
    "does not touch what is %s here",
    async (state) => {
      const known = withFacts(await inState(state), state === "terminated" ? {} : senior);
      expect((await decideOn(withCases(known, aReportedCase()), november)).entitlements).toEqual(
        [],
      );
    },
  );

  it("of the ordinary channel ends the offer that is open for it and nothing else", async () => {
    const changes = await decideOn(withCases(await offered(), aReportedCase()), november);
    expect(changes.confirmations).toMatchObject([{ state: "ended", decidedBy: null }]);
    expect(changes.tasks).toEqual([]);
  });

  it("leaves an offer open that is about another period too", async () => {
    const two = await livedThrough(await offered(), ["2026-12-01"]);
    const changes = await decideOn(withCases(two, aReportedCase()), "2026-12-02");
    expect(told(changes)).toEqual(["2026-11 redirected"]);
    expect(changes.confirmations).toEqual([]);
  });

  it("leaves a decision standing: the next period is paid here without another message", async () => {
    const confirmed = answered(await offered(), "confirmed", morningOf(november));
    const left = after(confirmed, await decideOn(withCases(confirmed, aReportedCase()), november));
    const changes = await decideOn({ ...left, cases: [aReportedCase()] }, "2026-12-01");
    expect(told(changes)).toEqual(["2026-12 awaiting-fulfilment"]);
    expect(kindsOf(changes)).toEqual(["instruct"]);
  });

  it("is corrected like what waits here: no longer entitled, it ends; another amount is taken over", async () => {
    const known = withCases(stateOf(senior), aReportedCase());
    const left = after(known, await decideOn(known, november));
    const cases = known.cases;
    const away = withFacts({ ...left, cases }, { ...senior, hukouDistrict: "elsewhere" });
    expect(told(await decideOn(away, november))).toEqual(["2026-11 terminated"]);
    const older = withFacts({ ...left, cases }, { ...senior, birthDate: "1940-01-01" });
    expect((await decideOn(older, november)).entitlements).toMatchObject([
      { state: "redirected", amountFen: 180_00, heldBecause: "ordinary-channel" },
    ]);
    const unknown = withFacts({ ...left, cases }, { birthDate: senior.birthDate });
    expect((await decideOn(unknown, november)).entitlements).toEqual([]);
  });

  it("keeps who turns out to be entitled after all from a second payment", async () => {
    const ended = await livedThrough(
      withFacts(await offered(), { ...senior, hukouDistrict: "elsewhere" }),
      [november],
    );
    expect(told(ended)).toEqual(["2026-11 terminated"]);
    const again = withFacts(withCases(ended, aReportedCase()), senior);
    const changes = await decideOn(again, november);
    expect(told(changes)).toEqual(["2026-11 redirected"]);
    expect(changes.entries).toMatchObject([{ event: "matched-again" }]);
  });
});

/** What the lead department is told, and what of it is over. */
const conflictsIn = ({ tasks }: Pick<Changes, "tasks">) =>
  tasks.filter(({ kind }) => kind === "work-item").map(orderOf);

describe("what is on its way here and another channel has as well", () => {
  const paid = aReportedCase({ caseNumber: "A1", amountFen: 75_00 });
  const key = (id: string | undefined, at: number) => ({
    kind: "case-conflict",
    reference: `${id} legacy ${at}`,
  });

  it.each(["fulfilling", "fulfilled"] as const)(
    "is a work item of the lead department once it is %s here, and stays as it is",
    async (state) => {
      const known = await inState(state);
      const changes = await decideOn(withCases(known, paid), november);
      const [{ id } = { id: "" }] = known.entitlements;
      expect(changes.entitlements).toEqual([]);
      expect(conflictsIn(changes)).toEqual([
        {
          open: {
            ...key(id, paid.observedAt),
            owner: "civil-affairs",
            policy,
            detail: {
              entitlement: id,
              period: "2026-11",
              state,
              amountFen: 150_00,
              channel: "legacy",
              caseNumber: "A1",
              caseState: "paid",
              caseAmountFen: 75_00,
            },
            term: { from: november, workingDays: 2 },
          },
        },
      ]);
    },
  );

  it("is told once, whatever else is reported of the subject", async () => {
    const known = withCases(await inState("fulfilled"), paid);
    const later = { ...known, asRead: { ...known.asRead, cases: known.cases } };
    expect(conflictsIn(await decideOn(later, "2026-11-21"))).toEqual([]);
  });

  it("is over when the other channel gives it back, and is another conflict when it takes it again", async () => {
    const known = { ...(await inState("fulfilled")), cases: [paid] };
    const [{ id } = { id: "" }] = known.entitlements;
    const withdrawn = { ...paid, state: "withdrawn", observedAt: paid.observedAt + 1 } as const;
    expect(conflictsIn(await decideOn(withCases(known, withdrawn), november))).toMatchObject([
      { close: key(id, paid.observedAt), by: "system:cases" },
    ]);
    const again = { ...paid, observedAt: paid.observedAt + 2 };
    const returned = { ...known, cases: [withdrawn] };
    expect(conflictsIn(await decideOn(withCases(returned, again), november))).toMatchObject([
      { open: key(id, again.observedAt) },
    ]);
  });

  it("is over when the payment comes back here, and then it is left to the other channel", async () => {
    const known = { ...(await inState("payment-returned")), cases: [paid] };
    const changes = await decideOn(
      { ...known, asRead: { ...known.asRead, cases: known.cases } },
      november,
    );
    expect(told(changes)).toEqual(["2026-11 redirected"]);
    expect(conflictsIn(changes)).toMatchObject([
      { close: key(known.entitlements[0]?.id, paid.observedAt) },
    ]);
  });
});

describe("what another channel gives back", () => {
  const refused = aReportedCase({
    state: "refused",
    observedAt: Date.parse("2026-11-19T02:00:00Z"),
  });
  const left = async (state: SubjectState): Promise<SubjectState> => {
    const known = withCases(state, aReportedCase());
    return { ...after(known, await decideOn(known, november)), cases: known.cases };
  };

  it("is offered here as if it were opened now", async () => {
    const changes = await decideOn(withCases(await left(stateOf(senior)), refused), november);
    expect(told(changes)).toEqual(["2026-11 awaiting-confirmation"]);
    expect(changes.entries).toMatchObject([
      { event: "given-back", path: "matched>awaiting-confirmation" },
    ]);
    expect(changes.entitlements).toMatchObject([{ heldBecause: null }]);
    expect(kindsOf(changes)).toEqual(["offer"]);
  });

  it("is offered again though its first offer was ended", async () => {
    const changes = await decideOn(withCases(await left(await offered()), refused), november);
    expect(told(changes)).toEqual(["2026-11 awaiting-confirmation"]);
    expect(changes.confirmations).toMatchObject([{ state: "open", generation: 2 }]);
  });

  it.each([
    ["confirmed", "awaiting-fulfilment"],
    ["waived", "waived"],
  ] as const)("follows the decision that stands: %s", async (answer, state) => {
    const decided = answered(await offered(), answer, morningOf(november));
    const changes = await decideOn(withCases(await left(decided), refused), november);
    expect(told(changes)).toEqual([`2026-11 ${state}`]);
  });

  it("stays redirected while the rule no longer holds for certain, and begins once it does", async () => {
    const doubted = withFacts(await left(stateOf(senior)), { birthDate: senior.birthDate });
    const known = withCases(doubted, refused);
    const changes = await decideOn(known, november);
    expect(changes.entitlements).toEqual([]);
    const certain = withFacts({ ...after(known, changes), cases: known.cases }, senior);
    expect(told(await decideOn(certain, november))).toEqual(["2026-11 awaiting-confirmation"]);
  });

  it("waits while the policy is paused, and begins when it goes on", async () => {
    const paused: PolicyStage = { stage: "paused", number: 2, reason: "", sinceAt: 0 };
    const stages: Stages = new Map([...allLive, [policy, paused]]);
    const known = withCases(await left(stateOf(senior)), refused);
    const changes = await decideOn(known, november, { stages });
    expect(changes.entitlements).toEqual([]);
    const later = { ...after(known, changes), cases: known.cases };
    expect(told(await decideOn(later, november))).toEqual(["2026-11 awaiting-confirmation"]);
  });

  it("that had come back from the bank here goes out as another attempt", async () => {
    const changes = await decideOn(
      withCases(await left(await inState("payment-returned")), refused),
      november,
    );
    expect(changes.entitlements).toMatchObject([{ instruction: null, attempts: 1 }]);
  });

  it("stays where people have sent it for a reason of their own", async () => {
    const sent = await inState("redirected");
    expect((await decideOn(withCases(sent, refused), november)).entitlements).toEqual([]);
  });
});
