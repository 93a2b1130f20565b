import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { minimumLivingStandard } from "#shared/parameters/minimum-living-standard.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { judge } from "#shared/rules/judge.ts";
import { benefit, once, perMonth, perQuarter, perYear } from "#shared/rules/language/amount.ts";
import { ageBelow } from "#shared/rules/language/compare.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import {
  byAge,
  byBands,
  capped,
  count,
  perHead,
  proRata,
  times,
  valueOf,
} from "#shared/rules/language/number.ts";
import { met, reason, reasonOf, type Rule } from "#shared/testing/letters.ts";
import { aPolicy, aVersion } from "#shared/testing/sample-policies.ts";

describe("what an amount was computed from", () => {
  const rounding = { mode: "half-up", clause: "一" } as const;
  const quarterly = { period: "quarter", standing: true } as const;
  const yearly = { period: "year", standing: false } as const;
  const veteran = { veteran: true } as const;

  it.each<[string, Rule["amount"], Parameters<typeof aPolicy>[1], ExampleFacts, string]>([
    [
      "a published figure",
      perMonth<"person">(times(2, valueOf(minimumLivingStandard))),
      undefined,
      {},
      "，每月2,840元（城乡居民最低生活保障标准1,420元的2倍）",
    ],
    [
      "a part of a quarter",
      perQuarter(
        proRata(900_00, { per: "quarter", by: "days", since: fact("retiredOn"), rounding }),
      ),
      quarterly,
      { retiredOn: "2026-11-16" },
      "，本季度450元（900元按天折算，自2026年11月16日起）",
    ],
    ["a benefit that is no money", benefit("免费乘车"), undefined, {}, "：免费乘车"],
    ["a quarter", perQuarter(900_00), quarterly, {}, "，每季度900元"],
    ["once", once(900_00), { period: "once", standing: false }, {}, "，一次性900元"],
    [
      "a cap that is reached",
      perYear(capped(times(100_00, fact("disabilityGrade")), 200_00)),
      yearly,
      { disabilityGrade: 3 },
      "，本年度200元（残疾等级3乘以100元，最高200元）",
    ],
    [
      "a cap that is not reached",
      perYear(capped(times(100_00, fact("disabilityGrade")), 500_00)),
      yearly,
      { disabilityGrade: 3 },
      "，本年度300元（残疾等级3乘以100元）",
    ],
    [
      "a band of a number",
      perMonth(byBands(fact("disabilityGrade"), [[1, 400_00]])),
      undefined,
      { disabilityGrade: 3 },
      "，每月400元（残疾等级3所在的档次）",
    ],
    [
      "the first band of age",
      perMonth(byAge([[60, 50_00]])),
      undefined,
      { birthDate: "1950-01-01" },
      "，每月50元",
    ],
  ])("%s", (_, amount, recurring, facts, worth) => {
    const rule = amount === undefined ? {} : { amount };
    const policy = aPolicy([aVersion(rule)], recurring);
    expect(reasonOf(policy, { ...veteran, ...facts })).toBe(met("有“退役军人”登记", worth));
  });

  it("heads, each with its money, where the relatives are known to be all", () => {
    const amount = perMonth(perHead(600_00, count("child", ageBelow(16))));
    const policy = aPolicy([aVersion({ amount })]);
    const judged = judge(
      policy,
      {
        fact: readExample(veteran).fact,
        related: () => ({
          isComplete: true,
          members: ["2015-01-01", "2016-01-01"].map((birthDate, index) => ({
            id: String(index),
            fact: readExample({ birthDate }).fact,
          })),
        }),
      },
      civilDate("2026-12-05"),
    );
    expect(judged.reason).toBe(
      met("有“退役军人”登记", "，每月1,200元（符合条件的子女2人，每人600元）"),
    );
  });

  it("that comes to nothing is said as such", () => {
    const amount = perMonth(byBands(fact("disabilityGrade"), [[3, 200_00]]));
    expect(reason({ amount }, { veteran: true, disabilityGrade: 1 })).toBe(
      "按标准计算，您的金额为0元，因此目前不能享受示例津贴。",
    );
  });
});
