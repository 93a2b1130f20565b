import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { Gap } from "#shared/measures/gap.ts";
import { fundReserveAtLeast } from "#shared/parameters/unemployment-fund-reserve.ts";
import oneChildReward from "#shared/policies/one-child-reward.ts";
import type { StoredRegister } from "#shared/registers/register.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { aMeasure } from "#shared/testing/a-measure.ts";
import { now } from "#shared/testing/builders.ts";
import { allowance, refund } from "#shared/testing/sample-policies.ts";
import { checkReadiness } from "./check-readiness.ts";
import type { ReadinessBasis, ReadinessItem } from "./readiness-item.ts";

const today = civilDate("2026-11-20");
const hour = 3_600_000;

/** Reported complete so many hours ago. */
const register = (fact: string, hours = 1): StoredRegister => ({
  fact,
  department: "health",
  completeAsOf: now.getTime() - hours * hour,
  reportedAt: now.getTime() - hours * hour,
  events: "[]",
  firstAt: 0,
  reviewsLeft: 0,
});
const deaths = ["deathDate", "deathCertifiedOn", "crematedOn"];
const gap = (fact: string, more: Partial<Gap> = {}): Gap => ({
  policy: "allowance",
  fact,
  people: 0,
  known: 90,
  subjects: 100,
  ...more,
});

const basis = (more: Partial<ReadinessBasis> = {}): ReadinessBasis => ({
  policy: allowance,
  registers: deaths.map((fact) => register(fact)),
  measure: aMeasure({ eligible: 95, unknown: 5 }),
  gaps: [gap("hukouDistrict"), gap("birthDate")],
  today,
  now,
  ...more,
});

const check = (more: Partial<ReadinessBasis> = {}) => checkReadiness(basis(more));
const failing = (more: Partial<ReadinessBasis> = {}) =>
  check(more)
    .filter(({ ok }) => !ok)
    .map(({ id }) => id);
const item = (id: string, more: Partial<ReadinessBasis> = {}): ReadinessItem => {
  const found = check(more).find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
};

/** The sample policy whose version differs in this. Guarantee: the change is of a version for persons. */
function policyWith(change: Partial<Version>): Policy {
  const [version] = allowance.versions;
  return { ...allowance, versions: [{ ...version, ...change }] } as Policy;
}
const sourceUntil = (inForceUntil: string, change: Partial<Version> = {}) => ({
  policy: policyWith({ source: { ...allowance.versions[0].source, inForceUntil }, ...change }),
});

describe("a policy is ready", () => {
  it("where every item passes, and then nothing stands in the way", () => {
    expect(failing()).toEqual([]);
    expect(check().filter(({ isObstacle }) => isObstacle)).toEqual([]);
    expect(check().map(({ id }) => id)).toEqual([
      "beneficiaries",
      "evidence:hukouDistrict",
      "evidence:birthDate",
      "evidence:deathDate",
      "evidence:deathCertifiedOn",
      "evidence:crematedOn",
      "amount",
      "document",
      "data:deathDate",
      "data:deathCertifiedOn",
      "data:crematedOn",
      "data:unknown",
      "ground",
      "adverse-effects",
    ]);
  });

  it("not before anything was measured", () => {
    expect(failing({ measure: undefined, gaps: [] })).toEqual([
      "evidence:hukouDistrict",
      "evidence:birthDate",
      "data:unknown",
    ]);
  });
});

describe("the beneficiaries", () => {
  it("are not definite while a condition is left to people", () => {
    const policy = policyWith({ eligibilityLeftToPeople: ["是否僵尸企业，由人社部门核对"] });
    expect(failing({ policy })).toEqual(["beneficiaries"]);
    expect(item("beneficiaries", { policy })).toMatchObject({
      owner: "civil-affairs",
      text: "有条件只能由人判断：是否僵尸企业，由人社部门核对。",
    });
  });
});

describe("the evidence of a fact", () => {
  it("is wanting where nobody has a value and absence says nothing; its steward owns it", () => {
    const gaps = [gap("hukouDistrict", { known: 0, people: 40 }), gap("birthDate")];
    expect(item("evidence:hukouDistrict", { gaps })).toMatchObject({
      ok: false,
      isObstacle: true,
      owner: "public-security",
      fact: "hukouDistrict",
      people: 40,
      text: expect.stringContaining("没有任何登记"),
    });
  });

  it("is wanting where it was never counted, for the rule asks for it only since then", () => {
    expect(item("evidence:hukouDistrict", { gaps: [gap("birthDate")] })).toMatchObject({
      ok: false,
      text: "“户籍所在区”还没有测算过有多少人有登记。",
    });
  });

  it("has the same name from month to month, so that its plan is kept", () => {
    const ids = (day: string) =>
      check({ policy: refund, gaps: [], today: civilDate(day) }).map(({ id }) => id);
    expect(ids("2026-01-01")).toContain("evidence:insuredHeadcount@years-1-12");
    expect(ids("2027-02-01")).toEqual(ids("2026-01-01"));
  });

  it("is there where its absence is decided, whether anybody has a value or not", () => {
    expect(item("evidence:deathDate", { gaps: [] })).toMatchObject({ ok: true, isObstacle: false });
  });

  it("is good enough and yet in the way of those for whom it is wanting", () => {
    const gaps = [gap("hukouDistrict", { people: 3 }), gap("birthDate")];
    expect(failing({ gaps })).toEqual([]);
    expect(item("evidence:hukouDistrict", { gaps })).toMatchObject({
      ok: true,
      isObstacle: true,
      text: "“户籍所在区”由上海市公安局提供；有3个对象缺少这项数据，暂时无法认定。",
    });
  });

  it("is asked of relatives and of their relation too", () => {
    const gaps = ["child", "child.birthDate", "oneChildCertificate"].map((fact) =>
      gap(fact, { known: 0 }),
    );
    expect(failing({ policy: oneChildReward, gaps })).toEqual(
      expect.arrayContaining([
        "evidence:child",
        "evidence:child.birthDate",
        "evidence:oneChildCertificate",
      ]),
    );
  });

  it("is a published figure's value on the day", () => {
    const policy = policyWith({ fundingGuard: fundReserveAtLeast(12) });
    const key = "evidence:parameter:unemployment-fund-reserve";
    expect(item(key, { policy, today: civilDate("2022-01-01") }).ok).toBe(true);
    expect(item(key, { policy, today: civilDate("2021-12-31") })).toMatchObject({
      ok: false,
      owner: "human-resources",
      text: expect.stringContaining("没有公布今天适用的数值"),
    });
  });
});

describe("the amount", () => {
  it("of a sample is not definite", () => {
    expect(failing({ policy: policyWith({ status: "sample" }) })).toEqual(["amount", "document"]);
  });
});

describe("the document", () => {
  it.each([
    ["that has ended", "2026-11-19", false],
    ["that ends today", "2026-11-20", false],
    ["that ends within 180 days", "2027-05-19", false],
    ["that ends after 180 days", "2027-05-20", true],
    ["that names no end", "not-stated", true],
  ])("%s: %s is in force: %s", (_, day, ok) => {
    expect(item("document", sourceUntil(day)).ok).toBe(ok);
  });

  it("is about to lapse with its version, unless the next one begins the day after", () => {
    const [version] = allowance.versions;
    const ending = { ...version, until: civilDate("2026-12-31") };
    const next = { ...version, id: "2027", from: civilDate("2027-01-01") };
    const alone = { ...allowance, versions: [ending] } as Policy;
    const followed = { ...allowance, versions: [ending, next] } as Policy;
    const late = {
      ...allowance,
      versions: [ending, { ...next, from: civilDate("2027-01-02") }],
    } as Policy;
    expect(item("document", { policy: alone }).ok).toBe(false);
    expect(item("document", { policy: late }).ok).toBe(false);
    expect(item("document", { policy: followed }).ok).toBe(true);
  });

  it("is the only item on a day without a version", () => {
    expect(check({ today: civilDate("2019-12-31") })).toEqual([
      expect.objectContaining({
        id: "document",
        ok: false,
        text: "目前没有生效的规定，下一项规定自2020-01-01起施行。",
      }),
    ]);
  });
});

describe("the data", () => {
  it("are not available while a register is not complete, and not fresh when it is late", () => {
    const others = deaths.slice(1).map((fact) => register(fact));
    expect(failing({ registers: others })).toEqual(["data:deathDate"]);
    const late = [register("deathDate", 49), ...others];
    expect(item("data:deathDate", { registers: late })).toMatchObject({
      ok: false,
      owner: "public-security",
      text: expect.stringContaining("没有按时更新"),
    });
    expect(failing({ registers: [register("deathDate", 48), ...others] })).toEqual([]);
  });

  it("are too few where more than a fifth of those whom the rule does not exclude are unknown", () => {
    expect(failing({ measure: aMeasure({ eligible: 80, unknown: 20 }) })).toEqual([]);
    expect(failing({ measure: aMeasure({ eligible: 79, unknown: 21 }) })).toEqual(["data:unknown"]);
    expect(failing({ measure: aMeasure() })).toEqual([]);
  });
});

describe("the ground", () => {
  it("of a document that demands an application allows one tap, and stands on the obstacle list", () => {
    const policy = policyWith({ ground: "application-by-document" });
    expect(item("ground", { policy })).toMatchObject({ ok: true, isObstacle: true });
  });

  it("of a law that demands one allows one tap, and nothing can be done about it", () => {
    const policy = policyWith({ ground: "application-by-law-or-regulation" });
    expect(item("ground", { policy })).toMatchObject({ ok: true, isObstacle: false });
  });
});

it("an adverse side speaks against it", () => {
  expect(failing({ policy: policyWith({ adverseEffects: true }) })).toEqual(["adverse-effects"]);
});
