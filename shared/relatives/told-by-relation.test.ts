import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { aRelative } from "#shared/testing/builders.ts";
import type { Span } from "./known-relative.ts";
import { toldByRelation } from "./told-by-relation.ts";

const day = (text: string | null) => (text === null ? null : civilDate(text));
const { register } = aRelative();

describe("the days of an employment", () => {
  it.each<[string | null, string | null, ReturnType<typeof toldByRelation>]>([
    ["2022-03-01", "2023-02-28", { employedSince: "2022-03-01", contractMonths: 12 }],
    ["2022-03-01", "2023-02-27", { employedSince: "2022-03-01", contractMonths: 11 }],
    ["2024-02-29", "2025-02-27", { employedSince: "2024-02-29", contractMonths: 12 }],
    ["2022-03-01", "2022-03-01", { employedSince: "2022-03-01", contractMonths: 0 }],
    ["2022-03-02", "2022-03-01", { employedSince: "2022-03-02", contractMonths: 0 }],
    ["2022-03-02", "2021-03-01", { employedSince: "2022-03-02", contractMonths: 0 }],
    ["2022-03-01", "2122-02-28", { employedSince: "2022-03-01", contractMonths: 1200 }],
    ["2022-03-01", "2300-02-28", { employedSince: "2022-03-01", contractMonths: 1200 }],
    ["2022-03-01", null, { employedSince: "2022-03-01", contractMonths: 1200 }],
    [null, "2023-02-28", {}],
    [null, null, { contractMonths: 1200 }],
  ])("from %s until %s tell %j", (from, until, told) => {
    const reports: [Span] = [[day(from), day(until)]];
    expect(toldByRelation({ relation: "employee", register: { ...register, reports } })).toEqual(
      told,
    );
  });

  it("that are in conflict tell nothing", () => {
    const reports: [Span, Span] = [
      [civilDate("2022-03-01"), null],
      [civilDate("2022-04-01"), null],
    ];
    expect(toldByRelation({ relation: "employee", register: { ...register, reports } })).toEqual(
      {},
    );
  });
});

it("the days of another relation tell nothing", () => {
  const reports: [Span] = [[civilDate("2022-03-01"), null]];
  expect(toldByRelation({ relation: "spouse", register: { ...register, reports } })).toEqual({});
});
