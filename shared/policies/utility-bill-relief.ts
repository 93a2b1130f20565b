import { toTheFen } from "#shared/rules/clauses/rounding.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { reduction } from "#shared/rules/fulfilment.ts";
import { perMonth } from "#shared/rules/language/amount.ts";
import { is } from "#shared/rules/language/compare.ts";
import { fact, monthBefore } from "#shared/rules/language/fact-reference.ts";
import { worded } from "#shared/rules/language/logic.ts";
import { proportionOf } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import type { Listing } from "#shared/rules/listing.ts";
import { directly, policy } from "#shared/rules/policy.ts";

const isNonResidential = worded(
  {
    clause: "属于水电气非居民用户",
    met: "属于水电气非居民用户",
    unmet: "水电气用户类别为{utilityAccountKind}",
  },
  is("utilityAccountKind", "non-residential"),
);

export default policy({
  id: "utility-bill-relief",
  title: "非居民用户水电气费补贴",
  subject: "organisation",
  leadDepartment: "development-reform",
  isGuaranteedByLaw: false,
  sensitive: false,
  assurance: "signed-in",
  period: "month",
  standing: false,
  commitment: "本单位知悉：补贴在账单上直接扣减，账单同时列明原金额和补贴金额。",
  // 由供水、供电、供气企业按账单的90%收取，补贴在账单上列明
  fulfilment: reduction("utilities"),
  ordinaryChannel: { text: "账单没有扣减的，向供水、供电、供气企业的客服反映" },
  versions: [
    {
      id: "2022",
      from: "2022-06-01",
      until: "2022-08-31",
      status: "sourced",
      source: {
        document: "2022年6月五部门关于非居民用户水电气费补贴的通知（文号未核到）",
        clause: "补贴对象、标准和期限",
        inForceUntil: "2022-08-31",
        note: "据2022年6月24日公开报道整理，文号和条款号待核对原文；账单月份理解为出具账单的月份，2022年6月至8月。",
      },
      ...directly,
      // 非居民用户，不含执行居民价格的用户和燃气电厂
      eligible: isNonResidential,
      // 账单月份为2022年6月至8月的，给予10%的财政补贴
      amount: perMonth(
        proportionOf(percent("10"), fact("utilityBillFen", monthBefore(0)), toTheFen),
      ),
      amountInWords: "当月水电气账单合计金额的10%",
      arrears: "all",
      leftToPeople: [
        "污水处理费的减免、超定额累进加价的免收，由水务部门另行办理",
        "小微企业缓缴水电气费，向供水、供电、供气企业提出",
      ],
    },
  ],
});

export const listing = {
  titleEn: "Relief on water, electricity and gas bills",
  supportingDepartments: ["finance", "economy-informatisation", "utilities"],
  category: "费用减免",
  benefitClass: "减免",
  responsibleUnit: "价格管理处（示例）",
  personInCharge: "处室负责人（示例）",
  handlingTime: "当月账单",
  lifeEvents: ["costs"],
  collections: ["relief"],
  english: {
    who: "Non-residential customers of water, electricity and gas, except gas-fired power plants.",
    what: "10% less on each bill of June, July and August 2022.",
    how: "It is taken off the bill, which shows the full sum and the subsidy.",
    otherwise: "Call your supplier if the bill shows no reduction.",
  },
} as const satisfies Listing;

const june = { "utilityBillFen@2022-06": 1_234_56 } as const;

export const examples = () =>
  examplesOf({ utilityAccountKind: "non-residential", ...june }, [
    ["六月账单减10%，四舍五入到分", "2022-06-24", {}, met(123_46)],
    ["首日", "2022-06-01", {}, met(123_46)],
    ["五月账单没有补贴", "2022-05-31", { "utilityBillFen@2022-05": 1_234_56 }, unmet()],
    ["八月最后一天", "2022-08-31", { "utilityBillFen@2022-08": 1_000_00 }, met(100_00)],
    ["九月起不再补贴", "2022-09-01", { "utilityBillFen@2022-09": 1_000_00 }, unmet()],
    ["执行居民价格的用户", "2022-06-24", { utilityAccountKind: "residential-price" }, unmet()],
    ["燃气电厂", "2022-06-24", { utilityAccountKind: "gas-power-plant" }, unmet()],
    ["当月没有费用", "2022-06-24", { "utilityBillFen@2022-06": 0 }, unmet()],
    ["当月账单未报时等待", "2022-07-01", {}, unknown("utilityBillFen@2022-07")],
  ]);
