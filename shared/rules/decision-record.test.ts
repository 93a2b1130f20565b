import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addDays, civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { minimumLivingStandard } from "#shared/parameters/minimum-living-standard.ts";
import { isPolicyFile } from "#shared/policies/index-text.ts";
import { allowance, aPolicy, aVersion } from "#shared/testing/sample-policies.ts";
import { recordOf, replay, type DecisionRecord } from "./decision-record.ts";
import { readExample, type Example, type ExampleFacts } from "./example.ts";
import { judge } from "./judge.ts";
import { perMonth } from "./language/amount.ts";
import { ageAtLeast, ageBelow, holds } from "./language/compare.ts";
import { all, worded } from "./language/logic.ts";
import { valueOf } from "./language/number.ts";
import { some } from "./language/relation.ts";
import type { Policy } from "./policy.ts";

interface PolicyModule {
  readonly default: Policy;
  readonly examples: () => readonly Example[];
}

const folder = join(import.meta.dirname, "../policies");
const files = (await readdir(folder)).filter(isPolicyFile);
const modules = await Promise.all(
  files.map((file): Promise<PolicyModule> => import(join(folder, file))),
);

const on = civilDate("2026-12-05");
const old = { birthDate: "1961-03-01", hukouDistrict: "310101" } as const;

const recorded = (policy: Policy, facts: ExampleFacts, day: CivilDate = on): DecisionRecord =>
  recordOf(policy, judge(policy, readExample(facts), day), day);

/** As it comes back from where it was kept. */
const kept = (record: DecisionRecord): DecisionRecord => JSON.parse(JSON.stringify(record));

describe.each(modules)("$default.title", ({ default: policy, examples }) => {
  it.each(examples())("$name: replayed, it is the same", ({ on: day, facts }) => {
    const judged = judge(policy, readExample(facts), civilDate(day));
    const { same, differences, judgement } = replay(
      policy,
      kept(recordOf(policy, judged, civilDate(day))),
    );
    expect({ same, differences }).toEqual({ same: true, differences: [] });
    const { nextChangeOn: _, ...answer } = judged;
    expect(judgement).toMatchObject(answer);
  });
});

describe("a record", () => {
  it("holds the rule, the day, each value with its source, and each gap by its kind", () => {
    const record = recorded(allowance, { ...old, deathDate: "missing" });
    expect(record).toEqual({
      policy: "allowance",
      version: "2020",
      on: "2026-12-05",
      verdict: "unknown",
      reason: expect.stringContaining("还没有按时更新"),
      facts: [
        expect.objectContaining({ fact: "hukouDistrict", value: "310101" }),
        expect.objectContaining({ fact: "birthDate", reportedBy: "public-security" }),
      ],
      gaps: { missing: ["deathDate"], absent: ["deathCertifiedOn", "crematedOn"] },
      relatives: [],
      rule: expect.stringMatching(/^[0-9a-f]+-[0-9a-f]+$/),
      seal: expect.stringMatching(/^[0-9a-f]+-[0-9a-f]+$/),
    });
  });

  it("has no word of what there is not: an amount, a period, a rule", () => {
    const always = ["policy", "version", "on", "verdict", "reason", "facts", "gaps", "relatives"];
    const members = (record: DecisionRecord) => Object.keys(record).toSorted();
    expect(members(recorded(allowance, { deathDate: "missing" }))).toEqual(
      [...always, "rule", "seal"].toSorted(),
    );
    expect(members(recorded(allowance, old))).toEqual(
      [...always, "amountFen", "period", "rule", "seal"].toSorted(),
    );
    expect(members(recorded(allowance, old, civilDate("2019-01-01")))).toEqual(
      [...always, "seal"].toSorted(),
    );
  });

  it("keeps relatives of several kinds apart", () => {
    const policy = aPolicy([
      aVersion({ eligible: all(some("spouse", ageBelow(90)), some("child", ageBelow(16))) }),
    ]);
    const record = recorded(policy, {
      spouse: [{ birthDate: "1990-01-01" }],
      child: [{ birthDate: "1999-01-01" }, { birthDate: "2015-01-01" }],
    });
    expect(record.verdict).toBe("met");
    expect(replay(policy, kept(record))).toMatchObject({ same: true });
  });

  it("names relatives by number and can be replayed with them", () => {
    const policy = aPolicy([
      aVersion({ eligible: all(holds("veteran"), some("child", ageBelow(16))) }),
    ]);
    const record = recorded(policy, { veteran: true, child: [{}, { birthDate: "2015-01-01" }] });
    expect(record).toMatchObject({
      relatives: [{ relation: "child", count: 2, isComplete: false }],
      gaps: { missing: ["child[1].birthDate"] },
    });
    expect(replay(policy, kept(record))).toMatchObject({ same: true });
  });

  it("of a day without a rule is replayed too, until there is one", () => {
    const record = recorded(allowance, old, civilDate("2019-01-01"));
    expect(replay(allowance, kept(record))).toMatchObject({ same: true });
    const earlier = aPolicy([{ ...aVersion({ eligible: holds("veteran") }), from: "2015-01-01" }]);
    expect(replay(earlier, record)).toMatchObject({
      same: false,
      differences: [
        "版本不同：记录为none，重放为2020",
        "结论不同：记录为unmet，重放为unknown",
        "规则读取了记录中没有的数据：veteran",
      ],
    });
  });
});

describe("a replay that differs says in what", () => {
  const record = recorded(allowance, old);
  const withBirth = (value: string): DecisionRecord => ({
    ...record,
    facts: record.facts.map((one) => (one.fact === "birthDate" ? { ...one, value } : one)),
  });
  const tampered = "决定记录的内容与封存时不一致，记录被改动过";

  it("a fact that was changed afterwards, whether or not it changes the answer", () => {
    expect(replay(allowance, withBirth("1961-03-02")).differences).toEqual([tampered]);
    expect(replay(allowance, withBirth("1951-03-01")).differences).toEqual([
      tampered,
      "金额（分）不同：记录为7500，重放为15000",
    ]);
    expect(replay(allowance, withBirth("1971-03-01"))).toMatchObject({
      same: false,
      judgement: { verdict: "unmet" },
      differences: [
        tampered,
        "结论不同：记录为met，重放为unmet",
        "金额（分）不同：记录为7500，重放为无",
        "所属期不同：记录为2026-12，重放为无",
      ],
    });
  });

  it("a letter or an amount that was changed afterwards", () => {
    expect(replay(allowance, { ...record, reason: "" }).differences).toEqual([tampered]);
    const { amountFen: _, ...withoutAmount } = record;
    expect(replay(allowance, withoutAmount).differences).toEqual([
      tampered,
      "金额（分）不同：记录为无，重放为7500",
    ]);
  });

  it("a version that is not there any more, and another policy", () => {
    expect(replay(allowance, { ...record, version: "1999" })).toEqual({
      same: false,
      differences: [tampered, "找不到决定所依据的规则：allowance 的版本 1999"],
    });
    expect(replay({ ...allowance, id: "other" }, record)).toMatchObject({
      differences: ["找不到决定所依据的规则：allowance 的版本 2020"],
    });
  });

  it("a rule that never was", () => {
    const before = recorded(allowance, old, civilDate("2019-01-01"));
    expect(replay(allowance, { ...before, rule: "1-1" }).differences).toEqual([tampered]);
  });

  it("relatives whom the rule reads now and did not then: of them nothing is known", () => {
    const then = aPolicy([aVersion({ eligible: holds("veteran") })]);
    const now = aPolicy([aVersion({ eligible: some("child", ageBelow(16)) })]);
    expect(replay(now, recorded(then, { veteran: true }))).toMatchObject({
      judgement: { verdict: "unknown", relatives: [{ count: 0, isComplete: false }] },
      differences: expect.arrayContaining(["结论不同：记录为met，重放为unknown"]),
    });
  });

  it("a rule that was edited instead of getting a new version", () => {
    const sixty = aPolicy([aVersion({ eligible: ageAtLeast(60) })]);
    const edited = aPolicy([aVersion({ eligible: ageAtLeast(61) })]);
    const judged = recorded(sixty, { birthDate: "1950-01-01" });
    expect(replay(sixty, judged).same).toBe(true);
    expect(replay(edited, judged).differences).toEqual(["版本 2020 的规则在作出决定之后改动过"]);
    const other = aPolicy([aVersion({ eligible: holds("veteran") })]);
    expect(replay(other, judged).differences).toEqual([
      "版本 2020 的规则在作出决定之后改动过",
      "结论不同：记录为met，重放为unknown",
      "金额（分）不同：记录为10000，重放为无",
      "所属期不同：记录为2026-12，重放为无",
      "规则读取了记录中没有的数据：veteran",
      "规则没有读取记录中的数据：birthDate",
    ]);
  });
});

describe("years later", () => {
  const first = aVersion({ eligible: ageAtLeast(60) });
  const record = recorded(aPolicy([first]), { birthDate: "1961-03-01" });

  it("a decision stands by the version that it names, whatever is in force then", () => {
    const reformed = aPolicy([
      { ...first, until: "2026-06-30" },
      { ...aVersion({ eligible: ageAtLeast(70) }), id: "2026", from: "2026-07-01" },
    ]);
    expect(replay(reformed, kept(record))).toMatchObject({
      same: true,
      judgement: { version: "2020", verdict: "met" },
    });
  });

  it("better words are no other decision", () => {
    const reworded = aPolicy([
      aVersion({ eligible: worded({ clause: "年满六十周岁" }, ageAtLeast(60)) }),
    ]);
    const before = aPolicy([
      aVersion({ eligible: worded({ clause: "六十岁以上" }, ageAtLeast(60)) }),
    ]);
    expect(replay(reworded, recorded(before, { birthDate: "1961-03-01" })).same).toBe(true);
  });

  it("the next figure of a parameter changes no decision, a corrected one does", () => {
    const byStandard = (values: typeof minimumLivingStandard.values) =>
      aPolicy([
        aVersion({
          amount: perMonth<"person">(valueOf({ ...minimumLivingStandard, values })),
        }),
      ]);
    const [sourced, sample] = minimumLivingStandard.values;
    if (sample === undefined) throw new Error("the sample value has gone");
    const judged = recorded(byStandard([sourced, sample]), { veteran: true });
    const next = { ...sample, from: addDays(on, 31), value: 1500_00 };
    const extended = byStandard([sourced, { ...sample, until: addDays(on, 30) }, next]);
    expect(replay(extended, judged)).toMatchObject({ same: true });
    expect(replay(byStandard([sourced, { ...sample, value: 1421_00 }]), judged)).toMatchObject({
      differences: [
        "版本 2020 的规则在作出决定之后改动过",
        "金额（分）不同：记录为142000，重放为142100",
      ],
    });
  });

  it("a record from before gaps and seals were kept is replayed as far as it goes", () => {
    const { seal: _, rule: __, gaps: ___, ...rest } = recorded(allowance, old);
    expect(replay(allowance, { ...rest, gaps: {} })).toMatchObject({ same: true });
    expect(replay(allowance, { ...rest, gaps: {}, facts: [] })).toMatchObject({ same: false });
  });

  it("in such a record what a register does not list was absent, and anything else missing", () => {
    const unsealed = ({ seal: _, rule: __, ...rest }: DecisionRecord) => ({ ...rest, gaps: {} });
    const found = replay(allowance, unsealed(recorded(allowance, { hukouDistrict: "310101" })));
    expect(found.same).toBe(true);
    expect(found.judgement?.gaps).toEqual([
      { fact: "birthDate", state: "missing" },
      { fact: "deathDate", state: "absent" },
      { fact: "deathCertifiedOn", state: "absent" },
      { fact: "crematedOn", state: "absent" },
    ]);
  });
});
