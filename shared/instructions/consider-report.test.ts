import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAllowed } from "#shared/entitlements/states.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
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
    source: "urn:payer",
    id: `report-${result}`,
    digest: `digest-${result}`,
    ...more,
  };
}

/** Takes in reports one after the other; gives their outcomes and the states passed. */
function takeIn(start: Instruction, reports: readonly FulfilmentReport[]) {
  let instruction = start;
  let entitlement: EntitlementState = "fulfilling";
  const outcomes: ReportOutcome[] = [];
  for (const report of reports) {
    const { outcome, change } = considerReport(instruction, payer, report);
    outcomes.push(outcome);
    if (change === undefined) continue;
    expect(isAllowed(entitlement, change.path)).toBe(true);
    entitlement = change.path.at(-1) ?? entitlement;
    instruction = Object.assign({}, instruction, change.instruction);
  }
  return { outcomes, state: instruction.state, entitlement };
}

const fresh = anInstruction({ payer });

describe("a report", () => {
  it.each([
    ["paid", "fulfilled", "fulfilled"],
    ["rejected", "payment-returned", "returned"],
    ["returned", "payment-returned", "returned"],
  ] as const)("that it was %s makes the entitlement %s and is told", (result, state, notice) => {
    for (const instruction of [fresh, { ...fresh, state: "delivered" as const }]) {
      const report = aReport(result, { reason: "户名不符" });
      expect(considerReport(instruction, payer, report)).toEqual({
        outcome: "accepted",
        change: {
          instruction: {
            state: result,
            reason: "户名不符",
            reports: JSON.stringify([[report.source, report.id, report.digest]]),
          },
          path: [state],
          notice,
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
      aReport("paid", { id: "paid-again" }),
    ];
    expect(takeIn(fresh, reports)).toEqual({
      outcomes: ["accepted", "accepted", "contradiction", "contradiction"],
      state: "returned",
      entitlement: "payment-returned",
    });
  });

  it.each([
    ["rejected", "paid"],
    ["rejected", "returned"],
    ["returned", "paid"],
    ["returned", "rejected"],
    ["paid", "rejected"],
  ] as const)("after %s, %s is a contradiction and changes nothing", (first, second) => {
    const { outcomes, state } = takeIn(fresh, [aReport(first), aReport(second)]);
    expect(outcomes).toEqual(["accepted", "contradiction"]);
    expect(state).toBe(first);
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

  it("move instruction and entitlement together, and at most from paid to returned", () => {
    const pairs = {
      requested: "fulfilling",
      delivered: "fulfilling",
      paid: "fulfilled",
      rejected: "payment-returned",
      returned: "payment-returned",
    } as const satisfies Record<Instruction["state"], EntitlementState>;
    fc.assert(
      fc.property(reports, (all) => {
        const { outcomes, state, entitlement } = takeIn(fresh, all);
        expect(entitlement).toBe(pairs[state]);
        const accepted = all.filter((_, n) => outcomes[n] === "accepted").map((one) => one.result);
        expect(["", "paid", "rejected", "returned", "paid returned"]).toContain(accepted.join(" "));
      }),
    );
  });
});
