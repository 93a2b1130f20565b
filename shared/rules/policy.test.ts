import { scanTerms } from "#shared/testing/scan-terms.ts";
import { describe, expect, expectTypeOf, it } from "vitest";
import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { benefit, perMonth } from "#shared/rules/language/amount.ts";
import { ageAtLeast, holds } from "#shared/rules/language/compare.ts";
import { nextPeriodOn, periodOf } from "./period.ts";
import { policy, type Delivery, type Policy, type PolicyFile, type Version } from "./policy.ts";
import { nextVersion, nextVersionChange, versionOn } from "./versions.ts";

const version = {
  id: "2020",
  from: "2020-01-01",
  until: "2020-12-31",
  status: "sourced",
  source: { document: "示例文件", clause: "一", inForceUntil: "2020-12-31" },
  mode: "confirm",
  ground: "choice",
  adverseEffects: false,
  eligible: ageAtLeast(65),
  amount: perMonth(100_00),
  amountInWords: "每月100元",
  arrears: "all",
  leftToPeople: [],
} as const satisfies Version<"person", string>;

const file = {
  id: "sample",
  title: "示例津贴",
  subject: "person",
  leadDepartment: "civil-affairs",
  isGuaranteedByLaw: false,
  sensitive: false,
  assurance: "link",
  period: "month",
  standing: true,
  commitment: "情况有变化时及时告知。",
  confirmationWindowDays: 30,
  reminderDays: [7, 15, 25],
  objectionAnswerWorkingDays: 10,
  fulfilment: {
    kind: "payment",
    payer: "civil-affairs",
    remark: "津贴",
    payWithinWorkingDays: 10,
  },
  ordinaryChannel: { text: "社区事务受理服务中心" },
  contact: "12345",
  versions: [version, { ...version, id: "2022", from: "2022-01-01", until: "2022-12-31" }],
} as const satisfies PolicyFile;

describe("the types refuse", () => {
  it("a direct version where law or document demand an application, or with an adverse side", () => {
    type Direct<Ground, Adverse> = { mode: "direct"; ground: Ground; adverseEffects: Adverse };
    expectTypeOf<Direct<"none", false>>().toExtend<Delivery>();
    expectTypeOf<Direct<"choice", false>>().toExtend<Delivery>();
    expectTypeOf<Direct<"application-by-law-or-regulation", false>>().not.toExtend<Delivery>();
    expectTypeOf<Direct<"application-by-document", false>>().not.toExtend<Delivery>();
    expectTypeOf<Direct<"none", true>>().not.toExtend<Delivery>();

    const direct = { ...version, mode: "direct", ground: "none" } as const;
    expectTypeOf(direct).toExtend<Version<"person", string>>();
    const ground = "application-by-document";
    const byDocument = { ...direct, ground } as const;
    expectTypeOf(byDocument).not.toExtend<Version<"person", string>>();
    // @ts-expect-error the document demands an application
    policy({ ...file, versions: [byDocument] });
    // @ts-expect-error it has an adverse side
    policy({ ...file, versions: [{ ...direct, adverseEffects: true }] });
  });

  it("a scan that pays money", () => {
    const scan = { ...version, mode: "scan", ground: "none" } as const;
    expectTypeOf(scan).not.toExtend<Version<"person", string>>();
    const free = { ...scan, amount: benefit("免费"), scan: scanTerms };
    expectTypeOf(free).toExtend<Version<"person", string>>();
  });

  it("a sensitive policy without a neutral title or without signing in", () => {
    const sensitive = { ...file, sensitive: true } as const;
    expectTypeOf(sensitive).not.toExtend<PolicyFile>();
    const neutral = { ...sensitive, neutralTitle: "补贴" } as const;
    expectTypeOf(neutral).not.toExtend<PolicyFile>();
    expectTypeOf<typeof neutral & { assurance: "signed-in" }>().toBeNever();
    const signedIn = { ...neutral, assurance: "signed-in" } as const;
    expectTypeOf(signedIn).toExtend<PolicyFile>();
  });

  it("an organisation by the link alone, or with a standing confirmation", () => {
    const versions = [{ ...version, eligible: holds("seriousDishonesty") }] as const;
    const organisation = { ...file, subject: "organisation", versions } as const;
    expectTypeOf(organisation).not.toExtend<PolicyFile>();
    const signedIn = { ...organisation, assurance: "signed-in" } as const;
    expectTypeOf(signedIn).not.toExtend<PolicyFile>();
    const once = { ...signedIn, standing: false } as const;
    expectTypeOf(once).toExtend<PolicyFile>();
  });

  it("a one-off benefit with a standing confirmation", () => {
    const once = { ...file, period: "once" } as const;
    expectTypeOf(once).not.toExtend<PolicyFile>();
  });

  it("an organisation's rule about a person", () => {
    const organisation = {
      ...file,
      subject: "organisation",
      assurance: "signed-in",
      standing: false,
    } as const;
    expectTypeOf(organisation).not.toExtend<PolicyFile>();
  });
});

describe("a policy", () => {
  it("has days, not texts", () => {
    expectTypeOf<Policy["versions"][number]["from"]>().toEqualTypeOf<CivilDate>();
    expect(() => policy({ ...file, versions: [{ ...version, from: "2020-02-30" }] })).toThrow(
      RangeError,
    );
  });

  it("declares its gaps by real days", () => {
    const gap = { from: "2021-01-01", until: "2021-12-31", note: "未核到文件" };
    expect(policy({ ...file, gaps: [gap] }).gaps).toEqual([gap]);
    expect(policy(file).gaps).toEqual([]);
    const wrong = { ...gap, until: "2021-02-30" };
    expect(() => policy({ ...file, gaps: [wrong] })).toThrow(
      "sample, gap from 2021-01-01: “2021-02-30” is no real day; write it as YYYY-MM-DD",
    );
  });

  it.each([
    [
      "a version's first day",
      { ...file, versions: [{ ...version, from: "2020-02-30" }] },
      "sample, version 2020: “2020-02-30” is no real day; write it as YYYY-MM-DD",
    ],
    [
      "a later version's last day",
      { ...file, versions: [version, { ...version, id: "2022", until: "2022-13-01" }] },
      "sample, version 2022: “2022-13-01” is no real day; write it as YYYY-MM-DD",
    ],
    [
      "a gap's first day",
      { ...file, gaps: [{ from: "2021-1-1", until: "2021-12-31", note: "未核到文件" }] },
      "sample, gap from 2021-1-1: “2021-1-1” is no real day; write it as YYYY-MM-DD",
    ],
  ] as const satisfies (readonly [string, PolicyFile, string])[])(
    "refuses %s that is no real day, naming where it stands",
    (_, wrong, message) => {
      expect(() => policy(wrong)).toThrow(new RangeError(message));
    },
  );

  it("keeps a version's last day, and invents none", () => {
    const { until: _, ...open } = { ...version, id: "2021", from: "2021-01-01" } as const;
    const { versions } = policy({ ...file, versions: [version, open] });
    expect(versions).toStrictEqual([version, open]);
  });

  it("has what is usual where its file does not say it, and otherwise what its file says", () => {
    const { confirmationWindowDays, reminderDays, objectionAnswerWorkingDays, contact, ...terse } =
      file;
    expect(policy(terse)).toStrictEqual({
      ...terse,
      confirmationWindowDays: 30,
      reminderDays: [7, 15, 25],
      objectionAnswerWorkingDays: 10,
      contact: "12345",
      gaps: [],
    });
    expect([confirmationWindowDays, reminderDays, objectionAnswerWorkingDays, contact]).toEqual([
      30,
      [7, 15, 25],
      10,
      "12345",
    ]);
    const own = {
      confirmationWindowDays: 60,
      reminderDays: [30],
      objectionAnswerWorkingDays: 20,
      contact: "962200",
    };
    expect(policy({ ...terse, ...own })).toStrictEqual({
      ...terse,
      ...own,
      gaps: [],
    });
  });

  it("of an organisation has days, gaps and what is usual too", () => {
    const terse = file;
    const versions = [{ ...version, eligible: holds("seriousDishonesty") }] as const;
    const gaps = [{ from: "2021-01-01", until: "2021-12-31", note: "未核到文件" }];
    const firm = {
      ...terse,
      subject: "organisation",
      assurance: "signed-in",
      standing: false,
      versions,
      gaps,
    } as const;
    expect(policy(firm)).toStrictEqual(firm);
  });

  const sample = policy(file);

  it.each([
    ["2019-12-31", undefined, "2020", "2020-01-01"],
    ["2020-01-01", "2020", "2022", "2021-01-01"],
    ["2020-12-31", "2020", "2022", "2021-01-01"],
    ["2021-01-01", undefined, "2022", "2022-01-01"],
    ["2022-12-31", "2022", undefined, "2023-01-01"],
    ["2023-01-01", undefined, undefined, undefined],
  ])("on %s has version %s, then %s; next change %s", (on, current, next, change) => {
    const judged = civilDate(on);
    expect(versionOn(sample, judged)?.id).toBe(current);
    expect(nextVersion(sample, judged)?.id).toBe(next);
    expect(nextVersionChange(sample, judged)).toBe(change);
  });

  it.each([
    ["month", "2026-12", "2027-01-01"],
    ["year", "2026", "2027-01-01"],
    ["once", "once", undefined],
    ["visit", undefined, undefined],
  ] as const)("by the %s has the period %s, the next from %s", (period, text, next) => {
    const recurring = policy(
      period === "once" || period === "visit"
        ? { ...file, period, standing: false }
        : { ...file, period },
    );
    expect(periodOf(recurring, civilDate("2026-12-05"))).toBe(text);
    expect(nextPeriodOn(recurring, civilDate("2026-12-05"))).toBe(next);
  });
});
