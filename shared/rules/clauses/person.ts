import { districtCodes } from "#shared/facts/districts.ts";
import {
  dateOnOrBefore,
  holds,
  isOneOf,
  judgedDay,
  present,
} from "#shared/rules/language/compare.ts";
import type { Condition, Words } from "#shared/rules/language/condition.ts";
import { some } from "#shared/rules/language/relation.ts";
import { any, cases, not, worded } from "#shared/rules/language/logic.ts";

/** Conditions that many policies for people share. */

/** 本市户籍: registered in one of the sixteen districts. Never told from the document number. */
export const hasShanghaiHukou = worded(
  {
    clause: "户籍在本市",
    met: "户籍在本市（{hukouDistrict}）",
    unmet: "户籍不在本市",
  },
  isOneOf("hukouDistrict", districtCodes),
);

/**
 * None of the three registers of death has a day on or before the judged one. One is enough to stop a payment, all
 * three must be complete to make it.
 */
export const alive = worded(
  {
    clause: "公安、卫生健康、民政三方均无死亡记录",
    // To the living this goes without saying.
    met: "",
    unmet: "在有关部门有死亡记录（如有误，请拨打12345更正）",
  },
  not(
    any(
      dateOnOrBefore("deathDate", judgedDay),
      dateOnOrBefore("deathCertifiedOn", judgedDay),
      dateOnOrBefore("crematedOn", judgedDay),
    ),
  ),
);

/** 持有残疾人证: listed with a grade. */
export const hasDisabilityCertificate = worded(
  {
    clause: "持有有效的残疾人证",
    met: "持有残疾人证（{disabilityGrade}级）",
    unmet: "没有残疾人证的登记",
  },
  present("disabilityGrade"),
);

/** 低保家庭 */
export const receivesMinimumLivingAllowance = worded(
  { clause: "享受最低生活保障", met: "享受最低生活保障", unmet: "未享受最低生活保障" },
  holds("minimumLivingAllowance"),
);

/** 重残无业 */
export const isSeverelyDisabledAndJobless = worded(
  {
    clause: "经认定为重残无业人员",
    met: "经认定为重残无业人员",
    unmet: "未经认定为重残无业人员",
  },
  holds("severelyDisabledJobless"),
);

/** 烈属 */
export const isMartyrFamily = worded(
  { clause: "烈属", met: "经登记为烈属", unmet: "未登记为烈属" },
  holds("martyrFamily"),
);

/** 持有独生子女父母光荣证 */
export const hasOneChildCertificate = worded(
  {
    clause: "持有独生子女父母光荣证",
    met: "持有独生子女父母光荣证",
    unmet: "没有独生子女父母光荣证",
  },
  holds("oneChildCertificate"),
);

/**
 * The only child, for a policy that is for parents of one: as soon as a child is reported, it decides. Of who may have
 * other children nobody can say that none of them meets a condition.
 */
export function onlyChild(words: Words, where: Condition<"person">): Condition<"person"> {
  const meets = some("child", where);
  const fails = some("child", not(where));
  return worded(words, cases({ when: meets, demand: meets }, { when: fails, demand: not(fails) }));
}
