import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { onConfirmation } from "#shared/rules/policy.ts";
import { aPolicy, aVersion } from "#shared/testing/sample-policies.ts";
import { daysToLookAt } from "./past-days.ts";

const choice = onConfirmation("choice");
const generous = aPolicy([{ ...aVersion({}), ...choice }]);
const strict = aPolicy([{ ...aVersion({}), ...choice, arrears: "none" }]);
const today = civilDate("2026-11-20");
const day = civilDate;

const look = (
  policy: typeof generous,
  reviewOn: string | undefined,
  more: { since?: string; reopenFrom?: string; touchedFrom?: string } = {},
) => {
  const { since = "1970-01-02", reopenFrom, touchedFrom } = more;
  return daysToLookAt(policy, {
    today,
    reviewOn: reviewOn === undefined ? undefined : day(reviewOn),
    stage: {
      stage: "live",
      number: 1,
      reason: "",
      sinceAt: new Date(`${since}T02:00:00Z`).getTime(),
    },
    touchedFrom: touchedFrom === undefined ? undefined : day(touchedFrom),
    reopen: reopenFrom === undefined ? undefined : { policy: policy.id, from: day(reopenFrom) },
  });
};

describe("the days that are looked at", () => {
  it("begin with the review that was missed, at most two years back", () => {
    expect(look(generous, "2026-09-01").from).toBe("2026-09-01");
    expect(look(generous, "2020-01-01").from).toBe("2024-11-20");
    expect(look(generous, undefined).from).toBe(today);
  });

  it("begin earlier with the first day of a pause that has ended", () => {
    expect(look(generous, "2026-11-01", { reopenFrom: "2026-10-05" }).from).toBe("2026-10-05");
    expect(look(generous, "2026-11-01", { reopenFrom: "2026-12-05" }).from).toBe("2026-11-01");
  });

  it("of a pause open nothing where the version brings no arrears; what a sweep missed they open", () => {
    const since = "2026-11-10";
    const [all, none] = [generous, strict].map((policy) =>
      look(policy, "2026-11-01", { reopenFrom: "2026-10-05", since }),
    );
    expect([all?.look(day("2026-11-05")), none?.look(day("2026-11-05"))]).toEqual([
      "missed",
      "none",
    ]);
    expect([all?.look(day("2026-11-10")), none?.look(day("2026-11-10"))]).toEqual([
      "missed",
      "missed",
    ]);
    expect(all?.look(day("2026-10-04"))).toBe("none");
  });

  it("begin with the first day that late facts touch, 24 months back at most or as the version says", () => {
    const late = (policy: typeof generous, touchedFrom: string) =>
      look(policy, undefined, { touchedFrom });
    expect(late(generous, "2026-03-15").from).toBe("2026-03-15");
    expect(late(generous, "2020-03-15").from).toBe("2024-11-01");
    expect(late(generous, "2020-03-15").look(day("2024-11-01"))).toBe("late-facts");
    expect(late(strict, "2026-03-15").look(day("2026-03-15"))).toBe("none");
    const short = aPolicy([{ ...aVersion({}), ...choice, arrearsMonths: 3 }]);
    const days = ["2026-07-31", "2026-08-01"].map((one) =>
      late(short, "2026-03-15").look(day(one)),
    );
    expect(days).toEqual(["none", "late-facts"]);
  });

  it("do not pass over the day on which what was missed begins", () => {
    const { after } = look(strict, "2026-11-05", { reopenFrom: "2026-10-05" });
    expect(after(day("2026-10-05"), day("2026-11-01"))).toBe("2026-11-01");
    expect(after(day("2026-11-01"), day("2026-12-01"))).toBe("2026-11-05");
    expect(after(day("2026-11-05"), day("2026-12-01"))).toBe("2026-12-01");
    expect(after(day("2026-11-05"), undefined)).toBeUndefined();
  });
});
