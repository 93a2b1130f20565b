import {
  atLeast,
  dateOnOrAfter,
  dateOnOrBefore,
  firstOfMonth,
  holds,
  is,
  judgedDay,
} from "#shared/rules/language/compare.ts";
import { decemberOf, fact } from "#shared/rules/language/fact-reference.ts";
import { all, cases, not, worded } from "#shared/rules/language/logic.ts";

/** Conditions that many policies for organisations share. */

/** 未注销 */
export const isRegistered = worded(
  { clause: "未注销", met: "", unmet: "已于{deregisteredOn}注销" },
  not(dateOnOrBefore("deregisteredOn", judgedDay)),
);

/** 企业, by the credit code. */
export const isEnterprise = worded(
  { clause: "企业", met: "", unmet: "不是企业" },
  is("organisationKind", "enterprise"),
);

/** 信用记录良好: not on the list of seriously dishonest subjects. */
export const isNotSeriouslyDishonest = worded(
  {
    clause: "未被列入严重失信主体名单",
    met: "未被列入严重失信主体名单",
    unmet: "被列入严重失信主体名单",
  },
  not(holds("seriousDishonesty")),
);

const establishedThisYear = dateOnOrAfter("establishedOn", firstOfMonth(1, 0));

/** Insured at the end of last year; nothing needs to be reported of who was established since. */
export const wasInsuredLastDecember = worded(
  {
    clause: "上年12月有职工参保",
    met: "上年12月有职工参保",
    unmet: "上年12月没有职工参保",
  },
  cases(
    { when: establishedThisYear, demand: not(establishedThisYear) },
    {
      when: atLeast(fact("insuredHeadcount", decemberOf(-1)), 0),
      demand: atLeast(fact("insuredHeadcount", decemberOf(-1)), 1),
    },
  ),
);

/** An employer that took part in unemployment insurance. */
export const isInsuredEmployer = all(isRegistered, wasInsuredLastDecember);
