import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Policy, Reservation } from "#shared/rules/policy.ts";
import { absorption } from "#shared/testing/an-employer.ts";
import { allowance } from "#shared/testing/sample-policies.ts";
import { claimingFrom, claimingOf, isClaimed, referenceOfClaiming } from "./claim.ts";

const subsidy = policyById(absorption);
if (subsidy === undefined) throw new Error(`there is no ${absorption}`);
const reserving = (reserves: Reservation): Policy => ({ ...subsidy, reserves });
const entitlement = {
  subjectKey: "aaemployer",
  period: "once:abcdefghijkl",
  judgedOn: civilDate("2022-11-20"),
};

describe("what an entitlement asks for", () => {
  it("is its relative, once for ever or once a year", () => {
    const group = { group: "hiring-subsidy", of: "relative" } as const;
    expect(claimingOf(reserving({ ...group, within: "ever" }), entitlement)).toEqual({
      claimantKey: "aaemployer",
      relativeId: "abcdefghijkl",
      reservedFor: "hiring-subsidy",
    });
    expect(claimingOf(reserving({ ...group, within: "year" }), entitlement)?.reservedFor).toBe(
      "hiring-subsidy:2022",
    );
  });

  it("is the claimant itself, whatever the period", () => {
    const reserves = { group: "award", of: "self", within: "ever" } as const;
    expect(claimingOf(reserving(reserves), entitlement)?.relativeId).toBeUndefined();
  });

  it("is nothing where the policy reserves nothing", () => {
    expect(claimingOf(allowance, entitlement)).toBeUndefined();
  });

  it.each(["abcdefghijkl", undefined])(
    "comes back from the outbox as it went (%s)",
    (relativeId) => {
      const claiming = {
        claimantKey: "aaemployer",
        relativeId,
        reservedFor: "hiring-subsidy:2022",
      };
      expect(claimingFrom(referenceOfClaiming(claiming))).toEqual(claiming);
    },
  );
});

it("a claim is put forward until it is released", () => {
  const claims = [null, "asked", "held", "elsewhere", "released"] as const;
  expect(claims.map((one) => isClaimed(one))).toEqual([false, true, true, true, false]);
});
