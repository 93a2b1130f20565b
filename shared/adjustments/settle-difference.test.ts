import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anAdjustment } from "#shared/testing/builders.ts";
import { type Adjustment, outstandingOf, reclaimedBy } from "./adjustment.ts";
import { addedBy, leftToPay, type Position, settleDifference } from "./settle-difference.ts";

const settled = (position: Position): Adjustment[] => {
  const changed = settleDifference(position, ({ kind, number, amountFen }) =>
    anAdjustment({ kind, number, amountFen, state: kind === "supplement" ? "due" : "found" }),
  );
  const all = new Map([...position.adjustments, ...changed].map((one) => [one.number, one]));
  return [...all.values()];
};
const told = (rows: readonly Adjustment[]) =>
  rows.map(({ kind, state, amountFen }) => [kind, state, amountFen]);
const supplement = (more: Partial<Adjustment>) =>
  anAdjustment({ kind: "supplement", state: "due", ...more });
const recovery = (more: Partial<Adjustment>) => anAdjustment({ kind: "recovery", ...more });

describe("the difference between what was paid and what is due", () => {
  it("is a supplement where too little was paid, and a recovery where it was too much", () => {
    expect(told(settled({ dueFen: 180, instructedFen: 150, adjustments: [] }))).toEqual([
      ["supplement", "due", 30],
    ]);
    expect(told(settled({ dueFen: 75, instructedFen: 150, adjustments: [] }))).toEqual([
      ["recovery", "found", 75],
    ]);
    expect(settled({ dueFen: 150, instructedFen: 150, adjustments: [] })).toEqual([]);
  });

  it("is found once, however often it is worked out", () => {
    const first = settled({ dueFen: 75, instructedFen: 150, adjustments: [] });
    expect(settled({ dueFen: 75, instructedFen: 150, adjustments: first })).toEqual(first);
  });

  it("changes what has not been done yet, and not what has", () => {
    const due = supplement({ amountFen: 30 });
    const at = (state: Adjustment["state"], dueFen: number) =>
      told(settled({ dueFen, instructedFen: 150, adjustments: [{ ...due, state }] }));
    expect(at("due", 200)).toEqual([["supplement", "due", 50]]);
    expect(at("due", 160)).toEqual([["supplement", "due", 10]]);
    expect(at("due", 150)).toEqual([["supplement", "void", 30]]);
    expect(at("returned", 120)).toEqual([
      ["supplement", "void", 30],
      ["recovery", "found", 30],
    ]);
    expect(at("paid", 200)).toEqual([
      ["supplement", "paid", 30],
      ["supplement", "due", 20],
    ]);
    expect(at("instructed", 150)).toEqual([
      ["supplement", "instructed", 30],
      ["recovery", "found", 30],
    ]);
  });

  it("leaves a claim that people have begun to decide as they have seen it", () => {
    const begun = recovery({ amountFen: 75, proposal: "approve", state: "announced" });
    expect(told(settled({ dueFen: 0, instructedFen: 150, adjustments: [begun] }))).toEqual([
      ["recovery", "announced", 75],
      ["recovery", "found", 75],
    ]);
  });

  it("claims less where more is due after all, and pays back what was repaid", () => {
    const demanded = recovery({ amountFen: 75, repaidFen: 30, state: "demanded" });
    const at = (dueFen: number) =>
      told(settled({ dueFen, instructedFen: 150, adjustments: [demanded] }));
    expect(at(100)).toEqual([["recovery", "demanded", 50]]);
    expect(at(120)).toEqual([["recovery", "settled", 30]]);
    expect(at(150)).toEqual([
      ["recovery", "settled", 30],
      ["supplement", "due", 30],
    ]);
  });

  it("does not find again what people have let the subject keep, until more is too much", () => {
    const kept = recovery({ amountFen: 75, state: "withdrawn" });
    const at = (dueFen: number) =>
      told(settled({ dueFen, instructedFen: 150, adjustments: [kept] }));
    expect(at(75)).toEqual([["recovery", "withdrawn", 75]]);
    expect(at(0)).toEqual([
      ["recovery", "withdrawn", 75],
      ["recovery", "found", 75],
    ]);
    expect(at(150)).toEqual([["recovery", "void", 75]]);
  });

  it("of what came back is nothing: its own instruction pays what is left", () => {
    const adjustments = [supplement({ amountFen: 30, state: "paid" }), recovery({ number: 2 })];
    const rows = settled({ dueFen: 180, instructedFen: undefined, adjustments });
    expect(told(rows)).toEqual([
      ["supplement", "paid", 30],
      ["recovery", "void", 75_00],
    ]);
    expect(leftToPay(180, rows)).toBe(150);
  });

  it("of what was paid beside an instruction that came back is recovered, where it is too much alone", () => {
    const adjustments = [supplement({ amountFen: 30, state: "paid" })];
    const rows = settled({ dueFen: 10, instructedFen: undefined, adjustments });
    expect(told(rows).at(-1)).toEqual(["recovery", "found", 20]);
    expect(leftToPay(10, rows)).toBe(0);
  });
});

/** What can happen to an entitlement between two corrections; each touches what is there, or nothing. */
const happenings = [
  "instruct",
  "pay",
  "return",
  "announce",
  "demand",
  "repay",
  "withdraw",
] as const;

function happen(rows: Adjustment[], what: (typeof happenings)[number], at: number): Adjustment[] {
  const index = rows.length === 0 ? -1 : at % rows.length;
  return rows.map((one, position) => (position === index ? after(one, what, at) : one));
}

function after(one: Adjustment, what: (typeof happenings)[number], at: number): Adjustment {
  const { kind, state } = one;
  if (kind === "supplement") {
    if (what === "instruct" && (state === "due" || state === "returned"))
      return { ...one, state: "instructed" };
    if (state !== "instructed") return one;
    if (what === "pay") return { ...one, state: "paid" };
    return what === "return" ? { ...one, state: "returned" } : one;
  }
  if (what === "announce" && state === "found")
    return { ...one, state: "announced", proposal: "approve" };
  if (what === "demand" && state === "announced") return { ...one, state: "demanded" };
  if (what === "withdraw" && (state === "announced" || state === "demanded"))
    return { ...one, state: "withdrawn" };
  if (what !== "repay" || state !== "demanded") return one;
  const repaidFen = one.repaidFen + Math.min(outstandingOf(one), 1 + (at % 90));
  return { ...one, repaidFen, state: repaidFen === one.amountFen ? "settled" : state };
}

describe("whatever happens between corrections", () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ dueFen: fc.integer({ min: 0, max: 300 }) }),
      fc.record({ what: fc.constantFrom(...happenings), at: fc.nat(200) }),
      fc.record({ comesBack: fc.constant(true) }),
      fc.record({ leaves: fc.constant(true) }),
    ),
    { maxLength: 25 },
  );

  it("what is paid, owed and claimed adds up to what is due, to the fen", () => {
    fc.assert(
      fc.property(steps, (story) => {
        let rows: Adjustment[] = [];
        let dueFen = 150;
        let instructedFen: number | undefined = 150;
        for (const step of [...story, { dueFen: 150 }]) {
          if ("what" in step) rows = happen(rows, step.what, step.at);
          if ("dueFen" in step) dueFen = step.dueFen;
          if ("comesBack" in step) instructedFen = undefined;
          if ("leaves" in step) instructedFen ??= leftToPay(dueFen, rows);
          rows = settled({ dueFen, instructedFen, adjustments: rows });
          const own: number = instructedFen ?? leftToPay(dueFen, rows);
          const kept = rows
            .filter(({ state }) => state === "withdrawn")
            .reduce((sum, one) => sum + outstandingOf(one), 0);
          const tooMuch = own + addedBy(rows) - dueFen;
          expect(tooMuch).toBeGreaterThanOrEqual(0);
          expect(tooMuch).toBeLessThanOrEqual(kept);
          expect(settled({ dueFen, instructedFen, adjustments: rows })).toEqual(rows);
          for (const one of rows) {
            expect(one.amountFen).toBeGreaterThan(0);
            expect(one.repaidFen).toBeLessThanOrEqual(one.amountFen);
            expect(reclaimedBy(one)).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 5000 },
    );
  });
});
