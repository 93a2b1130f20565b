import { ageAtLeast, dateBefore, holds, is } from "#shared/rules/language/compare.ts";
import { all, any, worded } from "#shared/rules/language/logic.ts";

/** What the rewards of family planning 计划生育奖励 rest on beside the one-child certificate. */

/** 2004年4月15日之前结婚、无子女的 */
export const isChildlessAndMarriedBefore2004 = worded(
  {
    clause: "2004年4月15日之前结婚，经核定未生育、未收养子女",
    met: "2004年4月15日之前结婚，经核定未生育、未收养子女",
    unmet: "没有经核定未生育、未收养子女，或者不是2004年4月15日之前结婚",
  },
  all(holds("establishedChildless"), dateBefore("firstMarriedOn", "2004-04-15")),
);

/** 参加社会保险的，退休时；没有参加的，女性满55周岁、男性满60周岁时. At 60 the sex no longer matters. */
export const isRetiredOrOfAge = worded(
  { clause: "已按月领取养老金；没有参保的，女性年满55周岁、男性年满60周岁" },
  any(
    is("pensionStatus", "drawing"),
    all(is("pensionStatus", "none"), any(all(is("sex", "female"), ageAtLeast(55)), ageAtLeast(60))),
  ),
);
