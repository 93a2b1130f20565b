import { describe, expect, it } from "vitest";
import type { ReportedCase } from "#shared/cases/reported-case.ts";
import { after } from "#shared/testing/a-senior.ts";
import {
  absorption,
  aHire,
  anEmployer,
  decideForEmployer,
  inNovember,
} from "#shared/testing/an-employer.ts";
import { aReportedCase } from "#shared/testing/builders.ts";
import { orderOf } from "#shared/work-items/work-item-task.ts";
import type { Changes } from "./changes.ts";
import type { SubjectState } from "./subject-state.ts";

const [hire, other] = [aHire(), aHire()];
const idOf = ({ otherKey }: typeof hire): string => otherKey.slice(2, 14);

/** The subsidy as another channel has paid it: for this hire, or for all. */
const paidFor = (hired?: typeof hire, more: Partial<ReportedCase> = {}): ReportedCase =>
  aReportedCase({
    policy: absorption,
    period: hired === undefined ? "once" : `once:${idOf(hired)}`,
    through: "once",
    amountFen: 2000_00,
    ...more,
  });
const employer = (...cases: readonly ReportedCase[]): SubjectState => ({
  ...anEmployer([hire, other]),
  cases,
});
const told = ({ entitlements }: Pick<SubjectState, "entitlements">) =>
  entitlements
    .map(({ period, state, reservation }) => `${period} ${state} ${reservation}`)
    .toSorted();
const conflictsIn = ({ tasks }: Changes) =>
  tasks.filter(({ kind }) => kind === "work-item").map(orderOf);
const standingsOf = ({ entitlements }: SubjectState, of: "held" | "elsewhere") =>
  new Map(entitlements.map(({ id }) => [id, of]));

describe("what another channel has paid for a hire who counts only once", () => {
  it("asks for the place all the same: nobody else may have it for the same person", async () => {
    const changes = await decideForEmployer(employer(paidFor(hire)));
    expect(told(changes)).toEqual(
      [`once:${idOf(hire)} redirected asked`, `once:${idOf(other)} matched asked`].toSorted(),
    );
    expect(changes.tasks.filter(({ kind }) => kind === "reserve")).toHaveLength(2);
  });

  it("is all hires' where the case names none", async () => {
    const changes = await decideForEmployer(employer(paidFor()));
    expect(told(changes)).toEqual(
      [`once:${idOf(hire)} redirected asked`, `once:${idOf(other)} redirected asked`].toSorted(),
    );
  });

  it("stays with the other channel once the place is held, and nothing is instructed", async () => {
    const state = employer(paidFor(hire), paidFor(other, { caseNumber: "A2" }));
    const asked = after(state, await decideForEmployer(state));
    const standings = standingsOf(asked, "held");
    const changes = await decideForEmployer(asked, inNovember, { standings });
    expect(told(changes)).toEqual(
      [`once:${idOf(hire)} redirected held`, `once:${idOf(other)} redirected held`].toSorted(),
    );
    expect(changes.entitlements.map(({ heldBecause }) => heldBecause)).toEqual([
      "ordinary-channel",
      "ordinary-channel",
    ]);
    expect(changes.tasks).toEqual([]);
  });

  it("is told the lead department where somebody else has the place", async () => {
    const state = employer(paidFor(hire));
    const asked = after(state, await decideForEmployer(state));
    const standings = standingsOf(asked, "elsewhere");
    const read = { ...asked, asRead: { ...asked.asRead, cases: asked.cases } };
    const changes = await decideForEmployer(read, inNovember, { standings });
    const [first, ...rest] = conflictsIn(changes);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({
      open: {
        kind: "case-conflict",
        owner: "human-resources",
        detail: { state: "redirected", caseState: "paid" },
      },
    });
    // A relative is told outside by a digest, never by a part of its key.
    expect(JSON.stringify(first)).not.toContain(idOf(hire));
  });

  it("goes on here when it is given back: with the place that is held, or after asking again", async () => {
    const state = employer(paidFor(hire));
    const asked = after(state, await decideForEmployer(state));
    const standings = standingsOf(asked, "held");
    const held = after(asked, await decideForEmployer(asked, inNovember, { standings }));
    const refused = paidFor(hire, { state: "refused", observedAt: paidFor().observedAt + 1 });
    const changes = await decideForEmployer({ ...held, cases: [refused] });
    expect(told(changes)).toEqual([`once:${idOf(hire)} awaiting-fulfilment held`]);
    const unheld = await decideForEmployer({ ...asked, cases: [refused] });
    expect(told(unheld)).toEqual([`once:${idOf(hire)} matched asked`]);
  });
});
