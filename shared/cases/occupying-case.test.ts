import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { caseStates } from "#shared/db/enumerations.ts";
import { aReportedCase } from "#shared/testing/builders.ts";
import { mergeCase } from "./merge-case.ts";
import { occupyingCase } from "./occupying-case.ts";
import type { ReportedCase } from "./reported-case.ts";

const policy = "senior-comprehensive-allowance";
const minute = 60_000;
const start = Date.parse("2026-11-18T02:00:00Z");
const at = (minutes: number): number => start + minutes * minute;
const by = (cases: readonly ReportedCase[], period = "2026-11") =>
  occupyingCase(cases, { policy, period });

const mergedFrom = (reports: readonly ReportedCase[]): readonly ReportedCase[] =>
  reports.reduce<readonly ReportedCase[]>((known, one) => mergeCase(known, one).cases, []);

describe("a case of another channel", () => {
  it.each([
    ["accepted", true],
    ["granted", true],
    ["paid", true],
    ["refused", false],
    ["withdrawn", false],
  ] as const)("that is %s has the period: %s", (state, has) => {
    expect(by([aReportedCase({ state })]) !== undefined).toBe(has);
  });

  it("has its own policy's own period and no other", () => {
    const one = aReportedCase();
    expect(by([one])).toBe(one);
    expect(by([one], "2026-10")).toBeUndefined();
    expect(by([one], "2026-12")).toBeUndefined();
    expect(occupyingCase([one], { policy: "one-child-reward", period: "2026-11" })).toBeUndefined();
  });

  it("has every period until the one through which it is paid", () => {
    const one = aReportedCase({ period: "2026-09", through: "2026-12" });
    const has = ["2026-08", "2026-09", "2026-11", "2026-12", "2027-01"].filter((p) => by([one], p));
    expect(has).toEqual(["2026-09", "2026-11", "2026-12"]);
  });

  it("gives a period back by its last word about it, and keeps the others", () => {
    const paid = aReportedCase({ period: "2026-09", through: "2026-12" });
    const withdrawn = aReportedCase({ state: "withdrawn", observedAt: at(1) });
    expect(by([paid, withdrawn])).toBeUndefined();
    expect(by([paid, withdrawn], "2026-12")).toBe(paid);
    const before = { ...withdrawn, observedAt: at(-1) };
    expect(by([paid, before])).toBe(paid);
  });

  it("that is refused leaves what another case has: a second application is no first one", () => {
    const paid = aReportedCase({ caseNumber: "A1" });
    const refused = aReportedCase({ caseNumber: "A2", state: "refused", observedAt: at(9) });
    expect(by([paid, refused])).toBe(paid);
    expect(by([paid, { ...refused, caseNumber: "A1" }])).toBeUndefined();
    expect(by([paid, { ...refused, caseNumber: "A1", channel: "counter" }])).toBe(paid);
  });

  it("is the firmest of several", () => {
    const accepted = aReportedCase({ channel: "counter", state: "accepted", observedAt: at(5) });
    const paid = aReportedCase();
    expect(by([accepted, paid])).toBe(paid);
  });

  it("that names no relative has the period for all of them, one that does for that one", () => {
    const of = (period: string) =>
      occupyingCase([aReportedCase({ policy: "p", period, through: "2026" })], {
        policy: "p",
        period: "2026:abcdefghijkl",
      });
    expect(of("2026")).toBeDefined();
    expect(of("2026:abcdefghijkl")).toBeDefined();
    expect(of("2026:mnopqrstuvwx")).toBeUndefined();
  });
});

describe("what is known of cases", () => {
  it("changes with what was observed later, and with nothing else", () => {
    const known = [aReportedCase({ observedAt: at(1) })];
    expect(mergeCase(known, aReportedCase({ state: "refused" }))).toEqual({
      cases: known,
      news: false,
    });
    const later = aReportedCase({ state: "refused", observedAt: at(2) });
    expect(mergeCase(known, later)).toEqual({ cases: [later], news: true });
    expect(mergeCase([later], later).news).toBe(false);
  });

  it("of two words of the same instant is the firmer one", () => {
    const withdrawn = aReportedCase({ state: "withdrawn" });
    const paid = aReportedCase({ state: "paid" });
    expect(mergedFrom([withdrawn, paid])).toEqual([paid]);
    expect(mergedFrom([paid, withdrawn])).toEqual([paid]);
  });

  it("is the same in whatever order it was reported, and however often", () => {
    const arbitraryCase = fc
      .record({
        period: fc.constantFrom("2026-10", "2026-11"),
        through: fc.constantFrom("2026-11", "2026-12"),
        channel: fc.constantFrom("counter", "legacy"),
        caseNumber: fc.constantFrom("", "A1"),
        state: fc.constantFrom(...caseStates),
        amountFen: fc.constantFrom(null, 75_00, 150_00),
        observedAt: fc.integer({ min: 0, max: 3 }).map(at),
      })
      .map((more) => aReportedCase({ subjectKey: "aaone", ...more }));
    const arbitraryOrders = fc
      .array(arbitraryCase, { maxLength: 8 })
      .chain((reports) =>
        fc.tuple(
          fc.constant(reports),
          fc.shuffledSubarray([...reports, ...reports], { minLength: reports.length * 2 }),
        ),
      );
    const inOrder = (cases: readonly ReportedCase[]): string[] =>
      cases.map((one) => JSON.stringify(one)).toSorted();
    fc.assert(
      fc.property(arbitraryOrders, ([reports, shuffled]) => {
        expect(inOrder(mergedFrom(shuffled))).toEqual(inOrder(mergedFrom(reports)));
        expect(by(mergedFrom(shuffled))?.state).toBe(by(mergedFrom(reports))?.state);
      }),
      { numRuns: 1000 },
    );
  });
});
