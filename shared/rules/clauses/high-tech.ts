import { choose } from "#shared/rules/language/choose.ts";
import { dateOnOrAfter, firstOfMonth, judgedDay } from "#shared/rules/language/compare.ts";
import { fact, lastYear } from "#shared/rules/language/fact-reference.ts";
import { worded } from "#shared/rules/language/logic.ts";

/** What policies for growing high-tech enterprises 高新技术企业 rest on. */

/** 有效期内的高新技术企业 */
export const isHighTechEnterprise = worded(
  {
    clause: "高新技术企业证书在有效期内",
    met: "高新技术企业证书有效期到{highTechValidUntil}止",
    unmet: "没有在有效期内的高新技术企业证书",
  },
  dateOnOrAfter("highTechValidUntil", judgedDay),
);

/** 首次纳入“四上”. Whoever is taken in at the end of a year is reported in the next: last year's count too. */
export const isNewlyAboveScale = worded(
  {
    clause: "当年或者上年首次纳入“四上”单位",
    met: "于{aboveScaleSince}首次纳入“四上”单位",
    unmet: "没有当年或者上年首次纳入“四上”单位的登记",
  },
  dateOnOrAfter("aboveScaleSince", firstOfMonth(1, -1)),
);

/** 上一年度研发费用: of the year before the one in which it was taken in. */
export const researchSpendOfTheYearBefore = choose({
  when: dateOnOrAfter("aboveScaleSince", firstOfMonth(1, 0)),
  use: fact("researchSpendFen", lastYear),
  otherwise: fact("researchSpendFen", { kind: "year", years: -2 }),
});
