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
  more: { since?: string; reopenFrom?: string } = {},
) => {
  const { since = "1970-01-02", reopenFrom } = more;
  return daysToLookAt(policy, {
    today,
    reviewOn: reviewOn === undefined ? undefined : day(reviewOn),
    sinceAt: new Date(`${since}T02:00:00Z`).getTime(),
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
    expect([all?.isOpen(day("2026-11-05")), none?.isOpen(day("2026-11-05"))]).toEqual([
      true,
      false,
    ]);
    expect([all?.isOpen(day("2026-11-10")), none?.isOpen(day("2026-11-10"))]).toEqual([true, true]);
    expect(all?.isOpen(day("2026-10-04"))).toBe(false);
  });

  it("do not pass over the day on which what was missed begins", () => {
    const { after } = look(strict, "2026-11-05", { reopenFrom: "2026-10-05" });
    expect(after(day("2026-10-05"), day("2026-11-01"))).toBe("2026-11-01");
    expect(after(day("2026-11-01"), day("2026-12-01"))).toBe("2026-11-05");
    expect(after(day("2026-11-05"), day("2026-12-01"))).toBe("2026-12-01");
    expect(after(day("2026-11-05"), undefined)).toBeUndefined();
  });
});
