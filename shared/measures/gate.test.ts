import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { PolicyStage } from "#shared/stages/stage.ts";
import { aMeasure } from "#shared/testing/a-measure.ts";
import { allowance } from "#shared/testing/sample-policies.ts";
import { figuresOf } from "./figure.ts";
import { figuresPastHalt, gateOf } from "./gate.ts";
import { limitsOf } from "./limits.ts";
import type { Counts } from "./measure.ts";

const today = civilDate("2026-11-20");
const pilot: PolicyStage = {
  stage: "pilot",
  number: 3,
  pilot: { percent: 10 },
  reason: "",
  sinceAt: 0,
};
const visit = { ...allowance, period: "visit", standing: false } as const satisfies Policy;
const good = { eligible: 1000, entitled: 100, benefited: 80, settled: 100 };

const gate = (counts: Partial<Counts>, policy: Policy = allowance) =>
  gateOf(policy, pilot, aMeasure({ ...good, ...counts, stage: 3 }), today);
const failing = (counts: Partial<Counts>, policy?: Policy) =>
  gate(counts, policy)
    .figures.filter(({ passed }) => !passed)
    .map(({ figure }) => figure);

describe("the gate before a policy goes live", () => {
  it("is passed where every figure keeps its bound", () => {
    expect(gate({})).toMatchObject({ passed: true, measuredOn: "2026-11-20" });
  });

  it.each<[string, Partial<Counts>, Partial<Counts>]>([
    ["unknown", { eligible: 950, unknown: 50 }, { eligible: 949, unknown: 51 }],
    ["objections", { objections: 1 }, { objections: 2 }],
    ["failures", { failed: 2 }, { failed: 3 }],
    ["omissions", {}, { omitted: 1 }],
    ["omissions", {}, { unfounded: 1 }],
    ["benefited", { benefited: 5 }, { benefited: 4 }],
    ["pending", {}, { pending: 1 }],
  ])("holds %s to its bound exactly", (figure, within, past) => {
    expect(gate(within).passed).toBe(true);
    expect(failing(past)).toEqual([figure]);
    expect(gate(past).passed).toBe(false);
  });

  it("asks of a benefit by the visit only what can be measured of it", () => {
    expect(gate({ benefited: 0, entitled: 0 }, visit)).toMatchObject({ passed: true });
    expect(failing({ eligible: 0, unknown: 10 }, visit)).toEqual(["unknown"]);
  });

  it("takes objections where nobody is entitled for too many", () => {
    expect(failing({ entitled: 0, objections: 1 })).toEqual(["objections"]);
  });

  it.each([
    ["a measure of three days ago", { day: civilDate("2026-11-17"), stage: 3 }],
    ["a measure of another stage", { stage: 2 }],
    ["shards that measured different stages", { stage: undefined }],
  ])("is not passed with %s", (_, more) => {
    const measure = aMeasure({ ...good, ...more });
    expect(gateOf(allowance, pilot, measure, today)).toEqual({
      passed: false,
      measuredOn: undefined,
      figures: [],
    });
  });

  it("is passed with a measure of two days ago, and never without one", () => {
    const measure = aMeasure({ ...good, stage: 3, day: civilDate("2026-11-18") });
    expect(gateOf(allowance, pilot, measure, today).passed).toBe(true);
    expect(gateOf(allowance, pilot, undefined, today).passed).toBe(false);
  });

  it("says each figure beside its bound", () => {
    expect(gate({ failed: 3 }).figures).toContainEqual({
      figure: "failures",
      count: 3,
      of: 100,
      limit: 200,
      unit: "of-ten-thousand",
      order: "atMost",
      passed: false,
      text: "兑现失败的比例：3/100，不得高于2%",
    });
  });
});

describe("the bounds", () => {
  it("can be others for one policy", () => {
    const own = {
      allowance: { benefited: { order: "atLeast", unit: "count", gate: 100 } },
    } as const;
    const limits = limitsOf("allowance", own);
    const measure = aMeasure(good);
    const figures = figuresOf(allowance, measure, "gate", limits);
    expect(figures.filter(({ passed }) => !passed).map(({ figure }) => figure)).toEqual([
      "benefited",
    ]);
    expect(limits.failures).toEqual(limitsOf("other", own).failures);
  });
});

describe("the bounds at which a pilot is halted", () => {
  const past = (counts: Partial<Counts>, stage = pilot) =>
    figuresPastHalt(allowance, stage, aMeasure({ ...good, ...counts, stage: 3 })).map(
      ({ figure }) => figure,
    );

  it.each<[string, Partial<Counts>, Partial<Counts>]>([
    ["unknown", { eligible: 700, unknown: 300 }, { eligible: 699, unknown: 301 }],
    ["objections", { objections: 5 }, { objections: 6 }],
    ["failures", { failed: 10 }, { failed: 11 }],
    ["omissions", { entitled: 400, omitted: 4 }, { entitled: 400, omitted: 5 }],
  ])("leave %s alone up to them", (figure, within, beyond) => {
    expect(past(within)).toEqual([]);
    expect(past(beyond)).toEqual([figure]);
  });

  it("halt nothing for one or two cases", () => {
    expect(past({ settled: 2, failed: 2 })).toEqual([]);
    expect(past({ settled: 3, failed: 3 })).toEqual(["failures"]);
  });

  it("halt nothing for what may only be waiting to be judged", () => {
    expect(past({ omitted: 50, pending: 1 })).toEqual([]);
  });

  it("look at nothing that was measured of another stage", () => {
    expect(past({ failed: 50 }, { ...pilot, number: 4 })).toEqual([]);
  });

  it("look at the districts of the pilot alone", () => {
    const inOne: PolicyStage = { ...pilot, pilot: { districts: ["310101"] } };
    const counts = (more: Partial<Counts>) => aMeasure({ ...good, ...more });
    const measure = (inside: number, outside: number) =>
      aMeasure({
        ...good,
        stage: 3,
        unknown: inside + outside,
        byDistrict: new Map([
          ["310101", counts({ unknown: inside })],
          ["310104", counts({ unknown: outside })],
        ]),
      });
    expect(figuresPastHalt(allowance, inOne, measure(0, 5000))).toEqual([]);
    expect(figuresPastHalt(allowance, inOne, measure(5000, 0))).toHaveLength(1);
  });
});
