import { describe, expect, it } from "vitest";
import type { ReportedCase } from "#shared/cases/reported-case.ts";
import {
  after,
  answered,
  decideOn,
  livedThrough,
  morningOf,
  senior,
  stateOf,
} from "#shared/testing/a-senior.ts";
import { aReportedCase } from "#shared/testing/builders.ts";
import type { Changes } from "./changes.ts";
import type { SubjectState } from "./subject-state.ts";

const consented = aReportedCase({
  period: "2026-01",
  through: "2026-11",
  consentedOn: "2019-05-06",
});

/** The subject's state once these cases are known and each of these days was lived through. */
async function lived(
  cases: readonly ReportedCase[],
  days: readonly string[],
): Promise<SubjectState> {
  return livedThrough({ ...stateOf(senior), cases }, days);
}
const told = ({ entitlements }: Pick<SubjectState, "entitlements">) =>
  entitlements.map(({ period, state }) => `${period} ${state}`);
const kindsOf = ({ tasks }: Changes) => tasks.map(({ kind }) => kind);

describe("who applied for it in another channel", () => {
  it("needs no other confirmation when it goes on here, and is told so", async () => {
    const known = await lived([consented], ["2026-11-20"]);
    const changes = await decideOn(known, "2026-12-01");
    expect(told(changes)).toEqual(["2026-12 awaiting-fulfilment"]);
    expect(changes.confirmations).toMatchObject([
      { state: "confirmed", decidedBy: "case:legacy", scope: "", deadlineAt: null, generation: 1 },
    ]);
    expect(changes.confirmations[0]?.receipt).toMatch(/^[A-Z2-7]{12}$/);
    expect(kindsOf(changes)).toEqual(["continued", "instruct"]);
  });

  it("is asked like everybody where the lead department did not vouch for that", async () => {
    const known = await lived([{ ...consented, consentedOn: null }], ["2026-11-20"]);
    const changes = await decideOn(known, "2026-12-01");
    expect(told(changes)).toEqual(["2026-12 awaiting-confirmation"]);
    expect(kindsOf(changes)).toEqual(["offer"]);
  });

  it("is asked after a gap: what was paid there must end right before", async () => {
    const known = { ...stateOf(senior), cases: [{ ...consented, through: "2026-10" }] };
    expect(told(await decideOn(known, "2026-12-01"))).toEqual(["2026-12 awaiting-confirmation"]);
  });

  it.each(["withdrawn", "refused"] as const)(
    "is asked when the case was %s since",
    async (state) => {
      const since = aReportedCase({
        period: "2026-10",
        state,
        observedAt: consented.observedAt + 1,
      });
      const known = await lived([consented, since], ["2026-11-20"]);
      expect(told(await decideOn(known, "2026-12-01"))).toEqual(["2026-12 awaiting-confirmation"]);
    },
  );

  it.each(["awaiting-confirmation", "lapsed"] as const)(
    "has an offer answered that is %s when it is reported late",
    async (state) => {
      const before = await lived([], ["2026-12-01"]);
      const open =
        state === "lapsed" ? answered(before, "lapsed", morningOf("2026-12-31")) : before;
      expect(told(open)).toEqual([`2026-12 ${state}`]);
      const changes = await decideOn({ ...open, cases: [consented] }, "2026-12-31");
      expect(told(changes)).toEqual(["2026-12 awaiting-fulfilment"]);
      expect(changes.confirmations).toMatchObject([{ state: "confirmed", generation: 1 }]);
      expect(changes.entries).toMatchObject([{ event: "confirmed-elsewhere" }]);
      expect(kindsOf(changes)).toEqual(["continued", "instruct"]);
    },
  );

  it("has decided otherwise here, and that stands", async () => {
    const waived = answered(await lived([], ["2026-12-01"]), "waived", morningOf("2026-12-02"));
    expect((await decideOn({ ...waived, cases: [consented] }, "2026-12-03")).entitlements).toEqual(
      [],
    );
  });

  it("answers for another account alone: the offer renewed for it stays open", async () => {
    const before = await lived([consented], ["2026-11-20", "2026-12-01"]);
    const asked = {
      ...before,
      confirmations: before.confirmations.map((one) => ({
        ...one,
        state: "open" as const,
        generation: 2,
        decidedBy: null,
      })),
      entitlements: before.entitlements.map((one) =>
        one.period === "2026-12" ? { ...one, state: "awaiting-confirmation" as const } : one,
      ),
    };
    expect((await decideOn(asked, "2026-12-05")).confirmations).toEqual([]);
  });

  it("is paid in later periods with no further message", async () => {
    const known = await lived([consented], ["2026-11-20", "2026-12-01"]);
    const changes = await decideOn(known, "2027-01-01");
    expect(told(changes)).toEqual(["2027-01 awaiting-fulfilment"]);
    expect(kindsOf(changes)).toEqual(["instruct"]);
    expect(told(after(known, changes))).toEqual([
      "2026-11 redirected",
      "2026-12 awaiting-fulfilment",
      "2027-01 awaiting-fulfilment",
    ]);
  });
});
