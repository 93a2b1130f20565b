import { expect, it } from "vitest";
import { aConfirmation } from "#shared/testing/builders.ts";
import { deadlineAfter } from "./confirmation.ts";
import { dueReminder, nextMilestone } from "./milestones.ts";

const openedAt = Date.parse("2026-11-01T02:00:00Z");
const onDay = (days: number): Date => new Date(openedAt + days * 86_400_000);
const offer = aConfirmation({ openedAt, deadlineAt: onDay(30).getTime() });

it("an offer is reminded of after 7, 15 and 25 days, and lapses after 30", () => {
  const days = [0, 6.9, 7, 14.9, 15, 24.9, 25, 29].map(
    (day) => (nextMilestone(offer, onDay(day)) - openedAt) / 86_400_000,
  );
  expect(days).toEqual([7, 7, 15, 15, 25, 25, 30, 30]);
});

it("the reminder that is due is the latest one whose day has come", () => {
  expect([0, 6.9, 7, 20, 25, 40].map((day) => dueReminder(offer, onDay(day)))).toEqual([
    undefined,
    undefined,
    7,
    15,
    25,
    25,
  ]);
});

it("an offer of an unknown policy has no reminder", () => {
  expect(dueReminder({ ...offer, policy: "gone" }, onDay(20))).toBeUndefined();
});

it("an offer made in the first minute of a day has the whole of its last day, Shanghai time", () => {
  const midnight = Date.parse("2026-12-05T16:00:05Z");
  expect(new Date(deadlineAfter(midnight, 30)).toISOString()).toBe("2027-01-05T15:59:59.999Z");
});
