import { describe as group, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { minimumLivingStandard } from "#shared/parameters/minimum-living-standard.ts";
import { fundReserveAtLeast } from "#shared/parameters/unemployment-fund-reserve.ts";
import {
  absent,
  ageAtLeast,
  atLeast,
  atMost,
  dateOnOrBefore,
  days,
  holds,
  is,
  isOneOf,
  judgedDay,
  lasted,
  lessThan,
  years,
} from "#shared/rules/language/compare.ts";
import { choose } from "#shared/rules/language/choose.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { decemberOf, fact, lastYear, monthOfYear } from "#shared/rules/language/fact-reference.ts";
import { all, any, cases, not, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
import {
  constant,
  count,
  difference,
  shareOf,
  sum,
  times,
  valueOf,
} from "#shared/rules/language/number.ts";
import { every, some } from "#shared/rules/language/relation.ts";
import { percent } from "#shared/rules/language/share.ts";
import { target } from "#shared/testing/sample-parameters.ts";
import { describe, describeNot, negated } from "./describe.ts";

const on = civilDate("2026-12-05");
const veteran = holds("veteran");
const martyr = holds("martyrFamily");
const insured = fact("insuredHeadcount", decemberOf(-1));
const before = fact("insuredHeadcount", decemberOf(-2));
const grown = ratioAtMost({
  name: "裁员率",
  dividend: difference(before, sum(insured, fact("naturalAttrition", lastYear))),
  divisor: before,
  limit: choose({ when: is("sizeClass", "large"), use: percent("3.6"), otherwise: percent("5.5") }),
});
const cutByTarget = ratioAtMost({
  name: "裁员率",
  dividend: insured,
  divisor: before,
  limit: shareOf(target),
});
const first = choose({
  when: atLeast(fact("insuredHeadcount", monthOfYear(1, 0)), 1),
  use: fact("insuredHeadcount", monthOfYear(1, 0)),
  otherwise: choose({
    when: atLeast(fact("insuredHeadcount", monthOfYear(2, 0)), 1),
    use: fact("insuredHeadcount", monthOfYear(2, 0)),
    otherwise: constant(0),
  }),
});

group("a condition and its opposite in words", () => {
  it.each<[Condition, string, string]>([
    [worded({ clause: "户籍在本市" }, veteran), "户籍在本市", "不符合“户籍在本市”"],
    [veteran, "有“退役军人”登记", "没有“退役军人”登记"],
    [absent("disabilityGrade"), "没有“残疾等级”登记", "有“残疾等级”登记"],
    [is("sex", "male"), "性别为男", "性别不是男"],
    [
      isOneOf("sizeClass", ["micro", "small", "medium"]),
      "企业划型为微型、小型或者中型",
      "企业划型不是微型、小型或者中型",
    ],
    [atLeast(insured, 1), "2025年12月参保人数不少于1人", "2025年12月参保人数少于1人"],
    [atLeast(insured, 0), "有2025年12月参保人数的数据", "2025年12月参保人数少于0人"],
    [atMost(insured, 0), "2025年12月参保人数不超过0人", "2025年12月参保人数超过0人"],
    [
      lessThan(fact("unemploymentPremiumPaidFen", lastYear), 10_000_00),
      "2025年实际缴纳的失业保险费少于10,000元",
      "2025年实际缴纳的失业保险费不少于10,000元",
    ],
    [
      atLeast(
        fact("unemploymentPremiumPaidFen", lastYear),
        times(3, valueOf(minimumLivingStandard)),
      ),
      "2025年实际缴纳的失业保险费不少于城乡居民最低生活保障标准（1,420元）的3倍",
      "2025年实际缴纳的失业保险费少于城乡居民最低生活保障标准（1,420元）的3倍",
    ],
    [
      atLeast(first, 30),
      "2026年1月参保人数等3项中按情况取的一项不少于30人",
      "2026年1月参保人数等3项中按情况取的一项少于30人",
    ],
    [
      dateOnOrBefore("deathDate", judgedDay),
      "死亡注销登记日期不晚于2026年12月5日",
      "死亡注销登记日期晚于2026年12月5日，或者没有登记",
    ],
    [ageAtLeast(65), "年满65周岁", "未满65周岁"],
    [
      dateOnOrBefore("retiredOn", judgedDay),
      "退休日期不晚于2026年12月5日",
      "退休日期晚于2026年12月5日",
    ],
    [lasted("retiredOn", days(30)), "自退休日期起已满30天", "自退休日期起未满30天"],
    [lasted("establishedOn", years(2)), "自成立日期起已满2年", "自成立日期起未满2年"],
    [
      grown,
      "裁员率不超过5.5%（企业划型为大型的为3.6%）",
      "裁员率超过5.5%（企业划型为大型的为3.6%）",
    ],
    [cutByTarget, "裁员率不超过示例目标（20%）", "裁员率超过示例目标（20%）"],
    [
      all(veteran, martyr),
      "有“退役军人”登记，并且有“烈属”登记",
      "没有“退役军人”登记，或者没有“烈属”登记",
    ],
    [
      any(veteran, martyr),
      "有“退役军人”登记，或者有“烈属”登记",
      "没有“退役军人”登记，并且没有“烈属”登记",
    ],
    [
      atLeast(2, veteran, martyr),
      "至少符合下列2项：有“退役军人”登记；有“烈属”登记",
      "符合下列条件不足2项：有“退役军人”登记；有“烈属”登记",
    ],
    [
      atLeast(valueOf(fundReserveAtLeast(12).figure), 12),
      "失业保险基金备付期限（24个月）不少于12个月",
      "失业保险基金备付期限（24个月）少于12个月",
    ],
    [some("child", ageAtLeast(16)), "有年满16周岁的子女", "没有年满16周岁的子女"],
    [some("child", veteran), "有子女有“退役军人”登记", "没有子女有“退役军人”登记"],
    [some("child", not(veteran)), "有子女没有“退役军人”登记", "每名子女都有“退役军人”登记"],
    [some("child", not(ageAtLeast(16))), "有未满16周岁的子女", "每名子女都年满16周岁"],
    [every("child", ageAtLeast(16)), "每名子女都年满16周岁", "有未满16周岁的子女"],
    [
      every("child", all(ageAtLeast(16), veteran)),
      "每名子女都符合“年满16周岁，并且有“退役军人”登记”",
      "有子女不符合“年满16周岁，并且有“退役军人”登记”",
    ],
    [
      every("child", any(ageAtLeast(16), veteran)),
      "每名子女都符合“年满16周岁，或者有“退役军人”登记”",
      "有子女不符合“年满16周岁，或者有“退役军人”登记”",
    ],
    [
      every("child", atLeast(2, ageAtLeast(16), veteran)),
      "每名子女都符合“至少符合下列2项：年满16周岁；有“退役军人”登记”",
      "有子女不符合“至少符合下列2项：年满16周岁；有“退役军人”登记”",
    ],
    [
      every("child", cases({ when: veteran, demand: ageAtLeast(16) })),
      "每名子女都符合“有“退役军人”登记的，年满16周岁”",
      "有子女不符合“有“退役军人”登记的，年满16周岁”",
    ],
    [
      every("child", worded({ clause: "已经成年" }, ageAtLeast(18))),
      "每名子女都符合“已经成年”",
      "有子女不符合“已经成年”",
    ],
    [
      atLeast(count("employee", ageAtLeast(50)), 3),
      "年满50周岁的职工人数不少于3人",
      "年满50周岁的职工人数少于3人",
    ],
    [
      atLeast(count("employee", ageAtLeast(50)), 0),
      "年满50周岁的职工人数不少于0人",
      "年满50周岁的职工人数少于0人",
    ],
    [
      cases({ when: veteran, demand: ageAtLeast(60) }, { when: martyr, demand: ageAtLeast(50) }),
      "有“退役军人”登记的，年满60周岁；有“烈属”登记的，年满50周岁",
      "不符合“有“退役军人”登记的，年满60周岁；有“烈属”登记的，年满50周岁”",
    ],
  ])("%#", (condition, words, opposite) => {
    expect(describe(condition, on)).toBe(words);
    expect(describeNot(condition, on)).toBe(opposite);
    expect(describe(negated(condition), on)).toBe(opposite);
    expect(describe(negated(negated(condition)), on)).toBe(words);
  });
});

group("a limit that is a published share", () => {
  it("stands by its name alone on a day for which none is published", () => {
    const day = civilDate("2024-07-01");
    expect(describe(cutByTarget, day)).toBe("裁员率不超过示例目标");
    expect(describeNot(cutByTarget, day)).toBe("裁员率超过示例目标");
  });
});
