import { describe, expect, it } from "vitest";
import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
import { allowance, refund } from "#shared/testing/sample-policies.ts";
import { readExample, type ExampleFacts } from "./example.ts";
import { judge } from "./judge.ts";
import type { Policy } from "./policy.ts";
import { readingsOf, type ReadFact } from "./reading.ts";

const judgeFacts = (sample: Policy, facts: ExampleFacts, on: string) =>
  judge(sample, readExample(facts), civilDate(on));

const elder = { birthDate: "1961-03-01", hukouDistrict: "310101" } as const;

describe("a judgement that is met", () => {
  it("has the amount, the period, the reason, the clauses, the facts and the next change", () => {
    expect(judgeFacts(allowance, elder, "2026-12-05")).toEqual({
      policy: "allowance",
      version: "2020",
      verdict: "met",
      amountFen: 75_00,
      period: "2026-12",
      reason:
        "您户籍在本市（黄浦区），已满65周岁（生日1961年3月1日），因此可享受示例津贴，每月75元。",
      clauses: [
        { text: "户籍在本市", verdict: "met" },
        { text: "年满65周岁", verdict: "met" },
        { text: "公安、卫生健康、民政三方均无死亡记录", verdict: "met" },
      ],
      facts: [
        {
          fact: "hukouDistrict",
          value: "310101",
          reportedBy: "public-security",
          observedAt: "2022-03-08T00:00:00Z",
        },
        {
          fact: "birthDate",
          value: "1961-03-01",
          reportedBy: "public-security",
          observedAt: "2022-03-08T00:00:00Z",
        },
      ],
      gaps: [
        { fact: "deathDate", state: "absent" },
        { fact: "deathCertifiedOn", state: "absent" },
        { fact: "crematedOn", state: "absent" },
      ],
      relatives: [],
      missing: [],
      nextChangeOn: "2027-01-01",
    });
  });

  it("changes within the month when the next band of age begins", () => {
    expect(judgeFacts(allowance, elder, "2031-02-27").version).toBe("none");
    const seventy = { ...elder, birthDate: "1952-03-08" } as const;
    expect(judgeFacts(allowance, seventy, "2022-03-07")).toMatchObject({
      amountFen: 75_00,
      nextChangeOn: "2022-03-08",
    });
    expect(judgeFacts(allowance, seventy, "2022-03-08")).toMatchObject({
      amountFen: 150_00,
      nextChangeOn: "2022-04-01",
    });
  });

  it("changes on the day after its version's last", () => {
    expect(judgeFacts(allowance, elder, "2029-12-31").nextChangeOn).toBe("2030-01-01");
  });

  it("of a year changes at New Year", () => {
    const firm = {
      sizeClass: "micro",
      "insuredHeadcount@2025-12": 3,
      "unemploymentPremiumPaidFen@2025": 1_01,
    } as const;
    expect(judgeFacts(refund, firm, "2026-07-01")).toMatchObject({
      verdict: "met",
      amountFen: 51,
      period: "2026",
      nextChangeOn: "2027-01-01",
      reason:
        "贵单位2025年12月参保人数为3人，不少于1人，企业划型为微型，因此可享受示例返还，本年度0.51元（2025年实际缴纳的失业保险费1.01元的50%）。",
    });
  });
});

describe("a judgement that is unmet", () => {
  it("says which clauses are not met, and from when an age would be", () => {
    const judgement = judgeFacts(allowance, elder, "2026-02-28");
    expect(judgement).toMatchObject({
      verdict: "unmet",
      missing: [],
      nextChangeOn: "2026-03-01",
      reason:
        "您未满65周岁（生日1961年3月1日，2026年3月1日满65周岁），因此目前不能享受示例津贴。到2026年3月1日会自动重新判断，您不用申请。",
    });
    expect(judgement).not.toHaveProperty("amountFen");
    expect(judgement).not.toHaveProperty("period");
  });

  it("waits for no fact that could no longer matter", () => {
    const facts = { birthDate: "1990-01-01", crematedOn: "missing" } as const;
    expect(judgeFacts(allowance, facts, "2026-01-01")).toMatchObject({
      verdict: "unmet",
      missing: [],
    });
  });

  it("where no version is in force says so, and when the next begins", () => {
    expect(judgeFacts(allowance, elder, "2019-06-01")).toEqual({
      policy: "allowance",
      version: "none",
      verdict: "unmet",
      reason: "示例津贴在2019年6月1日没有施行中的规定，下一版规定自2020年1月1日起施行。",
      clauses: [],
      facts: [],
      gaps: [],
      relatives: [],
      missing: [],
      nextChangeOn: "2020-01-01",
    });
    expect(judgeFacts(allowance, elder, "2030-01-01")).not.toHaveProperty("nextChangeOn");
  });

  it("leaves nothing to grant where the amount comes to nothing", () => {
    const firm = {
      sizeClass: "micro",
      "insuredHeadcount@2025-12": 3,
      "unemploymentPremiumPaidFen@2025": 0,
    } as const;
    const judgement = judgeFacts(refund, firm, "2026-07-01");
    expect(judgement).toMatchObject({
      verdict: "unmet",
      reason: "按标准计算，贵单位的金额为0元，因此目前不能享受示例返还。",
    });
    expect(judgement.clauses.at(-1)).toEqual({
      text: "金额：上年缴费的50%，大型企业30%",
      verdict: "unmet",
    });
  });
});

describe("a judgement that is unknown", () => {
  it("says what is missing and who holds it", () => {
    const facts = { birthDate: "1950-01-01", deathCertifiedOn: "missing" } as const;
    expect(judgeFacts(allowance, facts, "2026-01-01")).toMatchObject({
      verdict: "unknown",
      missing: [
        { fact: "hukouDistrict", steward: "public-security" },
        { fact: "deathCertifiedOn", steward: "health" },
      ],
      reason:
        "现在还不能判断您能否享受示例津贴：还缺少户籍所在区的数据（由上海市公安局提供）；上海市卫生健康委员会的全市登记（死亡医学证明日期）还没有按时更新。数据补齐后会自动重新判断，您不用提交材料；如果不想等，也可以到社区事务受理服务中心申请。",
    });
  });

  it("says of a conflict that it is being settled", () => {
    const facts = { ...elder, hukouDistrict: "conflict" } as const;
    expect(judgeFacts(allowance, facts, "2026-12-05").reason).toBe(
      "现在还不能判断您能否享受示例津贴：户籍所在区的记录前后不一致，正由上海市公安局核实。核实清楚后会自动重新判断，您不用提交材料；如果不想等，也可以到社区事务受理服务中心申请。",
    );
  });

  it("for want of its amount alone still is", () => {
    const firm = {
      seriousDishonesty: true,
      "insuredHeadcount@2025-12": 3,
      "unemploymentPremiumPaidFen@2025": 100_00,
    } as const;
    expect(judgeFacts(refund, firm, "2026-07-01")).toMatchObject({
      verdict: "unknown",
      missing: [{ fact: "sizeClass", steward: "economy-informatisation" }],
      clauses: [{ verdict: "met" }, { verdict: "met" }, { verdict: "unknown" }],
    });
  });

  it("asks for what the amount wants in the same breath, each fact once", () => {
    expect(judgeFacts(refund, {}, "2026-07-01").missing.map((one) => one.fact)).toEqual([
      "insuredHeadcount@2025-12",
      "sizeClass",
      "unemploymentPremiumPaidFen@2025",
    ]);
  });
});

describe("a person's life", () => {
  const old = { ...elder, birthDate: "1950-01-01" } as const;

  it.each(["deathDate", "deathCertifiedOn", "crematedOn"] as const)(
    "ends with %s in one register alone",
    (register) => {
      const dead = { ...old, [register]: "2026-03-01" };
      expect(judgeFacts(allowance, dead, "2026-03-01").verdict).toBe("unmet");
      expect(judgeFacts(allowance, dead, "2026-02-28")).toMatchObject({
        verdict: "met",
        nextChangeOn: "2026-03-01",
      });
    },
  );

  it("is not certain while one register is late, and over although two are", () => {
    const late = { ...old, deathDate: "missing", deathCertifiedOn: "missing" } as const;
    expect(judgeFacts(allowance, late, "2026-03-01").verdict).toBe("unknown");
    expect(judgeFacts(allowance, { ...late, crematedOn: "2026-01-01" }, "2026-03-01").verdict).toBe(
      "unmet",
    );
  });
});

it("a reading that ends is looked at again on that day, and one that has ended is not", () => {
  const on = civilDate("2026-12-05");
  const ending =
    (days: number): ReadFact =>
    (name) =>
      name === "hukouDistrict"
        ? { state: "missing", changesOn: addDays(on, days) }
        : readExample(elder).fact(name);
  expect(judge(allowance, readingsOf(ending(3)), on).nextChangeOn).toBe("2026-12-08");
  expect(judge(allowance, readingsOf(ending(0)), on).nextChangeOn).toBe("2030-01-01");
});

it("each fact is read once, however often the rule names it", () => {
  const reads: string[] = [];
  const read: ReadFact = (name) => {
    reads.push(name);
    return readExample(elder).fact(name);
  };
  judge(allowance, readingsOf(read), civilDate("2026-12-05"));
  expect(reads).toEqual([...new Set(reads)]);
});
