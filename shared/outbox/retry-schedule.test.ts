import { expect, it } from "vitest";
import { now } from "#shared/testing/builders.ts";
import { nextAttemptAt } from "./retry-schedule.ts";

it("a task is tried again after the delays that Standard Webhooks 1.0.0 recommends, and then no more", () => {
  const seconds = Array.from({ length: 11 }, (_, attempts) => {
    const at = nextAttemptAt(now, attempts);
    return at === undefined ? undefined : (at - now.getTime()) / 1000;
  });
  expect(seconds).toEqual([
    undefined,
    5,
    300,
    1800,
    7200,
    18_000,
    36_000,
    50_400,
    72_000,
    86_400,
    undefined,
  ]);
});
