import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anInstruction } from "#shared/testing/builders.ts";
import { considerReport, type FulfilmentReport, type ReportOutcome } from "./consider-report.ts";
import type { Instruction } from "./instruction.ts";

const payer = "civil-affairs";

function aReport(
  result: FulfilmentReport["result"],
  more: Partial<FulfilmentReport> = {},
): FulfilmentReport {
  return {
    endToEndId: "aax",
    result,
    reason: undefined,
    at: "2026-11-20T02:00:00Z",
    source: "urn:payer",
    id: `report-${result}`,
    digest: `digest-${result}`,
    ...more,
  };
}

/** Takes in reports one after the other; gives their outcomes and the last state. */
function takeIn(start: Instruction, reports: readonly FulfilmentReport[]) {
  let instruction = start;
  const outcomes: ReportOutcome[] = [];
  for (const report of reports) {
    const { outcome, change } = considerReport(instruction, payer, report);
    outcomes.push(outcome);
    if (change !== undefined) instruction = Object.assign({}, instruction, change);
  }
  return { outcomes, state: instruction.state };
}

const fresh = anInstruction({ payer });

describe("a report", () => {
  it.each(["paid", "rejected", "returned"] as const)("that it was %s is taken", (result) => {
    for (const instruction of [fresh, { ...fresh, state: "delivered" as const }]) {
      const report = aReport(result, { reason: "户名不符" });
      expect(considerReport(instruction, payer, report)).toEqual({
        outcome: "accepted",
        change: {
          state: result,
          reason: "户名不符",
          reports: JSON.stringify([[report.source, report.id, report.digest, report.at]]),
        },
      });
    }
  });

  it("of an instruction that does not exist, or by another department, changes nothing", () => {
    expect(considerReport(undefined, payer, aReport("paid"))).toEqual({
      outcome: "unknown-instruction",
    });
    expect(considerReport(fresh, "tax", aReport("paid"))).toEqual({ outcome: "not-the-payer" });
  });

  it("again is a duplicate; its id with another body is reused", () => {
    const { outcomes } = takeIn(fresh, [
      aReport("paid"),
      aReport("paid"),
      aReport("paid", { digest: "other" }),
    ]);
    expect(outcomes).toEqual(["accepted", "duplicate", "reused"]);
  });

  it("of what is known, under another id, is stale", () => {
    const { outcomes } = takeIn(fresh, [aReport("paid"), aReport("paid", { id: "again" })]);
    expect(outcomes).toEqual(["accepted", "stale"]);
  });

  it("that a booked payment bounced is taken, and nothing after it", () => {
    const reports = [
      aReport("paid"),
      aReport("returned"),
      aReport("rejected"),
      aReport("paid", { id: "paid-again", at: "2026-11-20T03:00:00Z" }),
    ];
    expect(takeIn(fresh, reports)).toEqual({
      outcomes: ["accepted", "accepted", "contradiction", "contradiction"],
      state: "returned",
    });
  });

  it.each([
    ["rejected", "paid"],
    ["rejected", "returned"],
    ["returned", "paid"],
    ["returned", "rejected"],
    ["paid", "rejected"],
  ] as const)("after %s, %s is a contradiction and changes nothing", (first, second) => {
    const later = aReport(second, { at: "2026-11-20T02:00:01Z" });
    const { outcomes, state } = takeIn(fresh, [aReport(first), later]);
    expect(outcomes).toEqual(["accepted", "contradiction"]);
    expect(state).toBe(first);
  });
});

describe("that it was booked and that it bounced", () => {
  const booked = aReport("paid", { at: "2026-11-20T02:00:00Z" });
  const bounced = aReport("returned", { at: "2026-11-20T05:00:00Z" });

  it("ends in the same, whichever word comes first", () => {
    const inOrder = takeIn(fresh, [booked, bounced]);
    const reversed = takeIn(fresh, [bounced, booked]);
    expect([inOrder.state, reversed.state]).toEqual(["returned", "returned"]);
    expect(reversed.outcomes).toEqual(["accepted", "stale"]);
  });

  it("is a contradiction where it bounced before it was booked: nobody knows where the money is", () => {
    const before = aReport("returned", { at: "2026-11-20T01:00:00Z" });
    expect(takeIn(fresh, [booked, before])).toMatchObject({
      outcomes: ["accepted", "contradiction"],
      state: "paid",
    });
    expect(takeIn(fresh, [before, booked])).toMatchObject({
      outcomes: ["accepted", "contradiction"],
      state: "returned",
    });
  });
});

describe("reports in any order and number", () => {
  const reports = fc.array(
    fc
      .tuple(
        fc.constantFrom("paid" as const, "rejected" as const, "returned" as const),
        fc.constantFrom("1", "2"),
      )
      .map(([result, n]) => aReport(result, { id: `${result}-${n}` })),
    { maxLength: 8 },
  );

  it("move an instruction at most from paid to returned", () => {
    fc.assert(
      fc.property(reports, (all) => {
        const { outcomes } = takeIn(fresh, all);
        const accepted = all.filter((_, n) => outcomes[n] === "accepted").map((one) => one.result);
        expect(["", "paid", "rejected", "returned", "paid returned"]).toContain(accepted.join(" "));
      }),
    );
  });
});
