import { civilDate } from "#shared/calendar/civil-date.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import {
  atLeast,
  dateBefore,
  dateOnOrAfter,
  dateOnOrBefore,
  firstOfMonth,
  holds,
  lessThan,
  present,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, worded } from "#shared/rules/language/logic.ts";

/** Conditions on one person who was hired; they follow 有 and stand before 的职工. */

/** 招用期: hired on this day, YYYY-MM-DD, or later. */
export function hiredSince(day: string): Condition<"person"> {
  return worded(
    { clause: `${formatPlainDay(civilDate(day))}起入职` },
    dateOnOrAfter("employedSince", day),
  );
}

/** 签订一定期限以上劳动合同 */
export function hasContractOf(months: number): Condition<"person"> {
  return worded(
    { clause: `签订${months}个月以上劳动合同` },
    atLeast(fact("contractMonths"), months),
  );
}

/** 用人单位为其缴纳社会保险满一定月数 */
export function wasInsuredFor(months: number): Condition<"person"> {
  return worded({ clause: `参保缴费满${months}个月` }, atLeast(fact("insuredMonths"), months));
}

const graduatedThisYear = all(
  dateOnOrAfter("graduatedOn", firstOfMonth(1, 0)),
  dateBefore("graduatedOn", firstOfMonth(1, 1)),
);

/** 当年高校毕业生, by the date of the diploma. */
export const isGraduateOfThisYear = worded({ clause: "当年从高校毕业" }, graduatedThisYear);

/** 登记失业三个月以上的人员，或者本市高校当年毕业生 */
export const wasUnemployedOrIsGraduate = worded(
  { clause: "属于登记失业满3个月的人员或者本市高校当年毕业生" },
  any(atLeast(fact("unemployedMonths"), 3), all(graduatedThisYear, holds("graduatedInShanghai"))),
);

/** 毕业年度及离校两年内未就业高校毕业生，或者登记失业的16–24岁青年; as of the day of hiring. */
export const wasGraduateOrYouth = worded(
  {
    clause: "属于毕业年度、离校两年内未就业的高校毕业生或者登记失业的16–24周岁青年",
  },
  any(
    dateOnOrBefore("employedSince", { dayOf: "countsAsGraduateUntil" }),
    all(
      present("unemployedMonths"),
      atLeast(fact("ageWhenHired"), 16),
      lessThan(fact("ageWhenHired"), 25),
    ),
  ),
);
