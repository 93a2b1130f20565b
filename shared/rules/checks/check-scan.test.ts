import { benefit } from "#shared/rules/language/amount.ts";
import type { ScanTerms } from "#shared/rules/language/scan-terms.ts";
import { offlineTimes, scanInWords, toldAs } from "#shared/rules/scan.ts";
import { broken } from "#shared/testing/a-sound-policy.ts";
import { scanTerms } from "#shared/testing/scan-terms.ts";
import { describe, expect, it } from "vitest";
import { checkScan } from "./scan.ts";

type Loose = Readonly<Record<string, unknown>>;

/** The fields that are found fault with. */
function faultsOf(terms: Loose, ofPolicy: Loose = {}, given = "免费入园"): string[] {
  const scan = { ...scanTerms, ...terms };
  const version = { mode: "scan", ground: "none", amount: benefit(given), scan };
  const policy = broken(version, { period: "visit", ...ofPolicy });
  return policy.versions.flatMap((one) => checkScan(policy, one).map(({ clause }) => clause));
}

describe("the terms of a scan", () => {
  it("are taken when they limit, cap and tell nothing", () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ limits: { perDay: 2, perMonth: 20, within: "group" } })).toEqual([]);
    expect(faultsOf({ offline: { capFen: 1_000_00 }, reimbursedFen: 5_00 })).toEqual([]);
    expect(faultsOf({ toldAs: "parking-discount" }, { sensitive: true })).toEqual([]);
  });

  it.each<[string, Loose]>([
    ["no limit", { within: "venue" }],
    ["a limit of nought", { perDay: 0, within: "venue" }],
    ["a broken limit", { perDay: 1.5, within: "venue" }],
    ["a limit that is none", { perDay: 21, within: "venue" }],
    ["a month that is no longer than its day", { perDay: 3, perMonth: 3, within: "venue" }],
  ])("limit how often: not %s", (_, limits) => {
    expect(faultsOf({ limits })).toEqual(["scan.limits"]);
  });

  it.each<[string, Loose]>([
    ["no whole number", { offline: { capTimes: 0.5 } }],
    ["more than a device can need", { offline: { capTimes: 1_001 } }],
    ["fen where a visit has no price", { offline: { capFen: 100_00 } }],
    ["fen that cover no visit", { offline: { capFen: 4_99 }, reimbursedFen: 5_00 }],
  ])("cap the loss of a device: not by %s", (_, terms) => {
    expect(faultsOf(terms)).toEqual(["scan.offline"]);
  });

  it("give back whole fen", () => {
    expect(faultsOf({ reimbursedFen: 0.5 })).toEqual(["scan.reimbursedFen"]);
    expect(faultsOf({ reimbursedFen: 0 })).toEqual(["scan.reimbursedFen"]);
  });

  it("tell venues no class of person: not in the id, the benefit, or what to do", () => {
    expect(faultsOf({ toldAs: "disabled-parking" }, { sensitive: true })).toEqual(["scan.toldAs"]);
    expect(faultsOf({}, { sensitive: true, id: "martyr-lane" })).toEqual(["scan.toldAs"]);
    expect(faultsOf({ toldAs: "Parking 1" })).toEqual(["scan.toldAs"]);
    expect(faultsOf({ whenUnknown: "请出示残疾人证" })).toEqual(["scan.whenUnknown"]);
    expect(faultsOf({ whenUnknown: " " })).toEqual(["scan.whenUnknown"]);
    expect(faultsOf({}, {}, "老年人免费入园")).toEqual(["amount"]);
  });

  it("are of a person's visit", () => {
    expect(faultsOf({}, { period: "month" })).toEqual(["period"]);
    expect(faultsOf({}, { subject: "organisation" })).toEqual(["period"]);
  });
});

describe("what follows from the terms", () => {
  const capped: ScanTerms = { ...scanTerms, offline: { capFen: 12_00 }, reimbursedFen: 5_00 };

  it("a cap in fen covers whole visits", () => {
    expect(offlineTimes(scanTerms)).toBe(0);
    expect(offlineTimes({ ...scanTerms, offline: { capTimes: 7 } })).toBe(7);
    expect(offlineTimes(capped)).toBe(2);
  });

  it("the words for the policy's page name every limit", () => {
    expect(scanInWords(capped)).toBe(
      "每个场所每天1次；断网时每台设备每天最多2次；不能使用打印的离线码",
    );
    expect(
      scanInWords({
        ...scanTerms,
        limits: { perDay: 2, perMonth: 40, within: "group" },
        lowValue: true,
      }),
    ).toBe("同类场所合计每天2次、每月40次；断网时不能扫码享受；可以使用打印的离线码");
  });

  it("venues know a policy by its id, unless another is given", () => {
    expect(toldAs({ id: "park-admission" }, scanTerms)).toBe("park-admission");
    expect(toldAs({ id: "x" }, { ...scanTerms, toldAs: "y" })).toBe("y");
  });
});
