import { expect, it } from "vitest";
import { notBefore } from "./quiet-hours.ts";

const shanghai = (text: string): Date => new Date(`${text}+08:00`);

it.each(["2026-11-20T08:00:00", "2026-11-20T12:00:00", "2026-11-20T20:59:59.999"])(
  "a message may ring at once at %s in Shanghai",
  (text) => {
    expect(notBefore(shanghai(text))).toBeUndefined();
  },
);

it.each([
  ["2026-11-20T21:00:00", "2026-11-21T08:00:00"],
  ["2026-11-20T23:59:59", "2026-11-21T08:00:00"],
  ["2026-11-21T00:00:00", "2026-11-21T08:00:00"],
  ["2026-11-21T07:59:59.999", "2026-11-21T08:00:00"],
  ["2026-12-31T22:00:00", "2027-01-01T08:00:00"],
])("a message at %s in Shanghai waits until %s", (text, until) => {
  expect(notBefore(shanghai(text))).toEqual(shanghai(until));
});
